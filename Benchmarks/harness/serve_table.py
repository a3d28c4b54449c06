"""What Benchmarks/serve measured, as Markdown."""
from table import head, line, number


def markdown(result):
    lines = [
        f"{result['connections']} connections with keep-alive over loopback, each sending the next request when it has the answer to "
        f"the last; seed {result['seed']}, median of {result['rounds']} rounds of {result['seconds']} s, client and server on the same "
        f"{result['processors']} processor(s).",
    ]
    for found in result["catalogues"]:
        lines += ["", f"## {found['catalogue']}, {found['documents']:,} documents", ""]
        lines += kinds(found["rows"]) if "rows" in found else []
        lines += slow(found["slow"], result["slow_connections"]) if "slow" in found else []
        lines += memory(found["memory"]) if "memory" in found else []
    return "\n".join(lines + [""] + [f"Fault: {fault}" for fault in result["faults"]]).rstrip() + "\n"


def kinds(rows):
    """`of the ceiling`: of the requests a second that an answer without a search allows. `CPU`: the server's own, for each
    request. `engine`: one search in process, on one thread, without stored documents."""
    has_other = any("against" in row for row in rows)
    columns = ["kind", "requests/s", "of the ceiling", "p50 ms", "p99 ms", "errors", "bytes", "CPU us", "engine us"]
    lines = head(*columns, *(["requests/s to the other", "CPU", "p99"] if has_other else []))
    for row in rows:
        other = row.get("against")
        lines.append(line(
            row["kind"], number(row["per_second"]), f"{row['of_ceiling']:.2f}", f"{row['p50']:.2f}", f"{row['p99']:.2f}", row["errors"],
            number(row["bytes"]), number(row["processor_us"]), number(row["engine_us"]) if row.get("engine_us") else "-",
            *([f"{other[name]:.2f}" for name in ("per_second", "processor_us", "p99")] if other else [])))
    return lines


def slow(found, connections):
    lines = ["", *head("two words", "requests/s", "p50 ms", "p99 ms", "most ms", "errors")]
    names = dict(alone="alone", beside=f"beside {connections} connections with slow queries", slow="these slow queries")
    for key, name in names.items():
        row = found[key]
        lines.append(line(
            name, number(row["per_second"]), f"{row['p50']:.2f}", f"{row['p99']:.2f}", f"{row['most']:.2f}", row["errors"]))
    return lines


def memory(found):
    lines = head("requests of all kinds", "own MiB", "Pss MiB", "RSS MiB")
    for mark in found["marks"]:
        lines.append(line(f"{mark['requests']:,}", *(f"{mark[name]:.1f}" for name in ("own", "pss", "rss"))))
    growth = found["growth"]
    since = f"growth from {found['warm']['requests']:,} to {found['end']['requests']:,}"
    return lines + [line(since, *(f"{growth[name]:+.1f}" for name in ("own", "pss", "rss")))]
