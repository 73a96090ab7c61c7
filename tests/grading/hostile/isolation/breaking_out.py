"""Writes outside, ways out of the sandbox, and notes for the next submission."""

from tests.grading.hostile.isolation.prelude import dangerous, isolation

# Each finds what the ones before it left, and leaves something; run in several submissions of one batch.
NOTES = """
note = "note for the next " + "submission"

def found(data):
    return "not" + "e found" if note.encode() in data else "clean"

PLACES = [f"{folder}/.left_here" for folder in
          (".", "..", "/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/", os.path.expanduser("~"), sys.prefix)]
for path in PLACES:
    attempt(lambda: found(open(path, "rb").read()))
for path in PLACES:
    attempt(write, path, note)
libc.shmat.restype = ctypes.c_void_p
identity = libc.shmget(0x5EED, 4096, 0o1666)  # IPC_CREAT
if identity >= 0:
    attempt(lambda: found(ctypes.string_at(libc.shmat(identity, None, 0), 64)))
    attempt(lambda: ctypes.memmove(libc.shmat(identity, None, 0), note.encode(), len(note)))
queue = libc.msgget(0x5EED, 0o1666)
message = ctypes.create_string_buffer(256)
attempt(lambda: libc.msgrcv(queue, message, 200, 0, 0o4000) and found(message.raw))
attempt(lambda: libc.msgsnd(queue, struct.pack("l", 1) + note.encode(), len(note), 0o4000))
for module in ("torch", "json", "builtins"):
    attempt(lambda: "not" + "e found" if hasattr(sys.modules[module], "left_here") else "clean")
    setattr(sys.modules[module], "left_here", note)
"""

