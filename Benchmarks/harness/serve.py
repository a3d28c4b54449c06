"""Measures the server over HTTP with keep-alive: requests a second and their times, for kinds of queries drawn from the
documents; whether slow queries hold up others; whether memory grows. The demo catalogue always, a large corpus if there."""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import serve_table
import tracing
from asked import Catalogue
from peers import CACHE
from served import REPOSITORY, Load, Server, ask, install_wrk

EXAMPLES = """examples:
  Benchmarks/serve                                     the demo catalogue, and the large corpus if it is there
  Benchmarks/serve --corpus none --only words          the demo catalogue alone, kinds of queries with 'words' in their name
  Benchmarks/serve --corpus none --million             a million requests, and what memory they leave behind
  Benchmarks/serve --tracing --rounds 5               what tracing costs
  Benchmarks/serve --against ../other/.build/release/souk       another build, in turn with this one"""
# Answered from what is at hand, without a search: what HTTP alone allows.
CEILING = "/ready"
MIXED_SCHEMA = dict(id="id", fields=[
    dict(name="title", type="text", analyzer="standard", suggest=True), dict(name="text", type="text", analyzer="standard"),
    dict(name="source", type="keyword", facet=True, filter=True, sort=True),
    dict(name="lang", type="keyword", facet=True, filter=True, sort=True)])
WARM_UP, BATCH_SECONDS = 100_000, 10


def say(text):
    print(text, file=sys.stderr, flush=True)


