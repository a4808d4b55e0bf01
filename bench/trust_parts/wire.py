"""Bytes that are no request, nearly one, or two at once: by raw sockets."""
import socket
import time

from trust_parts.daemon import Daemon, connect, get

GET = b"GET /healthz HTTP/1.1\r\nHost: trust\r\n"
HIDDEN = b"GET /version HTTP/1.1\r\nHost: trust\r\n\r\n"


def talk(port, *pieces, pause=0.0, patience=7.0):
    """All that comes back until the daemon closes or says nothing more, and whether it closed."""
    data = bytearray()
    with connect(port, patience) as connection:
        try:
            for number, piece in enumerate(pieces):
                if number:
                    time.sleep(pause)
                connection.sendall(piece)
        except OSError:
            pass  # it need not read all
        end = time.monotonic() + patience
        while (left := end - time.monotonic()) > 0:
            connection.settimeout(left)
            try:
                more = connection.recv(1 << 20)
            except TimeoutError:
                break
            except OSError:
                return data, True
            if not more:
                return data, True
            data += more
    return data, False


def statuses(data):
    """Of all answers; a body of ours never has this text."""
    return [int(part[:3]) for part in bytes(data).split(b"HTTP/1.1 ")[1:]]


class Cases:
    """Runs them one by one; after each a normal request must be answered in 100 ms."""

    def __init__(self, trial, daemon):
        self.trial, self.daemon, self.tried, self.wrong, self.slowest = trial, daemon, 0, [], 0.0
        get(daemon.port, "/healthz")
        self.memory = self.most = daemon.memory()

    def one(self, name, pieces, allowed, answers=1, closed=True, pause=0.0):
        pieces = pieces if isinstance(pieces, (list, tuple)) else [pieces]
        data, ended = talk(self.daemon.port, *pieces, pause=pause)
        seen = statuses(data)
        self.tried += 1
        if len(seen) > answers or any(status not in allowed for status in seen) or (closed and not ended):
            self.wrong.append(f"{name}: {seen}{'' if ended else ', stays open'}")
        self.normal(name)
        return data

    def normal(self, name):
        self.most = max(self.most, self.daemon.memory())
        times = []
        for _ in range(3):  # a busy machine is not the daemon's fault
            begin = time.monotonic()
            if get(self.daemon.port, "/healthz").status != 200:
                self.wrong.append(f"{name}: a normal request fails after it")
            times.append(time.monotonic() - begin)
            if times[-1] < 0.1:
                break
        self.slowest = max(self.slowest, min(times))
        if min(times) >= 0.1:
            self.wrong.append(f"{name}: a normal request takes {1000 * min(times):.0f} ms after it")

    def row(self, tried, bar, memory=None):
        growth = self.most - self.memory
        alive = self.daemon.alive()
        held = not self.wrong and alive and (memory is None or growth < memory)
        return (f"{tried}: {self.tried} cases", f"{len(self.wrong)} other than the bar; the daemon {'lives' if alive else 'died'}; a normal request "
                f"after each within {1000 * self.slowest:.0f} ms; memory {growth:+.1f} MB" + "".join(f"; {what}" for what in self.wrong[:3]), bar, held)


def large_heads(trial):
    with Daemon(trial.build, trial.small) as daemon:
        cases = Cases(trial, daemon)
        for size in (8_200, 100_000, 50_000_000):
            cases.one(f"a line of {size}", b"GET /" + b"a" * size + b" HTTP/1.1\r\nHost: trust\r\n\r\n", {414})
            cases.one(f"a query of {size}", b"GET /search?q=" + b"a" * size + b" HTTP/1.1\r\nHost: trust\r\n\r\n", {414})
            cases.one(f"a header of {size}", GET + b"X: " + b"a" * size + b"\r\n\r\n", {400, 431})
            cases.one(f"a name of {size}", GET + b"a" * size + b": 1\r\n\r\n", {400, 431})
        for count in (65, 1000, 100_000):
            cases.one(f"{count} headers", GET + b"X: 1\r\n" * count + b"\r\n", {431})
        cases.one("64 headers", GET + b"X: 1\r\n" * 62 + b"Connection: close\r\n\r\n", {200})
        yield cases.row("heads up to 50 MB and 100,000 fields", "414, 431 or 400 and the end; memory less than +5 MB", 5)


