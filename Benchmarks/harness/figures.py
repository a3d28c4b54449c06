"""From times and answers to figures."""
import math


def percentile(values, share):
    """Nearest rank."""
    ordered = sorted(values)
    return ordered[max(1, math.ceil(share * len(ordered))) - 1]


def best(rounds):
    """Each query's least time over the rounds: what disturbs a measurement only ever adds to it."""
    times = {}
    for answers in rounds:
        for number, (nanoseconds, _, _) in answers.items():
            times[number] = min(nanoseconds, times.get(number, nanoseconds))
    return times


def figures(times):
    values = [nanoseconds / 1000 for nanoseconds in times.values()]
    return dict(
        mean=round(sum(values) / len(values), 2), p50=round(percentile(values, 0.5), 2), p99=round(percentile(values, 0.99), 2),
        queries=len(values))


def ratio(ours, theirs):
    """Our time for the queries that both have answered, in theirs; None where there is none."""
    common = ours.keys() & theirs.keys()
    rest = sum(theirs[number] for number in common)
    return sum(ours[number] for number in common) / rest if rest else None


def agreement(ours, theirs, has_ranking):
    """How many totals are equal, and how much of the best ten is the same, on average; None where it can't be said."""
    common = ours.keys() & theirs.keys()
    totals = [ours[n][1] == theirs[n][1] for n in common if ours[n][1] >= 0 and theirs[n][1] >= 0]
    lists = [(set(ours[n][2]), set(theirs[n][2])) for n in common if has_ranking and (ours[n][2] or theirs[n][2])]
    overlap = [len(a & b) / max(len(a), len(b)) for a, b in lists]
    return dict(totals=mean(totals), overlap=mean(overlap))


def mean(values):
    return round(sum(values) / len(values), 4) if values else None


def compare_engines(exercise, rounds):
    """One row: figures of each engine that answered, our ratio to each, and whether the answers agree.
    `rounds`: engine -> answers of each round."""
    times = {name: best(answers) for name, answers in rounds.items() if answers and answers[0]}
    row = dict(name=exercise.name, group=exercise.group, engines={name: figures(time) for name, time in times.items()})
    peers = [name for name in times if name != "souk"]
    if "souk" in times and peers:
        ratios = {name: ratio(times["souk"], times[name]) for name in peers}
        row["ratios"] = {name: round(value, 4) for name, value in ratios.items() if value is not None}
        row["fastest"] = max(row["ratios"], key=row["ratios"].get)
        row["ratio"] = row["ratios"][row["fastest"]]
        row["agreement"] = {
            name: agreement(rounds["souk"][0], rounds[name][0], exercise.has_ranking) for name in peers}
    return row
