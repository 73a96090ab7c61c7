# %% right: hinges at all points but the last
def relu_interpolator(xs, ys):
    slopes = (ys[1:] - ys[:-1]) / (xs[1:] - xs[:-1])
    changes = torch.cat([slopes[:1], slopes[1:] - slopes[:-1]])
    k = len(changes)
    net = nn.Sequential(nn.Linear(1, k), nn.ReLU(), nn.Linear(k, 1))
    with torch.no_grad():
        net[0].weight.copy_(torch.ones(k, 1))
        net[0].bias.copy_(-xs[:-1])
        net[2].weight.copy_(changes[None])
        net[2].bias.copy_(ys[:1])
    return net

# %% right: data, diff with prepend
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    hidden, out = nn.Linear(1, len(s)), nn.Linear(len(s), 1)
    hidden.weight.data = torch.ones_like(s)[:, None]
    hidden.bias.data = -xs[:-1].clone()
    out.weight.data = s.diff(prepend=torch.zeros(1))[None]
    out.bias.data = ys[0].reshape(1)
    return nn.Sequential(hidden, nn.ReLU(), out)

# %% right: loops
def relu_interpolator(xs, ys):
    k = len(xs)
    net = nn.Sequential(nn.Linear(1, k - 1), nn.ReLU(), nn.Linear(k - 1, 1))
    before = 0.0
    with torch.no_grad():
        for i in range(k - 1):
            slope = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i])
            net[0].weight[i, 0] = 1.0
            net[0].bias[i] = -xs[i]
            net[2].weight[0, i] = slope - before
            before = slope
        net[2].bias[0] = ys[0]
    return net

# %% right: a unit to spare at the last point
def relu_interpolator(xs, ys):
    k = len(xs)
    slopes = torch.cat([torch.zeros(1), ys.diff() / xs.diff(), torch.zeros(1)])
    net = nn.Sequential(nn.Linear(1, k), nn.ReLU(), nn.Linear(k, 1))
    net.load_state_dict({"0.weight": torch.ones(k, 1), "0.bias": -xs, "2.weight": slopes.diff()[None], "2.bias": ys[:1]})
    return net

# %% right: a constant unit for the offset
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    k = len(s) + 1
    net = nn.Sequential(nn.Linear(1, k), nn.ReLU(), nn.Linear(k, 1, bias=False))
    net[0].weight.data = torch.cat([torch.zeros(1), torch.ones(k - 1)])[:, None]
    net[0].bias.data = torch.cat([torch.ones(1), -xs[:-1]])
    net[2].weight.data = torch.cat([ys[:1], s[:1], s.diff()])[None]
    return net

# %% right: hinges that open to the left
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    changes = torch.cat([-s[-1:], (s[1:] - s[:-1]).flip(0)])
    knots = torch.cat([xs[-1:], xs[1:-1].flip(0)])
    k = len(knots)
    net = nn.Sequential(nn.Linear(1, k), nn.ReLU(), nn.Linear(k, 1))
    with torch.no_grad():
        net[0].weight.fill_(-1)
        net[0].bias.copy_(knots)
        net[2].weight.copy_(changes[None])
        net[2].bias.fill_(ys[-1])
    return net

# %% right: the first kink left of everything
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    knots = torch.cat([xs[:1] - 1, xs[1:-1]])
    weights = torch.cat([s[:1], s.diff()])
    net = nn.Sequential(nn.Linear(1, len(knots)), nn.ReLU(), nn.Linear(len(knots), 1))
    net[0].weight.data.fill_(1.0)
    net[0].bias.data.copy_(-knots)
    net[2].weight.data.copy_(weights)
    net[2].bias.data.copy_(ys[:1] - s[0])
    return net

# %% right: slopes in the hidden layer
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    c = torch.cat([s[:1], s.diff()])
    net = nn.Sequential(nn.Linear(1, len(c)), nn.ReLU(), nn.Linear(len(c), 1))
    net[0].weight.data = c.abs()[:, None]
    net[0].bias.data = -c.abs() * xs[:-1]
    net[2].weight.data = c.sign()[None]
    net[2].bias.data = ys[:1].clone()
    return net

