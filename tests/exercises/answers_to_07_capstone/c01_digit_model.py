# %% right: one layer
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 10))

# %% right: two layers
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 100), nn.ReLU(), nn.Linear(100, 10))

# %% right: three layers, dropout
def digit_model():
    return nn.Sequential(nn.Flatten(1), nn.Linear(784, 96), nn.ReLU(), nn.Dropout(0.2), nn.Linear(96, 48), nn.ReLU(), nn.Linear(48, 10))

# %% right: a class
class DigitModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(784, 64), nn.Linear(64, 10)

    def forward(self, x):
        return self.b(F.relu(self.a(x.view(-1, 784))))

digit_model = DigitModel

# %% right: batch norm
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 80), nn.BatchNorm1d(80), nn.ReLU(), nn.Linear(80, 10))

# %% right: convolutions, axis by Unflatten
def digit_model():
    return nn.Sequential(
        nn.Unflatten(1, (1, 28)), nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(16 * 49, 10))

# %% right: convolutions, axis by indexing
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 12, 5, stride=2)
        self.out = nn.Linear(12 * 12 * 12, 10)

    def forward(self, x):
        x = F.relu(self.conv(x[:, None]))
        return self.out(x.flatten(1))

def digit_model():
    return Net()

# %% right: either kind of batch
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 6, 5)
        self.pool = nn.AdaptiveAvgPool2d(4)
        self.out = nn.Linear(96, 10)

    def forward(self, x):
        if x.dim() == 3:
            x = x.unsqueeze(1)
        return self.out(self.pool(torch.relu(self.conv(x))).flatten(1))

digit_model = lambda: Net()

# %% right: parameters of one's own
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(784, 40) * 0.05)
        self.b1 = nn.Parameter(torch.zeros(40))
        self.w2 = nn.Parameter(torch.randn(40, 10) * 0.1)
        self.b2 = nn.Parameter(torch.zeros(10))

    def forward(self, x):
        return torch.relu(x.reshape(len(x), 784) @ self.w1 + self.b1) @ self.w2 + self.b2

def digit_model():
    return Net()

# %% right: normalised by constants
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.mean, self.std = torch.tensor(0.1307), 0.3081
        self.register_buffer("ones", torch.ones(1))
        self.layers = nn.Sequential(nn.Flatten(), nn.Linear(784, 120), nn.ReLU(), nn.Linear(120, 10))

    def forward(self, x):
        return self.layers((x - self.mean) / self.std * self.ones)

digit_model = Net

# %% right: rows as a sequence
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(28, 64, batch_first=True)
        self.out = nn.Linear(64, 10)

    def forward(self, x):
        states, _ = self.rnn(x)
        return self.out(states[:, -1])

digit_model = Net

# %% right: exactly at the limit or below
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 125, bias=False), nn.ReLU(), nn.Linear(125, 10, bias=False))

# %% right: lazy layers, brought to life
def digit_model():
    net = nn.Sequential(nn.Flatten(), nn.LazyLinear(50), nn.ReLU(), nn.LazyLinear(10))
    net(torch.zeros(1, 28, 28))
    return net

# %% right: frozen first layer
def digit_model():
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 60), nn.Tanh(), nn.Linear(60, 10))
    net[1].requires_grad_(False)
    return net

# %% wrong: lazy
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.LazyLinear(50), nn.ReLU(), nn.LazyLinear(10))

# %% wrong: not flattened
def digit_model():
    return nn.Sequential(nn.Linear(784, 50), nn.ReLU(), nn.Linear(50, 10))

# %% wrong: two classes
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))

# %% wrong: a row at a time
def digit_model():
    return nn.Sequential(nn.Linear(28, 30), nn.ReLU(), nn.Linear(30, 10))

# %% wrong: layers in a list
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Flatten(), nn.Linear(784, 50), nn.ReLU(), nn.Linear(50, 10)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

digit_model = Net

# %% wrong: one layer not registered
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(784, 50)
        self.rest = [nn.Linear(50, 10)]

    def forward(self, x):
        return self.rest[0](torch.relu(self.a(x.flatten(1))))

digit_model = Net

# %% wrong: tensors that require grad
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = torch.randn(784, 10, requires_grad=True)

    def forward(self, x):
        return x.flatten(1) @ self.w

digit_model = Net

