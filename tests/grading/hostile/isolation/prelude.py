"""What the attacks on the host have in common: they try something and print what came of it."""

from functools import partial

from tests.grading.hostile.attack import CAGED, Attack

# A cell before the answer. A canary's token looks like canary-place-0123456789abcdef; whatever is read is searched for it.
PRELUDE = '''
import ctypes, glob, os, re, signal, socket, struct, subprocess, sys, time
libc = ctypes.CDLL(None, use_errno=True)

def tokens(data):
    return re.findall(r"canary-[a-z]+-[0-9a-f]{16}", data if isinstance(data, str) else data.decode("latin-1"))

def attempt(work, *arguments):
    try:
        print("attempt:", str(work(*arguments))[:2000])
    except BaseException as error:
        print("attempt failed:", type(error).__name__, str(error)[:200])

def read(path):
    with open(path, "rb", buffering=0) as file:
        data = file.read(2**22)
    return tokens(data) or f"{len(data)} bytes without a token"

def write(path, text="written by a submission"):
    with open(path, "a") as file:
        file.write(text)
    return f"wrote to {path}"

def call(name, *arguments):
    """A function of C's library; -1 and the errno where it fails."""
    ctypes.set_errno(0)
    return name, getattr(libc, name)(*arguments), os.strerror(ctypes.get_errno())
'''

isolation = partial(Attack, "isolation", before=PRELUDE, shows="attempt")
dangerous = partial(Attack, "isolation", before=CAGED + PRELUDE)
