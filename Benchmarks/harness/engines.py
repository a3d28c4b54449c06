"""An engine as a process: built once, then asked, in turn with the others."""
import json
import os
import shutil
import subprocess

ENVIRONMENT = os.environ | {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "RAYON_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}


class Engine:
    def __init__(self, name, command, corpus, cache, segments):
        self.name = name
        self.command = [str(part) for part in command]
        self.corpus = corpus
        self.index = cache / "indexes" / f"{corpus.folder.name}-{segments}" / name
        self.log = self.index.with_suffix(".log")
        self.segments = segments

    def build(self, megabytes, again):
        """Builds the index, if it is not there or `again`, and returns what that took."""
        notes = self.index.with_suffix(".json")
        if notes.exists() and not again:
            return json.loads(notes.read_text())
        notes.unlink(missing_ok=True)
        shutil.rmtree(self.index, ignore_errors=True)
        self.index.parent.mkdir(parents=True, exist_ok=True)
        arguments = ["build", self.corpus.documents, self.index, self.segments, megabytes]
        with open(self.log, "w") as log:
            building = subprocess.Popen(
                [*self.command, *map(str, arguments)], stdout=subprocess.PIPE, stderr=log, env=ENVIRONMENT)
        said = building.stdout.read()
        _, status, usage = os.wait4(building.pid, 0)
        building.returncode = os.waitstatus_to_exitcode(status)
        if building.returncode:
            raise RuntimeError(f"{self.name} could not build its index (status {building.returncode}): see {self.log}")
        facts = json.loads(said.splitlines()[-1])
        facts |= dict(cpu_seconds=usage.ru_utime + usage.ru_stime, bytes=sum(size for _, size in self.files()))
        facts.setdefault("parts", self.sizes())
        notes.write_text(json.dumps(facts))
        return facts

    def files(self):
        return [(path, path.stat().st_size) for path in self.index.rglob("*") if path.is_file()]

    def sizes(self):
        """Bytes on disk by what the file names end in."""
        sizes = {}
        for path, size in self.files():
            kind = path.suffix.lstrip(".") or path.name
            sizes[kind] = sizes.get(kind, 0) + size
        return dict(sorted(sizes.items(), key=lambda part: -part[1]))

    def start(self):
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [*self.command, "serve", str(self.index), str(self.corpus.queries)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8", env=ENVIRONMENT)

    def ask(self, exercise, seconds):
        """Query id -> (nanoseconds, total, hits); empty where the engine can't."""
        try:
            self.process.stdin.write(exercise.line(seconds) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise RuntimeError(f"{self.name} ended before '{exercise.name}': see {self.log}") from None
        answers = {}
        for line in self.process.stdout:
            if line == "end\n":
                return answers
            number, nanoseconds, total, hits = line.rstrip("\n").split("\t")
            answers[number] = int(nanoseconds), int(total), hits.split(",") if hits else []
        raise RuntimeError(f"{self.name} ended within '{exercise.name}': see {self.log}")

    def peak_bytes(self):
        """The most memory that the process has held, mapped files included."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
        return 0

    def stop(self):
        self.process.stdin.close()
        self.process.wait()
