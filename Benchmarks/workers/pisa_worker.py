import ctypes
import glob
import os
import pathlib
import sys
import tempfile
import threading

import numpy

from worker import main, rows

CACHE = pathlib.Path(sys.prefix).parent
ctypes.CDLL(glob.glob(f"{sys.prefix}/lib/libtbb.so.2")[0], mode=ctypes.RTLD_GLOBAL)
sys.path.insert(0, str(CACHE / "pisa"))
import _pisathon as pisa  # noqa: E402  needs the library above


class Pisa:
    def build(self, documents, folder, segments, megabytes):
        count = 0

        def feed(pipe):
            nonlocal count
            with open(pipe, "w", encoding="utf-8") as file:
                for number, *_, text in rows(documents):
                    file.write(f"{number} {text}\n")
                    count += 1

        with tempfile.TemporaryDirectory() as scratch:
            pipe = os.path.join(scratch, "documents")
            os.mkfifo(pipe)
            feeding = threading.Thread(target=feed, args=(pipe,), daemon=True)
            feeding.start()
            pisa.index(pipe, str(folder), "", 100_000, 1)
            feeding.join()
        self.open(folder)
        # What the compressed lists were made from is not searched.
        for name in ("fwd", "inv.docs", "inv.freqs"):
            (folder / name).unlink()
        return dict(documents=count, segments=1)

    def open(self, folder):
        self.context = pisa.RetrievalContext()
        pisa.prepare_index(
            self.context, str(folder), "block_simdbp", "bm25", "", quantize=0, stop_fname="", bm25_k1=1.2, bm25_b=0.75)

    def prepare(self, order, text):
        if not order.is_plain or order.kind not in ("any", "all"):
            return None
        top = order.top
        algorithm = "block_max_maxscore" if order.kind == "any" else "block_max_ranked_and"
        arrays = dict(
            result_qidxs=numpy.empty(top, numpy.int32), result_docnos=numpy.empty(top, object),
            result_ranks=numpy.empty(top, numpy.int32), result_scores=numpy.empty(top, numpy.float32))
        query = [(0, {word: 1.0 for word in text.split(" ")})]

        def ask():
            found = pisa.retrieve(
                self.context, algorithm, query, k=top, threads=1, query_weighted=0, pretokenised=True, **arrays)
            return arrays["result_docnos"][:found]

        return ask

    def read(self, order, reply):
        return -1, list(reply[:10])


main(Pisa())
