#!/usr/bin/env python3
"""An index spread over shards, here and on servers, beside the same papers in one database: are the answers the same,
what does a search cost, and what happens when servers fail.

  bench/shards.py BUILD_FOLDER CORPUS QUERIES [--shards N] [--queries N] [--namespaces]

QUERIES: lines "kind TAB query TAB …". With --namespaces (root, iproute2) the machines are network namespaces on a bridge:
four with a shard each, two that stand by for the first two shards, one that searches. One server is killed, one stopped and one
cut off the network while clients ask; without it all are processes here, and none is cut off.
Bars: the answers are the same; no request fails; a server that says nothing costs a request at most 1.2 s, and those after
it wait for nothing; five seconds after a server is back nothing is missing.
"""
import argparse
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse


def machine():
    model = next(line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    return f"{os.cpu_count()} processors, {model}, load {os.getloadavg()[0]:.2f}"


class Net:
    """Where programs run: here, or each machine in a network namespace of its own."""

    def __init__(self, isolated, work):
        self.isolated = isolated
        self.names = []
        self.prefix = f"pf{os.getpid()}"
        self.work = work
        if isolated:
            self.ip("link", "add", f"{self.prefix}b", "type", "bridge")
            self.ip("link", "set", f"{self.prefix}b", "up")
            self.ip("addr", "add", "10.231.7.254/24", "dev", f"{self.prefix}b")

    @staticmethod
    def ip(*arguments):
        subprocess.run(["ip", *arguments], check=True)

    def host(self, number):
        """The address of machine `number`, made at the first call."""
        if not self.isolated:
            return "127.0.0.1"
        name = f"{self.prefix}n{number}"
        if name not in self.names:
            self.names.append(name)
            self.ip("netns", "add", name)
            self.ip("link", "add", f"{name}o", "type", "veth", "peer", "name", "eth0", "netns", name)
            self.ip("link", "set", f"{name}o", "master", f"{self.prefix}b", "up")
            self.ip("-n", name, "addr", "add", f"10.231.7.{number + 1}/24", "dev", "eth0")
            self.ip("-n", name, "link", "set", "eth0", "up")
            self.ip("-n", name, "link", "set", "lo", "up")
        return f"10.231.7.{number + 1}"

    def command(self, number, command):
        if not self.isolated:
            return command
        self.host(number)
        return ["ip", "netns", "exec", f"{self.prefix}n{number}", *command]

    def cut(self, number, cut):
        self.ip("link", "set", f"{self.prefix}n{number}o", "down" if cut else "up")

    def close(self):
        for name in self.names:
            subprocess.run(["ip", "netns", "del", name], check=False)
        if self.isolated:
            subprocess.run(["ip", "link", "del", f"{self.prefix}b"], check=False)


class Server:
    """xapian-tcpsrv over a shard."""

    def __init__(self, net, number, shard, port):
        self.net, self.number, self.shard, self.port = net, number, shard, port
        self.address = f"{net.host(number)}:{port}"
        self.start()

    def start(self):
        for _ in range(50):
            self.process = subprocess.Popen(
                self.net.command(self.number, ["xapian-tcpsrv", "--interface", self.net.host(self.number), "--port",
                                               str(self.port), str(self.shard)]),
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True, text=True)
            if any("Listening" in line for line in iter(self.process.stdout.readline, "")):
                return
            self.process.wait()
            time.sleep(0.1)
        sys.exit(f"xapian-tcpsrv does not start on {self.address}")

    def signal(self, number):
        os.killpg(self.process.pid, number)

    def kill(self):
        self.signal(signal.SIGKILL)
        self.process.wait()


class Daemon:
    def __init__(self, net, number, build, index, log):
        self.log = open(log, "w")
        self.process = subprocess.Popen(
            net.command(number, [f"{build}/bin/paperfind-searchd", "--db", str(index), "--listen",
                                 f"{net.host(number)}:0", "--answer-cache-mb", "0", "--rate", "0", "--log-level", "warning"]),
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        self.host, self.port = re.search(r"http://([\d.]+):(\d+)", line).groups()

    def connect(self):
        return http.client.HTTPConnection(self.host, int(self.port), timeout=20)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def ask(connection, query):
    """Status, body without what names the generation, seconds."""
    begin = time.perf_counter()
    connection.request("GET", "/api/v1/search?" + urllib.parse.urlencode({"q": query}))
    reply = connection.getresponse()
    body = reply.read()
    seconds = time.perf_counter() - begin
    return reply.status, re.sub(rb'"generation":"[^"]*"', b"", body, count=1), seconds


def times(values):
    values = sorted(values)
    return (f"mean {1000 * statistics.fmean(values):.2f} ms, median {1000 * values[len(values) // 2]:.2f}, "
            f"99 % {1000 * values[int(len(values) * 0.99)]:.2f}")


def compare(daemons, queries):
    connections = {name: daemon.connect() for name, daemon in daemons.items()}
    whole = next(iter(daemons))
    for what in ("each query for the first time", "all again"):
        taken = {name: [] for name in daemons}
        same = {name: 0 for name in daemons}
        for query in queries:
            answers = {}
            for name in random.sample(list(daemons), len(daemons)):
                status, answers[name], seconds = ask(connections[name], query)
                if status != 200:
                    sys.exit(f"{name} answers {query!r} with {status}")
                taken[name].append(seconds)
            for name in daemons:
                same[name] += answers[name] == answers[whole]
        print(f"{len(queries)} queries, {what}:")
        for name in daemons:
            print(f"  {name}: {times(taken[name])}; {same[name]} answers byte for byte those of one database")
            if same[name] != len(queries):
                sys.exit("the answers differ")


class Clients:
    """Ask without pause, and note when and how long each answer took and what it missed."""

    def __init__(self, daemon, queries, count):
        self.done = threading.Event()
        self.answers, self.failed = [], []
        self.threads = [threading.Thread(target=self.run, args=(daemon, queries, n)) for n in range(count)]
        for thread in self.threads:
            thread.start()

    def run(self, daemon, queries, number):
        connection = daemon.connect()
        at = number * 37
        while not self.done.is_set():
            query = queries[at % len(queries)]
            at += 1
            try:
                status, body, seconds = ask(connection, query)
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(f"{query!r}: {error}")
                connection = daemon.connect()
                continue
            if status != 200:
                self.failed.append(f"{query!r}: {status} {body[:200]!r}")
            missing = re.search(rb'"shards":\{"total":\d+,"missing":\[([^\]]*)\]\}', body)
            self.answers.append((time.monotonic(), seconds, missing.group(1).decode() if missing else ""))

    def stop(self):
        self.done.set()
        for thread in self.threads:
            thread.join()

    def between(self, begin, end):
        return [answer for answer in self.answers if begin <= answer[0] < end]


def fault(clients, what, wanted, fail, repair, hold):
    """Runs one fault for `hold` seconds. `wanted`: what must be missing meanwhile."""
    begin = time.monotonic()
    fail()
    time.sleep(hold)
    back = time.monotonic()
    repair()
    time.sleep(6)
    end = time.monotonic()
    during = clients.between(begin, back)
    first = [at for at, _, missing in during if missing]
    later = [seconds for at, seconds, _ in during if at > begin + 3]
    after = clients.between(back, end)
    last = max([at for at, _, missing in after if missing], default=back)
    seen = sorted({missing for _, _, missing in during if missing}) or ["nothing"]
    print(f"  {what}: missing {' and '.join(seen)}"
          + (f" from {first[0] - begin:.2f} s on" if first else "")
          + f"; slowest answer {max(s for _, s, _ in during):.2f} s, after 3 s {max(later):.2f} s;"
          f" whole again {last - back:.2f} s after it was back")
    problems = []
    if seen != [wanted]:
        problems.append(f"{what}: missing {seen}, not {wanted}")
    if max(s for _, s, _ in during) > 1.2:
        problems.append(f"{what}: an answer took {max(s for _, s, _ in during):.2f} s")
    if last - back > 5:
        problems.append(f"{what}: still missing after {last - back:.1f} s")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("corpus")
    parser.add_argument("queries")
    parser.add_argument("--shards", type=int, default=4)
    parser.add_argument("--count", type=int, default=500, help="queries")
    parser.add_argument("--hold", type=float, default=8, help="seconds a fault lasts")
    parser.add_argument("--namespaces", action="store_true")
    options = parser.parse_args()
    if options.shards < 4:
        parser.error("faults need four shards")
    print("machine:", machine())
    lines = [line.rstrip("\n").split("\t")[1] for line in open(options.queries, encoding="utf-8")]
    queries = random.Random(7).sample(lines, min(options.count, len(lines)))
    # Whoever ends it finds nothing left, as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    work = pathlib.Path(tempfile.mkdtemp())
    net = Net(options.namespaces, work)
    running = []
    daemons = {}
    try:
        for name, shards in (("whole", 1), ("spread", options.shards)):
            begin = time.monotonic()
            subprocess.run([f"{options.build}/bin/paperfind-indexer", "build", options.corpus, "--db", work / name,
                            "--shards", str(shards), "-q"], check=True)
            size = sum(f.stat().st_size for f in (work / name).rglob("*") if f.is_file())
            print(f"built with {shards} shard{'s' if shards > 1 else ''}: {time.monotonic() - begin:.1f} s, {size / 1e6:.0f} MB")
        shutil.copytree(work / "spread", work / "served")
        generation = next((work / "served").glob("gen-*"))
        (work / "servers").mkdir()
        servers, places = [], []
        for shard in range(options.shards):
            name = f"shard-{shard:03}"
            os.rename(generation / name, work / "servers" / name)
            addresses = []
            for machine_number in [shard] + ([options.shards + shard] if shard < 2 else []):
                server = Server(net, machine_number, work / "servers" / name, 7001 + machine_number)
                running.append(server)
                servers.append(server)
                addresses.append(server.address)
            places.append(f"{name} remote {' '.join(addresses)}\n")
        (work / "served" / "SHARDS").write_text("".join(places))
        searching = options.shards + 2
        for name, folder in (("one database", "whole"), (f"{options.shards} shards here", "spread"),
                             (f"{options.shards} shards on servers", "served")):
            daemons[name] = Daemon(net, searching, options.build, work / folder, work / f"{folder}.log")
        compare(daemons, queries)
        daemon = daemons[f"{options.shards} shards on servers"]
        clients = Clients(daemon, queries, 4)
        time.sleep(2)
        by_number = {server.number: server for server in servers}
        print("4 clients ask without pause:")
        problems = []
        quiet = clients.between(0, time.monotonic())
        print(f"  all is well: {times([s for _, s, _ in quiet])}")
        first = by_number[0]
        problems += fault(clients, "the first server of shard-000 killed", "nothing", first.kill, first.start, options.hold)
        second = by_number[2]
        problems += fault(clients, "the only server of shard-002 killed", '"shard-002"', second.kill, second.start, options.hold)
        third = by_number[3]
        problems += fault(clients, "the only server of shard-003 stopped", '"shard-003"',
                          lambda: third.signal(signal.SIGSTOP), lambda: third.signal(signal.SIGCONT), options.hold)
        if options.namespaces:
            problems += fault(clients, "shard-002 cut off the network", '"shard-002"',
                              lambda: net.cut(2, True), lambda: net.cut(2, False), options.hold)
        clients.stop()
        print(f"  {len(clients.answers)} answers, {len(clients.failed)} failed")
        problems += clients.failed[:5]
        if clients.failed:
            problems += [line.strip() for line in open(work / "served.log") if '"status":5' in line][:5]
        for problem in problems:
            print("not held:", problem)
        return 1 if problems else 0
    finally:
        for stopped in daemons.values():
            stopped.stop()
        for server in running:
            try:
                server.signal(signal.SIGCONT)
                server.kill()
            except ProcessLookupError:
                pass
        net.close()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
