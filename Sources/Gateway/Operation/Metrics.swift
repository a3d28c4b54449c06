import Search
import Synchronization

/// Counts and times of requests, written out in the Prometheus text format 0.0.4.
final class Metrics: Sendable {
    struct Series: Hashable {
        let route: String
        let method: String
    }

    private struct Histogram {
        var counts = [Int](repeating: 0, count: Metrics.edgesSeconds.count + 1)
        var sum = 0.0
        var statuses: [Int: Int] = [:]

        mutating func record(_ seconds: Double) {
            counts[Metrics.edgesSeconds.firstIndex { seconds <= $0 } ?? Metrics.edgesSeconds.count] += 1
            sum += seconds
        }
    }

    private struct State {
        var requests: [Series: Histogram] = [:]
        var searches = Histogram()
        var partialSearches = 0
        var emptySearches = 0
        var overloads = 0
    }

    /// A search takes about a millisecond; what takes seconds is one bucket.
    private static let edgesSeconds = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

    private let state = Mutex(State())
    private let start = monotonicNanoseconds()

    func record(_ series: Series, status: Int, seconds: Double) {
        state.withLock { state in
            state.requests[series, default: Histogram()].record(seconds)
            state.requests[series]?.statuses[status, default: 0] += 1
        }
    }

    /// One search as the engine timed it, without queue and network.
    func record(_ reply: SearchReply) {
        state.withLock { state in
            state.searches.record(Double(reply.tookNanoseconds) / 1e9)
            if reply.isPartial { state.partialSearches += 1 }
            if reply.total.value == 0 { state.emptySearches += 1 }
        }
    }

    func recordOverload() { state.withLock { $0.overloads += 1 } }

    var uptimeSeconds: Double { Double(monotonicNanoseconds() - start) / 1e9 }

    func text(index: IndexStatistics?, generation: UInt64?, waitingSearches: Int, load: Load, spans: SpanExport? = nil) -> String {
        let state = state.withLock { $0 }
        var page = MetricsPage()
        let series = state.requests.sorted { ($0.key.route, $0.key.method) < ($1.key.route, $1.key.method) }
        page.begin("souk_http_requests_total", "counter", "Requests answered, by route, method and status.")
        for (key, histogram) in series {
            for (status, count) in histogram.statuses.sorted(by: { $0.key < $1.key }) {
                page.sample([("route", key.route), ("method", key.method), ("status", "\(status)")], Double(count))
            }
        }
        page.begin("souk_http_request_duration_seconds", "histogram", "Time from the request's head to the answer's, by route and method.")
        for (key, histogram) in series { Self.write(histogram, [("route", key.route), ("method", key.method)], to: &page) }
        page.begin("souk_search_duration_seconds", "histogram", "Time of searches in the engine, without queue and network.")
        Self.write(state.searches, [], to: &page)
        page.single("souk_search_partial_total", "counter", "Searches whose time ran out.", Double(state.partialSearches))
        page.single("souk_search_empty_total", "counter", "Searches that found nothing.", Double(state.emptySearches))
        page.single("souk_search_refused_total", "counter", "Searches refused because too many were waiting.", Double(state.overloads))
        page.single("souk_search_waiting", "gauge", "Searches that wait for a thread.", Double(waitingSearches))
        page.single("souk_http_requests_active", "gauge", "Requests that are being answered.", Double(load.count))
        page.single(
            "souk_http_requests_shed_total", "counter", "Requests refused because the server had its hands full.", Double(load.shedCount))
        if let index, let generation {
            page.single("souk_index_generation", "gauge", "The commit that is searched.", Double(generation))
            page.single("souk_index_documents", "gauge", "Documents that can be found.", Double(index.documents))
            page.single("souk_index_segments", "gauge", "Segments of the index.", Double(index.segments.count))
            page.begin("souk_index_bytes", "gauge", "Bytes on disk, by part of the index.")
            for part in index.parts { page.sample([("part", part.name)], Double(part.sizeBytes)) }
        }
        spans?.write(to: &page)
        if let resident = residentBytes() {
            page.single("process_resident_memory_bytes", "gauge", "Bytes of this process in memory.", Double(resident))
        }
        page.single("souk_uptime_seconds", "gauge", "Seconds since the server began.", uptimeSeconds)
        return page.text
    }

    private static func write(_ histogram: Histogram, _ labels: [(String, String)], to page: inout MetricsPage) {
        var total = 0
        for (count, edge) in zip(histogram.counts, edgesSeconds.map { "\($0)" } + ["+Inf"]) {
            total += count
            page.sample(labels + [("le", edge)], Double(total), suffix: "_bucket")
        }
        page.sample(labels, histogram.sum, suffix: "_sum")
        page.sample(labels, Double(total), suffix: "_count")
    }
}

/// Lines of the text format: a family's help and type, then its samples.
struct MetricsPage {
    private(set) var text = ""
    private var family = ""

    mutating func begin(_ name: String, _ type: String, _ help: String) {
        family = name
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func single(_ name: String, _ type: String, _ help: String, _ value: Double) {
        begin(name, type, help)
        sample([], value)
    }

    mutating func sample(_ labels: [(String, String)], _ value: Double, suffix: String = "") {
        text += family + suffix
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",") + "}"
        }
        let isWhole = value == value.rounded(.towardZero) && abs(value) < 1e15
        text += isWhole ? " \(Int64(value))\n" : " \(value)\n"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
