"""The network, and processes that are none of the submission's business."""

from tests.grading.hostile.isolation.prelude import dangerous, isolation

ATTACKS = (
    isolation("loopback_connected", "A server on the host is connected to.", """
socket.setdefaulttimeout(1)
attempt(lambda: socket.create_connection(("127.0.0.1", @port@)).sendall(b"hello"))
attempt(lambda: socket.create_connection(("localhost", @port@)).sendall(b"hello"))
attempt(lambda: socket.create_connection(("::1", @port@)).sendall(b"hello"))"""),
    isolation("datagrams_sent", "A datagram is sent to the host, and to all.", """
def send(address):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        return sender.sendto(b"hello", (address, @port@))

for address in ("127.0.0.1", "255.255.255.255", "224.0.0.1"):
    attempt(send, address)"""),
    isolation("abstract_socket_connected", "A socket without a place in the file system.", """
def connect(name):
    with socket.socket(socket.AF_UNIX) as end:
        end.settimeout(1)
        end.connect(name)
        return end.sendall(b"hello")

attempt(connect, "\\0@socket@")
for name in re.findall(r"@\\S+", open("/proc/net/unix").read()) if os.path.exists("/proc/net/unix") else ():
    attempt(connect, "\\0" + name[1:])"""),
    isolation("sockets_of_the_host_connected", "Docker, D-Bus, X and others.", """
for path in ["@course@/canary.socket", "/var/run/docker.sock", "/run/dbus/system_bus_socket", *glob.glob("/tmp/.X11-unix/*"),
             *glob.glob("/run/**/*.sock*", recursive=True), *glob.glob("/tmp/**/*sock*", recursive=True)]:
    with socket.socket(socket.AF_UNIX) as end:
        end.settimeout(1)
        attempt(end.connect, path)"""),
    isolation("names_resolved", "A name is looked up, by which data could leave.", """
socket.setdefaulttimeout(1)
attempt(socket.getaddrinfo, "canary.example.org", 80)
attempt(socket.gethostbyname, "localhost")
attempt(lambda: socket.create_connection(("169.254.169.254", 80), timeout=1))"""),
    isolation("sockets_of_odd_kinds", "Raw, packet, netlink and machine sockets.", """
for family, kind in ((2, 3), (17, 3), (16, 3), (40, 1), (38, 5), (31, 3)):
    attempt(lambda: socket.socket(family, kind))"""),
    isolation("network_brought_up", "The sandbox's own network is set up and left.", """
attempt(lambda: subprocess.run(["ip", "link", "set", "lo", "up"], capture_output=True, timeout=2))
attempt(lambda: open("/proc/sys/net/ipv4/ip_forward", "w").write("1"))
attempt(lambda: socket.if_nameindex())"""),
    dangerous("all_processes_killed", "kill(-1, SIGKILL).", """
os.kill(-1, signal.SIGKILL)""", ends_in=("ProcessLookupError",)),
    dangerous("every_number_killed", "Each process by its number, the first ones included.", """
for process in range(1, 40_000):
    if process != os.getpid():
        try:
            os.kill(process, signal.SIGKILL)
        except OSError:
            pass
print("attempt: killed all others")"""),
    dangerous("parent_killed", "The process that forked this one.", """
attempt(os.kill, os.getppid(), signal.SIGKILL)
attempt(os.kill, 1, signal.SIGTERM)
attempt(os.killpg, os.getpgid(0), signal.SIGKILL)"""),
    dangerous("parent_stopped", "Its parent is stopped, that it may wait for ever.", """
attempt(os.kill, os.getppid(), signal.SIGSTOP)
attempt(os.kill, 1, signal.SIGSTOP)""", shows="attempt"),
    isolation("parent_traced", "ptrace on the parent and on all others.", """
for process in {os.getppid(), 1, *map(int, filter(str.isdigit, os.listdir("/proc")))} - {os.getpid()}:
    attempt(call, "ptrace", 16, process, 0, 0)  # PTRACE_ATTACH
    attempt(call, "ptrace", 17, process, 0, 0)"""),
    isolation("limits_of_the_parent_changed", "Limits, priority and affinity of others.", """
import resource
attempt(resource.prlimit, 1, resource.RLIMIT_CORE)
for process in {os.getppid(), *map(int, filter(str.isdigit, os.listdir("/proc")))} - {0, os.getpid()}:
    attempt(resource.prlimit, process, resource.RLIMIT_NOFILE, (1, 1))
    attempt(os.setpriority, os.PRIO_PROCESS, process, 19)
    attempt(os.sched_setaffinity, process, {0})"""),
    isolation("files_of_the_parent_taken", "The parent's open files by pidfd_getfd.", """
handle = os.pidfd_open(os.getppid()) if os.getppid() else -1
for number in range(32):
    attempt(call, "syscall", 438, handle, number, 0)"""),
    isolation("terminal_typed_into", "Text is pushed into the grader's terminal.", """
import fcntl, termios
for number in (0, 1, 2):
    for letter in b"exit\\n":
        attempt(fcntl.ioctl, number, termios.TIOCSTI, bytes([letter]))"""),
    isolation("process_that_stays_behind", "A daemon that ignores signals waits, then writes into the course.", """
if os.fork() == 0:
    os.setsid()
    for number in range(1, 32):
        try:
            signal.signal(number, signal.SIG_IGN)
        except OSError:
            pass
    if os.fork() == 0:
        later = ["import time", "for _ in range(100):", "    time.sleep(0.2)", "    try:", "        open('@open@/late', 'w')",
                 "    except OSError:", "        pass"]
        os.execv(sys.executable, [sys.executable, "-c", chr(10).join(later), "@marker@"])
    os._exit(0)
attempt(print, "left a process behind")"""),
    isolation("crowd_that_stays_behind", "Twenty children of all sorts, with output still open.", """
for _ in range(20):
    subprocess.Popen(["sh", "-c", "sleep 1000; true", "@marker@"], start_new_session=True)
    subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()", "@marker@"], start_new_session=True)
attempt(print, "left twenty behind")"""),
    isolation("notebook_edited_while_it_is_graded", "Notebooks within reach get full points written into them.", """
for path in glob.glob("**/*.ipynb", recursive=True) + ["@course@/autograded/a_neighbour/02_tensors/02_tensors.ipynb"]:
    attempt(write, path, "forged")
attempt(print, os.getcwd())"""),
)
