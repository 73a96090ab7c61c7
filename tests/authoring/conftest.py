"""A course of two assignments with a handful of cells, and nbgrader run once for it."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from course_lib.authoring import build as build_module
from course_lib.authoring.course import Course
from course_lib.authoring.release import make_releases

REPOSITORY = Path(__file__).parents[2]

IMAGES = '''\
# The text of notebook 01.

# %% [markdown]
# # Images
#
# Needs `nothing`.

# %% setup

# %% [markdown]
# ## 1 · How is an image represented?

# %%
ink = [0, 128, 255]
print(ink)

# %% answer q01_invert
def invert(image):
    """Return the negative."""
    ### BEGIN SOLUTION
    return [255 - value for value in image]
    ### END SOLUTION


# %% answer q01_Stack
class Stack:
    """Remember images."""

    def __init__(self):
        ### BEGIN SOLUTION
        self.images = []
        ### END SOLUTION

# %%
ink = [0, 128, 255]
print(ink)

# %% [markdown]
# ## 2 · How are the folders structured?

# %% [markdown] written q02
# Because everybody then measures on the same pictures.
#
# === BEGIN MARK SCHEME ===
# - one point: results can be compared between publications
# === END MARK SCHEME ===
'''

TENSORS = '''\
# %% setup

# %% [markdown]
# ## 4 · What is a list comprehension?

# %% answer q04_double
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
'''

COURSE_LIB = '''\
POINTS = {"q01_invert": 2, "q01_Stack": 1.5, "q04_double": 2}

def check(exercise_id, answer):
    """Right if it does not raise, as far as this course goes."""
    try:
        answer() if isinstance(answer, type) else answer([1]) if exercise_id == "q01_invert" else answer(1)
    except NotImplementedError:
        print(f"{exercise_id}: not answered yet")
        return 0.0
    return float(POINTS[exercise_id])
'''


def fake_exercise(id: str, points: float = 2) -> SimpleNamespace:
    """As much of an exercise as the authoring side looks at."""
    name = id.split("_", 1)[1]
    return SimpleNamespace(id=id, name=name, points=points, alternatives=(), misconceptions=(), reference=None)


EXERCISES = (fake_exercise("q01_invert"), fake_exercise("q01_Stack", 1.5), fake_exercise("q04_double"))
QUESTIONS = {"01_images": ("q01", "q02"), "02_tensors": ("q04",)}


def course_at(root: Path, **changes) -> Course:
    return Course(root, **{"exercises": EXERCISES, "questions": QUESTIONS, "written": frozenset({"q02"}), **changes})


@pytest.fixture(scope="session", autouse=True)
def nbgrader_once():
    """The real nbgrader makes each release, but never twice the same."""
    made = {}

    def remembered(sources, config):
        keys = {name: (name, content, config.read_bytes()) for name, content in sources.items()}
        new = {name: sources[name] for name, key in keys.items() if key not in made}
        made.update({keys[name]: release for name, release in make_releases(new, config).items()})
        return {name: made[key] for name, key in keys.items()}

    patch = pytest.MonkeyPatch()
    patch.setattr(build_module, "make_releases", remembered)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def built_root(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("course")
    files = {
        "notebooks/01_images.py": IMAGES, "notebooks/02_tensors.py": TENSORS,
        "pyproject.toml": '[tool.course-lib]\ninstall = "course-lib @ git+https://example.org/course"\n',
        "course_lib/__init__.py": COURSE_LIB, "course_lib/cells.py": "def show(figure, alt): ...\n",
        # The kernel finds this torch first, and starts in a moment.
        "torch/__init__.py": "", "torch/nn/__init__.py": "", "torch/nn/functional.py": "",
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    build_module.build(course_at(root))
    return root


@pytest.fixture
def root(built_root, tmp_path) -> Path:
    """A built course of one's own."""
    return Path(shutil.copytree(built_root, tmp_path / "course"))


@pytest.fixture
def course(root) -> Course:
    return course_at(root)
