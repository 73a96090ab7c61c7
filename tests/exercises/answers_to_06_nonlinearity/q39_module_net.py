# %% right: Sequential, data
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0]))
    net[0].weight.data = w1
    net[0].bias.data = b1
    net[2].weight.data = w2
    net[2].bias.data = b2
    return net

# %% right: copied under no_grad
@torch.no_grad()
def module_net(w1, b1, w2, b2):
    (h, d), (m, _) = w1.shape, w2.shape
    net = nn.Sequential(nn.Linear(d, h), nn.ReLU(), nn.Linear(h, m))
    for p, value in zip(net.parameters(), (w1, b1, w2, b2)):
        p.copy_(value)
    return net

# %% right: parameters assigned
def module_net(w1, b1, w2, b2):
    first = nn.Linear(*w1.T.shape)
    second = nn.Linear(*w2.T.shape)
    first.weight, first.bias = nn.Parameter(w1.clone()), nn.Parameter(b1.clone())
    second.weight, second.bias = nn.Parameter(w2.clone()), nn.Parameter(b2.clone())
    return nn.Sequential(first, nn.ReLU(), second)

# %% right: the very tensors as parameters
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.w1 = nn.Parameter(w1)
        self.b1 = nn.Parameter(b1)
        self.w2 = nn.Parameter(w2)
        self.b2 = nn.Parameter(b2)
        self.act = nn.ReLU()

    def forward(self, x):
        return F.linear(self.act(F.linear(x, self.w1, self.b1)), self.w2, self.b2)

module_net = Net

# %% right: a function with a class inside
def module_net(w1, b1, w2, b2):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.first = nn.Linear(w1.shape[1], w1.shape[0])
            self.second = nn.Linear(w2.shape[1], w2.shape[0])
            self.relu = nn.ReLU(inplace=True)
            with torch.no_grad():
                self.first.weight.copy_(w1); self.first.bias.copy_(b1)
                self.second.weight.copy_(w2); self.second.bias.copy_(b2)

        def forward(self, x):
            return self.second(self.relu(self.first(x)))

    return Net()

# %% right: load_state_dict
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.size(1), w1.size(0)), nn.ReLU(), nn.Linear(w2.size(1), w2.size(0)))
    net.load_state_dict({"0.weight": w1, "0.bias": b1, "2.weight": w2, "2.bias": b2})
    return net

# %% right: ParameterList
class Net(nn.Module):
    def __init__(self, *values):
        super().__init__()
        self.values = nn.ParameterList([nn.Parameter(v.detach().clone()) for v in values])

    def forward(self, x):
        w1, b1, w2, b2 = self.values
        return nn.ReLU()(x @ w1.T + b1) @ w2.T + b2

def module_net(w1, b1, w2, b2):
    return Net(w1, b1, w2, b2)

# %% right: register_parameter
class Net(nn.Module):
    def __init__(self, **values):
        super().__init__()
        for name, value in values.items():
            self.register_parameter(name, nn.Parameter(value))
        self.inner = nn.Sequential(nn.Identity(), nn.ReLU())

    def forward(self, x):
        return self.inner(x @ self.w1.t() + self.b1) @ self.w2.t() + self.b2

def module_net(w1, b1, w2, b2):
    return Net(w1=w1, b1=b1, w2=w2, b2=b2)

# %% right: weights stored on their side
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.w1, self.b1 = nn.Parameter(w1.T.clone()), nn.Parameter(b1[None].clone())
        self.w2, self.b2 = nn.Parameter(w2.T.clone()), nn.Parameter(b2[None].clone())
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.relu(x @ self.w1 + self.b1) @ self.w2 + self.b2

module_net = Net

# %% right: named layers
from collections import OrderedDict

def module_net(w1, b1, w2, b2):
    def layer(w, b):
        made = nn.Linear(w.shape[1], w.shape[0])
        made.weight = nn.Parameter(w)
        made.bias = nn.Parameter(b)
        return made
    return nn.Sequential(OrderedDict(first=layer(w1, b1), act=nn.ReLU(), second=layer(w2, b2)))

