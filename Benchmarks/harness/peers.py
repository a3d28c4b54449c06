"""Sets up the peers in the cache, each on its own: what can't be had is left out, and said so."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

CACHE = pathlib.Path(os.environ.get("SOUK_PEERS") or pathlib.Path.home() / ".cache" / "souk-benchmarks")
WORKERS = pathlib.Path(__file__).resolve().parent.parent / "workers"
PYTHON = CACHE / "venv" / "bin" / "python"
LUCENE = CACHE / "lucene"
PISA = CACHE / "pisa"
# Lucene's jars lie in a jar in this wheel; of PISA's wheel only the native module is used, not what it would depend on.
LUCENE_WHEEL = "nlp4j-local-search==0.8.1.0"
PISA_WHEEL = "pyterrier-pisa==0.4.9"
REQUIREMENTS = ["tantivy==0.27.0", "bm25s==0.3.16", "numba==0.68.1", "tbb==2020.3.254"]


class Missing(Exception):
    """Why a peer can't be measured here."""


def call(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise Missing(f"{pathlib.Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()[-300:]}")
    return done.stdout


def python():
    """A Python of its own with the peers that are plain packages."""
    if not PYTHON.exists():
        call(sys.executable, "-m", "venv", CACHE / "venv")
    installed = CACHE / "venv" / "installed"
    if not installed.exists() or installed.read_text() != repr(REQUIREMENTS):
        call(PYTHON, "-m", "pip", "install", "--quiet", *REQUIREMENTS)
        installed.write_text(repr(REQUIREMENTS))
    return PYTHON


def unpack_wheel(requirement, folder, wanted):
    """Files of a wheel whose name `wanted` finds, without their folders."""
    python()
    downloads = folder / "downloads"
    call(PYTHON, "-m", "pip", "download", "--quiet", "--no-deps", "--ignore-requires-python", "-d", downloads, requirement)
    for wheel in downloads.glob("*.whl"):
        unpack(wheel, folder, wanted)
    shutil.rmtree(downloads)


def unpack(archive, folder, wanted):
    with zipfile.ZipFile(archive) as files:
        for name in filter(re.compile(wanted).search, files.namelist()):
            (folder / pathlib.Path(name).name).write_bytes(files.read(name))


def java():
    """The folder of a JDK of 21 or later."""
    homes = [pathlib.Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    for home in homes + sorted(pathlib.Path("/usr/lib/jvm").glob("*"), reverse=True):
        version = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text()) if (home / "release").exists() else None
        if version and int(version[1]) >= 21 and (home / "bin" / "javac").exists():
            return home / "bin"
    raise Missing("Lucene 10 needs a JDK of 21 or later, in JAVA_HOME or under /usr/lib/jvm")


def lucene():
    """The command that runs Lucene's worker."""
    tools = java()
    if not list(LUCENE.glob("lucene-core-*.jar")):
        LUCENE.mkdir(parents=True, exist_ok=True)
        unpack_wheel(LUCENE_WHEEL, LUCENE, r"1\.8/nlp4j-localsearch\.jar$")
        unpack(LUCENE / "nlp4j-localsearch.jar", LUCENE, r"lucene-[^/]+\.jar$")
    source, jars = WORKERS / "LuceneWorker.java", ":".join(map(str, LUCENE.glob("lucene-*.jar")))
    compiled = LUCENE / "LuceneWorker.class"
    if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
        call(tools / "javac", "-nowarn", "-cp", jars, "-d", LUCENE, source)
    vectors = ["--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
    return [tools / "java", "-Xms3g", "-Xmx3g", "-XX:+UseParallelGC", *vectors, "-cp", f"{jars}:{LUCENE}", "LuceneWorker"]


def pisa():
    if not list(PISA.glob("_pisathon*.so")):
        PISA.mkdir(parents=True, exist_ok=True)
        unpack_wheel(PISA_WHEEL, PISA, r"_pisathon[^/]*\.so$")
    return [python(), WORKERS / "pisa_worker.py"]


def worker(name):
    return lambda: [python(), WORKERS / f"{name}_worker.py"]


SETUPS = dict(tantivy=worker("tantivy"), lucene=lucene, pisa=pisa, bm25s=worker("bm25s"), sqlite=worker("sqlite"))
