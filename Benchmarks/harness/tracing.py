"""What tracing costs `/search`: one build without it, with a hundredth of the requests traced, and with all, in turn."""
import http.server
import multiprocessing
import socketserver
import statistics

from served import LOOPBACK, Server, ask

RATIOS = {"off": None, "a hundredth": "0.01", "all": "1"}


class Collector(http.server.BaseHTTPRequestHandler):
    """Takes what it is sent, and looks at none of it: it has the same two processors."""
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_):
        pass


def collect(port):
    class Collectors(socketserver.ThreadingMixIn, http.server.HTTPServer):
        daemon_threads = True

    server = Collectors((LOOPBACK, 0), Collector)
    port.put(server.server_port)
    server.serve_forever()


def spans(server):
    """Spans sent and dropped, and calls that failed, as /metrics has them."""
    found = {}
    for line in server.get("/metrics")[1].decode().splitlines():
        name, _, value = line.rpartition(" ")
        if name.startswith("souk_trace_") and name.partition("{")[0].endswith("_total"):
            key = name.partition("{")[0].removeprefix("souk_trace_").removesuffix("_total")
            found[key] = found.get(key, 0) + int(value)
    return found


def measure(program, folder, addresses, options):
    """Rows of medians by ratio, with ratios to `off` of the same round."""
    port = multiprocessing.Queue()
    collector = multiprocessing.Process(target=collect, args=(port,), daemon=True)
    collector.start()
    endpoint = f"http://{LOOPBACK}:{port.get()}"
    servers = {}
    try:
        for name, ratio in RATIOS.items():
            servers[name] = Server(program, folder, [] if ratio is None else ["--trace-endpoint", endpoint, "--trace-ratio", ratio])
        rounds = {name: [] for name in servers}
        for server in servers.values():
            ask(server, addresses, options.connections, 1)
        for i in range(options.rounds):
            for name in sorted(servers, reverse=i % 2 == 1):
                rounds[name].append(ask(servers[name], addresses, options.connections, options.seconds))
        rows = []
        for name, found in rounds.items():
            row = dict(tracing=name, errors=sum(one["errors"] for one in found))
            for key in ("per_second", "p50", "p99", "processor_us"):
                row[key] = statistics.median(one[key] for one in found)
                row[f"{key}_to_off"] = statistics.median(one[key] / off[key] for one, off in zip(found, rounds["off"]))
            rows.append(row | spans(servers[name]))
        return rows
    finally:
        for server in servers.values():
            server.stop()
        collector.terminate()


def markdown(rows):
    lines = [
        "| traced | requests/s | to off | p99 ms | to off | processor us | to off | spans sent | dropped |",
        "|---|---|---|---|---|---|---|---|---|"]
    for row in rows:
        lines.append(
            f"| {row['tracing']} | {row['per_second']:,.0f} | {row['per_second_to_off']:.3f} | {row['p99']:.2f} | {row['p99_to_off']:.2f} "
            f"| {row['processor_us']:.1f} | {row['processor_us_to_off']:.3f} | {row.get('spans_sent', 0):,} "
            f"| {row.get('spans_dropped', 0):,} |")
    return "\n".join(lines)
