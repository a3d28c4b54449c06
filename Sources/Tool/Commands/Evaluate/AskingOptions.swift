internal import ArgumentParser
internal import Evaluation
internal import Search

extension SearchRequest.Match: ExpressibleByArgument {}
extension SearchRequest.Typo: ExpressibleByArgument {}

/// How each query of an evaluation is asked.
struct AskingOptions: ParsableArguments {
    @Option(help: "How words match: all, most, any, auto or exact.")
    var match = SearchRequest.Match.any
    @Option(help: "Whether misspelt words are mended: auto or off.")
    var typo = SearchRequest.Typo.auto
    @Option(help: "Hits of each query that are judged.")
    var depth = 1000
    @Option(help: ArgumentHelp("Search parameters for each query: {\"filter\": ..., \"typo\": \"off\"}.", valueName: "file"))
    var settings: String?

    func validate() throws {
        guard (1...100_000).contains(depth) else { throw ValidationError("--depth must be between 1 and 100,000") }
    }

    /// Throws where the settings are none of a search on this index.
    func asker(_ snapshot: Snapshot) throws -> Asker {
        var parameters: [(key: String, value: JSONValue)] = [
            ("match", .string(match.rawValue)), ("typo", .string(typo.rawValue)),
        ]
        for setting in try settings.map(Self.members) ?? [] {
            parameters.removeAll { $0.key == setting.key }
            parameters.append(setting)
        }
        return try Asker(snapshot, parameters: parameters)
    }

    private static func members(of path: String) throws -> [(key: String, value: JSONValue)] {
        let text = try readFile(path)
        do {
            guard let members = try JSONValue(parsing: text).members else {
                throw AskedWrongly("\(path): expected a JSON object of search parameters")
            }
            return members
        } catch let error as JSONError {
            throw AskedWrongly("\(path): \(Schema.place(of: error.offset, in: text)): \(error.reason)")
        }
    }
}

/// Asks one query after the other with the same parameters.
struct Asker {
    let snapshot: Snapshot
    /// Members of the body of `POST /search`.
    let parameters: [(key: String, value: JSONValue)]
    private let request: SearchRequest

    init(_ snapshot: Snapshot, parameters: [(key: String, value: JSONValue)]) throws {
        self.snapshot = snapshot
        self.parameters = parameters
        var request = try SearchRequest(json: Array(JSONValue.object(parameters).text.utf8), schema: snapshot.schema)
        request.fields = []
        request.total = .none
        self.request = request
    }

    /// How hits are ordered under the parameters.
    var ranking: Ranking { request.ranking }

    func hits(of text: String, depth: Int) throws -> [(id: String, score: Double)] {
        var request = request
        request.query = text
        request.limit = depth
        return try snapshot.search(request).hits.map { ($0.id, Double($0.score)) }
    }
}

/// What documents are called: one of their stored fields.
struct DocumentTitles {
    private let snapshot: Snapshot
    private let path: [String]

    /// - Parameter field: nil: the field that names a document to people.
    init(_ snapshot: Snapshot, field: String?) throws {
        self.snapshot = snapshot
        path = (field ?? snapshot.schema.titleField ?? "").split(separator: ".").map(String.init)
    }

    /// Nil where the index has no such document, or it no such field.
    func title(_ id: DocumentID) throws -> String? {
        guard !path.isEmpty, let bytes = try snapshot.document(id: id.text), var value = try? JSONValue(parsing: bytes) else { return nil }
        for name in path {
            guard let inner = value[name] else { return nil }
            value = inner
        }
        let longest = 200
        let text = value.string ?? value.array?.first?.string ?? value.text
        return text.count > longest ? text.prefix(longest - 3) + "..." : text
    }
}
