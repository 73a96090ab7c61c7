"""The dotted names in nbgrader_config.py, on which nbgrader's own command depends, lead to what they promise."""

import inspect

import pytest
from nbconvert.exporters import Exporter
from nbconvert.preprocessors.base import Preprocessor
from nbgrader.converters import Autograde
from nbgrader.plugins import ExtractorPlugin
from small_course import REPOSITORY
from traitlets.config import Config, PyFileConfigLoader
from traitlets.utils.importstring import import_item


@pytest.fixture
def settings() -> Config:
    return PyFileConfigLoader("nbgrader_config.py", path=str(REPOSITORY)).load_config()


def test_the_hook_takes_what_nbgrader_gives_it(settings: Config):
    hook = import_item(settings.Autograde.pre_convert_hook)
    assert list(inspect.signature(hook).parameters) == ["assignment", "student", "notebooks"]


def test_the_exporter_is_one_and_writes_notebooks(settings: Config):
    exporter = import_item(settings.Autograde.exporter_class)
    assert issubclass(exporter, Exporter) and exporter().file_extension == ".ipynb"


def test_every_preprocessor_is_one_and_ours_stands_in_place_of_execution(settings: Config):
    ours, *others = settings.Autograde.autograde_preprocessors
    assert all(issubclass(import_item(name), Preprocessor) for name in (ours, *others))
    assert import_item(ours).__module__.startswith("course_lib.")
    kept = [step.__name__ for step in Autograde().autograde_preprocessors if step.__name__ in {import_item(name).__name__ for name in others}]
    assert kept == [import_item(name).__name__ for name in others]  # in nbgrader's order
    left_out = {step.__name__ for step in Autograde().autograde_preprocessors} - set(kept)
    assert left_out == {"Execute", "LimitOutput", "CheckCellMetadata"}


def test_nbgrader_itself_takes_them(settings: Config):
    converter = Autograde(config=settings)
    assert converter.exporter_class.__name__ == "ReceivingExporter"
    assert callable(converter.pre_convert_hook)


def test_the_filter_is_one_that_templates_can_call(settings: Config):
    (name,) = settings.HTMLExporter.filters.values()
    assert callable(import_item(name)) and list(settings.HTMLExporter.filters) == ["markdown2html"]


def test_the_extractor_is_one(settings: Config):
    assert issubclass(import_item(settings.ZipCollectApp.extractor_plugin), ExtractorPlugin)
