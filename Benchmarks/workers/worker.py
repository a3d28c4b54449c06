"""What the engines in Python have in common: arguments, orders, the clock."""
import json
import pathlib
import sys
import time


def rows(path):
    """Documents as (id, section, year, popularity, title, body, text)."""
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            number, section, year, popularity, title, body, text = line.rstrip("\n").split("\t")
            yield int(number), section, int(year), int(popularity), title, body, text


class Order:
    """What to do with a set of queries, parsed from `queries=two kind=any top=10 total=none seconds=5`."""

    def __init__(self, line):
        given = dict(word.split("=", 1) for word in line.split())
        self.queries, self.kind = given["queries"], given["kind"]
        self.top, self.seconds = int(given["top"]), float(given["seconds"])
        self.is_exact = given["total"] == "exact"
        self.facets = given["facets"].split(",") if "facets" in given else []
        self.fetch, self.sort = given.get("fetch"), given.get("sort")
        self.below = int(given["below"]) if "below" in given else None

    @property
    def is_plain(self):
        """Nothing but the best hits by score."""
        return self.top > 0 and not (self.is_exact or self.facets or self.fetch or self.sort or self.below)


def perform(engine, order, questions, seconds):
    """Asks each question once; yields (id, nanoseconds, total, hits)."""
    end = time.monotonic() + seconds
    for number, text in questions:
        ask = engine.prepare(order, text)
        if ask is None:
            return
        began = time.perf_counter_ns()
        reply = ask()
        ended = time.perf_counter_ns()
        yield number, ended - began, *engine.read(order, reply)
        if time.monotonic() > end:
            return


def peak_bytes():
    """The most memory that this process has held. What the system says of ended processes counts their parent's, too."""
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def main(engine):
    """Engines have build(documents, folder, segments, megabytes) -> facts, open(folder), prepare(order, text) -> what to
    time, or None where they can't, and read(order, reply) -> (total or -1, ids of at most ten hits)."""
    if sys.argv[1] == "build":
        documents, folder = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
        folder.mkdir(parents=True)
        began = time.monotonic()
        facts = engine.build(documents, folder, int(sys.argv[4]), int(sys.argv[5]))
        print(json.dumps(dict(seconds=time.monotonic() - began, peak_bytes=peak_bytes()) | facts))
        return
    engine.open(pathlib.Path(sys.argv[2]))
    sets = {}
    for line in open(sys.argv[3], encoding="utf-8"):
        number, kind, text = line.rstrip("\n").split("\t")
        sets.setdefault(kind, []).append((number, text))
    for line in sys.stdin:
        order = Order(line)
        questions = sets.get(order.queries, [])
        for _ in perform(engine, order, questions, order.seconds):
            pass
        for number, nanoseconds, total, hits in list(perform(engine, order, questions, order.seconds)):
            print(number, nanoseconds, total, ",".join(map(str, hits)), sep="\t")
        print("end", flush=True)
