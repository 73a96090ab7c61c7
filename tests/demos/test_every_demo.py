"""What all twelve demos promise, with no page: state in, numbers out, and nothing that a student plugs in breaks one."""

import re
import time
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
import torch

from course_lib.demos import DEMOS, find
from course_lib.demos.controls import Choose, Press, Slide, Tick, Type
from course_lib.demos.demo import Demo
from course_lib.demos.picture import HEIGHT, SMALLEST, WIDTH
from course_lib.demos.still import svg

SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=DEMOS)
def kind(request: pytest.FixtureRequest) -> type[Demo]:
    return find(request.param)


def drawn(demo: Demo) -> ElementTree.Element:
    return ElementTree.fromstring(svg(demo, demo.words()))


def words(demo: Demo) -> str:
    return " ".join(text.text or "" for text in drawn(demo).iter(f"{SPACE}text"))


def plain(numbers) -> object:
    """Numbers that can be compared."""
    if isinstance(numbers, torch.Tensor):
        return numbers.tolist()
    if isinstance(numbers, dict):
        return {name: plain(value) for name, value in numbers.items()}
    return [plain(value) for value in numbers] if isinstance(numbers, (list, tuple)) else numbers


def states(kind: type[Demo]) -> Iterator[Demo]:
    """The start, every preset after none and after some steps, and both ends of every control."""
    yield kind()
    for preset in kind.presets:
        demo = kind()
        demo.use(preset)
        yield demo
        for _ in range(3):
            demo.step()
        yield demo
    for name, control in kind.controls.items():
        for value in ends(control):
            yield kind(**{name: value})


def ends(control) -> tuple:
    match control:
        case Slide():
            return (control.clean(control.low), control.clean(control.high))
        case Choose():
            return tuple(control.names)
        case Tick():
            return (False, True)
    return ()


def test_there_are_twelve():
    assert len(DEMOS) == 12


def test_it_says_and_shows_something_in_every_state(kind: type[Demo]):
    for demo in states(kind):
        told = demo.line()
        assert told.endswith(".") and 20 < len(told) < 600 and "nan" not in told.lower().split(), told
        assert demo.numbers()
        assert len(list(drawn(demo).iter())) > 15


def test_no_letters_are_small_or_leave_the_sheet(kind: type[Demo]):
    for demo in states(kind):
        for text in drawn(demo).iter(f"{SPACE}text"):
            size, x, y = (float(text.get(name)) for name in ("font-size", "x", "y"))
            assert size >= SMALLEST
            width = len(text.text or "") * size * (0.6 if "mono" in text.get("class", "") else 0.5)
            left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor")]
            assert -10 <= left and left + width <= WIDTH + 20 and size * 0.6 <= y <= HEIGHT, (text.text, demo.line())


def test_its_picture_is_small_and_quick(kind: type[Demo]):
    for demo in states(kind):
        assert len(demo.picture().svg()) < 80_000
    taken = []
    for _ in range(7):
        began = time.process_time()
        demo.picture().svg()
        taken.append(time.process_time() - began)
    assert min(taken) < 0.05, "an idle machine draws it in less than a tenth of that"


def test_the_same_seed_gives_the_same_numbers(kind: type[Demo]):
    one, other = kind(seed=3), kind(seed=3)
    for demo in (one, other):
        for _ in range(3):
            demo.step()
    assert plain(one.numbers()) == plain(other.numbers())
    torch.manual_seed(5)
    before = torch.rand(1)
    torch.manual_seed(5)
    kind(seed=1).step()
    assert torch.rand(1) == before, "it draws from a generator of its own"


def test_reset_takes_it_back(kind: type[Demo]):
    demo = kind(seed=2)
    before = plain(demo.numbers())
    for _ in range(4):
        demo.step()
    demo.reset()
    assert plain(demo.numbers()) == before


