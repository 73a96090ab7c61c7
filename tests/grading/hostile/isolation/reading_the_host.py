"""Files, memory and environments outside the sandbox are read, and every token found there is printed."""

from pathlib import Path

from tests.grading.hostile.isolation.prelude import isolation


def links_beside(folder: Path) -> None:
    """Symbolic links to the gradebook and to others' work, for a grader that follows them."""
    for position, target in enumerate(("gradebook.db", "source", "submitted/a_neighbour", ".grading", "secret.txt")):
        (folder / f"link{position}").symlink_to(folder.parents[2] / target)
    (folder / "link_to_the_root").symlink_to("/")
    (folder / "link_upwards").symlink_to("../../..")


ATTACKS = (
    isolation("gradebook_read", "The gradebook is opened where it lies.", """
attempt(read, "@course@/gradebook.db")
import sqlite3
attempt(lambda: sqlite3.connect("file:@course@/gradebook.db?mode=ro", uri=True).execute("select * from student").fetchall())"""),
    isolation("source_read", "The instructor's notebooks are read.", """
attempt(read, "@course@/source/canary.txt")
attempt(read, "@course@/source/02_tensors/02_tensors.ipynb")"""),
    isolation("another_submission_read", "Other students' folders are read.", """
attempt(read, "@course@/submitted/a_neighbour/02_tensors/notes.txt")
attempt(os.listdir, "@course@/submitted")
attempt(lambda: glob.glob("../../*/*/*") + glob.glob("../*"))"""),
    isolation("graders_secret_read", "What the grader keeps for itself is read.", """
attempt(os.listdir, "@course@/.grading")
attempt(read, "@course@/.grading/canary.txt")
attempt(read, "@course@/secret.txt")"""),
    isolation("temporary_files_read", "The host's /tmp, /var/tmp and /dev/shm are searched.", """
attempt(read, "@temporary@")
attempt(read, "@memory@")
for path in glob.glob("/tmp/**", recursive=True) + glob.glob("/var/tmp/*") + glob.glob("/dev/shm/*"):
    if os.path.isfile(path):
        attempt(read, path)
attempt(print, "searched")"""),
    isolation("everything_searched_for_tokens", "Every readable file outside the libraries is searched.", """
def search(seconds=4):
    end, seen = time.monotonic() + seconds, 0
    for folder, folders, names in os.walk("/"):
        folders[:] = [f for f in folders if f not in ("proc", "sys", "site-packages", "lib", "lib64", "lib32", "share")]
        for path in (os.path.join(folder, name) for name in names):
            if time.monotonic() > end:
                return f"{seen} files"
            try:
                if os.path.isfile(path) and tokens(open(path, "rb").read(2**20)):
                    return path, read(path)
                seen += 1
            except OSError:
                pass
    return f"{seen} files"

attempt(search)"""),
    isolation("list_of_users_read", "The host's users and its name.", """
import hashlib
for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/machine-id", "/etc/hosts", "/etc/resolv.conf"):
    attempt(lambda: (path, hashlib.sha256(open(path, "rb").read()).hexdigest()))"""),
    isolation("home_read", "Keys and histories in homes.", """
for home in ("/root", "/home", os.path.expanduser("~"), os.environ.get("HOME", "/")):
    attempt(os.listdir, home)
    for name in (".ssh/id_rsa", ".bash_history", ".netrc", ".pgpass", ".config", ".local/share/jupyter/nbgrader_secret"):
        attempt(read, f"{home}/{name}")"""),
    isolation("environments_read", "The environments of all processes are read.", """
attempt(lambda: tokens(str(dict(os.environ))))
for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/task/*/environ"):
    attempt(read, path)"""),
    isolation("own_environment_printed", "The environment that the process was given.", """
attempt(lambda: sorted(os.environ))
attempt(lambda: sorted(os.environ.values()))"""),
    isolation("memory_of_others_read", "The memory of every other process is read.", """
def look_into(process):
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for line in maps:
            start, end = (int(part, 16) for part in line.split()[0].split("-"))
            if "rw" in line and end - start < 2**26:
                memory.seek(start)
                if found := tokens(memory.read(end - start)):
                    return found
    return "nothing"

for process in filter(str.isdigit, os.listdir("/proc")):
    if int(process) not in (os.getpid(), os.getpid() + 1):
        attempt(look_into, process)
attempt(look_into, os.getppid())"""),
    isolation("own_memory_searched", "What the grader knew before it forked is looked for in the own memory.", """
def search(seconds=5):
    end, found, pattern = time.monotonic() + seconds, set(), re.compile(rb"canary-[a-z]+-[0-9a-f]{16}")
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", buffering=0) as memory:
        for line in list(maps):
            start, stop = (int(part, 16) for part in line.split()[0].split("-"))
            if "rw" not in line or time.monotonic() > end:
                continue
            try:
                for place in range(start, stop, 2**22):
                    memory.seek(place)
                    found |= set(pattern.findall(memory.read(min(2**22 + 64, stop - place))))
            except OSError:
                pass
    return found or "nothing"

attempt(search)"""),
    isolation("roots_of_other_processes", "Other processes' roots, folders and open files lead outside.", """
for link in ("root", "cwd", "exe"):
    for path in glob.glob(f"/proc/*/{link}"):
        attempt(lambda: (os.readlink(path), os.path.exists(f"{path}/@course@")))
        if link != "exe":
            attempt(read, f"{path}/@course@/secret.txt")
for path in glob.glob("/proc/*/fd/*"):
    attempt(lambda: os.readlink(path))"""),
    isolation("inherited_files_read", "Files that were open when the process began are read.", """
for number in range(3, 256):
    try:
        os.lseek(number, 0, 0)
        attempt(lambda: tokens(os.read(number, 2**20)))
    except OSError:
        pass
attempt(print, "tried all")"""),
    isolation("folders_opened_upwards", "Open folders lead to others, by names with dots.", """
attempt(read, "../../../secret.txt")
attempt(read, "../" * 30 + "@course@/secret.txt")
for number in map(int, os.listdir("/proc/self/fd")):
    attempt(lambda: os.open("../../../../../../../../../../@course@/secret.txt", os.O_RDONLY, dir_fd=number))"""),
    isolation("links_beside_the_notebook", "Links to the gradebook and to others' folders lie beside the notebook.", """
for path in glob.glob("link*"):
    attempt(read, path)
    attempt(os.listdir, path)
    attempt(read, f"{path}/canary.txt")
attempt(os.listdir, ".")""", beside=links_beside),
    isolation("processes_listed", "The command lines of all processes.", """
for path in glob.glob("/proc/*/cmdline"):
    attempt(read, path)
    attempt(lambda: open(path).read().replace(chr(0), " ")[:200])"""),
    isolation("kernel_keys_read", "Keys that the kernel keeps for a user or a session.", """
for kind in range(-5, 0):
    attempt(call, "syscall", 250, 6, kind, 0, 0)  # KEYCTL_DESCRIBE on x86-64
attempt(read, "/proc/keys")"""),
    isolation("shared_memory_of_the_host_read", "System V's shared memory and queues.", """
for key in (@key@,):
    identity = libc.shmget(key, 0, 0)
    libc.shmat.restype = ctypes.c_void_p
    address = libc.shmat(identity, None, 0o10000) if identity >= 0 else None
    attempt(lambda: tokens(ctypes.string_at(address, 64)))
attempt(read, "/proc/sysvipc/shm")"""),
    isolation("devices_read", "Memory, disks and terminals as devices.", """
for path in ["/dev/mem", "/dev/kmem", "/dev/port", "/dev/kmsg", "/dev/tty", "/dev/console", *glob.glob("/dev/sd*"),
             *glob.glob("/dev/vd*"), *glob.glob("/dev/nvme*"), *glob.glob("/dev/nvidia*"), "/dev/fuse", "/dev/kvm"]:
    attempt(read, path)"""),
)
