"""What scripts/check-api tells schemathesis of callers: how each shows who it is, what each may do, and what came of it.

Loaded by schemathesis. The environment has the caller in SOUK_CALLER, as JSON; FuzzedCaller says what is in it.
"""

import atexit
import collections
import json
import os
import re
import sys
import time

import jsonschema_rs
import schemathesis
from schemathesis.core.failures import Failure
from schemathesis.engine import observations
from schemathesis.openapi.checks import RejectedPositiveData

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import serving

ROUND = json.loads(os.environ["SOUK_CALLER"])
RENEW_SECONDS = 600  # an access token lives for 900


def server():
    at = serving.Server(ROUND["folder"], ROUND["database"], port=ROUND["port"], log=ROUND["log"])
    return at


class Person:
    """Somebody who is logged in. A fuzzer may end the session, suspend or erase the person, or take its role: what the
    documentation allows, it may do. Then somebody else of the same role goes on, so that the rest is not asked by nobody."""

    def __init__(self, role):
        self.role = role
        self.count = 0
        self.email = None
        self.token = None
        self.since = 0.0

    def credential(self):
        if self.token is None or time.monotonic() - self.since > RENEW_SECONDS:
            self.log_in()
        return "Authorization", f"Bearer {self.token}"

    def log_in(self):
        answer = None
        if self.email is not None:
            answer = server().ask("POST", "/auth/login", {"email": self.email, "password": serving.PASSWORD})
        if answer is None or answer.status != 200 or answer.json["user"]["role"] != self.role:
            self.count += 1
            self.email = f"{self.role}-{ROUND['name']}-{self.count}@example.com"
            server().create_user(self.email, self.role)
            answer = server().ask("POST", "/auth/login", {"email": self.email, "password": serving.PASSWORD})
            assert answer.status == 200, answer
        self.token, self.since = answer.json["accessToken"], time.monotonic()

    def answered(self, status):
        if status in (401, 403):
            profile = server().ask("GET", "/users/profile", token=self.token)
            if profile.status != 200 or profile.json["role"] != self.role:
                self.token = None


class Fixed:
    """Credentials that stay as they are, taken in turn."""

    def __init__(self, credentials):
        self.credentials = credentials
        self.next = 0

    def credential(self):
        self.next += 1
        return tuple(self.credentials[self.next % len(self.credentials)])

    def answered(self, status):
        pass


caller = Person(ROUND["role"]) if ROUND.get("role") else Fixed(ROUND["credentials"]) if ROUND.get("credentials") else None

if caller is not None:

    @schemathesis.auth(refresh_interval=None)
    class Credential:
        def get(self, case, context):
            return caller.credential()

        def set(self, case, data, context):
            case.headers[data[0]] = data[1]


def forgiving(read):
    """schemathesis 4.32.5 ends where a text of an answer begins like an address and is none, such as a redirect to `https://[`."""
    def same_origin_path(value, origin):
        try:
            return read(value, origin)
        except ValueError:
            return None
    return same_origin_path


observations._same_origin_path = forgiving(observations._same_origin_path)
counts = collections.Counter()


@schemathesis.hook
def after_call(context, case, response):
    counts[f"{case.operation.label} {response.status_code // 100}"] += 1
    if caller is not None:
        caller.answered(response.status_code)


@atexit.register
def write_counts():
    with open(ROUND["counts"], "w") as file:
        json.dump(counts, file)


