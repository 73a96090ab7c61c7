"""Shared by all tests: one thread, so that small computations on a busy machine take their usual time."""

import pytest
import torch


@pytest.fixture(autouse=True, scope="session")
def one_thread():
    torch.set_num_threads(1)
