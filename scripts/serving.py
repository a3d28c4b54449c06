"""Servers of Souk for checks that need whole processes: started, asked, killed and started again. Loopback only."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse

PATIENCE_SECONDS = 60
PASSWORD = "correct horse battery staple"


def program():
    """SOUK names it; else it is that of the release build."""
    if "SOUK" in os.environ:
        return os.environ["SOUK"]
    shown = subprocess.run(["swift", "build", "-c", "release", "--show-bin-path"], capture_output=True, text=True, check=True)
    return os.path.join(shown.stdout.strip(), "souk")


def beside_postgres(script):
    """Runs the script again beside a PostgreSQL of its own, unless it has one. Gives its address, or None where there is none."""
    address = os.environ.get("SOUK_TEST_POSTGRES")
    if address is None and "SOUK_INNER" not in os.environ:
        os.environ["SOUK_INNER"] = "1"
        postgres = os.path.join(os.path.dirname(os.path.abspath(script)), "postgres")
        os.execv(postgres, [postgres, sys.executable, os.path.abspath(script), *sys.argv[1:]])
    return address


def psql(address, sql):
    """The rows of an answer, as lists of texts."""
    asked = subprocess.run(
        ["psql", address, "-AtXq", "-v", "ON_ERROR_STOP=1", "-F", "\t", "-c", sql], capture_output=True, text=True, check=True)
    return [line.split("\t") for line in asked.stdout.splitlines()]


def new_database(address, name):
    """An empty database on the server of `address`; gives its address."""
    psql(address, f"CREATE DATABASE {name}")
    return urllib.parse.urlsplit(address)._replace(path=f"/{name}").geturl()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def demo_index(folder, listings=2000, seed=1):
    """An index of made-up listings in a data folder."""
    souk = program()
    with open(f"{folder}/schema.json", "w") as schema:
        subprocess.run([souk, "demo-catalog", "--schema"], stdout=schema, check=True)
    with open(f"{folder}/listings.jsonl", "w") as lines:
        subprocess.run([souk, "demo-catalog", "--listings", str(listings), "--seed", str(seed)], stdout=lines, check=True)
    subprocess.run(
        [souk, "index", "build", "--quiet", "--schema", f"{folder}/schema.json", "--index", f"{folder}/index",
         f"{folder}/listings.jsonl"], stdout=subprocess.DEVNULL, check=True)


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body) if self.body else None

    def __repr__(self):
        return f"{self.status} {self.body[:300]!r}"


class Connection:
    """One connection that is kept open. What goes wrong on the way is raised as OSError or HTTPException."""

    def __init__(self, port, timeout=30):
        self.http = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def ask(self, method, path, body=None, headers=None, token=None, key=None):
        headers = dict(headers or {})
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        if key is not None:
            headers["X-API-Key"] = key
        content = None
        if body is not None:
            content = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        self.http.request(method, path, content, headers)
        response = self.http.getresponse()
        return Answer(response.status, response.headers, response.read())

    def close(self):
        self.http.close()


class Server:
    """`souk serve` on a data folder. `database` is sqlite or postgres://..., `flags` are further ones of it."""

    def __init__(self, folder, database="sqlite", flags=(), port=None, log=None):
        self.folder, self.database, self.flags = folder, database, list(flags)
        self.port = port or free_port()
        self.log = log or f"{folder}/serve-{self.port}.log"
        self.process = None

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def launch(self):
        """Starts the process, and does not wait for it."""
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(
                [program(), "serve", "--data", self.folder, "--port", str(self.port), "--database", self.database, *self.flags],
                stdout=log, stderr=log)

    def wait_ready(self):
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended with status {self.process.returncode}:\n{self.words()}")
            try:
                if self.ask("GET", "/ready").status == 200:
                    return self
            except (OSError, http.client.HTTPException):
                pass
            if time.monotonic() > end:
                raise AssertionError(f"the server is not ready after {PATIENCE_SECONDS} s:\n{self.words()}")
            time.sleep(0.02)

    def start(self):
        self.launch()
        return self.wait_ready()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Asks it to stop; gives its status."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError(f"the server did not stop within {PATIENCE_SECONDS} s of SIGTERM:\n{self.words()}") from None
        return self.process.returncode if self.process is not None else None

    def words(self, last=30):
        """The end of what it logged."""
        with open(self.log, errors="replace") as log:
            return "".join(log.readlines()[-last:])

    def ask(self, method, path, body=None, **options):
        connection = Connection(self.port)
        try:
            return connection.ask(method, path, body, **options)
        finally:
            connection.close()

    # What administrators do without a server.

    def admin(self, *arguments, stdin=""):
        done = subprocess.run(
            [program(), "admin", arguments[0], "--data", self.folder, "--database", self.database, *arguments[1:]], input=stdin,
            capture_output=True, text=True)
        assert done.returncode == 0, f"souk admin {arguments}: {done.stderr}"
        return done.stdout.strip()

    def create_user(self, email, role="buyer", name="Somebody", password=PASSWORD):
        """Gives the id."""
        return self.admin("create-user", "--email", email, "--name", name, "--role", role, stdin=password + "\n")

    def create_key(self, scope):
        return self.admin("create-key", "--name", f"{scope} key", "--scope", scope)

    def login(self, email, password=PASSWORD):
        """Gives the answer's JSON: accessToken, refreshToken, user."""
        answer = self.ask("POST", "/auth/login", {"email": email, "password": password})
        assert answer.status == 200, answer
        return answer.json

    def mailed_tokens(self, email, word):
        """The tokens of mails to somebody whose link has this word, oldest first."""
        found = []
        folder = f"{self.folder}/mail"
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            with open(f"{folder}/{name}") as file:
                mail = file.read()
            if f"To: {email}" in mail:
                found += re.findall(rf"/account/{word}#token=(\S+)", mail)
        return found
