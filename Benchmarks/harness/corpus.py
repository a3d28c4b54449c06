"""Documents and queries for all engines, made from a file of JSON lines and a seed; kept in the cache for the next run."""
import collections
import gzip
import hashlib
import json
import pathlib
import random
import re
import subprocess
import unicodedata

WORD = re.compile(r"[^\W_]+")
ALIKE = re.compile(r"[0-9a-z\u0370-\u058F]{1,39}")
PLAIN = re.compile(r"(?=.*[a-z])[a-z0-9]{2,}")
SIZES = dict(frequent=150, middling=150, rare=150, two=250, several=250, phrase=250, prefix=200, typo=200)
SAMPLE = 20_000


def normalised(text):
    """The same words for every engine, however it splits text: folded, without accents, between single blanks. Left out is
    what they treat differently: scripts split by a dictionary, letters with a stroke, very long words."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return [word for word in WORD.findall(folded) if ALIKE.fullmatch(word)]


def read_rows(path):
    """Section, title and body of each document."""
    if path.suffix == ".zst":
        with subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE) as unpacking:
            yield from parse(unpacking.stdout)
            unpacking.stdout.close()
            unpacking.terminate()
    else:
        with gzip.open(path) if path.suffix == ".gz" else open(path, "rb") as lines:
            yield from parse(lines)


def parse(lines):
    def first(row, *names):
        value = next((row[name] for name in names if isinstance(row.get(name), str)), "")
        return " ".join(value.replace("\0", " ").split())

    for line in lines:
        row = json.loads(line)
        yield first(row, "section", "source", "brand"), first(row, "title", "name"), first(row, "text", "body", "description")


def joined(rows, words):
    """Long documents: those of one section, in their order, until there are so many words."""
    waiting = collections.defaultdict(list)
    for section, title, body in rows:
        parts = waiting[section]
        parts.append(f"{title}. {body}")
        if sum(part.count(" ") + 1 for part in parts) >= words:
            yield section, parts[0][:100], " ".join(parts)
            parts.clear()


class Corpus:
    """What lies in `folder`: documents.tsv (id, section, year, popularity, title, body, text as normalised words, which is
    what is searched) and queries.tsv (id, set, text)."""

    def __init__(self, cache, source, limit, join, seed, queries):
        stat = source.stat()
        made_of = [str(source.resolve()), stat.st_size, stat.st_mtime_ns, limit, join, seed, queries and queries.read_text()]
        self.folder = cache / "corpora" / hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:12]
        self.documents = self.folder / "documents.tsv"
        self.queries = self.folder / "queries.tsv"
        facts = self.folder / "facts.json"
        if not facts.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            facts.write_text(json.dumps(self.make(source, limit, join, random.Random(seed), queries)))
        self.facts = json.loads(facts.read_text()) | dict(source=source.name, seed=seed)

    def make(self, source, limit, join, chance, given):
        rows = read_rows(source)
        if join:
            rows = joined(rows, join)
        frequency, sample, words, count = collections.Counter(), [], 0, 0
        with open(self.documents, "w", encoding="utf-8") as file:
            for section, title, body in rows:
                if count == limit:
                    break
                text = normalised(f"{title} {body}")
                mark = int.from_bytes(hashlib.md5(str(count).encode()).digest())
                year, popularity = 2000 + mark % 25, (mark >> 8) % 10_000
                print(count, section, year, popularity, title, body, " ".join(text), sep="\t", file=file)
                frequency.update(set(text))
                words += len(text)
                count += 1
                if len(sample) < SAMPLE:
                    sample.append(text)
                elif (place := chance.randrange(count)) < SAMPLE:
                    sample[place] = text
        rows.close()
        sets = sort_given(given) if given else draw(sample, frequency, count, chance)
        with open(self.queries, "w", encoding="utf-8") as file:
            lines = ((kind, text) for kind, texts in sets.items() for text in texts)
            for number, (kind, text) in enumerate(lines):
                print(number, kind, text, sep="\t", file=file)
        return dict(documents=count, words=words, queries={kind: len(texts) for kind, texts in sets.items()})


def sort_given(path):
    """Queries of a file, `id TAB text`: by how many words they have; what else is asked is made of them."""
    sets = collections.defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        words = list(dict.fromkeys(normalised(line.split("\t")[1])))
        if words:
            sets[("frequent", "two", "several")[min(len(words), 3) - 1]][" ".join(words)] = None
            sets["prefix"][words[-1][:4]] = None
        if len(words) > 1:
            sets["phrase"][" ".join(words[:2])] = None
    return sets


def draw(sample, frequency, count, chance):
    """Queries whose words some document has together, so many of each set, without repeats."""
    plain = [f for word, f in frequency.most_common(1000) if PLAIN.fullmatch(word)]
    often, seldom = plain[min(249, len(plain) - 1)], max(2, count * 0.0001)
    sets = {kind: {} for kind in SIZES}

    def put(kind, text):
        if len(sets[kind]) < SIZES[kind]:
            sets[kind][text] = None

    for _ in range(200 * max(SIZES.values())):
        if all(len(sets[kind]) == size for kind, size in SIZES.items()):
            break
        text = chance.choice(sample)
        words = [word for word in dict.fromkeys(text) if PLAIN.fullmatch(word)]
        if not words:
            continue
        word = chance.choice(words)
        put("frequent" if frequency[word] >= often else "middling" if frequency[word] >= seldom else "rare", word)
        put("prefix", word[: chance.randint(1, 6)])
        for kind, size in (("two", 2), ("several", chance.randint(3, 5))):
            if len(words) >= size:
                put(kind, " ".join(chance.sample(words, size)))
        place = chance.randrange(len(text))
        pair = text[place : place + 2]
        if len(set(pair)) == 2 and all(PLAIN.fullmatch(word) for word in pair):
            put("phrase", " ".join(pair))
        if word.isalpha() and 5 <= len(word) <= 14 and frequency[word] >= 20:
            put("typo", mistyped(word, chance))
    return sets


def mistyped(word, chance):
    """The word with one edit behind its first letter."""
    i = chance.randrange(1, len(word) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    head, here, tail = word[:i], word[i], word[i + 1 :]
    return chance.choice([head + tail, head + letter + here + tail, head + letter + tail, head + tail[0] + here + tail[1:]])