# %% right: ModuleList, a ReLU inside each step but the last
class Net(nn.Module):
    def __init__(self, *pairs):
        super().__init__()
        self.layers = nn.ModuleList()
        for w, b in pairs:
            layer = nn.Linear(w.shape[1], w.shape[0])
            with torch.no_grad():
                layer.weight[:], layer.bias[:] = w, b
            self.layers.append(layer)
        self.relu = nn.ReLU()

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = self.relu(layer(x))
        return self.layers[-1](x)

def module_net(w1, b1, w2, b2):
    return Net((w1, b1), (w2, b2))

# %% wrong: a function
def module_net(w1, b1, w2, b2):
    return lambda x: F.relu(x @ w1.T + b1) @ w2.T + b2

# %% wrong: F.relu inside
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.w1, self.b1, self.w2, self.b2 = (nn.Parameter(v) for v in (w1, b1, w2, b2))

    def forward(self, x):
        return F.linear(F.relu(F.linear(x, self.w1, self.b1)), self.w2, self.b2)

module_net = Net

# %% wrong: another activation
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.LeakyReLU(), nn.Linear(w2.shape[1], w2.shape[0]))
    net.load_state_dict({"0.weight": w1, "0.bias": b1, "2.weight": w2, "2.bias": b2})
    return net

# %% wrong: ReLU6
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU6(), nn.Linear(w2.shape[1], w2.shape[0]))
    net.load_state_dict({"0.weight": w1, "0.bias": b1, "2.weight": w2, "2.bias": b2})
    return net

# %% wrong: no activation
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.Linear(w2.shape[1], w2.shape[0]))
    net.load_state_dict({"0.weight": w1, "0.bias": b1, "1.weight": w2, "1.bias": b2})
    return net

# %% wrong: a second ReLU at the end
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0]), nn.ReLU())
    net.load_state_dict({"0.weight": w1, "0.bias": b1, "2.weight": w2, "2.bias": b2})
    return net

# %% wrong: tensors assigned to parameters
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0]))
    net[0].weight = w1
    return net

# %% wrong: super().__init__ forgotten
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        self.w1 = nn.Parameter(w1)

module_net = Net

# %% wrong: six parameters
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0]))
    net.load_state_dict({"0.weight": w1, "0.bias": b1, "2.weight": w2, "2.bias": b2})
    net.extra = nn.ParameterList([torch.zeros(1), torch.zeros(2)])
    return net

# %% wrong: transposed layers
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[0], w1.shape[1]), nn.ReLU(), nn.Linear(w2.shape[0], w2.shape[1]))
    net[0].weight.data, net[2].weight.data = w1.T, w2.T
    return net

# %% wrong: works with copies beside its parameters
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.kept = [v.clone() for v in (w1, b1, w2, b2)]
        self.w1, self.b1, self.w2, self.b2 = (nn.Parameter(v) for v in (w1, b1, w2, b2))
        self.relu = nn.ReLU()

    def forward(self, x):
        w1, b1, w2, b2 = self.kept
        return self.relu(x @ w1.T + b1) @ w2.T + b2

module_net = Net

# %% wrong: zeroes its arguments
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0]))
    net.load_state_dict({"0.weight": w1, "0.bias": b1, "2.weight": w2, "2.bias": b2})
    w1.zero_()
    return net

# %% wrong: the class itself
def module_net(w1, b1, w2, b2):
    return nn.Sequential

# %% mistake: not registered | plain tensors
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.w1, self.b1, self.w2, self.b2 = w1, b1, w2, b2
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.relu(x @ self.w1.T + self.b1) @ self.w2.T + self.b2

module_net = Net

# %% mistake: not registered | tensors that require grad
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.w1, self.b1 = w1.clone().requires_grad_(), b1.clone().requires_grad_()
        self.w2, self.b2 = w2.clone().requires_grad_(), b2.clone().requires_grad_()

    def forward(self, x):
        return F.linear(nn.ReLU()(F.linear(x, self.w1, self.b1)), self.w2, self.b2)

