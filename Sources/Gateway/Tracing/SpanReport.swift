import Platform

// What those who run the server are told of spans. Nothing here asks a collector, and as anybody may read it, collectors have
// numbers here, in the order of the settings, and no addresses.

extension SpanExport {
    /// For `/health`: a server whose spans go nowhere serves all the same, so this is never worse than a warning.
    var checks: [HealthCheck] {
        circuits.enumerated().map { i, circuit in
            HealthCheck("trace collector \(i + 1)") {
                switch circuit.state {
                case .closed: (.pass, "the circuit is closed")
                case .open(let until): (.warn, "the circuit is open until \(until)")
                case .halfOpen: (.warn, "the circuit is half open: one call is tried")
                }
            }
        }
    }

    func write(to page: inout MetricsPage) {
        let counts = counts
        page.single("souk_trace_spans_waiting", "gauge", "Spans that wait to be sent.", Double(tracer.queue.count))
        page.single("souk_trace_spans_sent_total", "counter", "Spans that a collector took.", Double(counts.sent))
        page.begin("souk_trace_spans_dropped_total", "counter", "Spans that were not sent, by why.")
        for (why, count) in [("queue_full", tracer.queue.dropped), ("refused", counts.refused), ("shutdown", counts.abandoned)] {
            page.sample([("reason", why)], Double(count))
        }
        page.single("souk_trace_exports_failed_total", "counter", "Calls of collectors that went wrong.", Double(counts.failedCalls))
        page.begin("souk_trace_circuit_state", "gauge", "1 for the state that the circuit of a collector is in.")
        for (i, circuit) in circuits.enumerated() {
            let current = switch circuit.state {
            case .closed: "closed"
            case .open: "open"
            case .halfOpen: "half_open"
            }
            for name in ["closed", "open", "half_open"] {
                page.sample([("collector", "\(i + 1)"), ("state", name)], name == current ? 1 : 0)
            }
        }
    }
}
