"""What every line of the table needs: programs, indexes, queries, and how much is asked of it."""
import random
import sys
import time

from trust_parts import corpus


class Trial:
    def __init__(self, build, repository, work, long_mode, seed):
        self.build, self.repository, self.work, self.long, self.seed = build, repository, work, long_mode, seed
        self.random = random.Random(seed)

    def prepare(self):
        """An index of 10,000 made-up papers and one of the repository's own corpus."""
        made = corpus.MadeUp(self.seed, 10_000)
        made.write(self.work / "made-up.jsonl")
        self.big, self.small = self.work / "big", self.work / "small"
        corpus.build(self.build, self.work / "made-up.jsonl", self.big)
        corpus.build(self.build, self.repository / "corpus", self.small)
        self.words = made.words
        self.queries = made.queries(2000)
        self.targets = [corpus.target(query) for query in self.queries]

    def figure(self, short, long_one):
        return long_one if self.long else short


class Table:
    """Rows in Markdown, each printed when it is known."""

    def __init__(self):
        self.lost = []
        print("| What was tried | What came of it | Bar | Held |\n|-|-|-|-|", flush=True)

    def run(self, function, trial):
        # Of its own, so that --only replays what the whole run did.
        trial.random = random.Random(f"{trial.seed} {function.__name__}")
        begin = time.monotonic()
        try:
            for tried, seen, bar, held in function(trial):
                print(f"| {tried} | {seen} | {bar} | {'yes' if held else '**no**'} |", flush=True)
                if not held:
                    self.lost.append(tried)
        except Exception as error:  # one line that breaks must not hide the others
            print(f"| {function.__name__} | {type(error).__name__}: {error} | it can be tried | **no** |", flush=True)
            self.lost.append(function.__name__)
        print(f"{function.__name__}: {time.monotonic() - begin:.0f} s", file=sys.stderr)
