import tantivy
from tantivy import Occur, Query

from worker import main, rows


class Tantivy:
    def schema(self):
        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("id", stored=True, fast=True)
        schema.add_text_field("section", tokenizer_name="raw", index_option="basic", fast=True)
        schema.add_unsigned_field("year", indexed=True, fast=True)
        schema.add_unsigned_field("popularity", indexed=True, fast=True)
        schema.add_text_field("title", stored=True, tokenizer_name="raw", index_option="basic")
        schema.add_bytes_field("body", stored=True)
        schema.add_text_field("text", tokenizer_name="default", index_option="position")
        return schema.build()

    def build(self, documents, folder, segments, megabytes):
        share = sum(1 for _ in rows(documents)) // segments + 1
        index = tantivy.Index(self.schema(), path=str(folder))
        writer = index.writer(heap_size=megabytes * 1_000_000, num_threads=1)
        count = 0
        for number, section, year, popularity, title, body, text in rows(documents):
            document = tantivy.Document()
            document.add_unsigned("id", number)
            document.add_text("section", section)
            document.add_unsigned("year", year)
            document.add_unsigned("popularity", popularity)
            document.add_text("title", title)
            document.add_bytes("body", body.encode())
            document.add_text("text", text)
            writer.add_document(document)
            count += 1
            if count % share == 0:
                writer.commit()
        writer.commit()
        writer.wait_merging_threads()
        return dict(documents=count, segments=tantivy.Index.open(str(folder)).searcher().num_segments)

    def open(self, folder):
        self.index = tantivy.Index.open(str(folder))
        self.fields = self.index.schema
        self.searcher = self.index.searcher()

    def prepare(self, order, text):
        query = self.query(order, text)
        search, document = self.searcher.search, self.searcher.doc
        if order.below is not None:
            limit = Query.range_query(self.fields, "popularity", tantivy.FieldType.Unsigned, 0, order.below, True, False)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(limit, 0))])
        if order.facets:
            counts = {field: {"terms": {"field": field, "size": 100}} for field in order.facets}
            return lambda: self.searcher.aggregate(query, counts)
        if order.fetch:
            field = order.fetch
            return lambda: [document(hit[1])[field] for hit in search(query, order.top, order.is_exact).hits]
        sort = "popularity" if order.kind == "suggest" else order.sort
        if sort:
            return lambda: search(query, order.top, order.is_exact, sort)
        return lambda: search(query, max(order.top, 1), order.is_exact)

    def query(self, order, text):
        words = text.split(" ")
        match order.kind:
            case "phrase": return Query.phrase_query(self.fields, "text", words)
            case "prefix": return Query.regex_query(self.fields, "text", text + ".*")
            case "suggest": return Query.regex_query(self.fields, "title", text + ".*")
            case "fuzzy": return Query.fuzzy_term_query(self.fields, "text", text, distance=1, transposition_cost_one=True)
        terms = [Query.term_query(self.fields, "text", word, index_option="freq") for word in words]
        occur = Occur.Must if order.kind == "all" else Occur.Should
        return terms[0] if len(terms) == 1 else Query.boolean_query([(occur, term) for term in terms])

    def read(self, order, reply):
        if order.facets:
            return sum(bucket["doc_count"] for bucket in reply[order.facets[0]]["buckets"]), []
        if order.fetch or order.kind == "suggest":
            return -1, []
        ids = [self.searcher.doc(address)["id"][0] for _, address in reply.hits[: min(order.top, 10)]]
        return reply.count if order.is_exact else -1, ids


main(Tantivy())