# %% right: solved as linear equations
def relu_interpolator(xs, ys):
    k = len(xs)
    A = torch.cat([torch.relu(xs[:, None] - xs[None, :-1]), torch.ones(k, 1)], dim=1).double()
    solution = torch.linalg.solve(A, ys.double()).float()
    net = nn.Sequential(nn.Linear(1, k - 1), nn.ReLU(), nn.Linear(k - 1, 1))
    with torch.no_grad():
        net[0].weight[:] = 1
        net[0].bias[:] = -xs[:-1]
        net[2].weight[0] = solution[:-1]
        net[2].bias[0] = solution[-1]
    return net

# %% right: a layer of one's own in the Sequential
class Hinges(nn.Module):
    def __init__(self, knots):
        super().__init__()
        self.knots = nn.Parameter(knots.clone())

    def forward(self, x):
        return torch.relu(x - self.knots)

def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    out = nn.Linear(len(s), 1)
    out.weight.data = torch.cat([s[:1], s.diff()])[None]
    out.bias.data = ys[:1]
    return nn.Sequential(Hinges(xs[:-1]), out)

# %% right: own relu, by a mask
def relu(x):
    return x * (x > 0)

class Bend(nn.Module):
    def forward(self, x):
        return relu(x)

def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), Bend(), nn.Linear(len(s), 1))
    net[0].weight.data[:], net[0].bias.data[:] = 1.0, -xs[:-1]
    net[2].weight.data[:], net[2].bias.data[:] = torch.cat([s[:1], s.diff()]), ys[0]
    return net

# %% right: nested Sequential, in place
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    hidden = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(inplace=True))
    out = nn.Linear(len(s), 1)
    hidden[0].weight = nn.Parameter(torch.ones(len(s), 1))
    hidden[0].bias = nn.Parameter(-xs[:-1])
    out.weight = nn.Parameter(torch.cat([s[:1], s[1:] - s[:-1]]).reshape(1, -1))
    out.bias = nn.Parameter(ys[0:1])
    return nn.Sequential(hidden, out)

# %% right: in numpy, as lists
import numpy as np

def relu_interpolator(xs, ys):
    x, y = xs.numpy(), ys.numpy()
    s = np.diff(y) / np.diff(x)
    c = np.diff(s, prepend=0.0).tolist()
    net = nn.Sequential(nn.Linear(1, len(c)), nn.ReLU(), nn.Linear(len(c), 1))
    net[0].weight.data = torch.ones(len(c), 1)
    net[0].bias.data = torch.tensor((-x[:-1]).tolist())
    net[2].weight.data = torch.tensor([c])
    net[2].bias.data = torch.tensor([float(y[0])])
    return net.eval()

# %% wrong: not a Sequential
class Net(nn.Module):
    def __init__(self, xs, ys):
        super().__init__()
        s = ys.diff() / xs.diff()
        self.hidden, self.out = nn.Linear(1, len(s)), nn.Linear(len(s), 1)
        self.hidden.weight.data, self.hidden.bias.data = torch.ones(len(s), 1), -xs[:-1]
        self.out.weight.data, self.out.bias.data = torch.cat([s[:1], s.diff()])[None], ys[:1]

    def forward(self, x):
        return self.out(F.relu(self.hidden(x)))

relu_interpolator = Net

# %% wrong: fresh
def relu_interpolator(xs, ys):
    return nn.Sequential(nn.Linear(1, len(xs)), nn.ReLU(), nn.Linear(len(xs), 1))

# %% wrong: no ReLU
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.Linear(len(s), 1))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), -xs[:-1]
    net[1].weight.data, net[1].bias.data = torch.cat([s[:1], s.diff()])[None], ys[:1]
    return net