# %% wrong: weights in a plain tensor
def digit_model():
    w = torch.randn(784, 10)

    class Model(nn.Module):
        def forward(self, x):
            return x.flatten(1) @ w

    return Model()

# %% wrong: the answer itself as a digit
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(784, 10)

    def forward(self, x):
        return self.out(x.flatten(1)).argmax(1)

digit_model = Net

# %% wrong: a function
def digit_model():
    w = torch.randn(784, 10, requires_grad=True)
    return lambda x: x.flatten(1) @ w

# %% wrong: the class, not a model
class Net(nn.Module):
    def forward(self, x):
        return x.flatten(1)[:, :10]

def digit_model():
    return Net

# %% wrong: squeezes a batch of one
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(784, 10)

    def forward(self, x):
        return self.out(x.flatten(1)).squeeze()

digit_model = Net

# %% wrong: everything on one axis
def digit_model():
    return nn.Sequential(nn.Flatten(0), nn.Linear(784, 10))

# %% wrong: nothing back
def digit_model():
    nn.Sequential(nn.Flatten(), nn.Linear(784, 10))

# %% wrong: forward misspelt
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(784, 10)

    def foward(self, x):
        return self.out(x.flatten(1))

digit_model = Net

# %% mistake: a softmax at the end | module
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 50), nn.ReLU(), nn.Linear(50, 10), nn.Softmax(dim=1))

# %% mistake: a softmax at the end | function
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(784, 10)

    def forward(self, x):
        return F.softmax(self.out(x.flatten(1)), dim=-1)

digit_model = Net

# %% mistake: a softmax at the end | method
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(784, 30), nn.Linear(30, 10)

    def forward(self, x):
        return self.b(self.a(x.view(len(x), -1)).relu()).softmax(1)

digit_model = Net

# %% mistake: a softmax at the end | logarithms
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.LogSoftmax(dim=1))

# %% mistake: a softmax at the end | by hand
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(784, 10)

    def forward(self, x):
        e = torch.exp(self.out(x.flatten(1)))
        return e / e.sum(1, keepdim=True)

digit_model = Net

# %% mistake: a softmax at the end | over the batch
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.Softmax(dim=0))

# %% mistake: a softmax at the end | after convolutions
def digit_model():
    return nn.Sequential(nn.Unflatten(1, (1, 28)), nn.Conv2d(1, 8, 5, 3), nn.ReLU(), nn.Flatten(), nn.Linear(512, 10), nn.Softmax(1))

# %% mistake: too many parameters | 128 hidden
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))

# %% mistake: too many parameters | very wide
def digit_model():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 1024), nn.ReLU(), nn.Linear(1024, 10))

# %% mistake: too many parameters | convolutions
def digit_model():
    return nn.Sequential(nn.Unflatten(1, (1, 28)), nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Flatten(), nn.Linear(32 * 26 * 26, 10))

# %% mistake: too many parameters | a class, some frozen
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(784, 120), nn.Linear(120, 60), nn.Linear(60, 10)
        self.a.requires_grad_(False)

    def forward(self, x):
        return self.c(torch.relu(self.b(torch.relu(self.a(x.flatten(1))))))

digit_model = Net

# %% mistake: too many parameters | some that are not used
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out, self.spare = nn.Linear(784, 10), nn.Linear(400, 400)

    def forward(self, x):
        return self.out(x.flatten(1))

digit_model = Net

# %% mistake: wants a channel axis | convolutions
def digit_model():
    return nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8 * 14 * 14, 10))

# %% mistake: wants a channel axis | a class
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 6, 5), nn.Conv2d(6, 12, 5)
        self.out = nn.Linear(12 * 16, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        return self.out(x.view(-1, 12 * 16))

digit_model = Net

# %% mistake: wants a channel axis | unpacked shape
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(784, 10)

    def forward(self, x):
        n, c, h, w = x.shape
        return self.out(x.reshape(n, c * h * w))

digit_model = Net

# %% mistake: wants a channel axis | batch norm first
def digit_model():
    return nn.Sequential(nn.BatchNorm2d(1), nn.Flatten(), nn.Linear(784, 10))

# %% mistake: wants a channel axis | global pooling
def digit_model():
    return nn.Sequential(nn.Conv2d(1, 10, 5), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())

# %% mistake: wants a channel axis | asserts it
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(784, 10)

    def forward(self, x):
        assert x.shape[1] == 1
        return self.out(x.flatten(1))

digit_model = Net
