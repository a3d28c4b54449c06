"""What is asked of the server: addresses drawn by a seed from the documents of a catalogue, by kind."""
import collections
import itertools
import json
import random
import re
import subprocess
import urllib.parse

WORD = re.compile(r"[^\W\d_]{3,}")
SAMPLE = 50_000
EACH = 400


class Catalogue:
    """Documents as JSON lines with a `title`, what they are counted and filtered by, and the slowest there is to ask."""

    def __init__(self, name, schema, documents, facets, filter):
        self.name = name
        self.schema = schema
        self.documents = documents
        self.facets = facets
        self.filter = filter

    def rows(self):
        """The first documents."""
        if self.documents.suffix == ".zst":
            with subprocess.Popen(["zstd", "-dcq", self.documents], stdout=subprocess.PIPE) as unpacking:
                yield from map(json.loads, itertools.islice(unpacking.stdout, SAMPLE))
                unpacking.stdout.close()
                unpacking.terminate()
        else:
            with open(self.documents, "rb") as lines:
                yield from map(json.loads, itertools.islice(lines, SAMPLE))

    def titled(self):
        """Documents with the plain words of their titles: a part of a part number is no word to search for."""
        for row in self.rows():
            parts = (part.strip(",.:;()") for part in row["title"].split())
            yield row, [part for part in parts if WORD.fullmatch(part)]

    def texts(self, seed):
        """Kind -> what is typed, with the document it was drawn from. Words of one query stand in one title."""
        chance = random.Random(seed)
        rows = [(row, words) for row, words in self.titled() if len(words) >= 3 and row.get(self.filter)]
        drawn = collections.defaultdict(dict)
        for row, words in (chance.choice(rows) for _ in range(4 * EACH)):
            for count, kind in enumerate(["one word", "two words", "three words"], 1):
                place = chance.randrange(len(words) - count + 1)
                drawn[kind].setdefault(" ".join(words[place:place + count]), row)
            drawn["suggestions"].setdefault(chance.choice(words)[:chance.randint(2, 5)], row)
        return {kind: list(texts.items())[:EACH] for kind, texts in drawn.items()}

    def addresses(self, seed):
        """Kind -> addresses."""
        texts = self.texts(seed)
        kinds = {kind: [search(q=text) for text, _ in texts[kind]] for kind in ("one word", "two words", "three words")}
        two = texts["two words"]
        kinds["with facets"] = [search(q=text, facets=self.facets) for text, _ in two]
        value = {text: json.dumps(row[self.filter], ensure_ascii=False) for text, row in two}
        kinds["with filter"] = [search(q=text, filter=f"{self.filter} = {value[text]}") for text, _ in two]
        kinds["suggestions"] = ["/search/suggestions?" + urllib.parse.urlencode(dict(q=text)) for text, _ in texts["suggestions"]]
        return kinds

    def slow(self, seed):
        """The slowest there is: short prefixes with many terms, everything counted or sorted, long words with typos."""
        chance = random.Random(seed)
        words = sorted({word for _, words in itertools.islice(self.titled(), 5000) for word in words if len(word) >= 9})
        typos = [" ".join(mistyped(chance.choice(words), chance) for _ in range(4)) for _ in range(8)]
        return [
            *(search(q=f"{letter}*", facets=self.facets, highlight="title") for letter in "abcdeimprst"),
            search(q="*", facets=self.facets), search(q="*", facets=self.facets, sort=f"{self.filter}:desc"),
            *(search(q=text, facets=self.facets, match="any") for text in typos)]


def mistyped(word, chance):
    place = chance.randrange(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2:]


def search(**parameters):
    return "/search?" + urllib.parse.urlencode(dict(limit=10) | parameters)
