"""The net of the book's last word: eighteen layers with shortcuts, made for photographs, given digits."""

import torch
from torch import nn


def resnet18_model(outputs: int = 10) -> nn.Module:
    """Return torchvision's `resnet18`, untrained, for one channel: images [n, 28, 28] to activations [n, outputs]."""
    from torchvision.models import resnet18  # here, because it takes seconds

    net = resnet18(num_classes=outputs)
    # gray has one channel; everything else stays as it is made for photographs, ten times as wide
    net.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
    nn.init.kaiming_normal_(net.conv1.weight, mode="fan_out", nonlinearity="relu")  # as torchvision does
    return nn.Sequential(nn.Unflatten(1, (1, 28)), net).to(memory_format=torch.channels_last)
