# %% right: a Sequential of triangles
def triangle():
    first, second = nn.Linear(1, 2), nn.Linear(2, 1)
    with torch.no_grad():
        first.weight.copy_(torch.tensor([[2.0], [2.0]])); first.bias.copy_(torch.tensor([0.0, -1.0]))
        second.weight.copy_(torch.tensor([[1.0, -2.0]])); second.bias.zero_()
    return nn.Sequential(first, nn.ReLU(), second)

def sawtooth(depth):
    return nn.Sequential(*[triangle() for _ in range(depth)])

# %% right: one shared triangle
class Sawtooth(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.depth = depth
        self.inner, self.outer = nn.Linear(1, 2), nn.Linear(2, 1)
        self.inner.weight.data = torch.ones(2, 1)
        self.inner.bias.data = torch.tensor([0.0, -0.5])
        self.outer.weight.data = torch.tensor([[2.0, -4.0]])
        self.outer.bias.data = torch.zeros(1)

    def forward(self, x):
        for _ in range(self.depth):
            x = self.outer(F.relu(self.inner(x)))
        return x

sawtooth = Sawtooth

# %% right: the same module many times
def sawtooth(depth):
    hinges, out = nn.Linear(1, 2), nn.Linear(2, 1, bias=False)
    hinges.weight.data, hinges.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
    out.weight.data = torch.tensor([[2.0, -4.0]])
    one = nn.Sequential(hinges, nn.ReLU(), out)
    return nn.Sequential(*[one] * depth)

# %% right: three hinges
def sawtooth(depth):
    layers = []
    for _ in range(depth):
        a, b = nn.Linear(1, 3), nn.Linear(3, 1)
        a.load_state_dict({"weight": torch.ones(3, 1), "bias": torch.tensor([0.0, -0.5, -1.0])})
        b.load_state_dict({"weight": torch.tensor([[2.0, -4.0, 2.0]]), "bias": torch.zeros(1)})
        layers += [a, nn.ReLU(), b]
    return nn.Sequential(*layers)

# %% right: recursion
class Tooth(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.before = Tooth(depth - 1) if depth > 1 else None
        self.a, self.b = nn.Linear(1, 2), nn.Linear(2, 1)
        with torch.no_grad():
            self.a.weight[:, 0] = torch.tensor([1.0, 1.0]); self.a.bias[:] = torch.tensor([0.0, -0.5])
            self.b.weight[0] = torch.tensor([2.0, -4.0]); self.b.bias[:] = 0

    def forward(self, x):
        if self.before is not None:
            x = self.before(x)
        return self.b(torch.relu(self.a(x)))

def sawtooth(depth):
    return Tooth(depth)

# %% right: recursion of functions
def sawtooth(depth):
    a, b = nn.Linear(1, 2), nn.Linear(2, 1)
    a.weight.data, a.bias.data = torch.tensor([[2.0], [-2.0]]), torch.tensor([-1.0, 1.0])
    b.weight.data, b.bias.data = torch.tensor([[-1.0, -1.0]]), torch.ones(1)
    last = nn.Sequential(a, nn.ReLU(), b)
    return last if depth == 1 else nn.Sequential(sawtooth(depth - 1), last)

# %% right: fused layers
def sawtooth(depth):
    layers = [nn.Linear(1, 2), nn.ReLU()]
    layers[0].weight.data, layers[0].bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
    for _ in range(depth - 1):
        middle = nn.Linear(2, 2)
        middle.weight.data = torch.tensor([[2.0, -4.0], [2.0, -4.0]])
        middle.bias.data = torch.tensor([0.0, -0.5])
        layers += [middle, nn.ReLU()]
    out = nn.Linear(2, 1)
    out.weight.data, out.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
    return nn.Sequential(*layers, out)

# %% right: parameters of one's own
class Sawtooth(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.knots = nn.ParameterList([nn.Parameter(torch.tensor([0.0, 0.5])) for _ in range(depth)])
        self.weights = nn.ParameterList([nn.Parameter(torch.tensor([[2.0], [-4.0]])) for _ in range(depth)])

    def forward(self, x):
        for knots, weights in zip(self.knots, self.weights):
            x = torch.relu(x - knots) @ weights
        return x

sawtooth = Sawtooth

# %% right: ModuleList, in place
class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.ins = nn.ModuleList(nn.Linear(1, 2) for _ in range(depth))
        self.outs = nn.ModuleList(nn.Linear(2, 1) for _ in range(depth))
        self.act = nn.ReLU(inplace=True)
        for a, b in zip(self.ins, self.outs):
            nn.init.ones_(a.weight)
            a.bias.data = torch.tensor([0.0, -0.5])
            b.weight.data = torch.tensor([[2.0, -4.0]])
            nn.init.zeros_(b.bias)

    def forward(self, x):
        for a, b in zip(self.ins, self.outs):
            x = b(self.act(a(x)))
        return x

def sawtooth(depth):
    return Net(depth)

# %% right: own relu, by a mask
def relu(x):
    return x * (x > 0)

class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.layers = nn.ModuleList()
        for _ in range(depth):
            a, b = nn.Linear(1, 2), nn.Linear(2, 1)
            a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
            b.weight.data, b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
            self.layers.append(nn.ModuleList([a, b]))

    def forward(self, x):
        for a, b in self.layers:
            x = b(relu(a(x)))
        return x

sawtooth = Net

# %% right: own relu, by half the magnitude
def relu(x):
    return (x + x.abs()) / 2

class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.depth, self.a, self.b = depth, nn.Linear(1, 2), nn.Linear(2, 1)
        self.a.weight.data, self.a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
        self.b.weight.data, self.b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)

    def forward(self, x):
        for _ in range(self.depth):
            x = self.b(relu(self.a(x)))
        return x

sawtooth = Net

# %% right: an identity in front, frozen
def sawtooth(depth):
    def triangle():
        a, b = nn.Linear(1, 2), nn.Linear(2, 1)
        a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
        b.weight.data, b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
        return [a, nn.ReLU(), b]
    net = nn.Sequential(nn.Identity(), *[m for _ in range(depth) for m in triangle()])
    return net.requires_grad_(False)

# %% wrong: a formula without parameters
class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.depth = depth

    def forward(self, x):
        for _ in range(self.depth):
            x = 1 - (2 * x - 1).abs()
        return x

sawtooth = Net

# %% wrong: relus without parameters
class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.depth = depth

    def forward(self, x):
        for _ in range(self.depth):
            x = 2 * F.relu(x) - 4 * F.relu(x - 0.5)
        return x

sawtooth = Net

# %% wrong: magnitudes, no ReLU
class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(1, 1) for _ in range(depth))
        for layer in self.layers:
            layer.weight.data, layer.bias.data = torch.tensor([[2.0]]), torch.tensor([-1.0])

    def forward(self, x):
        for layer in self.layers:
            x = 1 - layer(x).abs()
        return x

sawtooth = Net

# %% wrong: where, no ReLU
class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.depth, self.slope = depth, nn.Parameter(torch.tensor(2.0))

    def forward(self, x):
        for _ in range(self.depth):
            x = torch.where(x < 0.5, self.slope * x, self.slope * (1 - x))
        return x

sawtooth = Net

# %% wrong: a function
def sawtooth(depth):
    def f(x):
        for _ in range(depth):
            x = 2 * F.relu(x) - 4 * F.relu(x - 0.5)
        return x
    return f

# %% wrong: layers in a list
class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.layers = []
        for _ in range(depth):
            a, b = nn.Linear(1, 2), nn.Linear(2, 1)
            a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
            b.weight.data, b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
            self.layers += [a, nn.ReLU(), b]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

sawtooth = Net

# %% wrong: all but the first layer in a list
class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.layers = []
        for i in range(depth):
            a, b = nn.Linear(1, 2), nn.Linear(2, 1)
            a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
            b.weight.data, b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
            if i == 0:
                self.first = a
            self.layers += [a, nn.ReLU(), b]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

sawtooth = Net

# %% wrong: twice as many units at each level
def sawtooth(depth):
    layers = []
    for level in range(depth):
        k = 2 ** (level + 1)
        a, b = nn.Linear(1, k), nn.Linear(k, 1)
        a.weight.data, a.bias.data = torch.ones(k, 1), torch.tensor([0.0, -0.5] * (k // 2))
        b.weight.data, b.bias.data = torch.tensor([[2.0, -4.0] * (k // 2)]) / (k // 2), torch.zeros(1)
        layers += [a, nn.ReLU(), b]
    return nn.Sequential(*layers)

# %% wrong: fresh
def sawtooth(depth):
    layers = []
    for _ in range(depth):
        layers += [nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 1)]
    return nn.Sequential(*layers)

# %% wrong: no ReLUs
def sawtooth(depth):
    layers = []
    for _ in range(depth):
        a, b = nn.Linear(1, 2), nn.Linear(2, 1)
        a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
        b.weight.data, b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
        layers += [a, b]
    return nn.Sequential(*layers)

# %% wrong: upside down
def sawtooth(depth):
    layers = []
    for _ in range(depth):
        a, b = nn.Linear(1, 2), nn.Linear(2, 1)
        a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
        b.weight.data, b.bias.data = torch.tensor([[-2.0, 4.0]]), torch.ones(1)
        layers += [a, nn.ReLU(), b]
    return nn.Sequential(*layers)

# %% wrong: half as high
def sawtooth(depth):
    layers = []
    for _ in range(depth):
        a, b = nn.Linear(1, 2), nn.Linear(2, 1)
        a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
        b.weight.data, b.bias.data = torch.tensor([[1.0, -2.0]]), torch.zeros(1)
        layers += [a, nn.ReLU(), b]
    return nn.Sequential(*layers)

# %% wrong: one triangle, whatever the depth
def sawtooth(depth):
    a, b = nn.Linear(1, 2), nn.Linear(2, 1)
    a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
    b.weight.data, b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
    return nn.Sequential(a, nn.ReLU(), b)

# %% wrong: outputs of shape [n]
def sawtooth(depth):
    layers = []
    for _ in range(depth):
        a, b = nn.Linear(1, 2), nn.Linear(2, 1)
        a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
        b.weight.data, b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
        layers += [a, nn.ReLU(), b]
    return nn.Sequential(*layers, nn.Flatten(0))

# %% mistake: one wide layer | Linear
def sawtooth(depth):
    k = 2**depth
    a, b = nn.Linear(1, k), nn.Linear(k, 1)
    a.weight.data, a.bias.data = torch.ones(k, 1), -torch.arange(k) / k
    signs = torch.tensor([1.0 if i % 2 == 0 else -1.0 for i in range(k)])
    signs[1:] *= 2
    b.weight.data, b.bias.data = k * signs[None], torch.zeros(1)
    return nn.Sequential(a, nn.ReLU(), b)

# %% mistake: one wide layer | interpolated
def sawtooth(depth):
    xs = torch.linspace(0, 1, 2**depth + 1)
    ys = torch.arange(2**depth + 1) % 2 * 1.0
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), -xs[:-1]
    net[2].weight.data, net[2].bias.data = s.diff(prepend=torch.zeros(1))[None], ys[:1]
    return net

# %% mistake: one wide layer | a module with parameters of its own
class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        k = 2**depth
        self.knots = nn.Parameter(torch.arange(k) / k)
        self.changes = nn.Parameter(torch.tensor([(1 if i == 0 else 2) * k * (-1.0) ** i for i in range(k)]))

    def forward(self, x):
        return (F.relu(x - self.knots) * self.changes).sum(1, keepdim=True)

sawtooth = Net

# %% mistake: one wide layer | a loop over hinges
class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        k = 2**depth
        self.hinges = nn.ModuleList()
        for i in range(k):
            hinge = nn.Linear(1, 1)
            hinge.weight.data, hinge.bias.data = torch.ones(1, 1), torch.tensor([-i / k])
            self.hinges.append(hinge)
        self.k = k

    def forward(self, x):
        total = 0
        for i, hinge in enumerate(self.hinges):
            total = total + (-1) ** i * (self.k if i == 0 else 2 * self.k) * torch.relu(hinge(x))
        return total

sawtooth = Net

# %% mistake: one wide layer | own relu
def relu(x):
    return x * (x > 0)

class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        k = 2**depth
        self.a, self.b = nn.Linear(1, k), nn.Linear(k, 1, bias=False)
        self.a.weight.data, self.a.bias.data = torch.ones(k, 1), -torch.arange(k) / k
        self.b.weight.data = torch.tensor([[(1 if i == 0 else 2) * k * (-1.0) ** i for i in range(k)]])

    def forward(self, x):
        return self.b(relu(self.a(x)))

sawtooth = Net

# %% mistake: pieces off by one | one triangle too few
def triangle():
    a, b = nn.Linear(1, 2), nn.Linear(2, 1)
    a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
    b.weight.data, b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
    return nn.Sequential(a, nn.ReLU(), b)

def sawtooth(depth):
    return nn.Sequential(*[triangle() for _ in range(depth - 1)])

# %% mistake: pieces off by one | one triangle too many
def triangle():
    a, b = nn.Linear(1, 2), nn.Linear(2, 1)
    a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
    b.weight.data, b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
    return nn.Sequential(a, nn.ReLU(), b)

def sawtooth(depth):
    return nn.Sequential(triangle(), *[triangle() for _ in range(depth)])

# %% mistake: pieces off by one | shared, range from 1
class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.depth, self.a, self.b = depth, nn.Linear(1, 2), nn.Linear(2, 1)
        self.a.weight.data, self.a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
        self.b.weight.data, self.b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)

    def forward(self, x):
        for _ in range(1, self.depth):
            x = self.b(torch.relu(self.a(x)))
        return x

sawtooth = Net

# %% mistake: pieces off by one | recursion that ends at 0 with a triangle
def sawtooth(depth):
    a, b = nn.Linear(1, 2), nn.Linear(2, 1)
    a.weight.data, a.bias.data = torch.ones(2, 1), torch.tensor([0.0, -0.5])
    b.weight.data, b.bias.data = torch.tensor([[2.0, -4.0]]), torch.zeros(1)
    last = nn.Sequential(a, nn.ReLU(), b)
    return last if depth == 0 else nn.Sequential(sawtooth(depth - 1), last)

# %% mistake: pieces off by one | a wide layer with a piece too many
def sawtooth(depth):
    xs = torch.linspace(0, 1, 2**depth + 2)
    ys = torch.arange(2**depth + 2) % 2 * 1.0
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), -xs[:-1]
    net[2].weight.data, net[2].bias.data = s.diff(prepend=torch.zeros(1))[None], ys[:1]
    return net

# %% mistake: pieces off by one | a wide layer with a piece too few
def sawtooth(depth):
    pieces = 2**depth - 1
    k = pieces
    a, b = nn.Linear(1, k), nn.Linear(k, 1)
    a.weight.data, a.bias.data = torch.ones(k, 1), -torch.arange(k) / k
    signs = torch.tensor([1.0 if i % 2 == 0 else -1.0 for i in range(k)])
    signs[1:] *= 2
    b.weight.data, b.bias.data = k * signs[None], torch.zeros(1)
    return nn.Sequential(a, nn.ReLU(), b)
