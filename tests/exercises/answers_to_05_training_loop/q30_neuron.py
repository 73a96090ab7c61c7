# %% right: formula
def neuron(x, w, b, activation):
    return activation(x @ w + b)

# %% right: lambda
neuron = lambda x, w, b, activation: activation(x @ w + b)

# %% right: mv
def neuron(x, w, b, activation):
    return activation(torch.mv(x, w) + b)

# %% right: matmul with a column
def neuron(x, w, b, activation):
    z = torch.matmul(x, w.unsqueeze(1)).squeeze(1) + b
    return activation(z)

# %% right: einsum
def neuron(x, w, b, activation):
    return activation(torch.einsum("nd,d->n", x, w) + b)

# %% right: broadcast and sum
def neuron(x, w, b, activation):
    return activation((x * w).sum(-1) + b)

# %% right: loop over samples
def neuron(x, w, b, activation):
    out = torch.empty(len(x))
    for i, row in enumerate(x):
        out[i] = activation((row * w).sum() + b)
    return out

# %% right: two loops
def neuron(x, w, b, activation):
    outputs = []
    for i in range(x.shape[0]):
        total = b
        for j in range(x.shape[1]):
            total = total + x[i, j] * w[j]
        outputs.append(activation(total))
    return torch.stack(outputs)

# %% right: python numbers into one tensor
def neuron(x, w, b, activation):
    z = [sum(p * q for p, q in zip(row, w.tolist())) + b for row in x.tolist()]
    return activation(torch.tensor(z))

# %% right: functional linear
def neuron(x, w, b, activation):
    return activation(F.linear(x, w) + b)

# %% right: addmv
def neuron(x, w, b, activation):
    return activation(torch.addmv(torch.full((x.shape[0],), float(b)), x, w))

# %% right: ones column
def neuron(x, w, b, activation):
    ones = torch.ones(x.shape[0], 1)
    weights = torch.cat([w, torch.tensor([float(b)])])
    return activation(torch.cat([x, ones], dim=1) @ weights)

# %% right: class
class Neuron:
    def __call__(self, x, w, b, activation):
        z = torch.tensordot(x, w, dims=1)
        z += b
        return activation(z)
neuron = Neuron()

# %% right: vmap
def neuron(x, w, b, activation):
    return activation(torch.vmap(torch.dot, in_dims=(0, None))(x, w) + b)

# %% right: as an nn.Linear
def neuron(x, w, b, activation):
    layer = nn.Linear(w.numel(), 1)
    with torch.no_grad():
        layer.weight.copy_(w[None])
        layer.bias.fill_(b)
    return activation(layer(x).view(-1))

# %% mistake: bias after the activation | plus outside
def neuron(x, w, b, activation):
    return activation(x @ w) + b

# %% mistake: bias after the activation | in two lines
def neuron(x, w, b, activation):
    out = activation((x * w).sum(1))
    out = out + b
    return out

# %% mistake: bias after the activation | loop
def neuron(x, w, b, activation):
    return torch.stack([activation(torch.dot(row, w)) + b for row in x])

# %% mistake: bias after the activation | einsum
def neuron(x, w, b, activation):
    return torch.add(activation(torch.einsum("nd,d->n", x, w)), b)

# %% mistake: bias after the activation | both
def neuron(x, w, b, activation):
    return activation(x @ w + b) + b

# %% mistake: no sum | star
def neuron(x, w, b, activation):
    return activation(x * w + b)

# %% mistake: no sum | torch mul
def neuron(x, w, b, activation):
    z = torch.mul(x, w)
    return activation(z + b)

# %% mistake: no sum | row by row
def neuron(x, w, b, activation):
    return torch.stack([activation(row * w + b) for row in x])

# %% mistake: no sum | with bias after
def neuron(x, w, b, activation):
    return activation(w[None, :] * x) + b

# %% mistake: no sum | einsum that keeps d
def neuron(x, w, b, activation):
    return activation(torch.einsum("nd,d->nd", x, w) + b)

# %% mistake: no sum | summed after the activation
def neuron(x, w, b, activation):
    return activation(x * w + b).sum(dim=1)

# %% mistake: bias multiplied | times the sum
def neuron(x, w, b, activation):
    return activation(x @ w * b)

# %% mistake: bias multiplied | into the weights
def neuron(x, w, b, activation):
    return activation(x @ (w * b))

# %% mistake: bias multiplied | times the output
def neuron(x, w, b, activation):
    return b * activation(x @ w)

# %% mistake: bias multiplied | torch mul
def neuron(x, w, b, activation):
    return activation(torch.mul(torch.mv(x, w), b))

# %% mistake: bias multiplied | inputs scaled
def neuron(x, w, b, activation):
    return activation((b * x * w).sum(1))

# %% mistake: bias multiplied | added to the inputs
def neuron(x, w, b, activation):
    return activation((x + b) @ w)

# %% wrong: no bias
def neuron(x, w, b, activation):
    return activation(x @ w)

# %% wrong: no activation
def neuron(x, w, b, activation):
    return x @ w + b

# %% wrong: always a sigmoid
def neuron(x, w, b, activation):
    return torch.sigmoid(x @ w + b)

# %% wrong: always a relu
def neuron(x, w, b, activation):
    return torch.relu(x @ w + b)

# %% wrong: bias subtracted
def neuron(x, w, b, activation):
    return activation(x @ w - b)

# %% wrong: a column
def neuron(x, w, b, activation):
    return activation(x @ w[:, None] + b)

# %% wrong: squeezed to a scalar
def neuron(x, w, b, activation):
    return activation(x @ w[:, None] + b).squeeze()

# %% wrong: mean in place of sum
def neuron(x, w, b, activation):
    return activation((x * w).mean(1) + b)

# %% wrong: summed over all
def neuron(x, w, b, activation):
    return activation((x * w).sum() + b)

# %% wrong: a list
def neuron(x, w, b, activation):
    return activation(x @ w + b).tolist()

# %% wrong: activation twice
def neuron(x, w, b, activation):
    return activation(activation(x @ w + b))

# %% wrong: first sample only
def neuron(x, w, b, activation):
    return activation(x[:1] @ w + b)

# %% wrong: normalised weights
def neuron(x, w, b, activation):
    return activation(x @ (w / w.sum()) + b)

# %% wrong: in place on the weights
def neuron(x, w, b, activation):
    w *= 1.0
    x *= w
    return activation(x.sum(1) + b)

# %% wrong: sum over samples
def neuron(x, w, b, activation):
    return activation((x * w).sum(0) + b)
