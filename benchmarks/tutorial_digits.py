"""The ten digits as tutorials train them: the script that `benchmarks/training.py` measures the course's against.

    python benchmarks/tutorial_digits.py [--epochs 14] [--seed 1] [--cpu]

Written as such scripts are: images one by one through transforms and a `DataLoader`, two convolutions, dropout,
Adadelta. Nothing in it is slowed down, and nothing made faster. It reads the digits that come with the package; nothing
is downloaded.
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn, optim
from torch.optim.lr_scheduler import StepLR
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

from course_lib.mnist.cache import find_or_make
from course_lib.mnist.data import mnist


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)
        self.dropout1 = nn.Dropout(0.25)
        self.dropout2 = nn.Dropout(0.5)
        self.fc1 = nn.Linear(9216, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):  # (n, 1, 28, 28)
        x = F.relu(self.conv1(x))  # (n, 32, 26, 26)
        x = F.relu(self.conv2(x))  # (n, 64, 24, 24)
        x = F.max_pool2d(x, 2)  # (n, 64, 12, 12)
        x = torch.flatten(self.dropout1(x), 1)  # (n, 9216)
        x = self.dropout2(F.relu(self.fc1(x)))  # (n, 128)
        return F.log_softmax(self.fc2(x), dim=1)  # (n, 10)


def train(model, device, loader, optimizer, epoch, log_interval):
    model.train()
    for batch, (data, target) in enumerate(loader):
        data, target = data.to(device), target.to(device)
        optimizer.zero_grad()
        loss = F.nll_loss(model(data), target)
        loss.backward()
        optimizer.step()
        if batch % log_interval == 0:
            print(f"epoch {epoch}  {batch * loader.batch_size:>5}/{len(loader.dataset)}  loss {loss.item():.6f}")


def test(model, device, loader):
    model.eval()
    loss, correct = 0.0, 0
    with torch.no_grad():
        for data, target in loader:
            data, target = data.to(device), target.to(device)
            output = model(data)
            loss += F.nll_loss(output, target, reduction="sum").item()
            correct += (output.argmax(dim=1) == target).sum().item()
    total = len(loader.dataset)
    print(f"test: average loss {loss / total:.4f}, accuracy {correct}/{total}", flush=True)


def folder_of_the_digits():
    """Where `datasets.MNIST` finds them: they are unpacked into the cache in the layout that it expects."""
    mnist()
    return find_or_make("MNIST/raw/train-images-idx3-ubyte", Path.is_file, make=lambda path: None).parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--test-batch-size", type=int, default=1000)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--lr", type=float, default=1.0)
    parser.add_argument("--gamma", type=float, default=0.7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log-interval", type=int, default=10)
    parser.add_argument("--cpu", action="store_true", help="leave an accelerator alone")
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    use_accelerator = torch.accelerator.is_available() and not args.cpu
    device = torch.accelerator.current_accelerator() if use_accelerator else torch.device("cpu")

    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
    root = folder_of_the_digits()
    train_set = datasets.MNIST(root, train=True, transform=transform)
    test_set = datasets.MNIST(root, train=False, transform=transform)
    train_loader = DataLoader(train_set, batch_size=args.batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=args.test_batch_size)
    print(f"{len(train_set)} digits to train on, {len(test_set)} to test on", flush=True)

    model = Net().to(device)
    optimizer = optim.Adadelta(model.parameters(), lr=args.lr)
    scheduler = StepLR(optimizer, step_size=1, gamma=args.gamma)
    for epoch in range(1, args.epochs + 1):
        train(model, device, train_loader, optimizer, epoch, args.log_interval)
        test(model, device, test_loader)
        scheduler.step()


if __name__ == "__main__":
    main()
