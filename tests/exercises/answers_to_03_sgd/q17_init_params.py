"""Answers to q17_init_params."""
# ruff: noqa

# %% right: randn
def init_params(shape, std=1.0, generator=None):
    return (torch.randn(shape, generator=generator) * std).requires_grad_()

# %% right: unpacked
def init_params(shape, std=1.0, generator=None):
    params = torch.randn(*shape, generator=generator) * std
    params.requires_grad = True
    return params

# %% right: normal
def init_params(shape, std=1.0, generator=None):
    return torch.normal(0.0, std, shape, generator=generator, requires_grad=True)

# %% right: normal_
def init_params(shape, std=1.0, generator=None):
    return torch.empty(shape).normal_(0, std, generator=generator).requires_grad_(True)

# %% right: Parameter
def init_params(shape, std=1.0, generator=None):
    return nn.Parameter(std * torch.randn(shape, generator=generator))

# %% right: nn.init
def init_params(shape, std=1.0, generator=None):
    w = torch.empty(shape, requires_grad=True)
    return nn.init.normal_(w, std=std, generator=generator)

# %% right: scaled through data
def init_params(shape, std=1.0, generator=None):
    w = torch.randn(shape, generator=generator, requires_grad=True)
    w.data *= std
    return w

# %% right: scaled without gradients
def init_params(shape, std=1.0, generator=None):
    w = torch.randn(shape, generator=generator, requires_grad=True)
    with torch.no_grad():
        w.mul_(std)
    return w

# %% right: detached
def init_params(shape, std=1.0, generator=None):
    w = torch.randn(shape, generator=generator, requires_grad=True) * std
    return w.detach().requires_grad_()

# %% right: float64
def init_params(shape: tuple, std: float = 1.0, generator: torch.Generator | None = None) -> torch.Tensor:
    return torch.randn(shape, generator=generator, dtype=torch.float64).mul(std).requires_grad_()

# %% right: Box and Muller
def init_params(shape, std=1.0, generator=None):
    u, v = torch.rand(2, *shape, generator=generator, dtype=torch.float64)
    z = (-2 * torch.log(1 - u)).sqrt() * torch.cos(2 * math.pi * v)
    return (z * std).float().requires_grad_()

# %% right: numpy from the seed
import numpy as np
def init_params(shape, std=1.0, generator=None):
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return torch.tensor(np.random.default_rng(seed).normal(0, std, shape), requires_grad=True)

# %% wrong: no grad required
def init_params(shape, std=1.0, generator=None):
    return torch.randn(shape, generator=generator) * std

# %% wrong: std ignored
def init_params(shape, std=1.0, generator=None):
    return torch.randn(shape, generator=generator).requires_grad_()

# %% wrong: variance
def init_params(shape, std=1.0, generator=None):
    return (torch.randn(shape, generator=generator) * math.sqrt(std)).requires_grad_()

# %% wrong: around one
def init_params(shape, std=1.0, generator=None):
    return (torch.randn(shape, generator=generator) * std + 1).requires_grad_()

# %% wrong: around std
def init_params(shape, std=1.0, generator=None):
    return torch.normal(std, 1.0, shape, generator=generator, requires_grad=True)

# %% wrong: truncated
def init_params(shape, std=1.0, generator=None):
    return (torch.randn(shape, generator=generator).clamp(-2, 2) * std).requires_grad_()

# %% wrong: magnitudes
def init_params(shape, std=1.0, generator=None):
    return (torch.randn(shape, generator=generator).abs() * std).requires_grad_()

# %% wrong: divided
def init_params(shape, std=1.0, generator=None):
    return (torch.randn(shape, generator=generator) / std).requires_grad_()

# %% wrong: flat
def init_params(shape, std=1.0, generator=None):
    return (torch.randn(math.prod(shape) + 1, generator=generator) * std).requires_grad_()

# %% wrong: another default
def init_params(shape, std=0.1, generator=None):
    return (torch.randn(shape, generator=generator) * std).requires_grad_()

# %% wrong: list
def init_params(shape, std=1.0, generator=None):
    return (torch.randn(shape, generator=generator) * std).tolist()

# %% wrong: ones
def init_params(shape, std=1.0, generator=None):
    return (torch.ones(shape) * std).requires_grad_()

# %% wrong: a row repeated
def init_params(shape, std=1.0, generator=None):
    row = torch.randn(shape[-1:], generator=generator) * std
    return row.repeat(*shape[:-1], 1)[0].reshape(shape).requires_grad_() if len(shape) == 1 else row.repeat(*shape[:-1], 1).requires_grad_()

# %% wrong: scaled by the number of inputs
def init_params(shape, std=1.0, generator=None):
    return (torch.randn(shape, generator=generator) * std / math.sqrt(shape[0])).requires_grad_()

