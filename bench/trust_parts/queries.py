"""What is typed: anything, what costs much, and what would be a script."""
import html.parser
import json
import re
import time
import urllib.parse

from trust_parts import corpus
from trust_parts.daemon import Asker, Daemon, get

OPERATORS = ["AND", "OR", "NOT", "NEAR", "NEAR/3", "ADJ/2", "XOR", "-", "+", "(", ")", '"', "*", "..", ":", "~", "^", "|", "&&", "\\"]
FIELDS = ["title:", "author:", "abstract:", "institution:", "session:", "year:", "day:", "id:", "keyword:", "type:", "nosuch:"]
ODD = ["İ", "ß", "é", "e\u0301", "日本語", "مرحبا", "👩‍👩‍👧", "\u200d", "\ufeff", "\u202e", "a" + "\u0301" * 300, "ǅ", "\uffff", "\U0010ffff", "K", "½", "①"]


def grammar(source, words, depth=0):
    """A query that the grammar allows, or nearly."""
    kind = source.random()
    if depth > 6 or kind < 0.35:
        return source.choice(words)
    if kind < 0.45:
        return source.choice(FIELDS) + grammar(source, words, depth + 1)
    if kind < 0.55:
        return '"' + " ".join(source.choices(words, k=source.randint(0, 5))) + source.choice(['"', '"', ""])
    if kind < 0.62:
        return source.choice(words)[:source.randint(0, 5)] + "*"
    if kind < 0.68:
        return f"{source.choice(['year:', 'day:', ''])}{source.randint(0, 99999)}..{source.choice(['', str(source.randint(0, 3000))])}"
    if kind < 0.75:
        return source.choice(ODD + OPERATORS)
    if kind < 0.85:
        return "(" * source.randint(1, 3) + grammar(source, words, depth + 1) + ")" * source.randint(0, 3)
    return " ".join([grammar(source, words, depth + 1), source.choice(OPERATORS), grammar(source, words, depth + 1)])


def generated(source, words):
    """A target's query string: q escaped, of the grammar, of random bytes, or both; sometimes other parameters."""
    kind = source.random()
    if kind < 0.6:
        typed = grammar(source, words).encode("utf-8", "replace")
    elif kind < 0.85:
        typed = source.randbytes(source.randint(1, 120))
    else:
        text = bytearray(grammar(source, words).encode("utf-8", "replace"))
        for _ in range(source.randint(1, 4)):
            text[source.randrange(len(text))] = source.randrange(256)
        typed = bytes(text)
    more = ""
    if source.random() < 0.3:
        more = "&" + source.choice(["sort", "page", "per_page", "facets", "mode", "typo", "highlight", "snippet", "year", "from", "not.author",
                                    "all.type", "explain", "fields", "facet_limit"]) + "=" + source.choice(
            ["0", "1", "-1", "99999999999999999999", "title", "all", "none", "2022..", "2022-13-45", "%00", "%ff", "a,b", "", "~none", "html"])
    return "q=" + urllib.parse.quote(typed[:1500]) + more


def random_queries(trial):
    count = trial.figure(10_000, 100_000)
    surfaces = ["/api/v1/search", "/api/v1/search", "/search", "/api/v1/suggest", "/api/v1/facets/author", "/opensearch/suggest"]
    statuses, bad, slowest = {}, [], 0.0
    with Daemon(trial.build, trial.big) as daemon:
        asker = Asker(daemon.port)
        times = []
        for number in range(count):
            target = surfaces[number % len(surfaces)] + "?" + generated(trial.random, trial.words)
            begin = time.perf_counter()
            try:
                reply = asker.ask(target)
                status = reply.status
                reply.body.decode("utf-8")  # whatever was typed
            except (OSError, UnicodeDecodeError) as error:
                status = type(error).__name__
            times.append(time.perf_counter() - begin)
            kind = f"{status // 100}xx" if isinstance(status, int) else status
            statuses[kind] = statuses.get(kind, 0) + 1
            if kind not in ("2xx", "4xx"):
                bad.append(f"{status}: {target[:300]}")
        alive = daemon.alive()
        slowest = max(times)
    answers = ", ".join(f"{kind} {number}" for kind, number in sorted(statuses.items()))
    yield (f"{count:,} generated queries (seed {trial.seed}): of the grammar, of random bytes, and mixed",
           f"answers {answers}; the daemon {'lives' if alive else 'died'}; 99 % within {1000 * sorted(times)[int(0.99 * count)]:.0f} ms, "
           f"slowest {1000 * slowest:.0f} ms" + "".join(f"; {what}" for what in bad[:3]), "0 answers 5xx; 0 deaths", alive and not bad)


