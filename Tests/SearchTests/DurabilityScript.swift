@testable import Search

/// A fixed life of an index, played on a disk until it ends or the disk fails; and what each commit should hold.
struct DurabilityScript {
    typealias Content = [String: Draft]

    enum Step {
        case put(String, Draft)
        case delete(String)
        case commit
        case merge
        case optimize
        /// The writer ends and another one goes on.
        case reopen
    }

    let schema: Schema
    let steps: [Step]

    /// How far a play came.
    struct Outcome {
        /// What the index held after each commit that returned; the first is the empty index.
        var commits: [Content] = [[:]]
        /// What a commit that failed was about to make durable.
        var inFlight: Content?
        /// Of the call that failed, if one did.
        var error: (any Error)?

        /// What else may be found, where an earlier play left it open.
        var alsoPermitted: [Content] = []

        /// What may be found afterwards.
        var permitted: [Content] { [commits[commits.count - 1]] + (inFlight.map { [$0] } ?? []) + alsoPermitted }
    }

    init(_ dice: inout Dice, length: Int) throws {
        schema = try Schema(fields: [
            Field(name: "title", type: .text), Field(name: "brand", type: .keyword), Field(name: "price", type: .double),
        ])
        let vocabulary = Vocabulary(&dice)
        var steps: [Step] = []
        for number in 0..<length {
            let key = "k\(dice.below(12))"
            switch dice.below(20) {
            case 0...11: steps.append(.put(key, Self.document(key, number, vocabulary, &dice)))
            case 12...13: steps.append(.delete(key))
            case 14...17: steps.append(.commit)
            case 18: steps.append(dice.chance(60) ? .merge : .optimize)
            default: steps.append(.reopen)
            }
        }
        self.steps = steps + [.commit]
    }

    static func document(_ key: String, _ number: Int, _ vocabulary: Vocabulary, _ dice: inout Dice) -> Draft {
        .document([
            "id": .string(key), "title": .string(vocabulary.text(&dice, count: 5)), "brand": .string("b\(number % 4)"),
            "price": .int(number),
        ])
    }

    /// Plays all steps on the disk, or as many as work. `content` is what the disk holds already.
    func play(on disk: SimulatedDirectory, from content: Content = [:], threads: Int = 1) -> Outcome {
        var outcome = Outcome(commits: [content])
        var now = content
        do {
            var writer: IndexWriter? = try disk.makeWriter(schema, threads: threads)
            for step in steps {
                switch step {
                case .put(let key, let draft):
                    try writer?.put(draft)
                    now[key] = draft
                case .delete(let key):
                    let existed = now.removeValue(forKey: key) != nil
                    try expectSame(try writer?.delete(key: key), existed, "delete(\(key))")
                case .commit, .merge, .optimize:
                    outcome.inFlight = now
                    try Self.commit(&writer, step)
                    outcome.commits.append(now)
                    outcome.inFlight = nil
                case .reopen:
                    // What was not committed goes with the writer.
                    if let old = writer.take() { try old.close() }
                    writer = try disk.makeWriter(nil, threads: threads)
                    now = outcome.commits[outcome.commits.count - 1]
                }
            }
            if let old = writer.take() { try old.close() }
        } catch {
            outcome.error = error
        }
        return outcome
    }

    /// Merging and optimizing commit as well.
    private static func commit(_ writer: inout IndexWriter?, _ step: Step) throws {
        switch step {
        case .merge: try writer?.merge()
        case .optimize: try writer?.optimize { _ in }
        default: _ = try writer?.commit()
        }
    }

    /// Every key that a step ever names.
    var keys: Set<String> {
        Set(steps.compactMap { step in
            switch step {
            case .put(let key, _), .delete(let key): key
            case .commit, .merge, .optimize, .reopen: nil
            }
        })
    }

    /// The content of the index that lies on a disk; nil where there is none yet.
    func content(of disk: SimulatedDirectory) throws -> Content? {
        let snapshot: Snapshot
        do { snapshot = try disk.openSnapshot() } catch let error as StorageError where error.kind == .notFound { return nil }
        var content: Content = [:]
        for key in keys {
            guard let stored = try snapshot.document(id: key) else { continue }
            let value = try JSONValue(parsing: stored)
            guard let number = value["price"]?.int, let brand = value["brand"]?.string, let title = value["title"]?.string else {
                throw Mismatch("document \(key) is \(value.text)")
            }
            content[key] = .document(["id": .string(key), "title": .string(title), "brand": .string(brand), "price": .int(number)])
        }
        try expectSame(snapshot.documentCount, content.count, "documents of generation \(snapshot.generation)")
        var request = SearchRequest()
        request.limit = 100
        request.facets = [FacetRequest(field: "brand")]
        let reply = try snapshot.search(request)
        try expectSame(Set(reply.hits.map(\.id)), Set(content.keys), "hits of generation \(snapshot.generation)")
        for (key, draft) in content {
            request.filter = .equals(field: "price", .number(draft["price"]?.scalarText.flatMap { Double($0) } ?? -1))
            try expectSame(try snapshot.search(request).hits.map(\.id), [key], "search for document \(key)")
        }
        return content
    }
}