def bodies(trial):
    post = b"POST /api/v1/search HTTP/1.1\r\nHost: trust\r\n"
    announced = {
        "1 GB": b"Content-Length: 1000000000\r\n\r\n", "-1": b"Content-Length: -1\r\n\r\nhello", "+5": b"Content-Length: +5\r\n\r\nhello",
        "two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "10^30": b"Content-Length: 1" + b"0" * 30 + b"\r\n\r\n",
        "length and chunks": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
        "endless chunks": b"Transfer-Encoding: chunked\r\n\r\n" + b"10000\r\n" + b"a" * 65536 + b"\r\n",
        "a chunk of -2": b"Transfer-Encoding: chunked\r\n\r\n-2\r\n" + b"a" * 100_000, "gzip": b"Content-Encoding: gzip\r\nContent-Length: 500000\r\n\r\n\x1f\x8b" + b"\0" * 499_998,
        "multipart": b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"" + b"a" * 999_000,
        "Expect": b"Content-Length: 5\r\nExpect: 100-continue\r\n\r\nhello", "200 MB": b"Content-Length: 200000000\r\n\r\n" + b"a" * 50_000_000,
    }
    with Daemon(trial.build, trial.small) as daemon:
        cases = Cases(trial, daemon)
        for name, body in announced.items():
            for method in (post, GET, b"PUT / HTTP/1.1\r\nHost: trust\r\n"):
                cases.one(f"{name} with {method[:4].decode().strip()}", method + body, {400, 405, 413, 417, 501})
        for method in ("OPTIONS", "DELETE", "TRACE", "CONNECT", "PATCH", "PROPFIND", "get", "G E T", ""):
            cases.one(f"method {method}", f"{method} / HTTP/1.1\r\nHost: trust\r\n\r\n".encode(), {400, 405, 501})
        yield cases.row("bodies and methods", "4xx and the end, one answer; memory less than +5 MB", 5)


