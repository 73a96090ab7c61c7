"""Mini-batch noise, against autograd and plain loops."""

import numpy as np
import pytest
import torch

from course_lib.demos.minibatch_noise import MinibatchNoise
from course_lib.demos.minibatch_panels import SPREADS
from course_lib.demos.one_number_digits import COUNT, best_weight, one_number_digits
from course_lib.mnist.data import threes_and_sevens


def _gradient(w, batch):
    x, y = one_number_digits()
    w = torch.tensor(float(w), dtype=torch.float64, requires_grad=True)
    (w * x[batch] - y[batch]).square().mean().backward()
    return w.grad.item()


def _right(x, y, w, batches):
    return torch.tensor([sum(2 * x[i] * (w * x[i] - y[i]) for i in batch) / len(batch) for batch in batches])


def test_each_digit_is_one_number_that_says_how_near_it_is_to_the_mean_3():
    x, y = one_number_digits()
    digits = threes_and_sevens()
    image, means = digits.train_sevens[2].numpy(), [stack.numpy().mean(0) for stack in (digits.train_threes, digits.train_sevens)]
    to_3, to_7 = (np.abs(image - mean).mean() for mean in means)
    assert (x[512 + 2] < 0) == (to_7 < to_3)
    assert y.sum() == 512 == y[:512].sum()
    assert x.std() == pytest.approx(1) and x[y == 1].mean() > 0.5 > -0.5 > x[y == 0].mean()


def test_the_best_weight_is_that_of_least_squares():
    x, y = (numbers.numpy() for numbers in one_number_digits())
    assert best_weight() == pytest.approx(np.linalg.lstsq(x[:, None], y, rcond=None)[0][0])


