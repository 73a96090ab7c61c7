"""One cache for the whole run, so that the digits are unpacked and the tree is written once."""

from pathlib import Path

import pytest
import torch

from course_lib.mnist import Digits, best_device, mnist, mnist_sample

torch.set_num_threads(1)


@pytest.fixture(scope="session")
def session_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def cache(session_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test uses the cache of the run, never the user's."""
    monkeypatch.setenv("COURSE_LIB_CACHE", str(session_cache))
    return session_cache


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_LIB_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def digits(cache: Path) -> Digits:
    return mnist()


@pytest.fixture
def tree(cache: Path) -> Path:
    return mnist_sample()


@pytest.fixture(autouse=True)
def gpu(request: pytest.FixtureRequest) -> None:
    """Tests marked `gpu` compare a GPU with the CPU; without one there is nothing to compare."""
    if request.node.get_closest_marker("gpu") and best_device().type == "cpu":
        pytest.skip("torch finds no GPU")
