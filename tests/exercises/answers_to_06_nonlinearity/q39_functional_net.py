# %% right: linear
def functional_net(x, w1, b1, w2, b2):
    return F.linear(F.relu(F.linear(x, w1, b1)), w2, b2)

# %% right: products
def functional_net(x, w1, b1, w2, b2):
    h = x @ w1.T + b1
    h = F.relu(h)
    return h @ w2.T + b2

# %% right: t and matmul
def functional_net(x, w1, b1, w2, b2):
    a = torch.matmul(x, w1.t()).add(b1)
    return torch.matmul(F.relu(a), w2.transpose(0, 1)) + b2

# %% right: lambda
functional_net = lambda x, w1, b1, w2, b2: F.relu(x @ w1.T + b1) @ w2.T + b2

# %% right: imported by name
from torch.nn.functional import relu

def functional_net(x, w1, b1, w2, b2):
    return relu(x @ w1.T + b1) @ w2.T + b2

# %% right: full name
def functional_net(x, w1, b1, w2, b2):
    hidden = torch.nn.functional.relu(torch.addmm(b1, x, w1.T))
    return torch.addmm(b2, hidden, w2.T)

# %% right: in place on the hidden layer
def functional_net(x, w1, b1, w2, b2):
    h = F.linear(x, w1, b1)
    F.relu(h, inplace=True)
    return F.linear(h, w2, b2)

# %% right: einsum
def functional_net(x, w1, b1, w2, b2):
    h = F.relu(torch.einsum("nd,hd->nh", x, w1) + b1)
    return torch.einsum("nh,mh->nm", h, w2) + b2

# %% right: columns
def functional_net(x, w1, b1, w2, b2):
    h = F.relu((w1 @ x.T + b1[:, None]))
    return (w2 @ h + b2[:, None]).T

# %% right: sample by sample
def functional_net(x, w1, b1, w2, b2):
    return torch.stack([w2 @ F.relu(w1 @ row + b1) + b2 for row in x])

# %% right: a loop over layers
def functional_net(x, w1, b1, w2, b2):
    for number, (w, b) in enumerate([(w1, b1), (w2, b2)]):
        if number:
            x = F.relu(x)
        x = F.linear(x, w, b)
    return x

# %% right: partial
import functools

activation = functools.partial(F.relu, inplace=False)

def functional_net(x, w1, b1, w2, b2):
    return F.linear(activation(F.linear(x, w1, b1)), w2, b2)

# %% right: helpers
def layer(x, w, b):
    return x @ w.T + b

def functional_net(x, w1, b1, w2, b2):
    return layer(F.relu(layer(x, w1, b1)), w2, b2)

# %% right: getattr
def functional_net(x, w1, b1, w2, b2):
    activation = getattr(F, "relu")
    return F.linear(activation(input=F.linear(x, w1, b1)), w2, b2)

# %% right: class
class Net:
    def __call__(self, x, w1, b1, w2, b2):
        hidden = F.relu(F.linear(x, w1, b1))
        return F.linear(hidden, w2, b2)

functional_net = Net()

# %% right: layers with the given weights
def functional_net(x, w1, b1, w2, b2):
    first, second = nn.Linear(w1.shape[1], w1.shape[0]), nn.Linear(w2.shape[1], w2.shape[0])
    first.weight.data, first.bias.data, second.weight.data, second.bias.data = w1, b1, w2, b2
    return second(F.relu(first(x)))

# %% wrong: torch.relu
def functional_net(x, w1, b1, w2, b2):
    return F.linear(torch.relu(F.linear(x, w1, b1)), w2, b2)

# %% wrong: method
def functional_net(x, w1, b1, w2, b2):
    return F.linear(F.linear(x, w1, b1).relu(), w2, b2)

# %% wrong: nn.ReLU
def functional_net(x, w1, b1, w2, b2):
    return F.linear(nn.ReLU()(F.linear(x, w1, b1)), w2, b2)

# %% wrong: Sequential
def functional_net(x, w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0]))
    net[0].weight.data, net[0].bias.data, net[2].weight.data, net[2].bias.data = w1, b1, w2, b2
    return net(x)

# %% wrong: clamp
def functional_net(x, w1, b1, w2, b2):
    return (x @ w1.T + b1).clamp(min=0) @ w2.T + b2

# %% wrong: own relu
def relu(x):
    return x * (x > 0)

