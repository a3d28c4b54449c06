import sqlite3

from worker import main, rows


class Sqlite:
    def build(self, documents, folder, segments, megabytes):
        base = sqlite3.connect(folder / "documents.db")
        base.executescript("""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192; PRAGMA cache_size = -1000000;
            CREATE TABLE documents (id INTEGER PRIMARY KEY, section TEXT, year INT, popularity INT, title TEXT, body TEXT);
            CREATE VIRTUAL TABLE words USING fts5 (text, content = '', prefix = '2 3');
            BEGIN""")
        count = 0
        for number, *columns, text in rows(documents):
            base.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", (number, *columns))
            base.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, text))
            count += 1
        base.execute("INSERT INTO words (words) VALUES ('optimize')")
        base.execute("CREATE INDEX titles ON documents (title COLLATE NOCASE, popularity)")
        base.commit()
        return dict(documents=count, segments=1)

    def open(self, folder):
        self.base = sqlite3.connect(folder / "documents.db")
        self.base.executescript("PRAGMA cache_size = -2000000; PRAGMA mmap_size = 8000000000")

    def prepare(self, order, text):
        if order.kind == "fuzzy":
            return None
        if order.kind == "suggest":
            return self.question(
                "SELECT title FROM documents WHERE title >= ? COLLATE NOCASE AND title < ? COLLATE NOCASE "
                "ORDER BY popularity DESC LIMIT 10", text, text + "\U0010FFFF")
        words = [f'"{word}"' for word in text.split(" ")]
        match order.kind:
            case "phrase": match = f'"{text}"'
            case "prefix": match = words[0] + "*"
            case "all": match = " AND ".join(words)
            case _: match = " OR ".join(words)
        source = "FROM words WHERE words MATCH ?"
        if order.facets or order.below is not None or order.sort or order.fetch:
            source = "FROM words JOIN documents ON documents.id = words.rowid WHERE words MATCH ?"
        if order.below is not None:
            source += f" AND popularity < {order.below}"
        if order.facets:
            columns = ", ".join(order.facets)
            return self.question(f"SELECT {columns}, count(*) {source} GROUP BY {columns}", match)
        by = f"{order.sort} DESC" if order.sort else "rank"
        columns = f"words.rowid, {order.fetch}" if order.fetch else "words.rowid"
        best = self.question(f"SELECT {columns} {source} ORDER BY {by} LIMIT {order.top}", match)
        count = self.question(f"SELECT count(*) {source}", match)
        if not order.is_exact:
            return lambda: (None, best())
        return (lambda: (count(), best())) if order.top else (lambda: (count(), []))

    def question(self, sql, *values):
        return lambda: self.base.execute(sql, values).fetchall()

    def read(self, order, reply):
        if order.facets:
            return sum(row[-1] for row in reply), []
        if order.kind == "suggest":
            return -1, []
        total, hits = reply
        return total[0][0] if total else -1, [hit[0] for hit in hits[:10]]


main(Sqlite())
