"""Memory, processes, files and disks are used up."""

from functools import partial

from tests.grading.hostile.attack import CAGED, Attack


def uses_up(name: str, promise: str, text: str, **details) -> Attack:
    """Run in the open, it would take the machine down."""
    return Attack("resources", name, promise, CAGED + text, **details)


slowly = partial(uses_up, slow=True, ends_in=("MemoryError", "PermissionError", "RuntimeError", "KeyboardInterrupt", "Stopped"))

ATTACKS = (
    uses_up("memory_as_bytes", "A hundred gigabytes of bytes, filled.", """
keep = []
while len(keep) < 1600:
    keep.append(bytearray(2**26))
    keep[-1][::4096] = b"x" * 2**14""", ends_in=("MemoryError", "KeyboardInterrupt", "Stopped")),
    uses_up("memory_as_one_tensor", "One tensor of a terabyte.", "keep = torch.ones(2**38)", ends_in=("RuntimeError",)),
    slowly("memory_as_many_tensors", "Tensors until nothing is left, in the call.", """
def rmse(a, b):
    keep = []
    while True:
        keep.append(torch.ones(2**24))"""),
    slowly("memory_in_anonymous_files", "memfd, which no limit on the address space sees.", """
for _ in range(400):
    number = os.memfd_create("bomb")
    for _ in range(256):
        os.write(number, b"x" * 2**20)"""),
    slowly("memory_in_shared_files", "/dev/shm and /tmp are filled.", """
for place in ("/dev/shm/full", "/tmp/full", "full"):
    try:
        with open(place, "wb") as file:
            for _ in range(100_000):
                file.write(b"x" * 2**20)
    except OSError as error:
        print(place, error.strerror)"""),
    slowly("memory_in_system_v", "Shared memory of System V.", """
import ctypes
libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
for _ in range(1000):
    address = libc.shmat(libc.shmget(0, 2**28, 0o1600), None, 0)
    if address in (None, 2**64 - 1):
        break
    ctypes.memset(address, 1, 2**28)"""),
    slowly("memory_in_pipes", "Thousands of full pipes.", """
for _ in range(20_000):
    try:
        end, other = os.pipe()
        os.set_blocking(other, False)
        os.write(other, b"x" * 65536)
    except OSError as error:
        print(error.strerror)
        break""", neighbours=None),
    slowly("memory_by_many_children", "Each child takes as much as it may.", """
for _ in range(50):
    if os.fork() == 0:
        keep = bytearray(2**30)
        keep[::4096] = b"x" * 2**18
        import time
        time.sleep(100)"""),
    slowly("forks_without_end", "A fork bomb.", """
while True:
    try:
        os.fork()
    except OSError:
        pass"""),
    slowly("threads_without_end", "A hundred thousand threads.", """
import threading, time
try:
    for _ in range(100_000):
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
except RuntimeError as error:
    print(error)"""),
    uses_up("files_opened_without_end", "All file numbers are taken.", """
keep = []
try:
    while True:
        keep.append(open("/dev/null"))
except OSError as error:
    print(error.strerror)""", neighbours=None),
    slowly("files_made_without_end", "A million empty files.", """
try:
    for i in range(1_000_000):
        open(f"file{i}", "w").close()
except OSError as error:
    print(error.strerror)"""),
    slowly("folders_nested_without_end", "A folder in a folder in a folder.", """
try:
    for _ in range(100_000):
        os.mkdir("d")
        os.chdir("d")
except OSError as error:
    print(error.strerror)""", neighbours=None),
    uses_up("sparse_file_of_a_terabyte", "A file that says it is huge.", """
try:
    with open("sparse", "wb") as file:
        file.truncate(2**40)
except OSError as error:
    print(error.strerror)"""),
    uses_up("limits_lowered", "No files, no memory, no time for what comes next.", """
import resource
for limit in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_STACK, resource.RLIMIT_NPROC):
    try:
        resource.setrlimit(limit, (0, 0))
    except (OSError, ValueError):
        pass""", ends_in=("Stopped",)),
    uses_up("limits_raised", "All limits are lifted as far as they go.", """
import resource
for limit in range(16):
    for wanted in ((-1, -1), (resource.getrlimit(limit)[1],) * 2):
        try:
            resource.setrlimit(limit, wanted)
        except (OSError, ValueError):
            pass"""),
    uses_up("folder_taken_away", "The working directory is deleted.", """
import shutil
shutil.rmtree(os.getcwd(), ignore_errors=True)
os.mkdir("/tmp/gone"), os.chdir("/tmp/gone"), os.rmdir("/tmp/gone")""", neighbours=None),
    slowly("processors_kept_busy", "Background threads and children compute while the rest is graded.", """
import threading
for _ in range(8):
    threading.Thread(target=lambda: [torch.rand(300, 300) @ torch.rand(300, 300) for _ in range(10**9)], daemon=True).start()
torch.set_num_threads(64)""", neighbours=None),
    uses_up("chosen_for_the_killer", "It asks to be spared when memory runs out.", """
for text in ("-1000", "0"):
    try:
        open("/proc/self/oom_score_adj", "w").write(text)
    except OSError as error:
        print(error.strerror)
os.nice(0)
try:
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
except OSError as error:
    print(error.strerror)"""),
    uses_up("value_of_many_items", "A list of a million lists is returned.", """
def rmse(a, b):
    return [[0.0] for _ in range(1_000_000)]"""),
    uses_up("value_nested_deeply", "A list in a list, a hundred thousand times.", """
def rmse(a, b):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return deep"""),
    uses_up("value_larger_than_its_memory", "A tensor that is expanded to a trillion numbers.", """
def rmse(a, b):
    return torch.zeros(1).expand(10**12)"""),
    uses_up("value_of_the_largest_size_for_every_probe", "Sixteen megabytes come back from each probe.", """
def rmse(a, b):
    return [torch.rand(4_000_000) for _ in range(30)]"""),
    uses_up("text_of_many_megabytes", "Strings, keys and bytes of a hundred megabytes.", """
def rmse(a, b):
    return {"x" * 10**8: b"x" * 10**8}"""),
    uses_up("integer_of_many_digits", "An integer of a million digits.", """
def rmse(a, b):
    return 10 ** 1_000_000"""),
    uses_up("endless_generator_returned", "A generator without an end is the value.", """
import itertools

def rmse(a, b):
    return itertools.count()"""),
)
