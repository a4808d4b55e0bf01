"""Programs under trial, and what the system says of them."""
import json
import os
import pathlib
import re
import resource
import signal
import socket
import subprocess
import threading
import time


def machine():
    model = next(line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal"))
    system = dict(line.rstrip().split("=", 1) for line in open("/etc/os-release") if "=" in line)
    return f"{os.cpu_count()} processors ({model}), {memory / 1e6:.0f} GB, {system['PRETTY_NAME'].strip(chr(34))}"


class Daemon:
    """paperfind-searchd on a free port of this machine. Its log is kept, line by line."""

    def __init__(self, build, index, *flags, descriptors=None):
        def limit():
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

        self.process = subprocess.Popen(
            [str(build / "bin" / "paperfind-searchd"), "--db", str(index), "--listen", "127.0.0.1:0", "--log-level", "warning",
             *flags], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=limit if descriptors else None)
        self.events = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        found = re.search(r"http://[\d.]+:(\d+)", self.process.stdout.readline())
        if not found:
            raise RuntimeError(f"the daemon does not start: {self.events}")
        self.port = int(found.group(1))
        self.pid = self.process.pid

    def _read(self):
        for line in self.process.stderr:
            try:
                self.events.append(json.loads(line))
            except ValueError:
                self.events.append({"event": line.strip()})

    def alive(self):
        return self.process.poll() is None

    def stop(self):
        """The exit code after SIGTERM."""
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def memory(self):
        """MB of its own: mapped files are the system's to keep."""
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"RssAnon:\s*(\d+)", status).group(1)) / 1000

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def processor(self):
        """Seconds used so far."""
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def connect(port, timeout=10.0):
    connection = socket.create_connection(("127.0.0.1", port), timeout)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


class Reply:
    def __init__(self, status, head, body):
        self.status, self.head, self.body = status, head, body

    def header(self, name):
        found = re.search(rb"(?im)^" + name.encode() + rb":[ ]*([^\r\n]*)", self.head)
        return found.group(1).decode("latin-1") if found else None


def take_reply(data):
    """The first whole answer in `data` and how many bytes it has, or (None, 0)."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None, 0
    head = bytes(data[:end + 2])
    reply = Reply(int(head[9:12]), head, b"")
    size = end + 4 + int(reply.header("content-length") or 0)
    if len(data) < size:
        return None, 0
    reply.body = bytes(data[end + 4:size])
    return reply, size


def ask(connection, target):
    """One request on a connection that stays open."""
    connection.sendall(f"GET {target} HTTP/1.1\r\nHost: trust\r\n\r\n".encode())
    data = bytearray()
    while True:
        reply, _ = take_reply(data)
        if reply:
            return reply
        more = connection.recv(1 << 16)
        if not more:
            raise ConnectionError(f"ended within an answer to {target[:200]}")
        data += more


def get(port, target, timeout=10.0):
    with connect(port, timeout) as connection:
        return ask(connection, target)


class Asker:
    """A connection that is made anew when the daemon ended it (it does so after 1,000 requests)."""

    def __init__(self, port, timeout=20.0):
        self.port, self.timeout, self.connection = port, timeout, None

    def ask(self, target):
        if self.connection is None:
            self.connection = connect(self.port, self.timeout)
        try:
            reply = ask(self.connection, target)
        except OSError:
            self.close()
            raise
        if (reply.header("connection") or "").lower() == "close":
            self.close()
        return reply

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


def wait_until(true, seconds):
    """How long it took, or None."""
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        if true():
            return time.monotonic() - begin
        time.sleep(0.02)
    return None
