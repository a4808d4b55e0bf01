"""Many clients in one process of their own, so that what measures takes little from what is measured."""
import errno
import multiprocessing
import re
import select
import socket
import time

from trust_parts.daemon import take_reply

GENERATION = re.compile(rb'"generation":"([^"]*)"')


class Client:
    def __init__(self, number):
        self.number, self.socket, self.data = number, None, bytearray()
        self.asked = None  # when; None: nothing is on its way
        self.target = number * 37
        self.answers = 0
        self.due = 0.0


class Load:
    """`connections` that stay open. pace: requests a second of each, None: the next as soon as the answer is there.
    rate: requests a second of all of them, whether answered or not."""

    def __init__(self, port, targets, connections, pace=None, rate=None):
        self.port, self.targets, self.pace, self.rate = port, targets, pace, rate
        self.clients = [Client(number) for number in range(connections)]
        self.failed, self.statuses, self.answers = [], {}, []
        self.mixed = self.unsent = self.without_retry_after = self.sent = 0
        self.generations = set()
        self.signalled, self.stop_time = None, 0
        self.by_fd = {}
        self.poll = select.epoll()

    def open(self, client):
        client.socket = socket.socket()
        client.socket.setblocking(False)
        client.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        error = client.socket.connect_ex(("127.0.0.1", self.port))
        if error not in (0, errno.EINPROGRESS):
            raise OSError(error, "connect")
        client.data = bytearray()
        self.by_fd[client.socket.fileno()] = client
        self.poll.register(client.socket, select.EPOLLIN)

    def drop(self, client):
        if client.socket:
            self.poll.unregister(client.socket)
            del self.by_fd[client.socket.fileno()]
            client.socket.close()
        client.socket, client.asked = None, None

    def send(self, client, now):
        request = f"GET {self.targets[client.target % len(self.targets)]} HTTP/1.1\r\nHost: trust\r\n\r\n".encode()
        try:
            if client.socket is None:
                self.open(client)
                deadline = now + 5
                poll = select.poll()
                poll.register(client.socket, select.POLLOUT)
                poll.poll(1000 * max(0, deadline - time.monotonic()))
            client.socket.send(request)
        except OSError as error:
            self.fail(client, str(error), time.monotonic())
            return
        client.asked = now
        client.target += 1
        self.sent += 1

    def fail(self, client, why, now):
        self.drop(client)
        # Nobody promised that a daemon which was told to stop takes more.
        if not self.stopping():
            self.failed.append(why)
        client.due = now + 0.01

    def stopping(self):
        self.stop_time = self.signalled.value if self.signalled else 0
        return self.stop_time > 0

    def take(self, client, now):
        """What came for a client. Ends the connection where the daemon said so."""
        try:
            more = client.socket.recv(1 << 18)
        except BlockingIOError:
            return
        except OSError as error:
            self.lost(client, str(error), now)
            return
        if not more:
            self.lost(client, "the connection ended without an answer", now)
            return
        client.data += more
        reply, size = take_reply(client.data)
        if not reply:
            return
        del client.data[:size]
        self.note(client, reply, now)
        client.asked = None
        if b"\r\nConnection: close\r\n" in reply.head:
            self.drop(client)

    def lost(self, client, why, now):
        if client.asked is not None and not (self.stopping() and client.asked > self.stop_time):
            self.failed.append(why)
        self.drop(client)
        client.due = now + 0.01

    def note(self, client, reply, now):
        self.statuses[reply.status] = self.statuses.get(reply.status, 0) + 1
        client.answers += 1
        client.due = (client.due + 1 / self.pace) if self.pace else 0.0
        self.answers.append((now, now - client.asked, reply.status))
        if reply.status == 503 and not reply.header("retry-after"):
            self.without_retry_after += 1
        body = GENERATION.search(reply.body)
        if body:
            self.generations.add(body.group(1))
            if body.group(1).decode() != reply.header("x-generation"):
                self.mixed += 1

    def run(self, seconds, signalled=None, ended=None, most=None):
        self.signalled = signalled
        begin = time.monotonic()
        taken = 0
        for client in self.clients:
            client.due = begin + (client.number / len(self.clients) / self.pace if self.pace else 0)
        while (now := time.monotonic()) - begin < seconds and not (ended and ended.is_set()):
            if most and self.sent >= most:
                break
            if self.rate:
                taken = self.send_due(begin, taken)
            elif not self.stopping():
                for client in self.clients:
                    if client.asked is None and client.due <= now:
                        self.send(client, time.monotonic())
            self.receive(0.005)
            if self.stopping() and not any(client.asked for client in self.clients):
                break
        drained = time.monotonic() + 10
        while any(client.asked for client in self.clients) and time.monotonic() < drained:
            self.receive(0.05)
        self.failed += ["no answer"] * sum(client.asked is not None for client in self.clients)
        self.seconds = now - begin
        return self.summary()

    def send_due(self, begin, taken):
        due = int((time.monotonic() - begin) * self.rate)
        if due == taken:
            return due
        free = [client for client in self.clients if client.asked is None and client.due <= time.monotonic()]
        for _ in range(taken, due):
            if free:
                self.send(free.pop(), time.monotonic())
            else:
                self.unsent += 1
        return due

    def receive(self, timeout):
        for fd, _ in self.poll.poll(timeout):
            client = self.by_fd.get(fd)
            if client:
                self.take(client, time.monotonic())

    def summary(self):
        return {"failed": self.failed, "statuses": self.statuses, "mixed": self.mixed, "unsent": self.unsent,
                "without_retry_after": self.without_retry_after, "generations": len(self.generations),
                "counts": sorted(client.answers for client in self.clients), "answers": self.answers, "sent": self.sent,
                "seconds": self.seconds}


def percentile(answers, share=0.99, status=200):
    """Milliseconds within which `share` of the answers came."""
    times = sorted(seconds for _, seconds, given in answers if given == status)
    return 1000 * times[min(len(times) - 1, int(len(times) * share))] if times else float("nan")


class Background:
    """A load in a process of its own. stop() gives what came of it."""

    def __init__(self, load, seconds, most=None):
        self.signalled, self.ended = multiprocessing.Value("d", 0.0), multiprocessing.Event()
        self.mine, theirs = multiprocessing.Pipe()

        def run():
            theirs.send(load.run(seconds, self.signalled, self.ended, most))
        self.process = multiprocessing.get_context("fork").Process(target=run, daemon=True)
        self.process.start()

    def tell_stopping(self):
        """From now on the daemon may refuse."""
        self.signalled.value = time.monotonic()

    def stop(self):
        self.ended.set()
        return self.wait()

    def wait(self):
        result = self.mine.recv()
        self.process.join()
        return result


def run(port, targets, connections, seconds, **how):
    most = how.pop("most", None)
    return Background(Load(port, targets, connections, **how), seconds, most).wait()
