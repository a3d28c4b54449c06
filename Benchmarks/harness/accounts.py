"""Measures a server with accounts over HTTP with keep-alive: searches of a stranger, with a key and with a token; profiles; logins;
and whether a flood of logins holds searches up. On the demo catalogue."""
import argparse
import concurrent.futures
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

from asked import Catalogue
from peers import CACHE
from serve import index, say, souk, write_lists
from served import Load, Server, ask, install_wrk
from table import head, line, number

PASSWORD = "correct horse battery staple"
EXAMPLES = """examples:
  Benchmarks/accounts                                  accounts in SQLite
  scripts/postgres Benchmarks/accounts --postgres      accounts in the PostgreSQL of SOUK_TEST_POSTGRES"""


def arguments():
    parser = argparse.ArgumentParser(
        prog="Benchmarks/accounts", description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listings", type=int, default=20_000, help="listings of the demo catalogue (default: %(default)s)")
    parser.add_argument("--people", type=int, default=64, help="accounts that log in (default: %(default)s)")
    parser.add_argument("--connections", type=int, default=32, help="connections that ask (default: %(default)s)")
    parser.add_argument("--flood", type=int, default=32, help="connections that log in beside searches (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds through all kinds; the median counts (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=3, help="so long a kind and round (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="what queries are drawn by")
    parser.add_argument("--postgres", action="store_true", help="accounts in PostgreSQL (SOUK_TEST_POSTGRES)")
    parser.add_argument(
        "--least", type=float, default=0, metavar="RATIO",
        help="fail if searches beside the flood are fewer than this part of those alone")
    parser.add_argument("--out", type=pathlib.Path, default=CACHE / "accounts" / "result", help="where to write NAME.md and NAME.json")
    return parser.parse_args()


def request(method, address, headers=None, body=None):
    fields = dict(headers or {}) | ({"Content-Type": "application/json"} if body else {})
    joined = "|".join(f"{name}: {value}" for name, value in fields.items())
    return f"{method}\t{address}\t{joined}\t{json.dumps(body) if body else ''}"


class Office:
    """A folder with an index and accounts of its own, made anew."""

    def __init__(self, program, options):
        self.program, self.folder = program, CACHE / "accounts" / f"demo-{options.listings}"
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in ("accounts", "mail"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.flags = ["--database", os.environ["SOUK_TEST_POSTGRES"] if options.postgres else "sqlite"]
        demo = [program, "demo-catalog"]
        with open(self.folder / "listings.jsonl", "w") as file:
            subprocess.run([*demo, "--listings", str(options.listings), "--seed", "1"], check=True, stdout=file)
        schema = subprocess.run([*demo, "--schema"], check=True, capture_output=True, text=True).stdout
        self.catalogue = Catalogue("demo catalogue", schema, self.folder / "listings.jsonl", "brand,categories,price", "brand")
        index(program, self.catalogue, self.folder, again=True)
        self.people = [f"person{i}@example.com" for i in range(options.people)]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(self.create, self.people))
        self.key = self.admin("create-key", "--name", "bench", "--scope", "search")

    def admin(self, verb, *rest, stdin=None):
        command = [self.program, "admin", verb, "--data", self.folder, *self.flags, *rest]
        done = subprocess.run([str(part) for part in command], input=stdin, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"souk admin {verb} failed: {done.stderr}")
        return done.stdout.strip()

    def create(self, email):
        self.admin("create-user", "--email", email, "--name", "Somebody", stdin=PASSWORD + "\n")

    def logins(self):
        return [request("POST", "/auth/login", body=dict(email=email, password=PASSWORD)) for email in self.people]

    def kinds(self, token, seed):
        searches = self.catalogue.addresses(seed)["two words"]
        bearer, key = {"Authorization": f"Bearer {token}"}, {"X-API-Key": self.key}
        return {
            "search, a stranger": [request("GET", address) for address in searches],
            "search, with a key": [request("GET", address, key) for address in searches],
            "search, with a token": [request("GET", address, bearer) for address in searches],
            "profile": [request("GET", "/users/profile", bearer)],
            "profile changed": [request("PUT", "/users/profile", bearer, dict(name=f"Somebody {i}")) for i in range(1000)],
            "login": self.logins(),
        }


def login(server, email):
    import http.client
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("POST", "/auth/login", json.dumps(dict(email=email, password=PASSWORD)), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"a login is answered with {answer.status}: {body[:300]!r}")
    return json.loads(body)["accessToken"]


def median(rounds):
    return {name: statistics.median(found[name] for found in rounds) for name in rounds[0]} | dict(
        errors=sum(found["errors"] for found in rounds))


def measure(office, options):
    server = Server(office.program, office.folder, office.flags)
    try:
        token = login(server, office.people[0])
        kinds = office.kinds(token, options.seed)
        server.check(office.catalogue.addresses(options.seed)["two words"])
        lists = write_lists(kinds, office.folder)
        rounds = {kind: [] for kind in kinds}
        alone, beside, flood = [], [], []
        for i in range(options.rounds):
            for kind in sorted(kinds, reverse=i % 2 == 1):
                rounds[kind].append(ask(server, lists[kind], options.connections, options.seconds))
            # One right after the other, and the flood first in every second round: what else the machine does is the same for both.
            for is_flooded in ([False, True] if i % 2 == 0 else [True, False]):
                if not is_flooded:
                    alone.append(ask(server, lists["search, a stranger"], options.connections, options.seconds))
                    continue
                load = Load(server, lists["login"], options.flood, options.seconds + 2)
                time.sleep(1)
                beside.append(ask(server, lists["search, a stranger"], options.connections, options.seconds))
                flood.append(load.figures())
            say(f"round {i + 1} of {options.rounds} done")
        memory = server.memory()
    finally:
        server.stop()
    pairs = list(zip(alone, beside))
    return dict(
        rows=[dict(kind=kind) | median(rounds[kind]) for kind in kinds],
        flood=dict(alone=median(alone), beside=median(beside), logins=median(flood)),
        ratios=dict(
            per_second=statistics.median(b["per_second"] / a["per_second"] for a, b in pairs),
            p50=statistics.median(b["p50"] / a["p50"] for a, b in pairs), p99=statistics.median(b["p99"] / a["p99"] for a, b in pairs)),
        memory=memory)


def markdown(result):
    columns = ["", "requests/s", "p50 ms", "p99 ms", "errors", "CPU us"]

    def row(name, found, cpu=True):
        return line(
            name, number(found["per_second"]), f"{found['p50']:.2f}", f"{found['p99']:.2f}", found["errors"],
            number(found["processor_us"]) if cpu else "-")
    ratios = result["ratios"]
    lines = [
        f"{result['connections']} connections with keep-alive over loopback; {result['people']} accounts in {result['database']}; seed "
        f"{result['seed']}, median of {result['rounds']} rounds of {result['seconds']} s, client and server on the same "
        f"{result['processors']} processor(s).", "", *head(*columns), *(row(found["kind"], found) for found in result["rows"]), "",
        f"Searches of a stranger alone, and beside {result['flood_connections']} connections that log in:", "", *head(*columns),
        row("search alone", result["flood"]["alone"]), row("search beside logins", result["flood"]["beside"], cpu=False),
        row("these logins", result["flood"]["logins"], cpu=False), "",
        f"Beside to alone, by round: requests/s {ratios['per_second']:.2f}, p50 {ratios['p50']:.2f}, p99 {ratios['p99']:.2f}. Own memory "
        f"at the end: {result['memory']['own']:.0f} MiB."]
    return "\n".join(lines) + "\n"


def main():
    options = arguments()
    # What is tried is counted until it has succeeded, so one account that logs in many times at once is taken for one guessed at.
    if options.people < 2 * max(options.connections, options.flood):
        sys.exit("accounts: --people has to be twice as many as the connections that log in")
    if options.postgres and "SOUK_TEST_POSTGRES" not in os.environ:
        sys.exit("accounts: --postgres needs SOUK_TEST_POSTGRES: scripts/postgres Benchmarks/accounts --postgres")
    install_wrk()
    office = Office(souk(), options)
    result = measure(office, options) | dict(
        connections=options.connections, flood_connections=options.flood, people=options.people, seed=options.seed,
        rounds=options.rounds, seconds=options.seconds, processors=os.cpu_count(), database="PostgreSQL" if options.postgres else "SQLite")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(f"{options.out}.json").write_text(json.dumps(result, indent=1))
    table = markdown(result)
    pathlib.Path(f"{options.out}.md").write_text(table)
    print(table)
    errors = {found["kind"]: found["errors"] for found in result["rows"] if found["errors"]}
    errors |= {name: found["errors"] for name, found in result["flood"].items() if found["errors"]}
    if errors:
        sys.exit(f"accounts: requests were refused or broken: {errors}")
    if result["ratios"]["per_second"] < options.least:
        sys.exit(f"accounts: beside logins there are {result['ratios']['per_second']:.2f} of the searches, less than {options.least}")


if __name__ == "__main__":
    main()
