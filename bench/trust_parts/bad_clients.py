"""Clients that are slow, idle, gone, or too many."""
import contextlib
import select
import socket
import struct
import time

from trust_parts import corpus, load
from trust_parts.daemon import Daemon, ask, connect, get, wait_until
from trust_parts.many_clients import failures


def others(daemon, trial, seconds):
    """Eight clients that behave, each fifty times a second."""
    return load.Background(load.Load(daemon.port, trial.targets[:500], 8, pace=50), seconds)


def warm(daemon, trial):
    load.run(daemon.port, trial.targets[:500], 4, 60, most=600)


def slow_heads(trial):
    with Daemon(trial.build, trial.big) as daemon:
        warm(daemon, trial)
        good = others(daemon, trial, 12)
        begun, lasted, poll, slow = {}, [], select.poll(), {}
        for _ in range(500):
            connection = connect(daemon.port)
            slow[connection.fileno()] = connection
            begun[connection.fileno()] = time.monotonic()
            poll.register(connection, select.POLLIN)
        end, next_byte, letters = time.monotonic() + 11, 0.0, b"GET / HTTP/1.1\r\nHost: " + b"a" * 60
        sent = 0
        while slow and time.monotonic() < end:
            if time.monotonic() >= next_byte:
                for connection in slow.values():
                    with contextlib.suppress(OSError):
                        connection.send(letters[sent:sent + 1])
                sent, next_byte = sent + 1, time.monotonic() + 1
            for fd, _ in poll.poll(50):
                try:
                    ended = not slow[fd].recv(65536)
                except OSError:
                    ended = True
                if ended:
                    lasted.append(time.monotonic() - begun[fd])
                    poll.unregister(fd)
                    slow.pop(fd).close()
        seen = good.wait()
        for connection in slow.values():
            connection.close()
    late = load.percentile(seen["answers"])
    longest = max(lasted, default=float("nan"))
    yield ("500 clients that send a byte a second, beside 8 others",
           f"the others: {len(seen['answers'])} requests, {failures(seen)} failed, 99 % within {late:.1f} ms; "
           f"{len(lasted)} slow ones dropped, the last after {longest:.1f} s", "0 failed; 99 % within 20 ms; 500 dropped within 6 s",
           not failures(seen) and late < 20 and len(lasted) == 500 and longest <= 6)


def idle(trial):
    with Daemon(trial.build, trial.big) as daemon:
        warm(daemon, trial)
        held = [connect(daemon.port) for _ in range(1500)]
        answered = sum(ask(connection, "/healthz").status == 200 for connection in held)
        before, begin = daemon.processor(), time.monotonic()
        time.sleep(5)
        share = (daemon.processor() - before) / (time.monotonic() - begin)
        seen = others(daemon, trial, 5).wait()
        for connection in held:
            connection.close()
    late = load.percentile(seen["answers"])
    yield ("1,500 connections that stay open and ask nothing, beside 8 others",
           f"{answered} were answered before; {100 * share:.1f} % of a processor; the others: {failures(seen)} failed, 99 % within {late:.1f} ms",
           "less than 2 %; 0 failed; 99 % within 20 ms", answered == 1500 and share < 0.02 and not failures(seen) and late < 20)


def slow_readers(trial):
    request = corpus.target("*", per_page=100, fields="abstract,authors,title", facet_limit=100)
    # More than the system keeps for a connection, so that the daemon has to wait for the client.
    requests = f"GET {request} HTTP/1.1\r\nHost: trust\r\n\r\n".encode() * 60
    with Daemon(trial.build, trial.big) as daemon:
        warm(daemon, trial)
        size = len(get(daemon.port, request).body)
        files = daemon.descriptors()
        slow = []
        for _ in range(200):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", daemon.port))
            connection.sendall(requests)
            slow.append(connection)
        full = wait_until(lambda: is_quiet(daemon), 30)
        held = daemon.descriptors() - files
        good = others(daemon, trial, 12)
        begin = time.monotonic()
        gone = None
        while gone is None and time.monotonic() - begin < 20:
            for connection in slow:
                with contextlib.suppress(OSError):
                    connection.recv(1, socket.MSG_DONTWAIT)
            if daemon.descriptors() <= files + 8:
                gone = time.monotonic() - begin
            time.sleep(0.5)
        seen = good.wait()
        for connection in slow:
            connection.close()
    late = load.percentile(seen["answers"])
    yield (f"200 clients that ask 60 times for {size // 1000} kB and read a byte each half second, beside 8 others",
           f"the others, once the system's buffers were full: {failures(seen)} failed, 99 % within {late:.1f} ms; {held} slow ones were held, "
           + (f"the last dropped {gone:.1f} s later" if gone else "not all dropped 20 s later"), "0 failed; 99 % within 100 ms; dropped within 11 s",
           full is not None and not failures(seen) and late < 100 and gone is not None and gone <= 11 and held >= 190)


def is_quiet(daemon):
    before = daemon.processor()
    time.sleep(0.5)
    return daemon.processor() - before <= 0.02


def vanishing(trial):
    count = trial.figure(1000, 10_000)
    request = f"GET {corpus.target('*', per_page=100, fields='abstract')} HTTP/1.1\r\nHost: trust\r\n\r\n".encode()
    with Daemon(trial.build, trial.big) as daemon:
        get(daemon.port, "/healthz")
        time.sleep(0.3)
        files = daemon.descriptors()
        for number in range(count):
            connection = connect(daemon.port)
            connection.sendall(request)
            if number % 3:
                connection.recv(1 if number % 3 == 1 else 5000)
            # So that closing sends a reset.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
        back = wait_until(lambda: daemon.descriptors() <= files, 5)
        alive = daemon.alive() and get(daemon.port, "/healthz").status == 200
        now = daemon.descriptors()
    yield (f"{count:,} clients that vanish within an answer", f"the daemon {'lives' if alive else 'died'}; {files} descriptors before, "
           f"{now} after", "0 deaths; descriptors constant", alive and back is not None)


def few_descriptors(trial):
    with Daemon(trial.build, trial.small, descriptors=64) as daemon:
        clients = [connect(daemon.port) for _ in range(200)]
        time.sleep(0.5)
        before, begin = daemon.processor(), time.monotonic()
        time.sleep(3)
        share = (daemon.processor() - before) / (time.monotonic() - begin)
        for connection in clients:
            connection.close()

        def answers():
            with contextlib.suppress(OSError):
                return get(daemon.port, "/search?q=keyword", 1).status == 200
            return False
        back = wait_until(answers, 10)
        alive = daemon.alive()
    yield ("200 clients of a daemon that may have 64 descriptors",
           f"{'lives' if alive else 'died'}, {100 * share:.1f} % of a processor meanwhile; "
           + (f"answers {back:.2f} s after they left" if back is not None else "does not answer again"),
           "0 deaths; less than 10 %; within 2 s", alive and share < 0.1 and back is not None and back <= 2)


LINES = [slow_heads, idle, slow_readers, vanishing, few_descriptors]
