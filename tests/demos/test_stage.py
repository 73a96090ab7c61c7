"""A demo among its widgets, without a browser: what the page sends, and what it is sent."""

import pytest
from course_lib.demos import LearningRate
from course_lib.demos.stage import Stage


@pytest.fixture
def stage() -> Stage:
    return Stage(LearningRate())


def send(stage: Stage, **message) -> None:
    stage._on_message(stage.surface, message, [])


def test_every_message_is_answered_by_a_frame(stage: Stage):
    for message in ({"kind": "step"}, {"kind": "nonsense"}, {}, {"kind": "key", "key": "q"}, {"kind": "press"}):
        before = stage.surface.frame
        send(stage, **message)
        assert stage.surface.frame == before + 1


def test_a_frame_is_answered_even_where_a_demo_fails(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stage.demo, "step", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send(stage, kind="step")
    assert stage.surface.frame == 1, "or the page would wait for ever"


def test_a_step_is_seen_and_told(stage: Stage):
    picture, line = stage.surface.picture, stage.surface.line
    send(stage, kind="step")
    assert stage.surface.picture != picture and stage.surface.line != line and "After 1 steps" in stage.surface.line


def test_a_widget_sets_the_demo_and_the_demo_the_widget(stage: Stage):
    stage.settings["rate"].value = 0.5
    assert stage.demo.rate == pytest.approx(0.5)
    send(stage, kind="key", key="ArrowRight")
    assert stage.settings["start"].value == pytest.approx(stage.demo.start)


def test_the_nearest_place_of_a_slider_changes_nothing(stage: Stage):
    stage.demo.set(rate=0.3)
    stage.refresh()
    send(stage, kind="step")
    stage.settings["rate"].value = 0.302  # where a browser puts it
    assert stage.demo.rate == 0.3 and stage.demo.steps == 1


def test_a_preset_moves_the_widgets(stage: Stage):
    stage._do(stage.demo.use, "Past a half, it bounces")
    assert stage.settings["rate"].value == pytest.approx(0.85, rel=0.03)


def test_play_pauses_and_plays(stage: Stage):
    send(stage, kind="play")
    assert stage.surface.playing and stage.play.description == "Pause"
    send(stage, kind="play")
    assert not stage.surface.playing and stage.play.description == "Play"


def test_nothing_moves_without_a_wish(stage: Stage):
    assert not stage.surface.playing


def test_a_notebook_gets_the_still_one_the_live_one_and_the_words(monkeypatch: pytest.MonkeyPatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    LearningRate()._ipython_display_()
    still, live = shown
    assert 'alt="SGD and the learning rate: ' in still["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in live
    for data in shown:
        assert data["text/plain"].startswith("SGD and the learning rate: Learning rate 0.1")


def test_a_nudge_only_keeps_the_line_awake(stage: Stage):
    send(stage, kind="nudge")
    assert stage.surface.frame == 0 and stage.demo.steps == 0
