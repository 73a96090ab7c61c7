"""Training, line by line: what is shown is what runs, and each breakage does its damage."""

import math

import pytest
import torch

from course_lib.demos import LiveTraining
from course_lib.demos.running_loop import BREAKAGES, LOOP
from course_lib.mnist import threes_and_sevens, train_epoch


def run(demo: LiveTraining, batches: int) -> dict:
    for _ in range(batches):
        demo.run_batch()
    return demo.numbers()


def never_clears(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.step()


# its arithmetic


def test_a_step_follows_the_formula_of_the_gradient():
    demo = LiveTraining(rate=0.01)
    before = demo.loop.names["w"].detach().double().clone(), demo.loop.names["b"].detach().double().clone()
    run(demo, 1)
    x, y = demo.loop.names["xb"].double(), demo.loop.names["yb"].double()
    errors = x @ before[0] + before[1] - y
    assert torch.allclose(demo.loop.names["w"].double(), before[0] - 0.01 * 2 / 64 * x.T @ errors, atol=1e-6)
    assert torch.allclose(demo.loop.names["b"].double(), before[1] - 0.01 * 2 * errors.mean(), atol=1e-6)


def test_loss_accuracy_and_mistakes_are_those_of_all_validation_digits():
    demo = LiveTraining()
    found, digits = run(demo, 5), threes_and_sevens()
    w, b = demo.loop.names["w"].detach().view(28, 28), demo.loop.names["b"].item()
    threes = (digits.valid_threes * w).sum((1, 2)) + b
    sevens = (digits.valid_sevens * w).sum((1, 2)) + b
    wrong = int((threes <= 0).sum() + (sevens > 0).sum())
    assert found["wrong"] == wrong and found["accuracy"] == pytest.approx(1 - wrong / 2038)
    assert found["loss"] == pytest.approx((((threes - 1) ** 2).sum() + ((sevens + 1) ** 2).sum()).item() / 2038, rel=1e-4)


def test_likeness_is_the_cosine_with_the_difference_of_the_means():
    demo, digits = LiveTraining(), threes_and_sevens()
    found = run(demo, 8)
    difference, w = digits.train_threes.mean(0) - digits.train_sevens.mean(0), demo.loop.names["w"].detach().view(28, 28)
    assert found["likeness"] == pytest.approx(((w * difference).sum() / w.norm() / difference.norm()).item(), abs=1e-4)


def test_an_epoch_sees_every_digit_once():
    demo, seen = LiveTraining(), []
    for _ in range(32):
        demo.run_batch()
        seen += [tuple(image.nonzero().flatten().tolist()) for image in demo.loop.names["xb"]]
    expected = [tuple(image.nonzero().flatten().tolist()) for image, _ in demo.material.pairs]
    assert demo.loop.epoch_is_done and sorted(seen) == sorted(expected) and seen != expected


# what is done to it


def test_lines_run_in_their_order_and_the_loop_goes_round():
    demo, ran = LiveTraining(pace="a line"), []
    for _ in range(13):
        demo.step()
        ran.append(demo.numbers()["line"])
    assert ran == [0, 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]


def test_the_gradient_is_there_from_backward_until_it_is_cleared():
    demo, gradients = LiveTraining(), []
    for _ in LOOP:
        demo.run_line()
        gradients.append(demo.numbers()["largest gradient"] > 0)
    assert gradients == [False] * 4 + [True, True, False]


def test_only_the_step_moves_the_weights():
    demo, moved = LiveTraining(), []
    for _ in LOOP:
        before = demo.loop.names["w"].detach().clone()
        demo.run_line()
        moved.append(not torch.equal(before, demo.loop.names["w"]))
    assert moved == [False] * 5 + [True, False]


@pytest.mark.parametrize(("pace", "key", "steps"), [("a line", "l", 0), ("a batch", "b", 1), ("an epoch", "e", 32)])
def test_step_and_keys_run_a_line_a_batch_or_an_epoch(pace: str, key: str, steps: int):
    stepped, keyed = LiveTraining(pace=pace), LiveTraining()
    stepped.step()
    keyed.key(key)
    assert stepped.numbers() == keyed.numbers() and stepped.numbers()["batches"] == steps


def test_a_line_in_the_middle_is_followed_by_the_rest_of_its_batch():
    demo = LiveTraining()
    for _ in range(4):
        demo.run_line()
    assert run(demo, 1) == run(LiveTraining(), 1)


def test_digits_choose_what_is_broken():
    demo = LiveTraining()
    for key, name in enumerate(("nothing", *BREAKAGES)):
        demo.key(str(key))
        assert demo.broken == name and (name == "nothing" or f"Broken: {name}." in demo.told())


def test_breaking_and_mending_go_on_from_where_it_stands():
    demo = LiveTraining()
    healthy = run(demo, 40)
    demo.set(broken="wrong sign")
    broken = run(demo, 6)
    demo.set(broken="nothing")
    mended = run(demo, 60)
    assert [one["batches"] for one in (healthy, broken, mended)] == [40, 46, 106]
    assert broken["loss"] > 5 * healthy["loss"] and mended["loss"] < 1.5 * healthy["loss"]


def test_a_new_rate_begins_anew():
    demo = LiveTraining()
    run(demo, 3)
    demo.set(rate=0.001)
    assert demo.numbers()["batches"] == 0 and run(demo, 3)["loss"] > run(LiveTraining(), 3)["loss"]


# what its breakages and presets show


def test_the_broken_line_is_the_one_that_is_shown_and_run():
    for name, (number, words) in BREAKAGES.items():
        demo = LiveTraining(broken=name)
        assert words != LOOP[number] and words in demo.picture().svg().replace("&gt;", ">")


def test_healthy_training_turns_noise_into_3_minus_7():
    demo = LiveTraining()
    before = demo.numbers()
    after = run(demo, 100)
    assert abs(before["likeness"]) < 0.1 and after["likeness"] > 0.7
    assert after["accuracy"] > 0.96 and after["loss"] < 0.2


def test_gradients_that_pile_up_swing_the_model_to_and_fro():
    demo, accuracies = LiveTraining(), []
    demo.use("Gradients pile up")
    for _ in range(60):
        accuracies.append(run(demo, 1)["accuracy"])
    assert min(accuracies[20:]) < 0.7 and max(accuracies[20:]) > 0.93 and demo.numbers()["largest gradient"] > 0


def test_a_column_against_a_row_teaches_nothing():
    demo = LiveTraining()
    demo.use("[n, 1] against [n]: no learning")
    found = run(demo, 100)
    assert found["accuracy"] < 0.75 and found["loss"] > 0.9
    for _ in range(3):
        demo.run_line()
    preds, yb = demo.loop.names["preds"], demo.loop.names["yb"]
    assert demo.loop.names["loss"].item() == pytest.approx(sum(((p - y) ** 2).item() for p in preds for y in yb) / 64**2, rel=1e-4)
    assert "the mean of [64, 64]" in demo.picture().svg()


def test_after_3s_alone_all_are_3s():
    demo = LiveTraining()
    demo.use("All the 3s, then all the 7s")
    found = run(demo, 16)
    assert bool((demo.loop.names["yb"] == 1).all()) and found["accuracy"] == pytest.approx(1010 / 2038, abs=0.02)


@pytest.mark.parametrize("lines", [1, 4, 21])
def test_no_shuffle_takes_hold_with_the_next_batch_wherever_the_loop_is(lines: int):
    demo = LiveTraining()
    for _ in range(lines):
        demo.run_line()
    demo.set(broken="no shuffle")
    while demo.loop.epoch < 2:
        demo.run_line()
    run(demo, 1)
    assert demo.loop.batch == 1 and bool((demo.loop.names["yb"] == 1).all())
    run(demo, 31)
    assert demo.loop.epoch_is_done


@pytest.mark.parametrize("name", ["wrong sign", "rate × 100"])
def test_walking_uphill_or_too_far_destroys_what_was_learned(name: str):
    demo = LiveTraining()
    before = run(demo, 32)["accuracy"]
    demo.set(broken=name)
    after = run(demo, 12)
    assert before > 0.95 and after["accuracy"] < 0.6 and not after["loss"] < 100


def test_numbers_that_overflow_are_told_and_drawn():
    demo = LiveTraining(broken="rate × 100")
    assert not math.isfinite(run(demo, 60)["loss"])
    assert "beyond all numbers" in demo.told() and "not numbers" in demo.picture().svg()


# a student's own


def test_an_own_right_epoch_agrees_batch_for_batch():
    demo = LiveTraining(train_epoch)
    for batches in (1, 20, 31):
        found = run(demo, batches)
        assert found["own loss"] == pytest.approx(found["loss"], rel=1e-3) and "the same as here" in demo.told()
    assert not demo.own.trouble


def test_an_own_epoch_that_never_clears_differs():
    found = run(LiveTraining(never_clears), 40)
    assert abs(found["own loss"] - found["loss"]) > 0.05


def test_an_own_epoch_is_never_broken():
    demo = LiveTraining(train_epoch, broken="wrong sign")
    found = run(demo, 10)
    assert found["own accuracy"] > 0.9 > found["accuracy"] and "not the" in demo.told()


def test_an_own_epoch_of_one_step_moves_only_with_its_last_batch():
    def last_batch_only(model, dl, loss_func, opt):
        for xb, yb in dl:
            pass
        train_epoch(model, [(xb, yb)], loss_func, opt)

    demo = LiveTraining(last_batch_only)
    start = demo.numbers()["own loss"]
    assert run(demo, 31)["own loss"] == start and run(demo, 1)["own loss"] < start


@pytest.mark.parametrize("own", [lambda *_: None, lambda model, dl, loss_func, opt: next(iter(dl))])
def test_an_own_epoch_that_does_nothing_stands_still(own):
    demo = LiveTraining(own)
    start = demo.numbers()["own loss"]
    assert run(demo, 40)["own loss"] == start and len(demo.theirs.after) == 65


def test_an_own_epoch_that_raises_is_told_and_asked_no_more():
    calls = []

    def raising(model, dl, loss_func, opt):
        calls.append(model)
        raise ValueError("no such thing")

    demo = LiveTraining(raising)
    found = run(demo, 40)
    assert len(calls) == 1 and "no such thing" in demo.line() and found["accuracy"] > 0.9
    demo.reset()
    run(demo, 1)
    assert len(calls) == 2


def test_an_own_epoch_that_ruins_the_model_ruins_only_its_own():
    def ruin(model, dl, loss_func, opt):
        del model.weight

    demo = LiveTraining(ruin)
    assert run(demo, 2)["accuracy"] > 0.8 and "AttributeError" in demo.own.trouble and demo.picture().svg()
