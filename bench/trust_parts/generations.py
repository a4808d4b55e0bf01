"""Indexes that change, and broken ones, below a daemon that serves."""
import concurrent.futures
import contextlib
import http
import json
import shutil
import time

from trust_parts import corpus, load
from trust_parts.daemon import Daemon, get, wait_until
from trust_parts.many_clients import failures


def serving(port):
    return get(port, "/readyz").header("x-generation") or json.loads(get(port, "/version").body).get("generation")


def reindexes(trial):
    rounds = trial.figure(10, 50)
    made = {}
    for number, mark in enumerate(("even", "odd")):
        made[mark] = trial.work / f"{mark}.jsonl"
        corpus.MadeUp(trial.seed + number, 200 + number).write(made[mark], mark)
    index = trial.work / "changing"
    corpus.build(trial.build, made["even"], index)
    totals = {"even": 200, "odd": 201}
    targets = [corpus.target(mark, facets="none", per_page=1) for mark in totals] + trial.targets[:100]
    with Daemon(trial.build, index) as daemon:
        quiet = load.run(daemon.port, targets, 64, 5)
        clients = load.Background(load.Load(daemon.port, targets, 64), 3600)
        changed = wrong = 0
        for number in range(rounds):
            mark = "odd" if number % 2 == 0 else "even"
            before = serving(daemon.port)
            corpus.build(trial.build, made[mark], index)
            changed += wait_until(lambda: serving(daemon.port) != before, 20) is not None
            # The papers are those of the generation that is named.
            wrong += json.loads(get(daemon.port, targets[list(totals).index(mark)]).body)["total"] != totals[mark]
        seen = clients.stop()
        kept = len(list(index.glob("gen-*")))
    held = changed == rounds and not failures(seen) and not seen["mixed"] and not wrong and kept <= 4
    yield (f"{rounds} new generations below 64 clients that ask without pause",
           f"{changed} were served, as {seen['generations']} names in answers; {len(seen['answers'])} requests, {failures(seen)} failed, "
           f"{seen['mixed']} whose X-Generation is not the body's, {wrong} totals of other papers; 99 % within {load.percentile(seen['answers']):.0f} ms "
           f"({load.percentile(quiet['answers']):.0f} without builds); {kept} generations kept", "0 failed; 0 mixed", held)


def damage(trial, generation):
    """Flips a bit of, cuts or blanks a part of one file. Says what it did."""
    files = sorted(file for file in generation.rglob("*") if file.is_file() and file.stat().st_size > 0)
    file = trial.random.choice(files)
    data = bytearray(file.read_bytes())
    at = trial.random.randrange(len(data))
    kind = trial.random.choice(["bit flipped", "cut", "zeroed"])
    if kind == "bit flipped":
        data[at] ^= 1 << trial.random.randrange(8)
    elif kind == "cut":
        del data[at:]
    else:
        end = min(len(data), at + 4096)
        blank = bytes(end - at)
        # Where there is nothing to blank, the opposite.
        data[at:end] = blank if data[at:end] != blank else b"\xff" * len(blank)
    file.chmod(0o600)
    file.unlink()  # it may be a hard link to the good one
    file.write_bytes(data)
    return f"{kind}: {file.relative_to(generation)} at {at}"


def writable(folder):
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)


def point(index, name, shards):
    """Publishes a generation as the indexer does: by one rename."""
    (index / "NEW").write_text("".join(f"auto {name}/{shard}\n" for shard in shards))
    (index / "NEW").rename(index / "CURRENT")


class Victim:
    """A daemon over an index of its own into which broken generations are put, one after the other."""

    def __init__(self, trial, number):
        self.trial = trial
        self.index = trial.work / f"victim-{number}"
        shutil.copytree(trial.small, self.index)
        self.good = next(self.index.glob("gen-*"))
        self.shards = sorted(path.name for path in self.good.glob("shard-*"))
        self.daemon = Daemon(trial.build, self.index)

    def name(self, number):
        # The digits behind the number are the manifest's.
        return f"gen-{number + 10:06}-{self.good.name.rsplit('-', 1)[1]}"

    def put(self, number):
        broken = self.index / self.name(number)
        shutil.copytree(self.good, broken)
        writable(broken)
        what = damage(self.trial, broken)
        point(self.index, broken.name, self.shards)
        return broken, what

    def refused(self, name):
        return any(event.get("event") == "generation-refused" and event.get("generation") == name for event in self.daemon.events)

    def serves(self):
        with contextlib.suppress(OSError):
            reply = get(self.daemon.port, "/api/v1/search?q=tinyml")
            return reply.status == http.HTTPStatus.OK and reply.header("x-generation") == self.good.name
        return False


def corrupted(trial):
    count = trial.figure(200, 1000)
    victims = [Victim(trial, number) for number in range(8)]
    refused = serves = died = 0
    missed = []
    try:
        for begin in range(0, count, len(victims)):
            now = []
            for number, victim in enumerate(victims[:count - begin]):
                now.append((victim, *victim.put(begin + number)))
            for victim, broken, what in now:
                told = wait_until(lambda v=victim, b=broken: v.refused(b.name) or not v.daemon.alive(), 5)
                good = victim.serves()
                died += not victim.daemon.alive()
                refused += told is not None and good
                serves += good
                if told is None or not good:
                    missed.append(what)
                shutil.rmtree(broken)
    finally:
        for victim in victims:
            victim.daemon.stop()
            shutil.rmtree(victim.index)
    yield (f"{count} published generations with a bit flipped, cut, or 4 kB zeroed, at a random place of a random file",
           f"{refused} refused while the one before serves on, {died} daemons died" + "".join(f"; not refused: {what}" for what in missed[:3]),
           "all refused; 0 deaths; the old one serves", refused == count == serves and not died)


def unverified(trial):
    """The same without the check of every file: nothing promises a right answer, but it must live."""
    count = trial.figure(60, 300)
    good = next(trial.small.glob("gen-*"))
    targets = ["/api/v1/search?q=learning", "/search?q=keyword+spotting&facets=all", "/api/v1/suggest?q=mach", "/api/v1/search?q=neurla",
               "/search.bib?q=*", "/schedule", "/api/v1/search?q=%22machine+learning%22+OR+tin*&explain=1"]

    def one(number):
        index = trial.work / f"unverified-{number}"
        shutil.copytree(trial.small, index)
        writable(index)
        what = damage(trial, index / good.name)
        try:
            with Daemon(trial.build, index, "--no-verify") as daemon:
                for target in targets:
                    with contextlib.suppress(ConnectionError):
                        get(daemon.port, target, 5)
                time.sleep(0.05)
                code = daemon.process.poll()
                return None if code is None else f"died ({code}): {what}"
        except (OSError, RuntimeError) as error:
            return f"{type(error).__name__} {error}: {what}"
        finally:
            shutil.rmtree(index)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        problems = [problem for problem in pool.map(one, range(count)) if problem]
    yield (f"{count} such generations and a daemon that was told not to verify them (--no-verify), asked {len(targets)} things",
           f"{len(problems)} daemons died or did not answer within 5 s" + "".join(f"; {problem}" for problem in problems[:3]), "0",
           not problems)


LINES = [reindexes, corrupted, unverified]