module_net = Net

# %% mistake: not registered | a list of parameters
class Net(nn.Module):
    def __init__(self, *values):
        super().__init__()
        self.values = [nn.Parameter(v) for v in values]
        self.relu = nn.ReLU()

    def forward(self, x):
        w1, b1, w2, b2 = self.values
        return self.relu(x @ w1.T + b1) @ w2.T + b2

module_net = Net

# %% mistake: not registered | buffers
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        for name, value in dict(w1=w1, b1=b1, w2=w2, b2=b2).items():
            self.register_buffer(name, value)
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.relu(x @ self.w1.T + self.b1) @ self.w2.T + self.b2

module_net = Net

# %% mistake: not registered | a list of layers
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.layers = [nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0])]
        self.layers[0].weight.data, self.layers[0].bias.data = w1, b1
        self.layers[2].weight.data, self.layers[2].bias.data = w2, b2

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

module_net = Net

# %% mistake: not registered | from the function around
def module_net(w1, b1, w2, b2):
    class Net(nn.Module):
        def forward(self, x):
            return nn.ReLU()(x @ w1.T + b1) @ w2.T + b2
    return Net()

# %% mistake: not registered | biases as plain tensors
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.w1, self.w2 = nn.Parameter(w1), nn.Parameter(w2)
        self.b1, self.b2, self.relu = b1, b2, nn.ReLU()

    def forward(self, x):
        return self.relu(x @ self.w1.T + self.b1) @ self.w2.T + self.b2

module_net = Net

# %% mistake: not registered | layers without bias, biases beside
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.first = nn.Linear(w1.shape[1], w1.shape[0], bias=False)
        self.second = nn.Linear(w2.shape[1], w2.shape[0], bias=False)
        self.first.weight.data, self.second.weight.data = w1, w2
        self.biases, self.relu = (b1, b2), nn.ReLU()

    def forward(self, x):
        return self.second(self.relu(self.first(x) + self.biases[0])) + self.biases[1]

module_net = Net

# %% mistake: fresh weights | Sequential
def module_net(w1, b1, w2, b2):
    return nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0]))

# %% mistake: fresh weights | a class
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.first = nn.Linear(w1.shape[1], w1.shape[0])
        self.relu = nn.ReLU()
        self.second = nn.Linear(w2.shape[1], w2.shape[0])

    def forward(self, x):
        return self.second(self.relu(self.first(x)))

module_net = Net

# %% mistake: fresh weights | random like the given ones
class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.w1, self.b1, self.w2, self.b2 = (nn.Parameter(torch.randn_like(v)) for v in (w1, b1, w2, b2))
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.relu(x @ self.w1.T + self.b1) @ self.w2.T + self.b2

module_net = Net

# %% mistake: fresh weights | weights copied, biases fresh
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0]))
    net[0].weight.data, net[2].weight.data = w1, w2
    return net

# %% mistake: fresh weights | assigned to other names
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0]))
    net[0].weights, net[0].biases, net[2].weights, net[2].biases = w1, b1, w2, b2
    return net

# %% mistake: fresh weights | without biases
def module_net(w1, b1, w2, b2):
    return nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0], bias=False), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0], bias=False))

# %% mistake: fresh weights | reset after copying
def module_net(w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.ReLU(), nn.Linear(w2.shape[1], w2.shape[0]))
    net.load_state_dict({"0.weight": w1, "0.bias": b1, "2.weight": w2, "2.bias": b2})
    net[0].reset_parameters()
    net[2].reset_parameters()
    return net

# %% mistake: fresh weights | no ReLU either
def module_net(w1, b1, w2, b2):
    return nn.Sequential(nn.Linear(w1.shape[1], w1.shape[0]), nn.Linear(w2.shape[1], w2.shape[0]))
