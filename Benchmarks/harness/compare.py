"""Says what became slower or faster against a stored result, by ratios to the peers, so that it need not be the same
machine. Ends with status 1 where a group of classes, building or the index's size is worse by more than the threshold."""
import argparse
import json
import math
import pathlib
import sys


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


def changes(before, after):
    """Group -> how many times as slow as before, from the classes and peers that both results have."""
    old = {row["name"]: row for row in before["classes"]}
    factors = {}
    for row in after["classes"]:
        was, now = old.get(row["name"], {}).get("ratios", {}), row.get("ratios", {})
        common = [name for name in now if was.get(name)]
        if common:
            factors.setdefault(row["group"], []).append(geometric_mean([now[name] / was[name] for name in common]))
    found = {group: geometric_mean(values) for group, values in factors.items()}
    # Building is compared by CPU time: what else the machine did meanwhile is no part of it.
    for what, key in (("indexing", "cpu_seconds"), ("bytes on disk", "bytes")):
        was, now = relative(before, key), relative(after, key)
        common = [name for name in now if was.get(name)]
        if common:
            found[what] = geometric_mean([now[name] / was[name] for name in common])
    return found


def relative(result, key):
    ours = result["builds"]["souk"][key]
    return {name: ours / facts[key] for name, facts in result["builds"].items() if name != "souk" and facts.get(key)}


def report(before, after, threshold=0.1):
    """Prints a line a group; returns the exit status."""
    for key in ("documents", "words", "source", "seed", "segments"):
        was, now = (result["corpus"].get(key, result.get(key)) for result in (before, after))
        if was != now:
            print(f"not comparable: {key} was {was} and is {now}")
            return 2
    worse = 0
    for group, factor in changes(before, after).items():
        size = group.startswith("bytes")
        amount = round(100 * abs(factor - 1))
        word = ("more" if size else "slower") if factor > 1 else ("less" if size else "faster")
        is_worse = factor > 1 + threshold
        worse += is_worse
        print(f"{group}: {f'{amount} % {word}' if amount else 'the same'}{'  <-- beyond the threshold' if is_worse else ''}")
    return 1 if worse else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="Benchmarks/compare", description=__doc__)
    parser.add_argument("baseline", type=pathlib.Path, help="the JSON of an earlier run")
    parser.add_argument("result", type=pathlib.Path, help="the JSON of a run now")
    parser.add_argument("--threshold", type=float, default=0.1, help="how much worse is too much (default: %(default)s)")
    options = parser.parse_args()
    sys.exit(report(json.loads(options.baseline.read_text()), json.loads(options.result.read_text()), options.threshold))