def test_a_step_moves_a_demo_that_plays(kind: type[Demo]):
    demo = kind()
    before = (plain(demo.numbers()), demo.told())
    demo.step()
    assert not kind.plays or (plain(demo.numbers()), demo.told()) != before


def test_its_presets_are_few_and_differ(kind: type[Demo]):
    assert 3 <= len(kind.presets) <= 6 and max(map(len, kind.presets)) <= 34
    seen = []
    for preset in kind.presets:
        demo = kind()
        demo.use(preset)
        seen.append((demo.told(), plain(demo.numbers())))
    assert all(seen[i] != seen[j] for i in range(len(seen)) for j in range(i))


def test_all_its_keys_do_something_and_harm_nothing(kind: type[Demo]):
    for name in kind.keys:
        assert name not in (" ", ".", "r"), "these play, step and reset"
        demo = kind()
        demo.key(name)
        assert drawn(demo) is not None


def test_it_takes_any_mouse(kind: type[Demo]):
    demo = kind()
    for x in (-50, 5, 300, 800, 1200, 1595, 1700):
        for y in (-50, 5, 300, 600, 895, 1000):
            demo.hover(float(x), float(y))
            demo.press(float(x), float(y))
            demo.drag(float(x) + 15, float(y) - 15)
            demo.release()
    assert drawn(demo) is not None and demo.line()


def test_a_bad_value_is_told_and_changes_nothing(kind: type[Demo]):
    demo = kind()
    before = plain(demo.numbers())
    for name, control in kind.controls.items():
        if isinstance(control, Press):
            continue
        bad = {Slide: float("nan"), Choose: "no such name", Tick: 2, Type: 7}[type(control)]
        with pytest.raises(ValueError, match=re.escape(control.label)):
            demo.set(**{name: bad})
    with pytest.raises(TypeError, match="has no 'nonsense'"):
        demo.set(nonsense=1)
    with pytest.raises(ValueError, match="there is no preset"):
        demo.use("nonsense")
    for seed in (-1, 1.5, True, "1"):
        with pytest.raises(ValueError, match="a seed is a whole number"):
            demo.reseed(seed)
    with pytest.raises(TypeError, match=kind.own_name):
        kind(own=5)
    assert plain(demo.numbers()) == before


def raises(*arguments, **keywords):
    raise RuntimeError("a < b & c")


def gives_text(*arguments, **keywords):
    return "seven"


def gives_another_shape(*arguments, **keywords):
    return torch.zeros(3, 1, 4, 1, 5)


def leaves(*arguments, **keywords):
    raise SystemExit(3)


def not_written(*arguments, **keywords):
    raise NotImplementedError


@pytest.mark.parametrize("own, said", [
    (raises, r"raised RuntimeError: a < b & c"), (leaves, r"raised SystemExit: 3"), (not_written, "is not written yet"),
    (gives_text, None), (gives_another_shape, None),
], ids=lambda value: getattr(value, "__name__", ""))
def test_a_wrong_function_is_told_in_a_sentence_and_the_demo_lives(kind: type[Demo], own, said: str | None):
    demo = kind(own)
    for _ in range(3):
        demo.step()
    if said:
        assert re.search(f"your {kind.own_name} {said}", demo.line()), demo.line()
        assert f"your {kind.own_name}" in words(demo)
    for preset in kind.presets:
        demo.use(preset)
        demo.step()
        assert drawn(demo) is not None and demo.line()


@pytest.mark.slow
def test_a_function_that_never_ends_is_stopped_once(kind: type[Demo]):
    calls = []

    def never_ends(*arguments, **keywords):
        calls.append(1)
        while True:
            pass

    demo = kind(never_ends)
    for _ in range(3):
        demo.step()
        demo.picture()
    assert len(calls) == 1
    assert f"your {kind.own_name} worked for more than a second and was stopped" in demo.line()
    demo.reset()
    for _ in range(2):
        demo.step()
        demo.picture()
    assert len(calls) == 2, "reset gives it another chance"
