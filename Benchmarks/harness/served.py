"""Souk as a server process, and wrk that asks it."""
import http.client
import json
import os
import pathlib
import shutil
import socket
import subprocess
import time

HARNESS = pathlib.Path(__file__).resolve().parent
REPOSITORY = HARNESS.parent.parent
LOOPBACK = "127.0.0.1"


def free_port():
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return listener.getsockname()[1]


class Server:
    """Serves the index below `folder`, on loopback and a free port, until `stop`."""

    def __init__(self, program, folder, more=()):
        self.port = free_port()
        self.log = folder / f"serve-{self.port}.log"
        command = [program, "serve", "--data", folder, "--host", LOOPBACK, "--port", self.port, *more]
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(list(map(str, command)), stdout=log, stderr=log)
        try:
            self.wait_until_ready()
        except BaseException:
            self.stop()
            raise

    def wait_until_ready(self):
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                if self.get("/ready")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise RuntimeError(f"the server does not serve: {self.log.read_text()[-500:]}")

    def get(self, address):
        """Status and body."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=30)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def check(self, addresses):
        """Asks each once, which also warms up. What is not 200, is empty or finds nothing is an error: a server that refuses
        is fast."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=30)
        for address in addresses:
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or not body:
                raise RuntimeError(f"{address} is answered with {answer.status}: {body[:300]!r}")
            if address.startswith("/search?") and not json.loads(body)["hits"]:
                raise RuntimeError(f"{address} finds nothing")
        connection.close()

    def memory(self):
        """MiB of the process: `pss` and `rss` with what is mapped of the index, `own` without."""
        sizes = {}
        for line in open(f"/proc/{self.process.pid}/smaps_rollup"):
            name, *rest = line.split()
            if len(rest) == 2 and rest[1] == "kB":
                sizes[name.rstrip(":")] = int(rest[0]) / 1024
        return dict(pss=sizes["Pss"], rss=sizes["Rss"], own=sizes["Pss_Anon"])

    def processor_seconds(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def install_wrk():
    if not shutil.which("wrk"):
        subprocess.run([REPOSITORY / "scripts" / "install", "--wrk"], check=True)


class Load:
    """wrk at work: `connections` that each send the next address of `list` as soon as they have the answer to the last."""

    def __init__(self, server, list, connections, seconds):
        self.server = server
        self.processor_seconds = server.processor_seconds()
        # One thread of wrk is more than one server can keep busy, and leaves it the other processors.
        command = [
            "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", HARNESS / "walk.lua",
            f"http://{LOOPBACK}:{server.port}", "--", list]
        self.process = subprocess.Popen(
            [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def figures(self):
        """Waits for the end. Times in milliseconds, as the client has them."""
        said = self.process.communicate()[0]
        if self.process.returncode or not said.strip().endswith("}"):
            raise RuntimeError(f"wrk failed: {said[-500:]}")
        found = json.loads(said.strip().splitlines()[-1])
        count = max(found["requests"], 1)
        return dict(
            requests=found["requests"], per_second=found["requests"] / found["seconds"], p50=found["p50"], p99=found["p99"],
            most=found["most"], errors=found["refused"] + found["broken"], bytes=found["bytes"] / count,
            processor_us=(self.server.processor_seconds() - self.processor_seconds) / count * 1e6)


def ask(server, list, connections, seconds):
    return Load(server, list, connections, seconds).figures()
