"""The optimiser: steps along the gradients, and a clean slate for the next ones."""

from collections.abc import Iterable

from torch import Tensor

from course_lib.mnist.sgd import sgd_step


class BasicOptim:
    """Stochastic gradient descent on the very tensors that it is given; a generator of them will do."""

    def __init__(self, params: Iterable[Tensor], lr: float):
        self.params = list(params)  # a generator would be empty after the first step
        self.lr = lr

    def step(self) -> None:
        """Take each parameter `lr` times its gradient downhill, in place."""
        sgd_step(self.params, self.lr)

    def zero_grad(self) -> None:
        """Forget all gradients: `backward` adds to what is there."""
        for parameter in self.params:
            parameter.grad = None
