import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))  # so that the tests of this folder find small_course
torch.set_num_threads(1)
