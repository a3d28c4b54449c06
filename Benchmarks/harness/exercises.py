"""What is measured: the rows of the table."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Exercise:
    name: str
    group: str
    queries: str
    order: str
    """Whether top-10 lists of engines can be compared: not where score plays no part, or all scores are equal."""
    has_ranking: bool = False

    def line(self, seconds):
        return f"queries={self.queries} {self.order} seconds={seconds}"


QUESTIONS = [
    ("one frequent word", "words", "frequent", "any"),
    ("one middling word", "words", "middling", "any"),
    ("one rare word", "words", "rare", "any"),
    ("union of 2", "unions", "two", "any"),
    ("union of 3 to 5", "unions", "several", "any"),
    ("intersection of 2", "intersections", "two", "all"),
    ("intersection of 3 to 5", "intersections", "several", "all"),
    ("phrase of 2", "phrases", "phrase", "phrase"),
]


def exercises():
    made = []
    for name, group, queries, kind in QUESTIONS:
        made.append(Exercise(f"top-10, {name}", group, queries, f"kind={kind} top=10 total=none", True))
    for name, _, queries, kind in QUESTIONS[:1] + QUESTIONS[3:]:
        made.append(Exercise(f"top-10 and total, {name}", "exact totals", queries, f"kind={kind} top=10 total=exact", True))
    for name, _, queries, kind in QUESTIONS[:1] + QUESTIONS[3:6]:
        made.append(Exercise(f"top-100, {name}", "top-100", queries, f"kind={kind} top=100 total=none", True))
    for name, _, queries, kind in QUESTIONS[3:]:
        made.append(Exercise(f"count, {name}", "counts", queries, f"kind={kind} top=0 total=exact"))
    for name, _, queries, kind in QUESTIONS[:1] + QUESTIONS[3:5]:
        made.append(Exercise(f"facets, {name}", "facets", queries, f"kind={kind} top=0 total=exact facets=section,year"))
    for words, below in (("one in 10", 1000), ("one in 1000", 10)):
        for name, _, queries, kind in QUESTIONS[3:6]:
            order = f"kind={kind} top=10 total=none below={below}"
            made.append(Exercise(f"top-10, filter {words}, {name}", "filters", queries, order, True))
    two, several = QUESTIONS[3:5]
    for name, _, queries, kind in (two, several):
        made.append(Exercise(f"by popularity, {name}", "sorting", queries, f"kind={kind} top=10 total=none sort=popularity"))
    made.append(Exercise("top-10 with titles, union of 2", "fetching", "two", "kind=any top=10 total=none fetch=title"))
    made.append(Exercise("prefix of 1 to 6 letters", "prefixes", "prefix", "kind=prefix top=10 total=none"))
    made.append(Exercise("one typo", "typos", "typo", "kind=fuzzy top=10 total=none"))
    made.append(Exercise("suggestions", "suggestions", "prefix", "kind=suggest top=10 total=none"))
    return made
