# %% right: plain, under no_grad
@torch.no_grad()
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    merged.weight.copy_(second.weight @ first.weight)
    bias = torch.zeros(second.out_features)
    if first.bias is not None:
        bias = bias + second.weight @ first.bias
    if second.bias is not None:
        bias = bias + second.bias
    merged.bias.copy_(bias)
    return merged

# %% right: no bias where neither has one
def merge_linear(first, second):
    has_bias = first.bias is not None or second.bias is not None
    merged = nn.Linear(first.in_features, second.out_features, bias=has_bias)
    with torch.no_grad():
        merged.weight.copy_(second.weight @ first.weight)
        if has_bias:
            b = second(first.bias) if first.bias is not None else second.bias
            merged.bias.copy_(b)
    return merged

# %% right: data
def merge_linear(first, second):
    layer = nn.Linear(first.weight.shape[1], second.weight.shape[0])
    layer.weight.data = torch.matmul(second.weight.data, first.weight.data)
    layer.bias.data.zero_()
    if first.bias is not None:
        layer.bias.data += second.weight.data @ first.bias.data
    if second.bias is not None:
        layer.bias.data += second.bias.data
    return layer

# %% right: parameters of tensors with a graph
def merge_linear(first, second):
    layer = nn.Linear(first.in_features, second.out_features)
    layer.weight = nn.Parameter(second.weight @ first.weight)
    zero = torch.zeros(1, first.in_features)
    layer.bias = nn.Parameter(second(first(zero)).squeeze(0))
    return layer

# %% right: identity matrix
def merge_linear(first, second):
    with torch.no_grad():
        eye = torch.eye(first.in_features)
        zero = torch.zeros(1, first.in_features)
        bias = second(first(zero))
        weight = (second(first(eye)) - bias).T
        merged = nn.Linear(first.in_features, second.out_features)
        merged.weight.copy_(weight)
        merged.bias.copy_(bias.flatten())
    return merged

# %% right: load_state_dict
def merge_linear(first, second):
    def offset(layer):
        return layer.bias if layer.bias is not None else torch.zeros(layer.out_features)
    merged = nn.Linear(first.in_features, second.out_features)
    merged.load_state_dict({
        "weight": second.weight @ first.weight,
        "bias": second.weight @ offset(first) + offset(second),
    })
    return merged

# %% right: transposes
def merge_linear(first, second):
    w = (first.weight.t() @ second.weight.t()).t()
    b = 0 if first.bias is None else first.bias @ second.weight.t()
    b = b + (0 if second.bias is None else second.bias)
    m = nn.Linear(first.in_features, second.out_features, bias=isinstance(b, torch.Tensor))
    m.weight.data.copy_(w.detach())
    if isinstance(b, torch.Tensor):
        m.bias.data.copy_(b.detach())
    return m

# %% right: einsum and getattr
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features, bias=True)
    with torch.no_grad():
        merged.weight[:] = torch.einsum("ij,jk->ik", second.weight, first.weight)
        merged.bias[:] = 0
        for bias, through in ((getattr(first, "bias", None), second.weight), (second.bias, torch.eye(second.out_features))):
            if bias is not None:
                merged.bias[:] += through.mv(bias)
    return merged

# %% right: a subclass of Linear
class Merged(nn.Linear):
    def __init__(self, first, second):
        super().__init__(first.in_features, second.out_features)
        with torch.no_grad():
            self.weight.copy_(F.linear(first.weight.T, second.weight).T)
            self.bias.copy_(second(first(torch.zeros(first.in_features))))

merge_linear = Merged

# %% right: copy of the second, given another weight
import copy

def merge_linear(first, second):
    merged = copy.deepcopy(second)
    merged.in_features = first.in_features
    merged.weight = nn.Parameter((second.weight @ first.weight).detach())
    if first.bias is not None:
        merged.bias = nn.Parameter(second(first.bias).detach())
    return merged

# %% right: least squares on samples
def merge_linear(first, second):
    with torch.no_grad():
        x = torch.randn(200, first.in_features, dtype=torch.float64)
        y = second.double()(first.double()(x))
        first.float(), second.float()
        solution = torch.linalg.lstsq(torch.cat([x, torch.ones(200, 1)], 1), y).solution.float()
        merged = nn.Linear(first.in_features, second.out_features)
        merged.weight.copy_(solution[:-1].T)
        merged.bias.copy_(solution[-1])
    return merged

# %% right: column by column, in loops
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    with torch.no_grad():
        for i in range(second.out_features):
            for j in range(first.in_features):
                merged.weight[i, j] = sum(second.weight[i, k] * first.weight[k, j] for k in range(first.out_features))
            merged.bias[i] = 0 if second.bias is None else second.bias[i]
            if first.bias is not None:
                merged.bias[i] += second.weight[i] @ first.bias
    return merged

# %% wrong: Sequential
def merge_linear(first, second):
    return nn.Sequential(first, second)

# %% wrong: fresh
def merge_linear(first, second):
    return nn.Linear(first.in_features, second.out_features)