def dear(words):
    common = words[:1000]
    search = corpus.target
    return {
        "50 wildcards": search(" ".join(word[:3] + "*" for word in common[:50])), "a*": search("a*"), "*a*": search("*a*"),
        "the widest wildcards": search("sta* pra*"), "1,000 words": "/api/v1/search?q=" + "+".join(common)[:7000],
        "a phrase of as many words as fit": search('"' + " ".join(common)[:2000] + '"'), "NEAR/1000000000": search(f"{common[0]} NEAR/1000000000 {common[1]}"),
        "NEAR of frequent words": search(" NEAR/30 ".join(common[:20])), "100 brackets in each other": search("(" * 100 + common[0] + ")" * 100),
        "1,000 brackets": search("(" * 1000 + common[0] + ")" * 1000), "as many OR as fit": search(" OR ".join(common)[:2000]),
        "as many NOT as fit": search("* " + " ".join(f"NOT {word}" for word in common)[:1900]), "10,000 OR": "/api/v1/search?q=" + "+OR+".join(["a"] * 10_000),
        "page 1000000000": search("*", page=10 ** 9), "per_page 1000000000": search("*", per_page=10 ** 9), "page -1": search("*", page=-1),
        "the last page": search("*", page=100, per_page=100), "10^20 papers a page": search("*", per_page=10 ** 20),
        "all facets with 1,000 values": search("*", facets="all", facet_limit=1000), "explained": search(" ".join(common[:64]), explain=1, mode="any"),
        "50 misspelled words": search(" ".join(word[1:] + "x" for word in common[:50])), "one word of 2,000 letters": search("ba" * 1000),
        "2,049 bytes": search("a" * 2049), "100 parameters": search("*") + "&author=x" * 99, "101 parameters": search("*") + "&author=x" * 100,
        "5,000 combining marks": search("a" + "\u0301" * 700), "a phrase of one frequent word": search('"' + f"{common[0]} " * 60 + '"'),
        "a suggestion for one letter": "/api/v1/suggest?q=b", "all values of a facet": "/api/v1/facets/author?per_page=1000&prefix=b",
    }


def costs(trial):
    worst, wrong = {}, []
    with Daemon(trial.build, trial.big, "--answer-cache-mb", "0", "--threads", "2") as daemon:
        asker = Asker(daemon.port)
        for query in trial.targets[:300]:  # what any searcher keeps for itself
            asker.ask(query)
        before = daemon.memory()
        asked = dear(trial.words)
        for name, target in asked.items():
            times = []
            for _ in range(3):
                begin = time.perf_counter()
                status = asker.ask(target).status
                times.append(1000 * (time.perf_counter() - begin))
            if status not in (200, 400, 414):
                wrong.append(f"{name}: {status}")
            if status == 200:
                worst[name] = min(times)
        growth = daemon.memory() - before
    slowest = max(worst, key=worst.get)
    yield (f"{len(asked)} queries made to cost much (each three times, without kept answers)",
           f"{len(asked) - len(worst)} refused by 400 or 414; the dearest answered: {slowest}, {worst[slowest]:.0f} ms (the best of three); "
           f"memory {growth:+.1f} MB" + "".join(f"; {what}" for what in wrong), "each 400, 414 or less than 200 ms; memory less than +20 MB",
           not wrong and worst[slowest] < 200 and growth < 20)


# Each would make an element or an attribute `zqx`, or run.
VECTORS = [
    "<script zqx>alert(1)</script>", "<img zqx src=x onerror=alert(1)>", '"><svg zqx onload=alert(1)>', "' zqx='1' onmouseover='alert(1)",
    '" zqx="1" onfocus="alert(1)" autofocus="', "</title><script zqx>alert(1)</script>", "</textarea><b zqx>", "--><i zqx>x</i><!--", "]]><u zqx>",
    "<zqx>", "</mark><mark zqx>", "<a zqx href=javascript:alert(1)>x</a>", "<iframe zqx srcdoc='<script>alert(1)</script>'>", "<math><mi zqx>",
    "<svg/zqx/onload=alert(1)>", "<<b zqx>", "<b\tzqx\n>", "<b\x0czqx>", "&lt;b zqx&gt;<b zqx>", "{{{title}}}<b zqx>", "{{{title_html}}}", "</script><b zqx>",
    "<!--<script zqx>", "javascript:alert('zqx')", "\u2028<b zqx>", "<b zqx", "`><b zqx>", "%3Cb zqx%3E", "&#60;b zqx&#62;", "\\u003cb zqx\\u003e",
]


# What makes a page say more than results: nothing found, signs left out, a word left out.
HARMLESS = ["nosuchword", '"a b" -c', "", "learning >", "> x=1", "learning nosuchword", "lerning", "a NEAR b", "((", "x:y"]


def payloads():
    wraps = ["{}", "learning {}", "{} learning", '"{}"', "({})", "title:{}", "x{}y", "{}{}", "<p>{}", "\u00e9{}\u200b"]
    return [wrap.replace("{}", vector) for vector in VECTORS for wrap in wraps]


class Elements(html.parser.HTMLParser):
    """Finds what a browser would make of a page that no template of ours has."""

    def __init__(self, known):
        super().__init__(convert_charrefs=True)
        self.known, self.seen, self.wrong = known, set(), []

    def handle_starttag(self, tag, attributes):
        for name, value in [("", None), *attributes]:
            self.seen.add((tag, name))
            if self.known is not None and (tag, name) not in self.known:
                self.wrong.append(f"<{tag} {name}>")
            if name.startswith("on") or "zqx" in name + tag:
                self.wrong.append(f"<{tag} {name}>")
            if name in ("href", "src", "action", "formaction") and re.match(r"(?i)\s*(javascript|data|vbscript):", value or ""):
                self.wrong.append(f"<{tag} {name}={value[:40]}>")


