"""A net that looks at each neighbourhood of an image before it looks at the whole."""

from torch import nn

from course_lib.mnist.two_layer_net import simple_net


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
