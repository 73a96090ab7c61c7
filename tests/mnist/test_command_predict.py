"""`course-lib predict`: what it says of pictures, and of what is none."""

import re
from pathlib import Path

import pytest
import torch
from PIL import Image

from course_lib.__main__ import main
from course_lib.mnist import Digits, command_train, mnist
from course_lib.mnist.checkpoint import load
from course_lib.mnist.command_predict import guess_text
from course_lib.mnist.saved_model import model_in


@pytest.fixture(scope="module")
def models(session_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two models, one of all digits and one of the 3s and 7s, each in a file."""
    folder = tmp_path_factory.mktemp("models")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_LIB_CACHE", str(session_cache))
        few = Digits(*(part[:4000] for part in mnist()))
        patch.setattr(command_train, "mnist", lambda: few)
        for digits in ("all", "3,7"):
            main(["train", "--model", "simple", "--digits", digits, "--epochs", "10", "--device", "cpu",
                  "--save", str(folder / digits)])
    return {digits: folder / digits for digits in ("all", "3,7")}


@pytest.fixture
def pictures(digits: Digits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first ten validation digits, as large black ones on white, by place and name."""
    monkeypatch.chdir(tmp_path)
    names = [f"{place}-{label}.png" for place, label in enumerate(digits.valid_labels[:10].tolist())]
    for name, image in zip(names, digits.valid_images):
        Image.fromarray(255 - image.numpy()).resize((140, 140), Image.Resampling.BICUBIC).save(name)
    return names


def predict(model: Path, *images: str) -> int:
    return main(["predict", *images, "--model", str(model)])


def test_each_picture_has_a_line_with_two_guesses(pictures: list[str], models, capsys):
    assert predict(models["all"], *pictures) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines] == pictures
    shape = re.compile(r"\S+  (\d), (\d+\.\d) % sure; else (\d), (\d+\.\d) %")
    guesses = [shape.fullmatch(line).groups() for line in lines]
    assert sum(first == name[2] for name, (first, *_) in zip(pictures, guesses, strict=True)) >= 8
    assert all(first != second and float(sure) >= float(less) for first, sure, second, less in guesses)


def test_a_model_of_two_digits_says_so_and_names_the_right_one(pictures: list[str], models, capsys):
    assert predict(models["3,7"], pictures[0]) == 0
    told, line = capsys.readouterr().out.splitlines()
    assert told.startswith("this model knows only 3 and 7: ")
    assert re.fullmatch(r"0-7\.png  7, \d\d\.\d % sure; else 3, \d+\.\d %", line)


@pytest.mark.parametrize("digits", ["all", "3,7"])
def test_the_saved_model_is_as_good_as_it_was(digits: str, models, cache):
    checkpoint = load(models[digits])
    model, every = model_in(checkpoint), mnist()
    images, labels = every.valid_images[:4000], every.valid_labels[:4000]
    known = torch.isin(labels, torch.tensor(model.classes))
    probabilities = model(images[known].float() / 255)
    assert probabilities.sum(dim=1).allclose(torch.ones(int(known.sum())))
    right = (probabilities.argmax(dim=1) == labels[known]).float().mean().item()
    assert right == pytest.approx(checkpoint.history[-1]["accuracy"])


def test_what_is_no_picture_is_told_and_the_others_are_predicted(pictures: list[str], models, capsys):
    Path("paper.pdf").write_bytes(b"%PDF-1.7")
    Path("folder").mkdir()
    Image.new("L", (50, 50), 255).save("empty.png")
    Path("half.png").write_bytes(Path(pictures[0]).read_bytes()[:500])
    bad = ["paper.pdf", "folder", "empty.png", "half.png", "none.png"]
    assert predict(models["all"], pictures[0], *bad, pictures[1]) == 1
    told = capsys.readouterr()
    assert [line.split()[0] for line in told.out.splitlines()] == pictures[:2]
    assert [line.split()[2] for line in told.err.splitlines()] == bad
    assert all(line.startswith("course-lib predict: ") for line in told.err.splitlines())


def a_checkpoint_of_somebody(path: Path) -> None:
    from safetensors.torch import save_file

    save_file({"weight": torch.zeros(2)}, path)


NO_MODELS = {
    "missing": lambda path: None,
    "empty": lambda path: path.write_bytes(b""),
    "a picture": lambda path: Image.new("L", (50, 50)).save(path, "PNG"),
    "a directory": lambda path: path.mkdir(),
    "a pickle": lambda path: torch.save({"weight": torch.zeros(2)}, path),
    "weights of somebody's": a_checkpoint_of_somebody,
}


@pytest.mark.parametrize("make", NO_MODELS.values(), ids=NO_MODELS)
def test_a_file_that_is_no_model_is_told_in_a_line(make, pictures: list[str], capsys):
    make(Path("model"))
    assert predict(Path("model"), pictures[0]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("course-lib predict: model ") and told.err.count("\n") == 1


def test_a_damaged_model_is_told(pictures: list[str], models, capsys):
    Path("model").write_bytes(models["all"].read_bytes()[:-100])
    assert predict(Path("model"), pictures[0]) == 1
    assert capsys.readouterr().err.startswith("course-lib predict: model ")


def test_a_model_is_required(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["predict", "seven.png"])
    assert stop.value.code == 2
    assert "--model" in capsys.readouterr().err


def test_nobody_is_entirely_sure():
    probabilities = torch.zeros(10)
    probabilities[3], probabilities[5] = 1, 1e-9
    assert guess_text(probabilities) == "3, 99.9 % sure; else 5, 0.0 %"
