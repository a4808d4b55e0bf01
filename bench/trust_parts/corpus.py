"""Made-up papers and queries: the same on every machine, from a seed."""
import itertools
import json
import random
import subprocess
import urllib.parse

SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ka", "lem", "min", "nor", "pra", "qui", "ros", "sta", "ten", "vul", "xen", "zar"]


def words(seed, count):
    source = random.Random(seed)
    made = {}
    while len(made) < count:
        made["".join(source.choice(SYLLABLES) for _ in range(source.randint(2, 4)))] = None
    return list(made)


class MadeUp:
    def __init__(self, seed, papers):
        self.random = random.Random(seed)
        self.words = words(seed, 6000)
        # As in real text: few words are frequent, most are rare.
        self.sums = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.names = [f"{a.title()} {b.title()}" for a, b in zip(words(seed + 1, papers // 3 + 10), words(seed + 2, papers // 3 + 10))]
        self.papers = papers

    def text(self, count):
        return " ".join(self.random.choices(self.words, cum_weights=self.sums, k=count))

    def paper(self, number, sessions):
        authors = self.random.sample(self.names, self.random.randint(1, 5))
        return {"kind": "paper", "id": f"p{number}", "event": "made-up", "title": self.text(self.random.randint(4, 12)).capitalize(),
                "authors": [{"name": name, "affiliations": [f"University of {self.words[hash_of(name) % 300].title()}"]} for name in authors],
                "abstract": self.text(self.random.randint(60, 160)), "keywords": [self.text(1), self.text(2)],
                "presentations": [{"session": f"s{number % sessions}", "position": number // sessions + 1}],
                "type": self.random.choice(["full", "short", "demo"]), "pdf": f"https://example.org/{number}.pdf"}

    def write(self, path, mark=None):
        """The corpus as lines. `mark`: a word that every title begins with."""
        sessions = max(2, self.papers // 25)
        with open(path, "w", encoding="utf-8") as out:
            def line(record):
                out.write(json.dumps(record) + "\n")
            line({"kind": "event", "id": "made-up", "name": "Made-up papers", "year": 2026, "tz": "UTC"})
            for number in range(sessions):
                line({"kind": "session", "id": f"s{number}", "event": "made-up", "title": self.text(3).capitalize(), "type": "oral",
                      "day": f"2026-05-{number % 20 + 1:02}"})
            for number in range(self.papers):
                record = self.paper(number, sessions)
                if mark:
                    record["title"] = f"{mark} {record['title']}"
                line(record)

    def queries(self, count):
        """What people type: a few words, now and then a phrase or an author."""
        made = []
        for _ in range(count):
            kind = self.random.random()
            if kind < 0.1:
                made.append(self.random.choice(self.names))
            elif kind < 0.2:
                made.append(f'"{self.text(2)}"')
            else:
                made.append(self.text(self.random.choice([1, 1, 2, 2, 3, 4])))
        return made


def hash_of(text):
    value = 0
    for byte in text.encode():
        value = (value * 131 + byte) % 1_000_003
    return value


def target(query, path="/api/v1/search", **more):
    return path + "?" + urllib.parse.urlencode({"q": query, **more})


def build(programs, corpus, index, *flags):
    subprocess.run([str(programs / "bin" / "paperfind-indexer"), "build", str(corpus), "--db", str(index), "-q", "--force", *flags],
                   check=True)
