"""What a model thinks of an image, as a probability for each of the ten digits."""

import torch
from torch import Tensor, nn

from course_lib.mnist.classes import Classes


class DigitProbabilities(nn.Module):
    """A model of some digits as one of all ten: images [n, 28, 28] to probabilities [n, 10], 0 for unknown digits."""

    def __init__(self, model: nn.Module, classes: Classes):
        super().__init__()
        self.model, self.classes = model, classes

    def forward(self, images: Tensor) -> Tensor:
        known = _probabilities(self.model(images))  # (n, classes)
        every = known.new_zeros(len(known), 10)
        every[:, list(self.classes)] = known
        return every


def _probabilities(activations: Tensor) -> Tensor:
    if activations.shape[1] > 1:
        return activations.softmax(dim=1)
    first = activations.sigmoid()  # (n, 1): one activation speaks for the first of two digits
    return torch.cat([first, 1 - first], dim=1)
