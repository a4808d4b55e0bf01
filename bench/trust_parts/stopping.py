"""The end of a daemon, and two at one address."""
import subprocess
import time

from trust_parts import load
from trust_parts.daemon import Daemon


def sigterm(trial):
    rounds = trial.figure(10, 50)
    unanswered = answered = codes = 0
    longest = 0.0
    for _ in range(rounds):
        daemon = Daemon(trial.build, trial.big)
        clients = load.Background(load.Load(daemon.port, trial.targets, 64), 30)
        time.sleep(trial.random.uniform(0.3, 0.9))
        clients.tell_stopping()
        begin = time.monotonic()
        codes += daemon.stop() != 0
        longest = max(longest, time.monotonic() - begin)
        seen = clients.stop()
        unanswered += failures_before(seen)
        answered += len(seen["answers"])
    yield (f"SIGTERM below 64 clients that ask without pause, {rounds} times",
           f"{answered} requests answered, {unanswered} that were sent before the signal not; the longest end took {longest:.2f} s; "
           f"{codes} exit codes other than 0", "every accepted request answered; within 5 s; exit code 0",
           not unanswered and longest < 5 and not codes)


def failures_before(seen):
    return len(seen["failed"]) + sum(count for status, count in seen["statuses"].items() if status not in (200, 503))


def early_sigterm(trial):
    rounds = trial.figure(10, 50)
    longest = 0.0
    wrong = []
    for number in range(rounds):
        process = subprocess.Popen([str(trial.build / "bin" / "paperfind-searchd"), "--db", str(trial.small), "--listen", "127.0.0.1:0"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.05 * number / rounds)
        process.terminate()
        begin = time.monotonic()
        try:
            code = process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            code = f"killed, {process.wait()}"
        longest = max(longest, time.monotonic() - begin)
        # Before it can take signals, the signal simply ends it.
        if code not in (0, -15):
            wrong.append(code)
    yield (f"SIGTERM within 50 ms of the start, {rounds} times", f"all ended, the longest took {longest:.2f} s; wrong exit codes: {wrong or 'none'}",
           "it ends within 5 s", longest < 5 and not wrong)


def same_address(trial):
    with Daemon(trial.build, trial.small) as daemon:
        address = f"127.0.0.1:{daemon.port}"
        done = subprocess.run([str(trial.build / "bin" / "paperfind-searchd"), "--db", str(trial.small), "--listen", address],
                              capture_output=True, text=True, timeout=20, check=False)
    yield ("a second daemon at the same address", f"exit code {done.returncode}, "
           f"the message {'names' if address in done.stderr else 'does not name'} the address", "it does not start and names the address",
           done.returncode != 0 and address in done.stderr)


LINES = [sigterm, early_sigterm, same_address]
