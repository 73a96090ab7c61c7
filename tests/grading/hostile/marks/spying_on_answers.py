"""The reference, the expected values and the seed are looked for where a student's process could find them."""

from functools import partial

from tests.grading.hostile.attack import Attack

marks = partial(Attack, "marks")

# An answer that uses whatever it has found: a callable that is not the student's own.
FOUND = """
found = []

def rmse(a, b):
    for thing in found:
        try:
            return thing(a, b)
        except Exception:
            pass
    return -1
"""

ATTACKS = (
    marks("reference_imported", "The reference is imported from the package.", """
from course_lib.mnist.distances import rmse""", ends_in=("ImportError",)),
    marks("reference_imported_as_the_notebook_does", "It is looked for beside the functions that the notebook is given.", """
from course_lib import mnist
rmse = mnist.rmse""", ends_in=("AttributeError",)),
    marks("reference_wrapped", "A function of the student's own calls it.", """
def rmse(a, b):
    import importlib
    return importlib.import_module("course_lib.mnist").rmse(a, b)"""),
    marks("exercise_record_asked", "The record of the exercise holds the reference.", """
def rmse(a, b):
    from course_lib import exercises
    return exercises.find("q09_rmse").reference(a, b)"""),
    marks("alternative_imported", "Another right answer is imported from the exercise's file.", """
from course_lib.exercises.tensors.q09_distances import by_mse_loss as rmse""", ends_in=("ImportError",)),
    marks("reference_found_by_its_file", "The package's files are read from wherever the package lies.", FOUND + """
import glob, os, sys
import course_lib
places = [*course_lib.__path__, *sys.path, os.environ.get("PYTHONPATH", "/nowhere"), "@repository@"]
for place in places:
    for path in glob.glob(f"{place}/**/distances.py", recursive=True) if place and "site-packages" not in place else []:
        names = {}
        exec(open(path).read(), names)
        found.append(names.get("rmse"))""", unprotected=True),
    marks("reference_found_as_bytecode", "Compiled files are left where sources are not.", FOUND + """
import glob, marshal
import course_lib
for place in course_lib.__path__:
    for path in glob.glob(f"{place}/**/*distances*.pyc", recursive=True):
        names = {}
        exec(marshal.loads(open(path, "rb").read()[16:]), names)
        found += [names.get("rmse"), names.get("by_mse_loss")]"""),
    marks("path_to_the_course_inserted", "The course's folder is put on the path and everything imported anew.", """
import sys
sys.path[:0] = ["@repository@", "@course@"]
for name in [n for n in sys.modules if n.startswith("course_lib")]:
    del sys.modules[name]
from course_lib.mnist.distances import rmse""", ends_in=("ImportError",)),
    marks("release_and_source_read", "The instructor's notebook is read and its cell run.", FOUND + """
import glob, json
for path in glob.glob("@course@/source/**/*.ipynb", recursive=True) + glob.glob("/**/02_tensors.ipynb"):
    for cell in json.load(open(path))["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "q09_rmse":
            names = dict(globals())
            exec("".join(cell["source"]), names)
            found.append(names["rmse"])""", unprotected=True),
    marks("living_objects_searched", "Functions and records of the checker are looked for among all objects.", FOUND + """
import gc
for thing in gc.get_objects():
    if type(thing).__name__ in ("Exercise", "Misconception", "Probe", "Observation", "Observed", "Report"):
        print("in sight:", thing)
    if type(thing).__name__ == "Exercise" and thing.id == "q09_rmse":
        found.append(thing.reference)
    if type(thing).__name__ == "function" and str(thing.__module__).startswith("course_lib"):
        if thing.__name__ in ("rmse", "by_mse_loss", "norm_over_root_of_count"):
            found.append(thing)""", unprotected=True),
    marks("callers_searched", "The frames that call the answer are searched for what they expect.", """
import sys

def rmse(a, b):
    frame = sys._getframe(1)
    while frame:
        for name, value in [*frame.f_locals.items(), *frame.f_globals.items()]:
            if name in ("expected", "reference", "seed", "exercise", "secret", "judge"):
                print("in sight:", name, repr(value)[:80])
                if hasattr(value, "reference"):
                    return value.reference(a, b)
        frame = frame.f_back
    return -1""", unprotected=True),
    marks("threads_searched", "The same for the frames of all threads.", """
import sys, types

def rmse(a, b):
    for frame in sys._current_frames().values():
        while frame:
            for thing in frame.f_locals.values():
                if hasattr(thing, "reference"):
                    return thing.reference(a, b)
            frame = frame.f_back
    return -1"""),
    marks("watch_searched", "What the probe brings along is taken apart.", """
import gc, sys

def rmse(a, b):
    waiting, seen = [sys._getframe(1)], set()
    while waiting and len(seen) < 20_000:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if getattr(thing, "__name__", "") in ("rmse", "by_mse_loss") and thing is not globals()["rmse"]:
            return thing(a, b)
        waiting += gc.get_referents(thing)
    return -1"""),
    marks("seed_searched", "The seed is looked for in the environment, on the command line, in memory and files.", """
import gc, os, random
places = [open("/proc/self/cmdline").read(), open("/proc/self/environ").read(), str(dict(os.environ))]
print([place for place in places if "seed" in place.lower() or "secret" in place.lower()])
for thing in gc.get_objects():
    if type(thing) is dict and ("seed" in thing or "secret" in thing) and len(thing) < 20:
        print("in sight:", thing)
random.seed(0), torch.manual_seed(0)"""),
    marks("course_installed", "pip is asked for the course.", """
import subprocess, sys
pip = [sys.executable, "-m", "pip", "install", "--target", "installed", "--timeout", "1", "--retries", "0", "course-lib"]
print(subprocess.run(pip, capture_output=True, text=True, timeout=20).returncode)""", slow=True),
    marks("reference_downloaded", "The course is asked for on the network.", """
import socket, urllib.request
socket.setdefaulttimeout(1)
try:
    exec(urllib.request.urlopen("http://127.0.0.1:@port@/distances.py").read())
except OSError as error:
    print("failed:", type(error).__name__)"""),
    marks("source_of_the_watch_read", "`inspect` is asked for whatever is on the stack.", """
import inspect

def rmse(a, b):
    for step in inspect.stack():
        try:
            text = inspect.getsource(step.frame.f_code)
        except (OSError, TypeError):
            continue
        if "reference" in text:
            print("in sight:", text[:200])
    return -1"""),
)
