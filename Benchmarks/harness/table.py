"""What was measured, as Markdown for people; the JSON beside it is what `compare` reads."""


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def percent(value):
    return "-" if value is None else f"{100 * value:.1f} %"


def line(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def head(*cells):
    return [line(*cells), "|" + "---|" * len(cells)]


def markdown(result):
    corpus, engines = result["corpus"], result["engines"]
    lines = [
        f"{corpus['documents']:,} documents of {corpus['words'] / max(corpus['documents'], 1):.0f} words from {corpus['source']}, "
        f"seed {corpus['seed']}, {result['segments']} segment(s); one thread, warm, in process; best of {result['rounds']} rounds.",
        "",
        "Microseconds: mean / p50 / p99 over the queries of a class, * where not all of them were done in time. Ratio: Souk's time "
        "for the queries both have done, in the fastest peer's.",
        "",
        *head("class", *engines, "ratio", "to"),
    ]
    for row in result["classes"]:
        most = max(figures["queries"] for figures in row["engines"].values())
        cells = []
        for name in engines:
            figures = row["engines"].get(name)
            star = "*" if figures and figures["queries"] < most else ""
            cells.append(" / ".join(number(figures[key]) for key in ("mean", "p50", "p99")) + star if figures else "-")
        lines.append(line(row["name"], *cells, f"{row['ratio']:.2f}" if "ratio" in row else "-", row.get("fastest", "-")))
    return "\n".join(lines + ["", *builds(result), "", *agreements(result)]) + "\n"


def builds(result):
    lines = head(
        "indexing", "documents a second", "a second of CPU", "MB on disk", "peak MB while indexing", "peak MB while searching", "segments")
    for name, facts in result["builds"].items():
        lines.append(line(
            name, f"{facts['documents'] / facts['seconds']:,.0f}", f"{facts['documents'] / facts['cpu_seconds']:,.0f}",
            number(facts["bytes"] / 1e6), number(facts["peak_bytes"] / 1e6), number(facts.get("serving_bytes", 0) / 1e6),
            facts.get("segments", result["segments"])))
    lines += ["", *head("on disk", "MB by part")]
    for name, facts in result["builds"].items():
        parts = sorted(facts["parts"].items(), key=lambda part: -part[1])
        lines.append(line(name, ", ".join(f"{part} {size / 1e6:.1f}" for part, size in parts if size >= 50_000)))
    return lines


def agreements(result):
    """Of each class that says something."""
    peers = [name for name in result["engines"] if name != "souk"]
    lines = head("equal totals / common hits of the best ten", *peers)
    for row in result["classes"]:
        found = row.get("agreement", {})
        if any(value is not None for pair in found.values() for value in pair.values()):
            cells = [f"{percent(found[name]['totals'])} / {percent(found[name]['overlap'])}" if name in found else "-" for name in peers]
            lines.append(line(row["name"], *cells))
    return lines + [""] + [f"Disagreement: {what}" for what in result["disagreements"]]
