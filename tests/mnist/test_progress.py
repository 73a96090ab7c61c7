"""What progress looks like, in a file and on a terminal."""

import io

import pytest
import torch
import torch.nn.functional as F
from torch import nn

import course_lib.mnist.progress as progress
from course_lib.mnist import BasicOptim, DataLoaders, Learner, accuracy
from course_lib.mnist.progress import bar_text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def trained(stream: io.StringIO, metrics=(), epochs: int = 2) -> str:
    batch = torch.ones(1, 2), torch.ones(1)
    learner = Learner(
        DataLoaders([batch] * 4, [batch]), nn.Linear(2, 1), BasicOptim, lambda a, y: F.mse_loss(a[:, 0], y), metrics,
        progress=stream,
    )
    learner.fit(epochs, 0.01)
    return stream.getvalue()


def test_a_table_has_a_head_and_an_epoch_a_line_in_columns():
    head, first, second = trained(io.StringIO(), [accuracy]).splitlines()
    assert head.split() == ["epoch", "train_loss", "valid_loss", "accuracy", "seconds"]
    assert len(head) == len(first) == len(second)
    assert second.split()[0] == "2" and all(float(cell) >= 0 for cell in second.split())


def test_a_file_gets_no_bar_and_no_control_characters(monkeypatch):
    monkeypatch.setattr(progress, "_PAUSE", 0)
    assert trained(io.StringIO()).replace("\n", "").isprintable()


def test_a_terminal_gets_a_bar_that_gives_way_to_the_line(monkeypatch):
    monkeypatch.setattr(progress, "_PAUSE", 0)
    *bars, last = trained(Terminal(), epochs=1).split("\r")
    assert len(bars) == 5 and "100 %" in bars[-1]
    assert last.startswith("\033[Kepoch")


def test_the_bar_is_drawn_now_and_then_only():
    assert "%" not in trained(Terminal(), epochs=1)  # over in less than a tenth of a second


@pytest.mark.parametrize(
    ("steps", "text"),
    [(1, "epoch 1 of 3 [......]  10 %"), (5, "epoch 1 of 3 [###...]  50 %"), (10, "epoch 1 of 3 [######] 100 %"),
     (11, "epoch 2 of 3 [......]  10 %"), (30, "epoch 3 of 3 [######] 100 %")],
)
def test_the_bar_tells_how_much_of_which_epoch_is_done(steps, text, monkeypatch):
    monkeypatch.setattr(progress, "_BAR", 6)
    assert bar_text(steps, 30, 3) == text
