"""Many clients that behave, and more than can be served."""
import statistics
import time

from trust_parts import corpus, load
from trust_parts.daemon import Daemon


def steady(trial):
    seconds = trial.figure(15, 60)
    with Daemon(trial.build, trial.big) as daemon:
        seen = load.run(daemon.port, trial.targets, 64, seconds)
    counts = seen["counts"]
    share = counts[0] / statistics.median(counts)
    held = not seen["failed"] and set(seen["statuses"]) == {200} and share >= 0.5
    yield (f"64 connections that ask without pause for {seconds} s",
           f"{sum(counts) / seen['seconds']:.0f} answers a second, {failures(seen)} failed, 99 % within {load.percentile(seen['answers']):.0f} ms; "
           f"the unluckiest connection had {100 * share:.0f} % of the median's answers", "0 failed; at least 50 %", held)


def failures(seen):
    """Requests without an answer, or with another than 200."""
    return len(seen["failed"]) + sum(count for status, count in seen["statuses"].items() if status != 200)


# Searches that cost the daemon much more than they cost whoever asks.
def dear(trial):
    return [corpus.target(" ".join(trial.words[at:at + 40]), mode="any", facets="all", explain=1, per_page=20) for at in range(0, 400, 4)]


def overload(trial):
    seconds = trial.figure(15, 60)
    targets = dear(trial)
    with Daemon(trial.build, trial.big, "--answer-cache-mb", "0") as daemon:
        idle = daemon.processor()
        before = load.run(daemon.port, targets, 8, 6)
        used = daemon.processor()
        capacity = sum(before["counts"]) / before["seconds"]
        seen = load.run(daemon.port, targets, 600, seconds, rate=3 * capacity)
        had, has = (used - idle) / before["seconds"], (daemon.processor() - used) / seen["seconds"]
        # Not before the first second: queues fill first.
        good = sum(status == 200 for _, _, status in seen["answers"]) / seen["seconds"]
        late = load.percentile(seen["answers"])
        time.sleep(1)
        after = load.run(daemon.port, targets, 8, 4)
    refused = seen["statuses"].get(503, 0)
    other = sum(count for status, count in seen["statuses"].items() if status not in (200, 503)) + len(seen["failed"])
    asked = (seen["sent"] + seen["unsent"]) / seen["seconds"] / capacity
    held = good >= 0.8 * capacity and not other and not seen["without_retry_after"] and refused > 0 and not failures(after)
    yield (f"{asked:.1f} times as many requests as can be answered, for {seconds} s",
           f"{good:.0f} answers a second where {capacity:.0f} are possible ({100 * good / capacity:.0f} %), 99 % within {late:.0f} ms, the daemon having {has:.2f} processors, before "
           f"{had:.2f}; {refused} refused by 503, {seen['without_retry_after']} of them without Retry-After, {other} failed otherwise",
           "at least 80 %; the rest 503 with Retry-After", held)


def memory(trial):
    count, first = trial.figure(200_000, 1_000_000), 100_000  # by then the caches are full
    with Daemon(trial.build, trial.big) as daemon:
        load.run(daemon.port, trial.targets, 16, 3600, most=first)
        early, files = daemon.memory(), daemon.descriptors()
        seen = load.run(daemon.port, trial.targets, 16, 3600, most=count - first)
        time.sleep(0.5)
        late, files_late = daemon.memory(), daemon.descriptors()
    growth = late / early - 1
    yield (f"{count:,} queries", f"memory {early:.0f} MB after {first:,} of them, {late:.0f} MB at the end ({100 * growth:+.1f} %); "
           f"{files} descriptors, then {files_late}; {failures(seen)} failed", "less than +10 %; descriptors constant; 0 failed",
           growth < 0.1 and files_late <= files and not failures(seen))


LINES = [steady, overload, memory]
