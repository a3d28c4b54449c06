@testable import Search

/// The life of an index: documents come, change and go, are committed and merged, and after each step the engine must
/// answer as the twin does.
final class OracleHistory {
    let schema: Schema
    let maker: DocumentMaker
    let disk = SimulatedDirectory()
    let analysis = NaiveAnalysis()
    /// Nil only while one writer ends and another begins.
    private var writer: IndexWriter? = nil
    private var model = OracleModel()
    private let threads: Int
    private(set) var steps: [String] = []
    /// Replies held against the twin so far.
    private(set) var comparisons = 0

    init(_ kind: CorpusSchema, _ dice: inout Dice) throws {
        schema = try kind.schema
        var maker = DocumentMaker(schema: schema, vocabulary: Vocabulary(&dice))
        maker.wordLimit = dice.pick([3, 12, 12, 60])
        maker.absence = dice.pick([0, 20, 20, 60])
        self.maker = maker
        threads = dice.pick([1, 1, 2, 3])
        steps = ["\(threads) threads"]
        writer = try disk.makeWriter(schema, threads: threads)
    }

    /// Puts and deletes `count` times. Keys come from a small set, so that some are put again.
    func change(_ count: Int, keys: Int, _ dice: inout Dice) throws {
        steps.append("\(count) changes")
        for _ in 0..<count {
            let key = dice.chance(80) ? "d\(dice.below(keys))" : "\(dice.below(keys))"
            if dice.chance(12) {
                try expectSame(try writer?.delete(key: key), model.delete(key), "delete(\(key)): was there")
            } else {
                let draft = maker.document(key: key, &dice)
                try writer?.put(draft.json(&dice).span)
                model.put(key, draft)
            }
        }
    }

    func commit() throws {
        steps.append("commit")
        let info = try writer?.commit()
        model.commit()
        try expectSame(info?.documents, model.live.count, "documents after commit")
    }

    /// Other synonyms, stop words and rules.
    func changeSettings(_ dice: inout Dice) throws {
        steps.append("settings")
        let drafts = model.live.keys.sorted()
        let queries = QueryMaker(schema: schema, vocabulary: maker.vocabulary, documents: [], keys: drafts.isEmpty ? ["none"] : drafts)
        var made = SettingsMaker(queries: queries).settings(&dice)
        // What the index refuses for good reasons is left out: terms without a word, filters too deep to be read again.
        let cutter = WordCutter(schema)
        made.synonyms = try made.synonyms.filter { try ($0.roots + $0.synonyms).allSatisfy { try !cutter.words(of: $0).isEmpty } }
        made.synonyms.removeAll { (try? Synonym(json: $0.json, at: "")) == nil }
        made.stopWords.removeAll { (try? StopWordList(json: $0.json, at: "")) == nil }
        made.rules.removeAll { (try? Rule(json: $0.json, at: "")) == nil }
        made.rules.removeAll { $0.filters.contains { (try? Filter(parsing: $0, schema: schema)) == nil } }
        _ = try SettingsStore(disk).change { settings in
            (settings.synonyms, settings.rules, settings.stopWords) = (made.synonyms, made.rules, made.stopWords)
        }
    }

    func merge() throws {
        steps.append("merge")
        try writer?.merge()
        model.commit()
    }

    func optimize() throws {
        steps.append("optimize")
        try writer?.optimize { _ in }
        model.commit()
        let statistics = try disk.openSnapshot().statistics()
        try expectTrue(statistics.segments.count <= 1, "optimize leaves segments \(statistics.segments)")
        try expectSame(statistics.deletedDocuments, 0, "deleted documents that optimize leaves")
    }

    /// Ends the writer and lets another go on.
    func reopen() throws {
        steps.append("reopen")
        // A closed writer gives its lock back before the next one asks for it.
        if let old = writer.take() { try old.close() }
        writer = try disk.makeWriter(nil, threads: threads)
        try disk.expectSound("after reopen")
    }

    /// Asks `count` random requests and holds each reply against the twin.
    func compare(_ count: Int, _ dice: inout Dice) throws {
        let snapshot = try disk.openSnapshot()
        let twin = try model.twin(of: snapshot, analysis)
        try expectSame(snapshot.documentCount, model.committed.count, "live documents")
        let drafts = twin.documents.filter(\.isLive).map(\.draft)
        let keys = twin.documents.map(\.key)
        let queries = QueryMaker(schema: schema, vocabulary: maker.vocabulary, documents: drafts, keys: keys.isEmpty ? ["none"] : keys)
        for _ in 0..<count {
            let request = RequestMaker(queries: queries).request(&dice)
            do {
                try OracleAsking(twin: twin, snapshot: snapshot).ask(request, &dice)
            } catch {
                throw try explain(error, request, twin)
            }
            comparisons += 1
        }
        for document in twin.documents.shuffled(using: &dice).prefix(3) where document.isLive {
            let stored = try snapshot.document(id: document.key)
            try expectSame(stored.map { String(decoding: $0, as: UTF8.self).isEmpty }, false, "document \(document.key)")
        }
        try expectTrue(try snapshot.document(id: "never put") == nil, "a document that was never put is there")
    }