def smuggling(trial):
    chunked = [b"Transfer-Encoding: chunked", b"Transfer-Encoding : chunked", b" Transfer-Encoding: chunked", b"Transfer-Encoding:\tchunked",
               b"Transfer-Encoding: xchunked", b"Transfer-Encoding: identity, chunked", b"Transfer-Encoding: chunked, identity", b"transfer-encoding: CHUNKED",
               b"Transfer-Encoding:\r\n chunked", b"Transfer-Encoding: \x0bchunked", b"Transfer-Encoding\x00: chunked", b"X: y\nTransfer-Encoding: chunked",
               b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", b"Transfer\x7fEncoding: chunked"]
    lengths = [b"Content-Length: %d", b"Content-Length : %d", b"Content-Length:\t%d", b"content-length: %d", b"Content-Length: 0%d", b"Content-Length: %d, %d",
               b"Content-Length: 0x%x", b"Content-Length:\r\n %d", b"Content-Length: %d ", b"X: y\rContent-Length: %d"]
    with Daemon(trial.build, trial.small) as daemon:
        cases = Cases(trial, daemon)
        # An answer to HIDDEN would be the second. Fields nobody knows may pass: then nothing says that there is a body.
        for field in chunked:
            for body in (b"0\r\n\r\n" + HIDDEN, b"5\r\nhello\r\n0\r\n\r\n" + HIDDEN):
                cases.one(repr(field), [GET + field + b"\r\n\r\n", body], {400, 413, 501}, pause=0.02)
        for field in lengths:
            number = field.count(b"%")
            cases.one(repr(field), GET + field % ((len(HIDDEN),) * number) + b"\r\n\r\n" + HIDDEN, {400, 413, 501})
        cases.one("a body 200 ms later", [GET + b"Content-Length: %d\r\n\r\n" % len(HIDDEN), HIDDEN], {413}, pause=0.2)
        for name, raw in {"LF alone": b"GET / HTTP/1.1\nHost: trust\n\n" + HIDDEN, "CR alone": b"GET / HTTP/1.1\rHost: trust\r\r" + HIDDEN,
                          "NUL": b"GET /\0 HTTP/1.1\r\nHost: trust\r\n\r\n" + HIDDEN, "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + HIDDEN,
                          "no host": b"GET / HTTP/1.1\r\n\r\n" + HIDDEN, "a folded field": GET + b"X: a\r\n b\r\n\r\n" + HIDDEN,
                          "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + HIDDEN, "HTTP/0.9": b"GET /\r\n\r\n" + HIDDEN,
                          "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200 + b"\r\n\r\n", "a blank in the target": b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN,
                          "no blank": b"GET/ HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN}.items():
            cases.one(name, raw, {400, 501, 505})
        yield cases.row("requests that hide a second one", "one answer, 4xx, and the end")


def ranges(trial):
    with Daemon(trial.build, trial.small) as daemon:
        cases = Cases(trial, daemon)
        for target in ("/assets/site.css", "/search?q=*&per_page=100"):
            whole = len(get(daemon.port, target).body)
            for count in (1, 2, 1300, 2600):
                field = b"Range: bytes=" + b",".join([b"0-"] * count) + b"\r\nConnection: close\r\n\r\n"
                data = cases.one(f"{count} ranges", f"GET {target} HTTP/1.1\r\nHost: trust\r\n".encode() + field, {200, 431, 400})
                if len(data) > 2 * whole + 2000:
                    cases.wrong.append(f"{count} ranges of {target}: {len(data)} bytes for {whole}")
        yield cases.row("1 to 2,600 ranges", "the whole page, or refused; at most twice its bytes")


def paths(trial):
    alphabets = [b"a", b"/", b".", b"../", b"%2e", b"%2f", b"%00", b"%", b"%zz", b"\xff", b"%ff", b"+", b"?", b"&", b"=", b"#", b";", b"\\", b"~", b":", b"a-1"]
    count = trial.figure(2000, 10_000)
    died = 0
    bad = []
    with Daemon(trial.build, trial.small) as daemon:
        cases = Cases(trial, daemon)
        before = daemon.processor()
        for _ in range(count):
            letters = trial.random.choice(alphabets)
            path = b"/" + trial.random.choice([b"", b"papers/", b"api/v1/", b"assets/", b"search?q="]) + letters * (trial.random.randint(1, 8192) // len(letters))
            data, _ = talk(daemon.port, b"GET " + path[:8192] + b" HTTP/1.1\r\nHost: trust\r\nConnection: close\r\n\r\n")
            seen = statuses(data)
            if len(seen) != 1 or seen[0] >= 500:
                bad.append(f"{path[:60]!r} × {len(path)}: {seen}")
        cost = 1000 * (daemon.processor() - before) / count
        cases.normal("paths")
        died = not daemon.alive()
    yield (f"{count:,} paths of 1 to 8,192 bytes in {len(alphabets)} alphabets", f"{len(bad)} without one answer below 500; {cost:.2f} ms of processor each"
           + "".join(f"; {what}" for what in bad[:3]), "one answer, no 5xx; less than 5 ms", not bad and cost < 5 and not died)


def traversal(trial):
    ups = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "%252e%252e%252f", "..\\", "..%5c", "....//", "..;/", "%c0%ae%c0%ae/", ".%00./", "..%00/", "/", "./"]
    wanted = ["etc/passwd", "etc/passwd%00.css", "proc/self/environ", "index/CURRENT", "MANIFEST.json"]
    with Daemon(trial.build, trial.small) as daemon:
        cases = Cases(trial, daemon)
        for begin in ("/", "/assets/", "/assets/x/"):
            for up in ups:
                for file in wanted:
                    path = begin + up * 6 + file
                    data = cases.one(path, f"GET {path} HTTP/1.1\r\nHost: trust\r\nConnection: close\r\n\r\n".encode(), {400, 404, 301})
                    if b"root:" in data or b"auto gen-" in data or b"PATH=" in data:
                        cases.wrong.append(f"{path}: a file from outside")
        yield cases.row("paths out of the folder of assets", "400 or 404, no byte of a file")


def pipelining(trial):
    with Daemon(trial.build, trial.small) as daemon:
        cases = Cases(trial, daemon)
        for count in range(1, 51):
            targets = ["/healthz", "/api/v1/search?q=a", "/nosuch", "/version"]
            asked = b"".join(f"GET {targets[n % 4]} HTTP/1.1\r\nHost: trust\r\n{'Connection: close' + chr(13) + chr(10) if n == count - 1 else ''}\r\n".encode() for n in range(count))
            data = cases.one(f"{count} requests", asked, {200, 404}, answers=count)
            if statuses(data) != [404 if n % 4 == 2 else 200 for n in range(count)]:
                cases.wrong.append(f"{count} requests: {statuses(data)}")
        yield cases.row("1 to 50 requests in one segment", "all answered, in order")


def split(trial):
    """The same bytes in pieces of any size."""
    rounds = trial.figure(100, 1000)
    with Daemon(trial.build, trial.small) as daemon:
        cases = Cases(trial, daemon)
        raw = (GET + b"\r\n") * 3 + GET + b"Connection: close\r\n\r\n"
        for _ in range(rounds):
            cuts = sorted(trial.random.sample(range(1, len(raw)), trial.random.randint(1, 12)))
            pieces = [raw[a:b] for a, b in zip([0, *cuts], [*cuts, len(raw)])]
            data = cases.one("pieces", pieces, {200}, answers=4, pause=0.001)
            if statuses(data) != [200] * 4:
                cases.wrong.append(f"pieces {cuts}: {statuses(data)}")
        with connect(daemon.port) as half:  # a client may close its sending side
            half.sendall(GET + b"\r\n")
            half.shutdown(socket.SHUT_WR)
            if statuses(half.recv(65536)) != [200]:
                cases.wrong.append("a closed sending side: no answer")
        yield cases.row("four requests in up to 13 pieces, cut anywhere", "four answers")


LINES = [large_heads, bodies, smuggling, ranges, paths, traversal, pipelining, split]
