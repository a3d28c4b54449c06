import bm25s
import numpy

from worker import main, rows


class Bm25s:
    def build(self, documents, folder, segments, megabytes):
        texts = [text for *_, text in rows(documents)]
        tokens = bm25s.tokenize(texts, token_pattern=r"\S+", stopwords=None, stemmer=None, show_progress=False)
        index = bm25s.BM25(k1=1.2, b=0.75, method="lucene", backend="numba")
        index.index(tokens, show_progress=False)
        index.save(folder, show_progress=False)
        return dict(documents=len(texts), segments=1)

    def open(self, folder):
        self.index = bm25s.BM25.load(folder, load_corpus=False)
        self.index.backend = "numba"
        self.index.activate_numba_scorer()

    def prepare(self, order, text):
        words = [[word for word in text.split(" ") if word in self.index.vocab_dict]]
        if not order.is_plain or order.kind != "any":
            return None
        if not words[0]:
            return lambda: (numpy.empty((1, 0)), numpy.empty((1, 0)))
        return lambda: self.index.retrieve(
            words, k=order.top, sorted=True, show_progress=False, n_threads=0, return_as="tuple")

    def read(self, order, reply):
        documents, scores = reply
        return -1, documents[0][scores[0] > 0][:10].tolist()


main(Bm25s())