def arguments():
    corpora = pathlib.Path(os.environ.get("SOUK_CORPORA") or REPOSITORY.parent / "shared" / "corpora")
    parser = argparse.ArgumentParser(
        prog="Benchmarks/serve", description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listings", type=int, default=20_000, help="listings of the demo catalogue (default: %(default)s)")
    parser.add_argument(
        "--corpus", type=pathlib.Path, default=corpora / "scale" / "mixed-1m.jsonl.zst",
        help="JSON lines with id, title, text, source and lang, plain or .zst; none: without (default: scale/mixed-1m.jsonl.zst of "
        "the corpora, SOUK_CORPORA)")
    parser.add_argument("--seed", type=int, default=1, help="what queries are drawn by")
    parser.add_argument("--connections", type=int, default=32, help="connections that ask (default: %(default)s)")
    parser.add_argument("--slow-connections", type=int, default=4, help="connections that ask what is slow (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds through all kinds; the median counts (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=3, help="so long a kind and round (default: %(default)s)")
    parser.add_argument("--only", default="", metavar="TEXT", help="only kinds whose name has this in it")
    parser.add_argument("--against", type=pathlib.Path, metavar="SOUK", help="another build to measure in turn with this one")
    parser.add_argument("--million", action="store_true", help="instead: a million requests, and the memory before and after")
    parser.add_argument("--tracing", action="store_true", help="instead: what tracing costs searches for two words")
    parser.add_argument("--requests", type=int, default=1_000_000, help="how many those are (default: %(default)s)")
    parser.add_argument(
        "--growth", type=float, default=8, metavar="MIB", help="fail if the process's own memory grows by more (default: %(default)s)")
    parser.add_argument("--rebuild", action="store_true", help="build the index of the corpus anew; that of the demo always is")
    parser.add_argument("--out", type=pathlib.Path, default=CACHE / "serve" / "result", help="where to write NAME.md and NAME.json")
    return parser.parse_args()


def souk():
    """The program: SOUK, or what is built now."""
    if "SOUK" in os.environ:
        return pathlib.Path(os.environ["SOUK"])
    build = ["swift", "build", "-c", "release", "--product", "souk"]
    subprocess.run(build, cwd=REPOSITORY, check=True, stdout=sys.stderr)
    shown = subprocess.run([*build[:4], "--show-bin-path"], cwd=REPOSITORY, check=True, capture_output=True, text=True)
    return pathlib.Path(shown.stdout.strip()) / "souk"


def index(program, catalogue, folder, again):
    """Builds the index below the folder, if it is not there or `again`."""
    note, made_of = folder / "indexed", f"{catalogue.documents.resolve()} {catalogue.schema}"
    if again or not note.exists() or note.read_text() != made_of:
        say(f"indexing {catalogue.name}")
        note.unlink(missing_ok=True)
        shutil.rmtree(folder / "index", ignore_errors=True)
        (folder / "schema.json").write_text(catalogue.schema)
        command = [program, "index", "build", "--quiet", "--schema", folder / "schema.json", "--index", folder / "index"]
        subprocess.run([*command, catalogue.documents], check=True, stdout=sys.stderr)
        note.write_text(made_of)


def catalogues(program, options):
    """Catalogue and folder of its index, of all that there are."""
    folder = CACHE / "serve" / f"demo-{options.listings}"
    folder.mkdir(parents=True, exist_ok=True)
    demo = [program, "demo-catalog"]
    with open(folder / "listings.jsonl", "w") as file:
        subprocess.run([*demo, "--listings", str(options.listings), "--seed", "1"], check=True, stdout=file)
    schema = subprocess.run([*demo, "--schema"], check=True, capture_output=True, text=True).stdout
    shop = Catalogue("demo catalogue", schema, folder / "listings.jsonl", "brand,categories,price", "brand")
    index(program, shop, folder, again=True)
    yield shop, folder
    if str(options.corpus) == "none":
        return
    if not options.corpus.exists():
        say(f"skipped: there is no {options.corpus.name} among the corpora; --corpus names it")
        return
    folder = CACHE / "serve" / options.corpus.name.split(".")[0]
    folder.mkdir(parents=True, exist_ok=True)
    mixed = Catalogue(options.corpus.name, json.dumps(MIXED_SCHEMA), options.corpus, "source,lang", "lang")
    index(program, mixed, folder, again=options.rebuild)
    yield mixed, folder


def write_lists(kinds, folder):
    """Kind -> file of its addresses."""
    lists = {}
    for kind, addresses in kinds.items():
        lists[kind] = folder / f"{kind.replace(' ', '-')}.txt"
        lists[kind].write_text("".join(f"{address}\n" for address in addresses))
    return lists


def median(rounds):
    return {name: statistics.median(found[name] for found in rounds) for name in rounds[0]} | dict(
        errors=sum(found["errors"] for found in rounds))


def engine_times(program, texts, folder):
    """Kind of words -> microseconds of a search on one thread in process, without the stored documents."""
    times = {}
    for kind, drawn in texts.items():
        if kind == "suggestions":
            continue
        queries = folder / "queries.tsv"
        queries.write_text("".join(f"{number}\t{text}\n" for number, (text, _) in enumerate(drawn)))
        command = [program, "bench", "--index", folder / "index", "--queries", queries, "--mode", "all", "--json"]
        times[kind] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["mean"]
    return times


def measure_kinds(servers, catalogue, folder, options):
    """One row a kind, the ceiling first; builds take turns within a kind and round."""
    kinds = {"ceiling": [CEILING]} | catalogue.addresses(options.seed)
    kinds = {kind: list for kind, list in kinds.items() if kind == "ceiling" or options.only in kind}
    lists = write_lists(kinds, folder)
    rounds = {name: {kind: [] for kind in kinds} for name in servers}
    for name, server in servers.items():
        server.check(address for addresses in kinds.values() for address in addresses)
    for i in range(options.rounds):
        for kind, list in lists.items():
            for name in sorted(servers, reverse=i % 2 == 1):
                rounds[name][kind].append(ask(servers[name], list, options.connections, options.seconds))
        say(f"{catalogue.name}: round {i + 1} of {options.rounds} done")
    rows = []
    for kind in kinds:
        row = dict(kind=kind) | median(rounds["souk"][kind])
        row["of_ceiling"] = row["per_second"] / (rows[0]["per_second"] if rows else row["per_second"])
        if "other" in servers:
            pairs = zip(rounds["souk"][kind], rounds["other"][kind])
            ratios = [(a["per_second"] / b["per_second"], a["processor_us"] / b["processor_us"], a["p99"] / b["p99"]) for a, b in pairs]
            row["against"] = dict(zip(("per_second", "processor_us", "p99"), map(statistics.median, zip(*ratios))))
        rows.append(row)
    return rows


def measure_slow(server, catalogue, folder, options):
    """Cheap searches alone, then beside connections that ask what is slow, in turn; and the slow ones."""
    lists = write_lists(dict(cheap=catalogue.addresses(options.seed)["two words"], slow=catalogue.slow(options.seed)), folder)
    alone, beside, slow = [], [], []
    for _ in range(options.rounds):
        alone.append(ask(server, lists["cheap"], options.connections, options.seconds))
        # Begins before and ends after those that it may hold up.
        load = Load(server, lists["slow"], options.slow_connections, options.seconds + 2)
        time.sleep(1)
        beside.append(ask(server, lists["cheap"], options.connections, options.seconds))
        slow.append(load.figures())
    say(f"{catalogue.name}: slow queries done")
    return dict(alone=median(alone), beside=median(beside), slow=median(slow))


def measure_memory(server, catalogue, folder, options):
    """Memory after each batch of requests of all kinds, and by how much it has grown since the warm-up."""
    kinds = catalogue.addresses(options.seed)
    # Of each kind in turn.
    mixed = [address for addresses in zip(*kinds.values()) for address in addresses]
    list = write_lists(dict(all=mixed), folder)["all"]
    sent, errors, marks = 0, 0, []
    while sent < options.requests:
        found = ask(server, list, options.connections, BATCH_SECONDS)
        sent, errors = sent + found["requests"], errors + found["errors"]
        time.sleep(0.5)
        marks.append(dict(requests=sent) | server.memory())
        say(f"{catalogue.name}: {sent:,} requests, {marks[-1]['own']:.1f} MiB")
    warm = next((mark for mark in marks if mark["requests"] >= min(WARM_UP, options.requests // 10)), marks[0])
    growth = {name: marks[-1][name] - warm[name] for name in ("own", "pss", "rss")}
    return dict(warm=warm, end=marks[-1], growth=growth, errors=errors, marks=marks)


def measure_tracing(program, options):
    catalogue, folder = next(catalogues(program, options))
    addresses = write_lists({"two words": catalogue.addresses(options.seed)["two words"]}, folder)["two words"]
    rows = tracing.measure(program, folder, addresses, options)
    print(tracing.markdown(rows))
    sys.exit(1 if any(row["errors"] for row in rows) else 0)


def measure(program, catalogue, folder, options):
    servers = {"souk": Server(program, folder)}
    try:
        result = dict(catalogue=catalogue.name, documents=json.loads(servers["souk"].get("/ready")[1])["documents"])
        if options.million:
            return result | dict(memory=measure_memory(servers["souk"], catalogue, folder, options))
        if options.against:
            servers["other"] = Server(options.against, folder)
        result["rows"] = measure_kinds(servers, catalogue, folder, options)
        if options.only in "slow":
            result["slow"] = measure_slow(servers["souk"], catalogue, folder, options)
    finally:
        for server in servers.values():
            server.stop()
    engine = engine_times(program, catalogue.texts(options.seed), folder)
    for row in result["rows"]:
        row["engine_us"] = engine.get(row["kind"])
    return result


def faults(result, options):
    for found in result["catalogues"]:
        for row in found.get("rows", []):
            if row["errors"]:
                yield f"{found['catalogue']}: {row['errors']} errors with {row['kind']}"
        if memory := found.get("memory"):
            if memory["errors"]:
                yield f"{found['catalogue']}: {memory['errors']} errors"
            if memory["growth"]["own"] > options.growth:
                yield f"{found['catalogue']}: memory grew by {memory['growth']['own']:.1f} MiB, allowed are {options.growth:g}"


def main():
    options = arguments()
    install_wrk()
    program = souk()
    if options.tracing:
        measure_tracing(program, options)
    found = [measure(program, catalogue, folder, options) for catalogue, folder in catalogues(program, options)]
    result = dict(
        connections=options.connections, slow_connections=options.slow_connections, seconds=options.seconds, rounds=options.rounds,
        seed=options.seed, processors=len(os.sched_getaffinity(0)), catalogues=found)
    result["faults"] = list(faults(result, options))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.with_suffix(".json").write_text(json.dumps(result, indent=1))
    options.out.with_suffix(".md").write_text(serve_table.markdown(result))
    print(serve_table.markdown(result))
    sys.exit(1 if result["faults"] else 0)


if __name__ == "__main__":
    main()