def parse(body, known=None):
    elements = Elements(known)
    elements.feed(body.decode("utf-8"))
    elements.close()
    return elements


def hostile_corpus(path, texts):
    """A payload in every field that people fill in. Addresses keep their scheme: the corpus reader refuses others."""
    def clean(text):  # what JSON texts may not hold is not what is tried here
        return text.replace("\x0c", " ")
    with open(path, "w", encoding="utf-8") as out:
        out.write(json.dumps({"kind": "event", "id": "e", "name": clean(texts[0]), "short": clean(texts[1]), "year": 2026, "tz": "UTC"}) + "\n")
        for number, text in enumerate(map(clean, texts)):
            out.write(json.dumps({"kind": "session", "id": f"s{number}", "event": "e", "title": text, "type": "oral", "day": "2026-05-01", "room": text,
                                  "chairs": [{"name": text}]}) + "\n")
            out.write(json.dumps({"kind": "paper", "id": f"p{number}", "event": "e", "title": text, "abstract": f"learning {text} learning",
                                  "authors": [{"name": text, "affiliations": [text]}], "keywords": [text], "award": text,
                                  "presentations": [{"session": f"s{number}"}], "track": text,
                                  "pdf": "https://example.org/" + urllib.parse.quote(text, safe="<>\"'=;:()&#").replace(" ", "")}) + "\n")


def scripts(trial):
    texts = payloads()
    benign = trial.work / "benign.jsonl"
    hostile = trial.work / "hostile.jsonl"
    # The twin has the same fields with harmless words: what elements its pages have is what templates make.
    hostile_corpus(benign, [f"word{number} learning" for number in range(len(texts))])
    hostile_corpus(hostile, texts)
    known, pages, wrong = set(), 0, []
    for path, index in ((benign, trial.work / "benign"), (hostile, trial.work / "hostile")):
        corpus.build(trial.build, path, index)
        with Daemon(trial.build, index) as daemon:
            asker = Asker(daemon.port)
            for target in places(asker, texts if path == hostile else [f"word{n} learning" for n in range(len(texts))] + HARMLESS):
                reply = asker.ask(target)
                found = parse(reply.body, known if path == hostile else None)
                if path == benign:
                    known |= found.seen
                else:
                    pages += 1
                    wrong += [f"{what} in {target[:120]}" for what in found.wrong]
                if reply.status >= 500 or "script-src 'self'" not in (reply.header("content-security-policy") or ""):
                    wrong.append(f"{reply.status} {target[:120]}")
            if path == hostile:
                wrong += marks(asker, texts)
    yield (f"{len(texts)} scripts and other markup as q, and as title, author, institution, abstract, keyword, session, chair, room, award, track, address and facets",
           f"{pages} pages read by an HTML parser, {len(wrong)} elements, attributes or addresses that are not the templates'"
           + "".join(f"; {what}" for what in wrong[:3]), "0", not wrong and pages > 3 * len(texts))


def places(asker, texts):
    """Every kind of page, with the papers' own words and with q."""
    for number, text in enumerate(texts):
        yield corpus.target(text, "/search")
        if number % 3 == 0:
            yield corpus.target(text, "/search", highlight="html", mode="any", facets="all", author=text)
            yield "/facets/author?" + urllib.parse.urlencode({"prefix": text, "q": text})
    for number in range(300):
        yield f"/papers/p{number}"
        yield f"/sessions/s{number}"
    for page in range(1, 16):
        yield f"/search?q=learning&page={page}&facets=all&facet_limit=100"
    for facet in ("author", "institution", "session", "keyword", "track", "award", "room"):
        yield f"/facets/{facet}?per_page=1000"
        values = json.loads(asker.ask(f"/api/v1/facets/{facet}?per_page=1000").body)["values"]
        for value in values[:60] if facet in ("author", "institution") else []:
            yield f"/{facet}s/{urllib.parse.quote(value['id'], safe='')}"
    yield from ("/", "/schedule", "/events/e", "/list?ids=p1,p2,%3Cb%20zqx%3E", "/nosuch%3Cb%20zqx%3E", "/help", "/api", "/demo")


def marks(asker, texts):
    """Texts of the interface for programs that are HTML: <mark> is the only element."""
    wrong = []
    for text in [*texts[:100], "learning"]:
        for result in json.loads(asker.ask(corpus.target(text, mode="any", per_page=100)).body).get("results", []):
            for part in [result.get("title_html", ""), result.get("snippet_html", "")] + [author.get("name_html", "") for author in result["authors"]]:
                if parse(part.encode()).seen - {("mark", "")}:
                    wrong.append(part[:120])
    return wrong


LINES = [random_queries, costs, scripts]
