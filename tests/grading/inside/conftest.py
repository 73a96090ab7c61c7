import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # so that the tests of this folder find shell_runs
