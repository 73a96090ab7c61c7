"""pyproject.toml, requirements.txt and environment.yml say the same."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
PINS = (REPOSITORY / "requirements.txt").read_text("utf-8")
ENVIRONMENT = (REPOSITORY / "environment.yml").read_text("utf-8")


def wanted() -> list[str]:
    """What the package, its tests and its build depend on."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    in_use = PROJECT["project"]["dependencies"] + [name for extra in extras for name in extra]
    return in_use + PROJECT["build-system"]["requires"]


def pinned() -> dict[str, str]:
    """Each entry of requirements.txt by the name of its package."""
    entries = re.findall(r"^[a-z].*(?:\n +.*)*", PINS, re.MULTILINE)
    return {re.match(r"[a-z0-9-]+", entry)[0]: entry for entry in entries}


@pytest.mark.parametrize("dependency", wanted())
def test_every_dependency_is_pinned(dependency: str):
    assert re.match(r"[a-z0-9-]+", dependency.lower())[0] in pinned(), "run 'make requirements'"


@pytest.mark.parametrize("name", pinned())
def test_every_pin_has_one_version_and_hashes(name: str):
    assert re.match(rf"{name}==[\w.!+]+( ;[^\n]*)? \\\n", pinned()[name])
    assert re.search(r"--hash=sha256:[0-9a-f]{64}", pinned()[name])


def test_no_file_names_a_registry_or_a_path():
    for text in (PINS, ENVIRONMENT):
        assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links| @ |^/", text, re.MULTILINE)


def test_conda_gets_the_same_python_and_the_same_pins():
    environment = yaml.safe_load(ENVIRONMENT)
    from_conda = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    (from_pip,) = (entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    assert environment["name"] == PROJECT["project"]["name"]
    assert f"python{PROJECT['project']['requires-python']}" in from_conda and "pip" in from_conda
    assert from_pip == ["--requirement requirements.txt"]
