"""Networks: layers of weights with a ReLU between each two of them."""

from torch import nn


def simple_net(inputs: int = 28 * 28, hidden: int = 30, outputs: int = 1) -> nn.Sequential:
    """Return two linear layers with a ReLU between them, [n, inputs] to [n, outputs]."""
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, outputs))


def digit_model() -> nn.Sequential:
    """Return a small convolutional net for all ten digits, images [n, 28, 28] to activations [n, 10]."""
    return nn.Sequential(  # 52,266 parameters
        nn.Unflatten(1, (1, 28)),  # (n, 1, 28, 28): one channel, gray
        nn.Conv2d(1, 8, kernel_size=5, stride=2, padding=2),  # (n, 8, 14, 14)
        nn.ReLU(),
        nn.Conv2d(8, 16, kernel_size=3, stride=2, padding=1),  # (n, 16, 7, 7)
        nn.ReLU(),
        nn.Flatten(),  # (n, 784)
        simple_net(hidden=64, outputs=10),
    )
