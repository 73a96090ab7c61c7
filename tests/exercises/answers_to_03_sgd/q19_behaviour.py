"""Answers to q19_behaviour."""
# ruff: noqa

# %% right: borders
def behaviour(lr):
    if lr <= 0.5:
        return "converges"
    if lr < 1:
        return "bounces"
    return "diverges"

# %% right: factor
def behaviour(lr):
    f = 1 - 2 * lr
    return "diverges" if abs(f) > 1 else "bounces" if f < 0 else "converges"

# %% right: lambda
behaviour = lambda lr: ["converges", "bounces", "diverges"][(lr > 0.5) + (lr > 1)]

# %% right: simulated
def behaviour(lr):
    x = [1.0]
    for _ in range(50):
        x.append(x[-1] - lr * 2 * x[-1])
    if abs(x[-1]) > 1:
        return "diverges"
    return "bounces" if any(v < 0 for v in x) else "converges"

# %% right: one step
def behaviour(lr):
    x = 1 - lr * 2 * 1
    if x < -1:
        return "diverges"
    if x < 0:
        return "bounces"
    return "converges"

# %% right: match
def behaviour(lr: float) -> str:
    match lr:
        case _ if lr > 1.0:
            return "diverges"
        case _ if lr > 0.5:
            return "bounces"
    return "converges"

# %% right: bisect
from bisect import bisect
def behaviour(lr):
    return ("converges", "bounces", "diverges")[bisect([0.5, 1.0], lr)]

# %% right: autograd
def behaviour(lr):
    x = torch.tensor(1.0, requires_grad=True)
    (x**2).backward()
    after = (x - lr * x.grad).item()
    return "diverges" if abs(after) > 1 else ("bounces" if after < 0 else "converges")

# %% right: dictionary
def behaviour(lr):
    return {(False, False): "converges", (True, False): "bounces", (True, True): "diverges"}[lr > 0.5, lr > 1]

# %% right: three tests
def behaviour(lr):
    result = ""
    if 0 < lr <= 1 / 2:
        result = "converges"
    elif 1 / 2 < lr < 1:
        result = "bounces"
    elif lr >= 1:
        result = "diverges"
    return result

# %% wrong: never bounces
def behaviour(lr):
    return "diverges" if lr > 1 else "converges!"

# %% wrong: words in another form
def behaviour(lr):
    return "converge" if lr < 0.5 else "bounce" if lr < 1 else "diverge"

# %% wrong: capitals
def behaviour(lr):
    return "Converges" if lr < 0.5 else "Bounces" if lr < 1 else "Diverges"

# %% wrong: names mixed up
def behaviour(lr):
    return "bounces" if lr < 0.5 else "converges" if lr < 1 else "diverges"

# %% wrong: always the same
def behaviour(lr):
    return "converges"

# %% wrong: borders at a tenth
def behaviour(lr):
    return "converges" if lr < 0.1 else "bounces" if lr < 1 else "diverges"

# %% wrong: magnitudes mixed up
def behaviour(lr):
    f = abs(1 - 2 * lr)
    return "converges" if f < 0.5 else "bounces" if f < 1 else "diverges"

# %% wrong: a number
def behaviour(lr):
    return 1 - 2 * lr

# %% wrong: a list
def behaviour(lr):
    return ["converges" if lr < 0.5 else "bounces" if lr < 1 else "diverges"]

# %% wrong: prints
def behaviour(lr):
    print("converges" if lr < 0.5 else "bounces" if lr < 1 else "diverges")

# %% wrong: turned round
def behaviour(lr):
    return "diverges" if lr < 0.5 else "bounces" if lr < 1 else "converges"

# %% wrong: no factor for the bounce
def behaviour(lr):
    f = 1 - 2 * lr
    return "bounces" if f < 0 else "converges"

# %% mistake: borders off by a factor of two | one and two
def behaviour(lr):
    return "converges" if lr < 1 else "bounces" if lr < 2 else "diverges"

# %% mistake: borders off by a factor of two | factor 1 - lr
def behaviour(lr):
    f = 1 - lr
    return "diverges" if abs(f) > 1 else "bounces" if f < 0 else "converges"

# %% mistake: borders off by a factor of two | a quarter and a half
def behaviour(lr):
    if lr > 0.5:
        return "diverges"
    return "bounces" if lr > 0.25 else "converges"

# %% mistake: borders off by a factor of two | simulated with the slope x
def behaviour(lr):
    x = [1.0]
    for _ in range(40):
        x.append(x[-1] - lr * x[-1])
    return "diverges" if abs(x[-1]) > 1 else "bounces" if min(x) < 0 else "converges"

# %% mistake: borders off by a factor of two | simulated with the slope 4x
def behaviour(lr):
    x = [1.0]
    for _ in range(40):
        x.append(x[-1] - lr * 4 * x[-1])
    return "diverges" if abs(x[-1]) > 1 else "bounces" if min(x) < 0 else "converges"

# %% mistake: borders off by a factor of two | one of them
def behaviour(lr):
    return "converges" if lr <= 0.5 else "bounces" if lr <= 2 else "diverges"