# What fits the schemas may still be refused where no schema can say so. Of an operation, what is refused with this code, and
# why; a further pattern is of what the refusal says.
SETTINGS, SEARCHES = r"/search/(settings|synonyms|rules|stopwords)", r"/search$|/search/(facets|suggestions)|/listings/resolve"
REFUSED_RIGHTLY = [
    (r"", "two_credentials", r"", "of alternatives for security OpenAPI does not say that only one may come"),
    (r"", "invalid_cursor|bad_cursor", r"", "only the server knows which cursors it gave"),
    (r"", "too_long", r"at most [0-9,]+ bytes", "a schema counts characters, and the server bytes"),
    (r"/auth/|/invitations/accept", "invalid_token", r"", "nor which tokens it mailed"),
    (r"", "idempotency_key_reused", r"", "nor which keys were used before"),
    (SETTINGS, "settings_changed", r"", "nor at which version things are at this moment"),
    (r"", "version_mismatch", r"", "the same"),
    (r"/users/profile|/auth/change-password|/second-factor", "invalid_code|not_enrolled", r"", "nor which code an app shows"),
    (r"", "invalid_(name|reason)", r"control characters|it is empty|characters", "classes of Unicode are in no portable pattern"),
    (r"", "invalid_password", r"", "neither is what people see as one character, nor known breaches"),
    (r"", "invalid_email", r"", "format: email lets through more than addresses of ASCII with a domain"),
    (r"/members/", "invalid_limits", r"both limits are in one currency", "a schema compares no two members"),
    (r"/companies", "invalid_company", r"buys, sells or does both", "the same"),
    (r"/companies", "no_such_unit", r"", "nor does it know the units of a company"),
    (r"/admin/api-keys", "invalid_expiresAt", r"it is past", "nor the time"),
    (r"/admin/api-keys", "invalid_filter", r"only a key with the scope search", "filters are for keys of one scope"),
    (SEARCHES + r"|/admin/api-keys", "unknown_field|unsuitable_field|bad_syntax|bad_value|wrong_type|too_many|too_long|conflict", r"",
     "filters, facets, sort orders and weights are small languages, over the fields of the index"),
    (SETTINGS, "bad_value", r"several words|no word|is blank", "what is a word is Unicode's to say"),
    (SETTINGS, "bad_value", r"the address says|not after from|to take out|which is missing", "nor how members stand to each other"),
    (SETTINGS, "missing", r"nothing shall happen|at least two words|a whole number up to", "members that are empty lists say nothing"),
    (SETTINGS, "unknown_field|bad_syntax|duplicate|too_many|conflict", r"", "filters of rules, and ids that come twice"),
]


def is_right(path, problem):
    said = [(item["code"], item["message"]) for item in problem.get("errors", [])] + [(problem["code"], problem["detail"])]
    return any(
        re.search(operation, path) and any(re.fullmatch(codes, code) and re.search(words, text) for code, text in said)
        for operation, codes, words, _ in REFUSED_RIGHTLY)


def is_as_described(case):
    """Whether headers and body are what the description asks. Schemathesis says so of all that it calls valid, and is wrong at
    times: its coverage phase sends `If-Match: 0`, and links put the id of one thing into the body of another."""
    document = case.operation.schema.raw_schema
    operation = case.operation.definition.raw
    headers = {name.lower(): str(value) for name, value in (case.headers or {}).items()}
    for parameter in operation.get("parameters", []):
        if "$ref" in parameter:
            parameter = document["components"]["parameters"][parameter["$ref"].rsplit("/", 1)[1]]
        pattern, value = parameter.get("schema", {}).get("pattern"), headers.get(parameter["name"].lower())
        if parameter["in"] == "header" and pattern is not None and value is not None and not re.search(pattern, value):
            return False
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return True
    validator = jsonschema_rs.Draft202012Validator({**content["schema"], "components": document["components"]})
    try:
        return validator.is_valid(case.body)
    except ValueError:
        return False  # no JSON at all


@schemathesis.hook
def filter_failure(context, failure, case, response):
    if not isinstance(failure, RejectedPositiveData):
        return True
    if not is_as_described(case):
        return False
    try:
        return not is_right(case.operation.path, json.loads(response.content))
    except (ValueError, KeyError, TypeError):
        return True


class LetInWrongly(Failure):
    pass


def may(case):
    """Whether this caller may be answered with success at all, by what OpenAPI says of the operation."""
    kinds = case.operation.definition.raw.get("security")
    if kinds is None:
        return True
    if {} in kinds:
        return ROUND["strangers"]
    path = case.operation.path
    if not any(ROUND["scheme"] in kind for kind in kinds):
        return False
    return not any(path.startswith(start) for start in ROUND["closed"])


@schemathesis.check
def only_who_may_is_let_in(ctx, response, case):
    if 200 <= response.status_code < 300 and response.request.method == case.operation.method.upper() and not may(case):
        raise LetInWrongly(
            operation=case.operation.label, title="Somebody was let in who may not do this",
            message=f"{ROUND['name']} was answered with {response.status_code}")