    /// Takes a page in the order of some columns, changes the index, and goes on: what follows is what follows in the new
    /// index, so nothing that stayed is left out or shown twice.
    func compareCursorAcrossCommits(_ dice: inout Dice) throws {
        let fields = schema.fields.filter { $0.type.isNumeric || $0.type == .keyword }
        guard !fields.isEmpty else { return }
        var request = SearchRequest()
        request.sort = fields.shuffled(using: &dice).prefix(2).map { SortKey(.field($0.name), isDescending: dice.chance(50)) }
        request.limit = dice.within(1...10)
        let before = try disk.openSnapshot()
        let page = try before.search(request)
        guard let last = page.hits.last, let cursor = page.nextCursor else { return }
        let twinBefore = try model.twin(of: before, analysis)
        guard let edge = try twinBefore.search(request).ranked.first(where: { twinBefore.documents[$0.document].key == last.id }) else {
            throw Mismatch("hit \(last.id) is no document")
        }
        try change(20, keys: 200, &dice)
        try commit()
        let after = try disk.openSnapshot()
        request.cursor = cursor
        request.limit = 10_000
        let rest = try after.search(request)
        let comparison = try OracleComparison(try model.twin(of: after, analysis), request)
        let expected = comparison.answer.ranked.filter { NaiveSearch.precedes(edge, $0, request.sort) }
        do {
            try comparison.checkHits(rest.hits, expected, from: 0)
        } catch {
            throw Mismatch("by cursor after a commit, order \(request.sort), after document \(last.id): \(error)")
        }
    }

    /// Says what failed, on as few documents as still show it.
    private func explain(_ error: any Error, _ request: SearchRequest, _ twin: NaiveSearch) throws -> Mismatch {
        let live = twin.documents.filter(\.isLive)
        let few = OracleShrinking(schema: schema, request: request, analysis: analysis).shrink(live.map { ($0.key, $0.draft) })
        var text = "\(error)\nrequest: \(request)\nafter: \(steps.joined(separator: ", "))\nschema: \(schema.json)\n"
        if let few {
            text += "also with only these documents, in one segment: \(few.error)\n"
            text += few.documents.map(\.description).joined(separator: "\n")
        } else {
            text += "not with the same documents put into one segment; segments now:\n"
            text += twin.documents.map { "\($0.sequence) \($0.isLive ? "" : "deleted ")\($0.draft)" }.prefix(40).joined(separator: "\n")
        }
        return Mismatch(text)
    }
}

/// What the documents of an index should be: all that were put, by the number of their put.
struct OracleModel {
    /// Keys to the puts that made them what they are, uncommitted ones included.
    private(set) var live: [String: UInt64] = [:]
    /// `live` at the last commit.
    private(set) var committed: [String: UInt64] = [:]
    private var drafts: [(key: String, draft: Draft)] = []

    mutating func put(_ key: String, _ draft: Draft) {
        live[key] = UInt64(drafts.count)
        drafts.append((key, draft))
    }

    mutating func delete(_ key: String) -> Bool { live.removeValue(forKey: key) != nil }

    mutating func commit() { committed = live }

    /// The twin of a snapshot of the last commit: it learns only which documents lie in the segments, not what is in them.
    func twin(of snapshot: Snapshot, _ analysis: NaiveAnalysis) throws -> NaiveSearch {
        let physical = try snapshot.physicalDocuments().sorted { $0.sequence < $1.sequence }
        let first = try firstSequence(physical)
        let reader = NaiveReader(schema: snapshot.schema, analysis: analysis)
        var alive = 0
        let documents = try physical.map { document in
            let put = document.sequence &- first
            guard put < UInt64(drafts.count), drafts[Int(put)].key == document.key else {
                throw Mismatch("document \(document.key) has sequence \(document.sequence), which is no put of it")
            }
            try expectSame(document.isLive, committed[document.key] == put, "put \(put) of document \(document.key) is live")
            alive += document.isLive ? 1 : 0
            let draft = drafts[Int(put)].draft
            return NaiveDocument(
                draft, key: document.key, sequence: document.sequence, isLive: document.isLive, values: try reader.values(of: draft))
        }
        try expectSame(alive, committed.count, "live documents in the segments")
        return NaiveSearch(schema: snapshot.schema, documents: documents, analysis: analysis, settings: snapshot.settings.settings)
    }

    /// The sequence of the first put: each put takes the next number.
    private func firstSequence(_ physical: [(key: String, sequence: UInt64, isLive: Bool)]) throws -> UInt64 {
        guard let some = physical.first(where: \.isLive) else { return physical.first?.sequence ?? 0 }
        guard let put = committed[some.key] else { throw Mismatch("document \(some.key) is live and should not be") }
        return some.sequence &- put
    }
}