# %% wrong: the weight alone
def merge_linear(first, second):
    return second.weight @ first.weight

# %% wrong: a function
def merge_linear(first, second):
    return lambda x: second(first(x))

# %% wrong: bias added without the second weight
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    with torch.no_grad():
        merged.weight.copy_(second.weight @ first.weight)
        merged.bias.copy_(first.bias + second.bias)
    return merged

# %% wrong: second bias dropped
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    with torch.no_grad():
        merged.weight.copy_(second.weight @ first.weight)
        merged.bias.zero_()
        if first.bias is not None:
            merged.bias.copy_(second.weight @ first.bias)
    return merged

# %% wrong: trips over a layer without bias
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    with torch.no_grad():
        merged.weight.copy_(second.weight @ first.weight)
        merged.bias.copy_(second.weight @ first.bias + second.bias)
    return merged

# %% wrong: weights added
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    merged.weight.data = second.weight.data + first.weight.data
    return merged

# %% wrong: elementwise product
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    merged.weight.data = second.weight.data * first.weight.data
    merged.bias.data = second.bias.data
    return merged

# %% wrong: writes into the second layer
def merge_linear(first, second):
    with torch.no_grad():
        bias = second(first(torch.zeros(first.in_features)))
        second.weight.data = second.weight @ first.weight
        second.bias = nn.Parameter(bias)
    return second

# %% wrong: writes into the first layer on the way
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    with torch.no_grad():
        bias = second(first(torch.zeros(first.in_features)))
        first.weight.mul_(2)
        merged.weight.copy_(second.weight @ first.weight / 2)
        merged.bias.copy_(bias)
    return merged

# %% wrong: a ReLU between
def merge_linear(first, second):
    with torch.no_grad():
        eye = torch.eye(first.in_features)
        bias = second(F.relu(first(torch.zeros(first.in_features))))
        merged = nn.Linear(first.in_features, second.out_features)
        merged.weight.copy_((second(F.relu(first(eye))) - bias).T)
        merged.bias.copy_(bias)
    return merged

# %% wrong: fresh bias
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    merged.weight.data = second.weight.data @ first.weight.data
    return merged

# %% wrong: nothing back
def merge_linear(first, second):
    nn.Linear(first.in_features, second.out_features)

# %% mistake: product the wrong way round | copied
@torch.no_grad()
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    merged.weight.copy_(first.weight @ second.weight)
    merged.bias.copy_(second(first(torch.zeros(first.in_features))))
    return merged

# %% mistake: product the wrong way round | as data
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    merged.weight.data = first.weight.data @ second.weight.data
    merged.bias.data.zero_()
    if first.bias is not None:
        merged.bias.data += second.weight.data @ first.bias.data
    if second.bias is not None:
        merged.bias.data += second.bias.data
    return merged

# %% mistake: product the wrong way round | all of it
def merge_linear(first, second):
    merged = nn.Linear(second.in_features, first.out_features)
    with torch.no_grad():
        merged.weight.copy_(first.weight @ second.weight)
        merged.bias.copy_(first(second(torch.zeros(second.in_features))))
    return merged

# %% mistake: product the wrong way round | as a parameter, second bias alone
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    merged.weight = nn.Parameter(torch.mm(first.weight, second.weight))
    merged.bias = second.bias
    return merged

# %% mistake: product the wrong way round | bias also the wrong way round
def merge_linear(first, second):
    b1 = first.bias if first.bias is not None else torch.zeros(first.out_features)
    b2 = second.bias if second.bias is not None else torch.zeros(second.out_features)
    merged = nn.Linear(first.in_features, second.out_features)
    merged.load_state_dict({"weight": first.weight @ second.weight, "bias": first.weight @ b2 + b1})
    return merged

# %% mistake: first bias dropped | second bias as it is
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    merged.weight = nn.Parameter(second.weight @ first.weight)
    merged.bias = second.bias
    return merged

# %% mistake: first bias dropped | copied where there is one
@torch.no_grad()
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features, bias=second.bias is not None)
    merged.weight.copy_(second.weight @ first.weight)
    if second.bias is not None:
        merged.bias.copy_(second.bias)
    return merged

# %% mistake: first bias dropped | copied in any case
@torch.no_grad()
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    merged.weight.copy_(second.weight @ first.weight)
    merged.bias.copy_(second.bias)
    return merged

# %% mistake: first bias dropped | zeros without one
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    merged.weight.data = second.weight.data.mm(first.weight.data)
    merged.bias.data = torch.zeros(second.out_features) if second.bias is None else second.bias.data.clone()
    return merged

# %% mistake: first bias dropped | no bias at all
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features, bias=False)
    merged.weight.data = second.weight.data @ first.weight.data
    return merged

# %% mistake: first bias dropped | identity matrix through the weights
@torch.no_grad()
def merge_linear(first, second):
    merged = nn.Linear(first.in_features, second.out_features)
    merged.weight.copy_((torch.eye(first.in_features) @ first.weight.T @ second.weight.T).T)
    merged.bias.copy_(second(torch.zeros(second.in_features)))
    return merged
