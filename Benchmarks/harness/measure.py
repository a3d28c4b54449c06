"""Measures Souk beside its peers in one interleaved run, and writes a table."""
import argparse
import json
import pathlib
import subprocess
import sys

import compare
import table
from corpus import Corpus
from engines import Engine
from exercises import exercises
from figures import compare_engines
from peers import CACHE, SETUPS, Missing

PACKAGE = pathlib.Path(__file__).resolve().parent.parent
# Engines round lengths and break ties in their own ways, so lists of ten differ a little; totals may not.
LEAST_EQUAL_TOTALS, LEAST_OVERLAP = 1.0, 0.8


def say(text):
    print(text, file=sys.stderr, flush=True)


def arguments():
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description=__doc__)
    parser.add_argument("corpus", type=pathlib.Path, help="documents: JSON lines with title and text, plain, .gz or .zst")
    parser.add_argument("--documents", type=int, help="only so many of them")
    parser.add_argument("--join", type=int, metavar="WORDS", help="join documents of one section until they have so many words")
    parser.add_argument("--queries", type=pathlib.Path, help="queries, id TAB text, instead of drawn ones")
    parser.add_argument("--seed", type=int, default=1, help="what queries are drawn by")
    parser.add_argument("--engines", default=",".join(SETUPS), help="peers to measure (default: %(default)s)")
    parser.add_argument("--segments", type=int, default=1, help="segments to build, by engines that can")
    parser.add_argument("--memory", type=int, default=1000, metavar="MB", help="memory for indexing (default: %(default)s)")
    parser.add_argument("--only", default="", metavar="TEXT", help="only classes whose name has this in it")
    parser.add_argument("--rounds", type=int, default=3, help="rounds through all classes (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=2, help="at most so long a class, engine and round (default: %(default)s)")
    parser.add_argument("--rebuild", action="store_true", help="build the peers' indexes anew, too; Souk's always is")
    parser.add_argument("--out", type=pathlib.Path, default=CACHE / "result", help="where to write NAME.md and NAME.json")
    parser.add_argument("--baseline", type=pathlib.Path, help="a NAME.json to compare with, as Benchmarks/compare does")
    return parser.parse_args()


def souk():
    """The command that runs Souk, built now."""
    subprocess.run(["swift", "build", "-c", "release", "--product", "Contender"], cwd=PACKAGE, check=True, stdout=sys.stderr)
    return [PACKAGE / ".build" / "release" / "Contender"]


def engines(options, corpus):
    """All that can be had here, Souk first."""
    found = [Engine("souk", souk(), corpus, CACHE, options.segments)]
    for name in filter(None, options.engines.split(",")):
        if name not in SETUPS:
            sys.exit(f"there is no peer '{name}'; known are {', '.join(SETUPS)}")
        try:
            found.append(Engine(name, SETUPS[name](), corpus, CACHE, options.segments))
        except Missing as reason:
            say(f"{name} is left out: {reason}")
    return found


def measure(contestants, rows, options):
    """Class name -> engine -> answers of each round. Engines take turns within a class, so that what disturbs one
    disturbs all."""
    answers = {row.name: {engine.name: [] for engine in contestants} for row in rows}
    for i in range(options.rounds):
        for row in rows:
            for engine in contestants:
                answers[row.name][engine.name].append(engine.ask(row, options.seconds))
        say(f"round {i + 1} of {options.rounds} done")
    return answers


def disagreements(rows):
    for row in rows:
        for name, found in row.get("agreement", {}).items():
            if found["totals"] is not None and found["totals"] < LEAST_EQUAL_TOTALS:
                yield f"{row['name']}: {table.percent(found['totals'])} of the totals equal {name}'s"
            if found["overlap"] is not None and found["overlap"] < LEAST_OVERLAP:
                yield f"{row['name']}: {table.percent(found['overlap'])} of the best ten are also {name}'s"


def main():
    options = arguments()
    CACHE.mkdir(parents=True, exist_ok=True)
    corpus = Corpus(CACHE, options.corpus, options.documents, options.join, options.seed, options.queries)
    say(f"{corpus.facts['documents']:,} documents in {corpus.folder}")
    contestants = engines(options, corpus)
    builds = {}
    for engine in contestants:
        builds[engine.name] = engine.build(options.memory, again=options.rebuild or engine.name == "souk")
        say(f"{engine.name}: index there")
    rows = [row for row in exercises() if options.only in row.name]
    for engine in contestants:
        engine.start()
    answers = measure(contestants, rows, options)
    for engine in contestants:
        builds[engine.name]["serving_bytes"] = engine.peak_bytes()
        engine.stop()
    classes = [compare_engines(row, answers[row.name]) for row in rows]
    result = dict(
        corpus=corpus.facts, segments=options.segments, rounds=options.rounds, engines=[engine.name for engine in contestants],
        builds=builds, classes=classes, disagreements=list(disagreements(classes)))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.with_suffix(".json").write_text(json.dumps(result, indent=1))
    options.out.with_suffix(".md").write_text(table.markdown(result))
    print(table.markdown(result))
    if options.baseline:
        sys.exit(compare.report(json.loads(options.baseline.read_text()), result))


main()
