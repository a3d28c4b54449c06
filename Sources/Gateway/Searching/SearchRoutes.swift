import Hummingbird
import Platform
import Search
import Users

/// `/search` and what belongs to it. Reading the request and writing the reply happen on the search threads as well:
/// both can be long.
struct SearchRoutes: Sendable {
    let served: ServedIndex
    let threads: SearchThreads
    let ids: TimeOrderedIDs
    let metrics: Metrics
    let timeout: Duration
    let bodyLimitBytes: Int

    @Sendable func search(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let parameters = QueryString.parse(request.uri.query ?? "")
        let reply = try await answer(context) { schema in try SearchRequest(parameters: parameters, schema: schema) }
        return Response(json: reply)
    }

    @Sendable func searchPosted(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let body = try await request.body(upTo: bodyLimitBytes)
        let reply = try await answer(context) { schema in try SearchRequest(json: body, schema: schema) }
        return Response(json: reply)
    }

    @Sendable func facets(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let parameters = QueryString.parse(request.uri.query ?? "")
        let reply = try await answer(context) { schema in try FacetsRequest(parameters: parameters, schema: schema).search }
        return Response(json: reply)
    }

    @Sendable func suggestions(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var question = try SuggestRequest(parameters: QueryString.parse(request.uri.query ?? ""))
        question.deadline = monotonicNanoseconds() + timeout.wholeNanoseconds
        let reply = try await threads.run("suggest", for: context.trace) { [served, question, caller = context.caller] in
            let snapshot = try served.snapshot()
            var question = question
            question.enforced = try caller.enforced(snapshot.schema)
            return try snapshot.suggest(question).json(query: question.prefix)
        }
        return Response(json: reply)
    }

    @Sendable func resolve(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let body = try await request.body(upTo: bodyLimitBytes)
        let deadline = monotonicNanoseconds() + timeout.wholeNanoseconds
        let reply = try await threads.run("resolve", for: context.trace) { [served, caller = context.caller] in
            let snapshot = try served.snapshot()
            var question = try ResolveRequest(json: body)
            question.deadline = deadline
            question.enforced = try caller.enforced(snapshot.schema)
            return try snapshot.resolve(question).json()
        }
        return Response(json: reply)
    }

    /// Reads a request against the schema it will be asked of, searches, and writes the reply.
    private func answer(_ context: GatewayContext, _ read: @escaping @Sendable (Schema) throws -> SearchRequest) async throws -> [UInt8] {
        let queryID = ids.next()
        let deadline = monotonicNanoseconds() + timeout.wholeNanoseconds
        return try await threads.run("search", for: context.trace) { [served, metrics, caller = context.caller] in
            let snapshot = try served.snapshot()
            var request = try read(snapshot.schema)
            request.deadline = deadline
            request.enforced = try caller.enforced(snapshot.schema)
            if let most = caller.maximumHits { try request.hold(to: most) }
            let reply = try snapshot.search(request)
            metrics.record(reply)
            return reply.json(query: request.query, queryID: queryID)
        }
    }
}

extension SearchThreads {
    /// The same as `run`, with a span for the time in the queue and one for the work.
    fileprivate func run<Result: Sendable>(
        _ name: String, for trace: TraceScope?, _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        guard let trace, let queued = trace.child() else { return try await run(body) }
        return try await run {
            queued.finish("queue", .internal)
            let work = trace.child()
            // What is wrong with a question is no failure, and the span of the request tells of others.
            defer { work?.finish(name, .internal) }
            return try body()
        }
    }
}

extension Caller {
    /// The filters of the caller's key. One that the index can't take lets nothing through: what was meant to be kept from this
    /// caller must not be shown because a field has another name now.
    func enforced(_ schema: Schema) throws(Refusal) -> [Filter] {
        var all: [Filter] = []
        for text in filters {
            do { all.append(try Filter(parsing: text, schema: schema)) } catch {
                throw Refusal(
                    .forbidden, code: "key_filter_invalid", detail: "the filter of this key does not fit the index: make another key")
            }
        }
        return all
    }
}

extension SearchRequest {
    /// A key may be held to the best so many hits, on however many pages.
    fileprivate mutating func hold(to most: Int) throws(Refusal) {
        guard cursor == nil else {
            throw Refusal(.forbidden, code: "hits_limited", detail: "this key shows the best \(most) hits, without cursors: use offset")
        }
        limit = max(0, min(limit, most - offset))
    }
}

/// `GET /search/facets`: the counts of a search without its hits; of all fields that the schema offers as facets, unless named.
struct FacetsRequest {
    let search: SearchRequest

    private static let parameters: Set<RequestParameter> = [.q, .filter, .facets, .facetLimit, .match, .typo, .prefix]

    init(parameters: [(name: String, value: String)], schema: Schema) throws(RequestError) {
        for (name, _) in parameters {
            if let parameter = RequestParameter(rawValue: name), !Self.parameters.contains(parameter) {
                throw RequestError(parameter: name, code: "unknown_parameter", message: "facets alone have no \(name); ask /search for it")
            }
        }
        var search = try SearchRequest(parameters: parameters, schema: schema)
        if !parameters.contains(where: { $0.name == RequestParameter.facets.rawValue }) {
            search.facets = schema.fields.filter(\.isFacet).map { FacetRequest(field: $0.name) }
        }
        search.limit = 0
        search.fields = []
        self.search = search
    }
}

extension SuggestRequest {
    private static let limits = 1...50

    /// Reads the parameters of `GET /search/suggestions`: q, limit, fields.
    init(parameters: [(name: String, value: String)]) throws(RequestError) {
        self.init(prefix: "")
        for (name, value) in parameters {
            switch name {
            case "q": prefix = value
            case "fields": fields = value.split(separator: ",").map { String($0.trimmingSpaces) }
            case "limit":
                guard let number = Int(value), Self.limits.contains(number) else {
                    throw RequestError(
                        parameter: name, code: "bad_value",
                        message: "expected a whole number from \(Self.limits.lowerBound) to \(Self.limits.upperBound), "
                            + "found '\(value.prefix(40))'")
                }
                limit = number
            default:
                throw RequestError(
                    parameter: String(name.prefix(60)), code: "unknown_parameter",
                    message: "unknown parameter '\(name.prefix(60))'; known are q, limit, fields")
            }
        }
    }
}

extension Substring {
    var trimmingSpaces: Substring {
        var trimmed = self.drop { $0 == " " }
        while trimmed.last == " " { trimmed.removeLast() }
        return trimmed
    }
}
