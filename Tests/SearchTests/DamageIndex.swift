@testable import Search

/// A small index with everything in it, a set of questions, and their right answers.
struct DamageIndex {
    let disk: SimulatedDirectory
    let schema: Schema
    private let questions: [Question]
    private let answers: [String]

    /// Every way to read an index.
    private enum Question {
        case search(SearchRequest)
        case document(String)
        case suggest(String)
    }

    init(_ dice: inout Dice) throws {
        schema = try CorpusSchema.listing.schema
        disk = SimulatedDirectory()
        var maker = DocumentMaker(schema: schema, vocabulary: Vocabulary(&dice))
        maker.wordLimit = 6
        var writer = try disk.makeWriter(schema)
        var drafts: [Draft] = []
        for round in 0..<3 {
            for i in 0..<6 {
                let draft = maker.document(key: "k\(round * 4 + i)", &dice)
                try writer.put(draft)
                drafts.append(draft)
            }
            _ = try writer.delete(key: "k\(round * 4)")
            _ = try writer.commit()
        }
        try writer.close()
        questions = Self.questions(schema, maker.vocabulary, drafts, &dice)
        answers = try Self.answers(disk, questions)
    }

    private static func questions(_ schema: Schema, _ vocabulary: Vocabulary, _ drafts: [Draft], _ dice: inout Dice) -> [Question] {
        let queries = QueryMaker(schema: schema, vocabulary: vocabulary, documents: drafts)
        var requests: [SearchRequest] = []
        func ask(_ query: Query, _ change: (inout SearchRequest) -> Void = { _ in }) {
            var request = SearchRequest()
            request.structured = query
            change(&request)
            requests.append(request)
        }
        ask(.all) { $0.facets = schema.fields.filter(\.isFacet).map { FacetRequest(field: $0.name) } }
        ask(.words(queries.words(&dice))) { $0.highlight = ["title", "body"] }
        ask(.phrase(queries.phrase(&dice))) { $0.explain = true }
        ask(.words(WordsQuery(text: "schuhe kinderschuhe schrauben", fields: ["notes"], match: .any))) { $0.highlight = ["notes"] }
        ask(.words(WordsQuery(text: "bolt steel", match: .any))) { $0.explain = true; $0.fields = ["title", "attributes.thread"] }
        ask(.all) { $0.sort = [SortKey(.field("updated"), isDescending: false), SortKey(.field("ratings"), isDescending: true)] }
        ask(.all) { $0.sort = [SortKey(.field("tags"), isDescending: true), SortKey(.field("stock"), isDescending: false)]; $0.limit = 3 }
        ask(.words(WordsQuery(text: "bolt steel", match: .any)))
        ask(.phrase(queries.phrase(&dice)))
        ask(.prefix(text: "b", fields: []))
        ask(.fuzzy(FuzzyQuery(text: "stel", distance: 2)))
        ask(.all) { $0.sort = [SortKey(.field("price"), isDescending: true), SortKey(.field("brand"), isDescending: false)] }
        ask(.all) { $0.filter = .and([.range(field: "stock", lower: .init(.number(1)), upper: nil), .exists(field: "title")]) }
        ask(.all) { $0.filter = .or([.contains(field: "brand", "bo"), .equals(field: "category", .string("Fasteners > Bolts"))]) }
        ask(.all) { $0.filter = .geoDistance(field: "place", latitude: 52.5, longitude: 13.5, meters: 50_000) }
        ask(.all) { $0.group = GroupRequest(field: "brand") }
        return requests.map { .search($0) } + (0..<14).map { .document("k\($0)") } + [.suggest("b"), .suggest("fi")]
    }

    private static func answers(_ disk: SimulatedDirectory, _ questions: [Question]) throws -> [String] {
        let snapshot = try disk.openSnapshot()
        return try questions.map { try answer($0, snapshot) }
    }

    private static func answer(_ question: Question, _ snapshot: Snapshot) throws -> String {
        func text(_ hit: SearchReply.Hit) -> String {
            "\(hit.id) \(hit.score) \(hit.highlights) \(hit.document.map { String(decoding: $0, as: UTF8.self) } ?? "")"
        }
        switch question {
        case .search(let request):
            let reply = try snapshot.search(request)
            let groups = reply.groups.map { "\($0.value ?? "") \($0.count) \($0.hits.map(text))" }
            return "\(reply.total) \(reply.hits.map(text)) \(groups) \(reply.facets)"
        case .document(let key): return try snapshot.document(id: key).map { String(decoding: $0, as: UTF8.self) } ?? "none"
        case .suggest(let prefix):
            let reply = try snapshot.suggest(SuggestRequest(prefix: prefix))
            return "\(reply.suggestions) \(reply.corrections)"
        }
    }

    /// Opens a disk that differs from this one and asks everything: each answer is right, or an error that says why not.
    func checkAnswers(of other: SimulatedDirectory, _ what: String) throws {
        let snapshot: Snapshot
        do { snapshot = try other.openSnapshot() } catch {
            return try expectTrue(error is Damage || error is StorageError, "\(what): opening gives \(type(of: error)) \(error)")
        }
        for (question, right) in zip(questions, answers) {
            let answer: String
            do { answer = try Self.answer(question, snapshot) } catch {
                try expectTrue(error is Damage, "\(what): \(question) gives \(type(of: error)) \(error)")
                continue
            }
            if answer != right { throw Mismatch("\(what): wrong without a word: \(question)\ngot      \(answer)\nexpected \(right)") }
        }
    }

    /// Asks everything of a disk whose answers mean nothing.
    func askAll(of other: SimulatedDirectory) {
        guard let snapshot = try? other.openSnapshot() else { return }
        for question in questions { _ = try? Self.answer(question, snapshot) }
        _ = snapshot.statistics()
    }

    /// Goes on writing to a disk whose files mean nothing: replaces, deletes, commits and merges all of it.
    func writeOn(_ other: SimulatedDirectory) {
        do {
            var writer = try other.makeWriter(nil)
            for key in ["k2", "k9", "new"] { try writer.put(.document(["id": .string(key), "title": .string("steel bolt")])) }
            _ = try writer.delete(key: "k3")
            _ = try writer.commit()
            try writer.optimize { _ in }
            try writer.close()
        } catch {
            // Refusing is as good as going on.
        }
    }

    /// `check` names the file, and a place not farther off than the checksums are apart.
    func checkReport(of other: SimulatedDirectory, file: String, offset: Int?, _ what: String) throws {
        let found: [Damage]
        do { found = try other.findDamage() } catch let damage as Damage { found = [damage] }
        guard let named = found.first(where: { $0.file == file }) else {
            throw Mismatch("\(what): check finds \(found.map(\.description)), nothing in \(file)")
        }
        guard let offset else { return }
        let near = found.contains { $0.file == file && abs(Int(clamping: $0.offset) - offset) <= SectionFile.chunkSizeBytes }
        try expectTrue(near, "\(what): check says \(named)")
    }
}