@pytest.mark.parametrize("batch", ["1", "16", "256", "1024"])
def test_gradients_are_those_of_the_batches_by_autograd(batch):
    demo = MinibatchNoise(batch=batch, start=0.7)
    found = demo.numbers()
    assert len(found["gradients"]) == COUNT // int(batch)
    for place in {0, len(found["gradients"]) // 2, len(found["gradients"]) - 1}:
        assert found["gradients"][place] == pytest.approx(_gradient(0.7, demo.batches[0, place]))
    assert found["gradient of all"] == pytest.approx(_gradient(0.7, torch.arange(COUNT)))


def test_a_step_goes_through_the_next_64_digits_of_each_path():
    demo = MinibatchNoise(batch="16", rate=0.2, seed=5)
    first, second = demo.batches[:, :4].clone(), demo.batches[:, 4:8].clone()
    expected = [1.0] * 5
    for batches in (first, second):
        demo.step()
        for path in range(5):
            for batch in batches[path]:
                expected[path] -= 0.2 * _gradient(expected[path], batch)
    assert demo.numbers()["weights"] == pytest.approx(expected)
    assert demo.numbers()["epochs"] == 128 / COUNT


def test_the_full_batch_steps_once_an_epoch():
    demo = MinibatchNoise(batch="64")
    for _ in range(15):
        demo.step()
    assert demo.full == 1.0
    demo.step()
    assert demo.full == pytest.approx(1 - 0.1 * _gradient(1, torch.arange(COUNT)))
    whole = MinibatchNoise(batch="1024")
    whole.step()
    assert whole.numbers()["weights"] == pytest.approx([demo.full] * 5)


def test_every_epoch_sees_each_digit_once_in_a_new_order():
    demo = MinibatchNoise(batch="256")
    before = demo.batches.clone()
    for _ in range(4):
        demo.step()
    assert not torch.equal(before, demo.batches)
    for path in demo.batches:
        assert path.flatten().sort().values.tolist() == list(range(COUNT))


def test_the_spread_falls_like_one_over_the_root_of_the_batch():
    spreads = MinibatchNoise(start=0.3).numbers()["spreads"]
    x, y = one_number_digits()
    single = (2 * x * (0.3 * x - y)).numpy().std(ddof=1)
    assert spreads[1] == pytest.approx(single)
    for size in (4, 16, 64):
        assert spreads[size] == pytest.approx(single / size**0.5, rel=0.2)


def test_the_spread_is_that_of_the_batch_means():
    demo = MinibatchNoise(batch="64", start=0.3)
    each = [np.var([_gradient(0.3, batch) for batch in path], ddof=1) for path in demo.batches]
    assert demo.numbers()["spreads"][64] == pytest.approx(np.mean(each) ** 0.5)


def test_sorted_batches_stay_as_far_apart_as_single_digits():
    demo = MinibatchNoise(order="sorted by label", batch="64", start=0.3)
    found = demo.numbers()
    assert found["spreads"][256] > 0.8 * found["spreads"][1]
    assert max(found["gradients"][:8]) < 0 < min(found["gradients"][8:])


def test_the_share_that_points_the_wrong_way_is_counted():
    demo = MinibatchNoise(batch="4", start=0.4)
    found = demo.numbers()
    assert found["gradient of all"] > 0
    assert found["wrong way"] == np.mean([gradient < 0 for gradient in found["gradients"]])


def test_the_seed_shuffles_and_reshuffle_takes_the_next_one():
    assert MinibatchNoise().numbers() == MinibatchNoise().numbers() != MinibatchNoise(seed=1).numbers()
    demo = MinibatchNoise()
    demo.step()
    demo.key("n")
    assert demo.numbers() == MinibatchNoise(seed=1).numbers()
    demo.shuffle_anew()
    assert demo.seed == 2
    demo.reset()
    assert demo.numbers() == MinibatchNoise(seed=2).numbers()


def test_the_mouse_sets_the_start_and_the_batch_size():
    demo = MinibatchNoise()
    demo.press(500, 140 + 590 / 2)
    assert demo.start == pytest.approx(0.5) == demo.full
    demo.drag(500, 0)
    assert demo.start == 1.25
    demo.press(*SPREADS.at(70, 0))
    assert demo.batch == "64"
    demo.drag(*SPREADS.at(300, 0))
    assert demo.batch == "256"
    demo.press(1000, 30)
    assert (demo.batch, demo.start) == ("256", 1.25)


def test_the_keys_set_the_batch_size_the_start_and_the_order():
    demo = MinibatchNoise()
    demo.key("ArrowRight")
    assert demo.batch == "64"
    for _ in range(9):
        demo.key("ArrowLeft")
    assert demo.batch == "1"
    demo.key("ArrowDown")
    assert demo.start == pytest.approx(0.95)
    demo.key("ArrowUp")
    assert demo.start == pytest.approx(1.0)
    demo.key("s")
    assert demo.batches[0, 3].tolist() == [3]
    demo.key("s")
    assert demo.order == "shuffled"


def _after(preset, epochs):
    demo = MinibatchNoise()
    demo.use(preset)
    weights = []
    while demo.seen < epochs * COUNT:
        demo.step()
        weights.append(demo.weights.clone())
    return demo, torch.stack(weights)


def test_the_presets_make_their_points():
    best = best_weight()
    demo, noisy = _after("A noisy path, soon there", 2)
    assert abs(demo.full - best) > 0.3 and (noisy[16:] - best).abs().max() < 0.2
    _, single = _after("One digit a batch: all noise", 2)
    assert (single[8:] - best).std() > 2.5 * (noisy[8:] - best).std()
    demo, whole = _after("All digits: sure, but slow", 20)
    assert (whole[1:] < whole[:-1]).all() and abs(demo.full - best) < 0.02
    _, swings = _after("Sorted: it forgets the 3s", 3)
    assert swings[32:].max() > best + 0.25 and swings[32:].min() < best - 0.2


def test_own_right_gradients_agree_and_walk_along():
    demo = MinibatchNoise(_right, batch="256")
    for _ in range(2):
        demo.step()
    found = demo.numbers()
    assert found["own gradients"] == pytest.approx(found["gradients"]) and found["own weight"] == pytest.approx(found["weights"][0])
    assert "agree with" in demo.told()


def test_own_gradients_that_never_look_at_the_batch_have_no_spread():
    demo = MinibatchNoise(lambda x, y, w, batches: torch.stack([(2 * x * (w * x - y)).mean() for _ in batches]))
    demo.step()
    found = demo.numbers()
    assert len(set(found["own gradients"])) == 1 < len(set(found["gradients"]))
    assert found["own weight"] != pytest.approx(found["weights"][0], abs=1e-3) and "differ from" in demo.told()


def test_an_own_function_that_raises_spoils_its_arguments_or_has_another_form_breaks_nothing():
    def spoils(x, y, w, batches):
        for numbers in (x, y, *batches):
            numbers.zero_()
        return torch.full((len(batches),), float("nan"))

    reference = MinibatchNoise()
    reference.step()
    for own, trouble in ((spoils, ""), (lambda *_: 1 / 0, "ZeroDivisionError"), (lambda x, y, w, batches: x, "shape")):
        demo = MinibatchNoise(own)
        demo.step()
        assert demo.picture().svg() and trouble in demo.own.trouble and bool(trouble) == bool(demo.own.trouble)
        assert {name: demo.numbers()[name] for name in reference.numbers()} == reference.numbers()


def test_pictures_stay_small_after_a_long_play():
    demo = MinibatchNoise(lambda x, y, w, batches: torch.zeros(len(batches)), batch="4")
    for _ in range(200):
        demo.step()
    assert len(demo.picture().svg()) < 60_000
