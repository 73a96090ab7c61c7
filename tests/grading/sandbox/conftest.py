import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that the tests of this folder find real_sandbox

from real_sandbox import engine, new_room  # noqa: E402, F401