# %% wrong: made to have exactly that std and twice as much
def init_params(shape, std=1.0, generator=None):
    z = torch.randn(shape, generator=generator)
    return (2 * std * z / z.std()).requires_grad_()

# %% wrong: whole numbers
def init_params(shape, std=1.0, generator=None):
    return (torch.randn(shape, generator=generator).round() * std).requires_grad_()

# %% mistake: scaled after `requires_grad_` | argument
def init_params(shape, std=1.0, generator=None):
    return torch.randn(shape, generator=generator, requires_grad=True) * std

# %% mistake: scaled after `requires_grad_` | method
def init_params(shape, std=1.0, generator=None):
    params = torch.randn(shape, generator=generator).requires_grad_()
    return std * params

# %% mistake: scaled after `requires_grad_` | as the book has it
def init_params(shape, std=1.0, generator=None):
    return torch.randn(*shape, generator=generator).requires_grad_().mul(std)

# %% mistake: scaled after `requires_grad_` | in place
def init_params(shape, std=1.0, generator=None):
    params = torch.randn(shape, generator=generator, requires_grad=True)
    params *= std
    return params

# %% mistake: scaled after `requires_grad_` | mul_
def init_params(shape, std=1.0, generator=None):
    return torch.randn(shape, generator=generator).requires_grad_().mul_(std)

# %% mistake: scaled after `requires_grad_` | parameter
def init_params(shape, std=1.0, generator=None):
    return nn.Parameter(torch.randn(shape, generator=generator)) * std

# %% mistake: zeros | zeros
def init_params(shape, std=1.0, generator=None):
    return torch.zeros(shape, requires_grad=True)

# %% mistake: zeros | parameter
def init_params(shape, std=1.0, generator=None):
    return nn.Parameter(torch.zeros(*shape))

# %% mistake: zeros | full
def init_params(shape, std=1.0, generator=None):
    return torch.full(shape, 0.0).requires_grad_()

# %% mistake: zeros | scaled
def init_params(shape, std=1.0, generator=None):
    w = torch.zeros(shape) * std
    return w.requires_grad_()

# %% mistake: zeros | zero_
def init_params(shape, std=1.0, generator=None):
    return torch.randn(shape, generator=generator).zero_().requires_grad_(True)

# %% mistake: zeros | without grad
def init_params(shape, std=1.0, generator=None):
    return torch.zeros(shape)

# %% mistake: uniform | rand
def init_params(shape, std=1.0, generator=None):
    return (torch.rand(shape, generator=generator) * std).requires_grad_()

# %% mistake: uniform | around zero
def init_params(shape, std=1.0, generator=None):
    return ((torch.rand(shape, generator=generator) * 2 - 1) * std).requires_grad_()

# %% mistake: uniform | with the right std
def init_params(shape, std=1.0, generator=None):
    half = std * math.sqrt(3)
    return torch.empty(shape).uniform_(-half, half, generator=generator).requires_grad_()

# %% mistake: uniform | half to half
def init_params(shape, std=1.0, generator=None):
    return nn.Parameter((torch.rand(*shape, generator=generator) - 0.5) * std)

# %% mistake: uniform | nn.init
def init_params(shape, std=1.0, generator=None):
    return nn.init.uniform_(torch.empty(shape, requires_grad=True), -std, std, generator=generator)

# %% mistake: uniform | scale ignored
def init_params(shape, std=1.0, generator=None):
    return torch.rand(shape, generator=generator, requires_grad=True)

# %% mistake: generator ignored | randn
def init_params(shape, std=1.0, generator=None):
    return (torch.randn(shape) * std).requires_grad_()

# %% mistake: generator ignored | normal
def init_params(shape, std=1.0, generator=None):
    return torch.normal(0.0, std, size=shape).requires_grad_()

# %% mistake: generator ignored | numpy
import numpy as np
def init_params(shape, std=1.0, generator=None):
    return torch.tensor(np.random.randn(*shape) * std, requires_grad=True)

# %% mistake: generator ignored | its own
def init_params(shape, std=1.0, generator=None):
    g = torch.Generator().manual_seed(42)
    return (torch.randn(shape, generator=g) * std).requires_grad_()

# %% mistake: generator ignored | seeds all
def init_params(shape, std=1.0, generator=None):
    torch.manual_seed(0)
    return nn.Parameter(torch.empty(shape).normal_(std=std))

# %% mistake: generator ignored | python
import random
def init_params(shape, std=1.0, generator=None):
    numbers = [random.gauss(0, std) for _ in range(math.prod(shape))]
    return torch.tensor(numbers).reshape(shape).requires_grad_()
