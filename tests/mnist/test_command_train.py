"""`course-lib train`: what it tells, keeps and refuses."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from course_lib.__main__ import main
from course_lib.mnist import Digits, command_train
from course_lib.mnist.callbacks import Callback
from course_lib.mnist.checkpoint import load
from course_lib.mnist.training_report import confused_text, named

SECONDS = re.compile(r" +\d+\.\d\d$", re.MULTILINE)


@pytest.fixture(autouse=True)
def few_digits(digits: Digits, monkeypatch: pytest.MonkeyPatch) -> Digits:
    few = Digits(*(part[:800] for part in digits))
    monkeypatch.setattr(command_train, "mnist", lambda: few)
    return few


def train(*arguments: object) -> int:
    return main(["train", *map(str, arguments), "--device", "cpu"])


def table(capsys, *arguments: object) -> str:
    assert train(*arguments) == 0
    return SECONDS.sub("", capsys.readouterr().out)


def stop_at_step(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(learner) -> None:
        if learner.steps == step:
            raise KeyboardInterrupt

    monkeypatch.setattr(command_train, "stop_without_numbers", lambda: Callback(after_step=interrupt))


def test_it_tells_what_it_trains_each_epoch_and_how_well_it_went(capsys):
    lines = table(capsys, "--model", "simple", "--epochs", 2).splitlines()
    assert lines[0] == "simple, digits 0 to 9: 800 to train on, 800 to validate on; cpu"
    assert lines[1].split() == ["epoch", "train_loss", "valid_loss", "accuracy", "seconds"]
    assert [line.split()[0] for line in lines[2:4]] == ["1", "2"]
    assert lines[4] == f"accuracy {lines[3].split()[3]} on digits that were not trained on"
    assert lines[5].startswith("taken for another: ")
    assert lines[6] == "the model is not saved; --save PATH would keep it"


def test_the_same_seed_is_the_same_run_and_another_is_not(capsys):
    first, again, other = (table(capsys, "--model", "conv", "--epochs", 2, "--seed", seed) for seed in (3, 3, 4))
    assert first == again != other


def test_the_global_generator_is_left_alone(tmp_path: Path):
    with torch.random.fork_rng():
        train("--model", "simple", "--epochs", 1, "--save", tmp_path / "model")
        torch.manual_seed(123)
        before = torch.get_rng_state()
        train("--resume", tmp_path / "model", "--epochs", 1)
        assert torch.get_rng_state().equal(before)


@pytest.mark.parametrize(("chosen", "outputs"), [("3,7", 1), ("1,4,9", 3), ("all", 10)])
def test_two_digits_share_one_activation_and_more_have_one_each(chosen: str, outputs: int, tmp_path: Path, capsys):
    assert train("--model", "linear", "--digits", chosen, "--epochs", 10, "--save", tmp_path / "model") == 0
    assert load(tmp_path / "model").model["1.weight"].shape == (outputs, 784)
    told = capsys.readouterr().out
    assert float(re.search(r"^accuracy (\S+)", told, re.MULTILINE)[1]) > 0.7
    confused = "".join(a + b for a, b in re.findall(r"(\d) for (\d)", told))
    assert confused and set(confused) <= set("0123456789" if chosen == "all" else chosen)


def test_saved_and_drawn_is_said_with_the_way_on(tmp_path: Path, capsys):
    model, plot = tmp_path / "my model", tmp_path / "losses.svg"
    told = table(capsys, "--model", "linear", "--epochs", 1, "--save", model, "--plot", plot)
    assert told.endswith(
        f"the losses are drawn in {plot}\nthe model is in {model}\n"
        f"go on with: course-lib predict IMAGE --model '{model}'\n"
    )
    assert "<svg" in plot.read_text("utf-8")
    assert load(model).about == {"model": "linear", "digits": "all", "batch_size": "256", "seed": "0"}


@pytest.mark.parametrize("model", ["simple", "conv"])
def test_a_run_that_was_stopped_goes_on_bit_for_bit(model: str, tmp_path: Path, monkeypatch, capsys):
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    how = ("--model", model, "--epochs", 3, "--batch-size", 100, "--seed", 5)
    expected = table(capsys, *how, "--save", whole).splitlines()
    with monkeypatch.context() as patch:
        stop_at_step(2 * 8 + 3, patch)
        assert train(*how, "--save", parts) == 130
    assert f"stopped; the model as it was after epoch 2 is in {parts}; go on with: " in capsys.readouterr().err
    resumed = table(capsys, "--resume", parts, "--save", parts).splitlines()
    assert resumed[:4] == [*expected[:2], expected[4], expected[5]]
    one, other = load(whole), load(parts)
    assert one.history == other.history and all(one.model[name].equal(other.model[name]) for name in one.model)


def test_stopped_within_the_first_epoch_there_is_nothing_to_save(tmp_path: Path, monkeypatch, capsys):
    stop_at_step(1, monkeypatch)
    assert train("--model", "linear", "--save", tmp_path / "model") == 130
    assert "stopped within the first epoch: nothing to save" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_without_save_stopping_promises_nothing(monkeypatch, capsys):
    stop_at_step(1, monkeypatch)
    assert train("--model", "linear") == 130
    assert capsys.readouterr().err == "\ncourse-lib train: interrupted\n"


def test_a_finished_run_takes_more_epochs(tmp_path: Path, capsys):
    train("--model", "linear", "--epochs", 2, "--save", tmp_path / "model")
    assert train("--resume", tmp_path / "model", "--epochs", 3, "--lr", 0.05, "--save", tmp_path / "more") == 0
    more = load(tmp_path / "more")
    assert (len(more.history), more.fit["lr"]) == (5, 0.05)
    assert more.history[:2] == load(tmp_path / "model").history


@pytest.mark.slow
def test_the_interrupt_key_ends_it_with_what_there_is(tmp_path: Path, cache: Path):
    command = [sys.executable, "-m", "course_lib", "train", "--model", "linear", "--digits", "3,7", "--epochs", "9999"]
    running = subprocess.Popen([*command, "--save", tmp_path / "model"], stdout=-1, stderr=-1, text=True)
    while not running.stdout.readline().startswith("    2 "):
        assert running.poll() is None
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    epoch = int(re.search(r"after epoch (\d+) is in", told)[1])
    assert load(tmp_path / "model").fit["epochs_done"] == epoch >= 1
    assert "Traceback" not in told


CALLED_WRONGLY = {
    "one digit": (["--digits", "3"], "name two or more, as in 3,7, or say all"),
    "a letter": (["--digits", "3,x"], "'3,x'"),
    "twelve": (["--digits", "12"], "'12'"),
    "a digit twice": (["--digits", "3,3"], "'3,3'"),
    "no epochs": (["--epochs", "0"], "'0' is not a whole number from 1 upwards"),
    "half an epoch": (["--epochs", "0.5"], "whole number"),
    "no batch": (["--batch-size", "0"], "whole number"),
    "a rate of 0": (["--lr", "0"], "'0' is not a number above 0"),
    "no rate": (["--lr", "nan"], "'nan' is not a number above 0"),
    "another seed": (["--seed", "-1"], "whole number from 0"),
    "another model": (["--model", "transformer"], "choose from"),
}


@pytest.mark.parametrize(("arguments", "told"), CALLED_WRONGLY.values(), ids=CALLED_WRONGLY)
def test_a_wrong_call_is_told_with_the_way_out(arguments: list[str], told: str, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["train", *arguments])
    assert stop.value.code == 2
    assert told in capsys.readouterr().err


REFUSED = {
    "a device of no kind": (["--device", "abacus"], "no device 'abacus' for torch; leave --device out"),
    "a device that holds nothing": (["--device", "meta"], "no device 'meta'"),
    "no such directory": (["--save", "none/model"], "there is no directory none; make it first"),
    "a directory": (["--save", "."], "is a directory; name a file in it"),
    "a plot that is a directory": (["--plot", "a.png"], "a.png is a directory"),
    "a plot of no kind": (["--plot", "losses.docx"], "let it end in .png, .svg or .pdf"),
    "two things in one file": (["--save", "x.png", "--plot", "x.png"], "give each a file of its own"),
    "no file to resume": (["--resume", "none"], "none cannot be read"),
    "a text to resume": (["--resume", "text"], "text cannot be read"),
}


@pytest.fixture
def untrained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file and a directory in it, and nothing may be trained."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command_train, "learner_of", None)
    Path("text").write_text("seven" * 100)
    Path("a.png").mkdir()
    return tmp_path


@pytest.mark.parametrize(("arguments", "told"), REFUSED.values(), ids=REFUSED)
def test_what_would_fail_is_told_in_a_line_before_training(arguments: list[str], told: str, untrained: Path, capsys):
    assert main(["train", *arguments]) == 1
    error = capsys.readouterr().err
    assert error.startswith("course-lib train: ") and error.count("\n") == 1 and told in error


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_a_missing_gpu_is_told(untrained: Path, capsys):
    assert main(["train", "--device", "cuda"]) == 1
    assert "no device 'cuda' for torch; leave --device out, which means cpu here\n" in capsys.readouterr().err


def test_a_path_without_permission_is_told_before_training(untrained: Path, monkeypatch, capsys):
    def forbidden(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("course_lib.mnist.writable.TemporaryFile", forbidden)
    assert main(["train", "--save", "model"]) == 1
    assert "model cannot be written (Permission denied)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    {
        (): "has had its epochs (1 of 1); say --epochs N for N more",
        ("--lr", "0.1"): "has had its epochs",
        ("--model", "simple", "--epochs", "1"): "leave out --model",
        ("--batch-size", "10", "--epochs", "1"): "leave out --batch-size",
    }.items(),
)
def test_a_run_is_resumed_as_it_is(arguments: tuple[str, ...], told: str, tmp_path: Path, capsys):
    train("--model", "linear", "--epochs", 1, "--save", tmp_path / "model")
    capsys.readouterr()
    assert train("--resume", tmp_path / "model", *arguments) == 1
    assert told in capsys.readouterr().err


def test_a_loss_that_is_no_number_ends_it_and_spares_the_saved_model(tmp_path: Path, capsys):
    (tmp_path / "model").write_text("of yesterday")
    assert train("--model", "simple", "--lr", "1e30", "--save", tmp_path / "model") == 1
    assert "training can't recover; try a learning rate below 1e+30" in capsys.readouterr().err
    assert (tmp_path / "model").read_text() == "of yesterday"


def test_the_most_frequent_mistakes_are_told():
    assert confused_text([]) == "no digit taken for another"
    assert confused_text([(4, 9, 3), (7, 2, 2), (1, 8, 1)]) == (
        "taken for another: 4 for 9 (3 times), 7 for 2 (twice), 1 for 8 (once)"
    )
    assert confused_text([(0, digit, 3) for digit in range(1, 10)]).endswith("0 for 5 (3 times), ...")


def test_digits_are_named_as_people_do():
    assert [named(classes) for classes in ((3, 7), (1, 4, 9), tuple(range(10)))] == ["3 and 7", "1, 4 and 9", "0 to 9"]