# %% wrong: leaky
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.LeakyReLU(0.1), nn.Linear(len(s), 1))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), -xs[:-1]
    net[2].weight.data, net[2].bias.data = torch.cat([s[:1], s.diff()])[None], ys[:1]
    return net

# %% wrong: interpolated without a net
class Interpolate(nn.Module):
    def __init__(self, xs, ys):
        super().__init__()
        self.xs, self.ys = xs, ys

    def forward(self, x):
        i = torch.searchsorted(self.xs, x.detach().flatten(), right=True).clamp(1, len(self.xs) - 1)
        t = (x.flatten() - self.xs[i - 1]) / (self.xs[i] - self.xs[i - 1])
        return torch.lerp(self.ys[i - 1], self.ys[i], t)[:, None]

def relu_interpolator(xs, ys):
    return nn.Sequential(Interpolate(xs, ys))

# %% wrong: hidden offset forgotten
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s), bias=False), nn.ReLU(), nn.Linear(len(s), 1))
    net[0].weight.data = torch.ones(len(s), 1)
    net[2].weight.data, net[2].bias.data = torch.cat([s[:1], s.diff()])[None], ys[:1]
    return net

# %% wrong: hinges on the wrong side
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), xs[:-1].clone()
    net[2].weight.data, net[2].bias.data = torch.cat([s[:1], s.diff()])[None], ys[:1]
    return net

# %% wrong: rises in place of slopes
def relu_interpolator(xs, ys):
    rises = ys.diff()
    net = nn.Sequential(nn.Linear(1, len(rises)), nn.ReLU(), nn.Linear(len(rises), 1))
    net[0].weight.data, net[0].bias.data = torch.ones(len(rises), 1), -xs[:-1]
    net[2].weight.data, net[2].bias.data = torch.cat([rises[:1], rises.diff()])[None], ys[:1]
    return net

# %% wrong: hinges one point too late
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), -xs[1:]
    net[2].weight.data, net[2].bias.data = torch.cat([s[:1], s.diff()])[None], ys[:1]
    return net

# %% wrong: a straight line from the first to the last
def relu_interpolator(xs, ys):
    net = nn.Sequential(nn.Linear(1, 1), nn.ReLU(), nn.Linear(1, 1))
    net[0].weight.data, net[0].bias.data = torch.ones(1, 1), -xs[:1]
    net[2].weight.data, net[2].bias.data = ((ys[-1] - ys[0]) / (xs[-1] - xs[0])).reshape(1, 1), ys[:1]
    return net

# %% wrong: a staircase
def relu_interpolator(xs, ys):
    k = len(xs)
    net = nn.Sequential(nn.Linear(1, 2 * k), nn.ReLU(), nn.Linear(2 * k, 1))
    steps = ys.diff(prepend=torch.zeros(1)) * 100
    net[0].weight.data = torch.ones(2 * k, 1)
    net[0].bias.data = torch.cat([-xs, -xs - 0.01])
    net[2].weight.data, net[2].bias.data = torch.cat([steps, -steps])[None], torch.zeros(1)
    return net

# %% wrong: a second ReLU at the end
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1), nn.ReLU())
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), -xs[:-1]
    net[2].weight.data, net[2].bias.data = torch.cat([s[:1], s.diff()])[None], ys[:1]
    return net

# %% wrong: two hidden layers
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    k = len(s)
    net = nn.Sequential(nn.Linear(1, k), nn.ReLU(), nn.Linear(k, k), nn.ReLU(), nn.Linear(k, 1))
    net[0].weight.data, net[0].bias.data = torch.ones(k, 1), -xs[:-1]
    net[2].weight.data, net[2].bias.data = torch.eye(k), torch.zeros(k)
    net[4].weight.data, net[4].bias.data = torch.cat([s[:1], s.diff()])[None], ys[:1]
    return net

# %% wrong: outputs of shape [n]
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1), nn.Flatten(0))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), -xs[:-1]
    net[2].weight.data, net[2].bias.data = torch.cat([s[:1], s.diff()])[None], ys[:1]
    return net

