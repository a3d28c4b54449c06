import Hummingbird
import Platform
import Search

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
        let reply = try await answer { schema in try SearchRequest(parameters: parameters, schema: schema) }
        return Response(json: reply)
    }

    @Sendable func searchPosted(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let body = try await request.body(upTo: bodyLimitBytes)
        let reply = try await answer { schema in try SearchRequest(json: body, schema: schema) }
        return Response(json: reply)
    }

    @Sendable func facets(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let parameters = QueryString.parse(request.uri.query ?? "")
        let reply = try await answer { schema in try FacetsRequest(parameters: parameters, schema: schema).search }
        return Response(json: reply)
    }

    @Sendable func suggestions(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var question = try SuggestRequest(parameters: QueryString.parse(request.uri.query ?? ""))
        question.deadline = monotonicNanoseconds() + timeout.wholeNanoseconds
        let reply = try await threads.run { [served, question] in try served.snapshot().suggest(question).json(query: question.prefix) }
        return Response(json: reply)
    }

    @Sendable func resolve(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let body = try await request.body(upTo: bodyLimitBytes)
        let deadline = monotonicNanoseconds() + timeout.wholeNanoseconds
        let reply = try await threads.run { [served] in
            var question = try ResolveRequest(json: body)
            question.deadline = deadline
            return try served.snapshot().resolve(question).json()
        }
        return Response(json: reply)
    }

    /// Reads a request against the schema it will be asked of, searches, and writes the reply.
    private func answer(_ read: @escaping @Sendable (Schema) throws -> SearchRequest) async throws -> [UInt8] {
        let queryID = ids.next()
        let deadline = monotonicNanoseconds() + timeout.wholeNanoseconds
        return try await threads.run { [served, metrics] in
            let snapshot = try served.snapshot()
            var request = try read(snapshot.schema)
            request.deadline = deadline
            let reply = try snapshot.search(request)
            metrics.record(reply)
            return reply.json(query: request.query, queryID: queryID)
        }
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
    fileprivate var trimmingSpaces: Substring {
        var trimmed = self.drop { $0 == " " }
        while trimmed.last == " " { trimmed.removeLast() }
        return trimmed
    }
}