def functional_net(x, w1, b1, w2, b2):
    return relu(x @ w1.T + b1) @ w2.T + b2

# %% wrong: nn.ReLU(x), which builds a module
def functional_net(x, w1, b1, w2, b2):
    return F.linear(nn.ReLU(F.linear(x, w1, b1)), w2, b2)

# %% wrong: no activation
def functional_net(x, w1, b1, w2, b2):
    return F.linear(F.linear(x, w1, b1), w2, b2)

# %% wrong: sigmoid between
def functional_net(x, w1, b1, w2, b2):
    return F.linear(torch.sigmoid(F.linear(x, w1, b1)), w2, b2)

# %% wrong: leaky
def functional_net(x, w1, b1, w2, b2):
    return F.linear(F.leaky_relu(F.linear(x, w1, b1)), w2, b2)

# %% wrong: relu before the first bias
def functional_net(x, w1, b1, w2, b2):
    return F.linear(F.relu(F.linear(x, w1)) + b1, w2, b2)

# %% wrong: relu on the inputs
def functional_net(x, w1, b1, w2, b2):
    return F.linear(F.linear(F.relu(x), w1, b1), w2, b2)

# %% wrong: last bias forgotten
def functional_net(x, w1, b1, w2, b2):
    return F.relu(x @ w1.T + b1) @ w2.T

# %% wrong: first bias forgotten
def functional_net(x, w1, b1, w2, b2):
    return F.relu(x @ w1.T) @ w2.T + b2

# %% wrong: squeezed
def functional_net(x, w1, b1, w2, b2):
    return F.linear(F.relu(F.linear(x, w1, b1)), w2, b2).squeeze()

# %% wrong: relu called for show
def functional_net(x, w1, b1, w2, b2):
    F.relu(x)
    return F.linear(F.linear(x, w1, b1), w2, b2)

# %% mistake: weights transposed | both, by @
def functional_net(x, w1, b1, w2, b2):
    return F.relu(x @ w1 + b1) @ w2 + b2

# %% mistake: weights transposed | both, in linear
def functional_net(x, w1, b1, w2, b2):
    return F.linear(F.relu(F.linear(x, w1.T, b1)), w2.T, b2)

# %% mistake: weights transposed | the first
def functional_net(x, w1, b1, w2, b2):
    h = F.relu(torch.matmul(x, w1) + b1)
    return h @ w2.T + b2

# %% mistake: weights transposed | the second
def functional_net(x, w1, b1, w2, b2):
    h = F.relu(F.linear(x, w1, b1))
    return torch.mm(h, w2) + b2

# %% mistake: weights transposed | einsum
def functional_net(x, w1, b1, w2, b2):
    h = F.relu(torch.einsum("nd,dh->nh", x, w1) + b1)
    return torch.einsum("nh,hm->nm", h, w2) + b2

# %% mistake: weights transposed | numpy-like asserts
def functional_net(x, w1, b1, w2, b2):
    if x.shape[1] != w1.shape[0]:
        raise ValueError("shapes do not fit")
    return F.relu(x.mm(w1) + b1).mm(w2) + b2

# %% mistake: activation after the last layer | relu twice
def functional_net(x, w1, b1, w2, b2):
    return F.relu(F.linear(F.relu(F.linear(x, w1, b1)), w2, b2))

# %% mistake: activation after the last layer | relu at the end only
def functional_net(x, w1, b1, w2, b2):
    return F.relu(F.linear(F.linear(x, w1, b1), w2, b2))

# %% mistake: activation after the last layer | in a loop
def functional_net(x, w1, b1, w2, b2):
    for w, b in ((w1, b1), (w2, b2)):
        x = F.relu(x @ w.T + b)
    return x

# %% mistake: activation after the last layer | sigmoid
def functional_net(x, w1, b1, w2, b2):
    return torch.sigmoid(F.relu(x @ w1.T + b1) @ w2.T + b2)

# %% mistake: activation after the last layer | softmax
def functional_net(x, w1, b1, w2, b2):
    return F.softmax(F.relu(x @ w1.T + b1) @ w2.T + b2, dim=-1)

# %% mistake: activation after the last layer | clamp
def functional_net(x, w1, b1, w2, b2):
    out = F.relu(x @ w1.T + b1) @ w2.T + b2
    return out.clamp(min=0)