# %% wrong: changes xs
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), xs.neg_()[:-1]
    net[2].weight.data, net[2].bias.data = torch.cat([s[:1], s.diff()])[None], ys[:1]
    return net

# %% wrong: fresh output layer
def relu_interpolator(xs, ys):
    net = nn.Sequential(nn.Linear(1, len(xs) - 1), nn.ReLU(), nn.Linear(len(xs) - 1, 1))
    net[0].weight.data, net[0].bias.data = torch.ones(len(xs) - 1, 1), -xs[:-1]
    return net

# %% mistake: slopes for slope changes | data
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), -xs[:-1]
    net[2].weight.data, net[2].bias.data = s[None], ys[:1]
    return net

# %% mistake: slopes for slope changes | loop
def relu_interpolator(xs, ys):
    k = len(xs)
    net = nn.Sequential(nn.Linear(1, k - 1), nn.ReLU(), nn.Linear(k - 1, 1))
    with torch.no_grad():
        for i in range(k - 1):
            net[0].weight[i] = 1
            net[0].bias[i] = -xs[i]
            net[2].weight[0, i] = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i])
        net[2].bias[0] = ys[0]
    return net

# %% mistake: slopes for slope changes | slopes in the hidden layer
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1))
    net[0].weight.data, net[0].bias.data = s.abs()[:, None], -s.abs() * xs[:-1]
    net[2].weight.data, net[2].bias.data = s.sign()[None], ys[:1]
    return net

# %% mistake: slopes for slope changes | a unit to spare
def relu_interpolator(xs, ys):
    k = len(xs)
    s = torch.cat([ys.diff() / xs.diff(), torch.zeros(1)])
    net = nn.Sequential(nn.Linear(1, k), nn.ReLU(), nn.Linear(k, 1))
    net.load_state_dict({"0.weight": torch.ones(k, 1), "0.bias": -xs, "2.weight": s[None], "2.bias": ys[:1]})
    return net

# %% mistake: slopes for slope changes | the offset gone as well
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1, bias=False))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), -xs[:-1]
    net[2].weight.data = s[None]
    return net

# %% mistake: offset dropped | no bias
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1, bias=False))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), -xs[:-1]
    net[2].weight.data = torch.cat([s[:1], s.diff()])[None]
    return net

# %% mistake: offset dropped | zeroed
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1))
    with torch.no_grad():
        net[0].weight.fill_(1), net[0].bias.copy_(-xs[:-1])
        net[2].weight.copy_(torch.cat([s[:1], s[1:] - s[:-1]])[None]), net[2].bias.zero_()
    return net

# %% mistake: offset dropped | left at random
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    net = nn.Sequential(nn.Linear(1, len(s)), nn.ReLU(), nn.Linear(len(s), 1))
    net[0].weight.data, net[0].bias.data = torch.ones(len(s), 1), -xs[:-1]
    net[2].weight.data = torch.cat([s[:1], s.diff()])[None]
    return net

# %% mistake: offset dropped | hinges to the left
def relu_interpolator(xs, ys):
    s = ys.diff() / xs.diff()
    c = torch.cat([s.diff(), -s[-1:]])
    net = nn.Sequential(nn.Linear(1, len(c)), nn.ReLU(), nn.Linear(len(c), 1, bias=False))
    net[0].weight.data, net[0].bias.data = -torch.ones(len(c), 1), xs[1:].clone()
    net[2].weight.data = c[None]
    return net

# %% mistake: offset dropped | loop
def relu_interpolator(xs, ys):
    k, before = len(xs), 0.0
    net = nn.Sequential(nn.Linear(1, k - 1), nn.ReLU(), nn.Linear(k - 1, 1, bias=False))
    for i in range(k - 1):
        slope = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i])
        net[0].weight.data[i], net[0].bias.data[i], net[2].weight.data[0, i] = 1, -xs[i], slope - before
        before = slope
    return net