ATTACKS = (
    isolation("course_written_to", "The gradebook, others' work and the grader's records are written to.", """
import sqlite3
for path in ("@course@/gradebook.db", "@course@/submitted/a_neighbour/02_tensors/notes.txt", "@course@/.grading/canary.txt",
             "@course@/nbgrader_config.py", "@open@/written", "@temporary@", "@memory@"):
    attempt(write, path)
gradebook = "@course@/gradebook.db"
attempt(lambda: sqlite3.connect(gradebook).execute("update student set last_name = 'forged'").connection.commit())
attempt(os.remove, "@course@/secret.txt")"""),
    dangerous("every_mount_written_to", "Something is written on each file system, and everything is deleted.", """
for line in open("/proc/self/mountinfo"):
    place = line.split()[4]
    attempt(write, f"{place}/.written_by_a_submission")
    attempt(os.rename, place, f"{place}.gone")
delete = ["find", "/", "-xdev", "-type", "f", "-name", "canary*", "-delete"]
attempt(lambda: subprocess.run(delete, capture_output=True, timeout=4))
""", shows="attempt"),
    dangerous("libraries_written_to", "torch, start files and bytecode of the environment are changed.", """
import sysconfig
library = sysconfig.get_path("purelib")
for path in (f"{library}/torch/__init__.py", f"{library}/hostile.pth", f"{library}/sitecustomize.py", os.__file__,
             *glob.glob(f"{library}/torch/__pycache__/__init__*.pyc"), *map(str, __import__("course_lib").__path__)):
    attempt(write, path if not os.path.isdir(path) else f"{path}/hostile.py", "\\n")
attempt(os.chmod, library, 0o777)
attempt(os.utime, f"{library}/torch/__init__.py")""", shows="attempt"),
    dangerous("start_files_of_the_system_written_to", "ld.so.preload, cron, profiles.", """
for path in ("/etc/ld.so.preload", "/etc/passwd", "/etc/crontab", "/etc/profile.d/x.sh", "/usr/local/bin/python", "/bin/sh"):
    attempt(write, path, "")""", shows="attempt"),
    dangerous("kernel_settings_changed", "/proc/sys, /sys and control groups.", """
for path, text in (("/proc/sys/kernel/core_pattern", "|/bin/false"), ("/proc/sys/kernel/randomize_va_space", "0"),
                   ("/proc/sysrq-trigger", "h"), ("/sys/kernel/uevent_helper", "/bin/false"), ("/proc/self/oom_score_adj", "-1000")):
    attempt(lambda: open(path, "w").write(text))
for path in glob.glob("/sys/fs/cgroup/**/memory.max", recursive=True) + glob.glob("/sys/fs/cgroup/**/cgroup.procs", recursive=True):
    attempt(lambda: open(path, "w").write("max" if path.endswith("max") else "0"))
attempt(print, "tried")""", shows="attempt"),
    isolation("root_changed", "chroot, pivot_root and the way back.", """
os.makedirs("jail", exist_ok=True)
handle = os.open("/", os.O_RDONLY)
attempt(os.chroot, "jail")
attempt(os.fchdir, handle)
attempt(os.chdir, "../" * 20)
attempt(os.listdir, ".")
attempt(read, "@course@".lstrip("/") + "/secret.txt")"""),
    isolation("mounts_made", "File systems are mounted over others, and the host's looked for.", """
for source, target, kind, flags in (("none", "/tmp", "tmpfs", 0), ("proc", "/proc", "proc", 0), ("/", "/tmp", None, 4096),
                                    ("none", "/tmp", "overlay", 0), (None, "/", None, 32 | 4096), ("none", "/mnt", "sysfs", 0)):
    attempt(call, "mount", source and source.encode(), target.encode(), kind and kind.encode(), flags, b"mode=777")
for line in open("/proc/self/mountinfo"):
    attempt(call, "umount2", line.split()[4].encode(), 2)
attempt(read, "@course@/secret.txt")"""),
    isolation("namespaces_unshared", "New namespaces, in which it is root, and mounts in them.", """
if os.fork() == 0:
    for flags in (0x10000000, 0x10000000 | 0x20000, 0x20000, 0x40000000, 0x20000000):
        attempt(call, "unshare", flags)
    attempt(lambda: open("/proc/self/uid_map", "w").write("0 0 1"))
    attempt(call, "mount", b"none", b"/tmp", b"tmpfs", 0, None)
    attempt(call, "mount", b"/", b"/tmp", None, 4096 | 16384, None)
    attempt(read, "@course@/secret.txt")
    os._exit(0)
os.wait()
attempt(print, "the child has tried")"""),
    isolation("namespaces_entered", "The namespaces of other processes are entered.", """
for path in glob.glob("/proc/*/ns/*"):
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        continue
    attempt(call, "setns", handle, 0)
    os.close(handle)
attempt(read, "@course@/secret.txt")"""),
    isolation("devices_made", "Device nodes for memory and disks.", """
import stat
for name, number in (("mem", (1, 1)), ("disk", (8, 0)), ("disk2", (254, 0)), ("tty", (5, 0))):
    kind = stat.S_IFCHR if name in ("mem", "tty") else stat.S_IFBLK
    attempt(os.mknod, f"/tmp/{name}", kind | 0o666, os.makedev(*number))
    attempt(read, f"/tmp/{name}")"""),
    isolation("users_changed", "setuid, capabilities and programs that run as root.", """
for work in (lambda: os.setuid(0), lambda: os.setresuid(0, 0, 0), lambda: os.setgroups([0]), lambda: os.setgid(0)):
    attempt(work)
import shutil
attempt(lambda: (shutil.copy("/bin/sh", "/tmp/sh"), os.chmod("/tmp/sh", 0o6755), os.chown("/tmp/sh", 0, 0)))
for program in ("su", "sudo", "mount", "passwd", "newuidmap"):
    attempt(lambda: subprocess.run([program, "-c", "id"], capture_output=True, stdin=subprocess.DEVNULL, timeout=2).returncode)
attempt(lambda: re.findall(r"Cap\\w+:\\s*\\w+|NoNewPrivs:\\s*\\d", open("/proc/self/status").read()))"""),
    isolation("odd_system_calls", "Doors of the kernel that hardly any notebook needs.", """
for name, number in {"bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "io_uring_setup": 425, "add_key": 248,
                     "kexec_load": 246, "init_module": 175, "open_by_handle_at": 304, "process_vm_readv": 310,
                     "ptrace": 101, "fsopen": 430, "move_mount": 429, "clone3": 435, "seccomp": 317}.items():
    attempt(lambda: (name, libc.syscall(number, 0, 0, 0, 0, 0)))"""),
    isolation("links_left_for_the_grader", "Links and names are left where a grader may look after the cell.", """
for name in ("out.txt", "02_tensors.ipynb", "result.json", "report.json", "observations", "core", ".ipython"):
    for target in ("@course@/gradebook.db", "@course@/secret.txt", "/etc/passwd"):
        try:
            os.symlink(target, name)
        except OSError:
            pass
attempt(os.link, "@course@/secret.txt", "hard_link")
attempt(os.listdir, ".")"""),
    isolation("links_exchanged_in_a_race", "A file and a link change places thousands of times.", """
if os.fork() == 0:
    os.symlink("@course@/secret.txt", "b_link")
    open("a_file", "w").close()
    end = time.monotonic() + 1
    while time.monotonic() < end:
        for one, other in (("a_file", "02_tensors.txt"), ("b_link", "a_file"), ("02_tensors.txt", "b_link")):
            os.rename(one, other)
    os._exit(0)
attempt(os.wait)"""),
    isolation("channel_passed_on", "Open files are handed to a child, and one's own are sent to oneself.", """
left, right = socket.socketpair()
numbers = [int(n) for n in os.listdir("/proc/self/fd")]
attempt(socket.send_fds, left, [b"x"], numbers[:-1])
attempt(lambda: subprocess.run([sys.executable, "-c", "import os; print(os.listdir('/proc/self/fd'))"], close_fds=False,
                               pass_fds=[n for n in numbers[:-1] if n > 2], capture_output=True, timeout=10))"""),
    *(isolation(f"note_for_the_next_{number}", "Something is left for the next submission, and looked for.", NOTES)
      for number in ("1", "2", "3", "4")),
)
