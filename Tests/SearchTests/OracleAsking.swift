@testable import Search

/// Asks one request in several ways that must give the same.
struct OracleAsking {
    let twin: NaiveSearch
    let snapshot: Snapshot

    func ask(_ request: SearchRequest, _ dice: inout Dice) throws {
        var request = request
        request.explain = dice.chance(10) && request.group == nil
        for (index, field) in snapshot.schema.fields.enumerated() where field.type.isSearched {
            let counted = snapshot.statistics(FieldID(rawValue: UInt16(index)))
            let total = twin.documents.reduce(0) { $0 + $1.fields[index].length }
            try expectSame(Int(counted.tokenCount), total, "words of '\(field.name)' in all documents, \(field.analyzer)")
        }
        let comparison = try OracleComparison(twin, request)
        let reply = try snapshot.search(request)
        try expectSame(reply.generation, snapshot.generation, "generation")
        try comparison.check(reply)
        if request.group != nil { return }
        if dice.chance(40) { try askWithoutTotal(request, reply) }
        if dice.chance(25) { try askPageByPage(request, pageSize: dice.within(1...7)) }
        if dice.chance(50) { try askAsTyped(request) }
    }

    /// Plain words mean the same typed as built.
    private func askAsTyped(_ request: SearchRequest) throws {
        guard case .words(let words)? = request.structured, words.fields.isEmpty, !words.lastIsPrefix else { return }
        guard words.text.utf8.allSatisfy({ $0 == 0x20 || (0x61...0x7A).contains($0) }) else { return }
        var typed = request
        typed.query = words.text
        typed.structured = nil
        typed.typo = words.correctsTypos ? .auto : .off
        typed.usesSynonyms = words.usesSynonyms
        if case .named = words.stopWords { return }
        typed.stopWords = words.stopWords
        switch words.match {
        case .any: typed.match = .any
        case .all: typed.match = .all
        case .most: typed.match = .most
        case .minimum: return
        }
        do {
            try OracleComparison(twin, request).check(try snapshot.search(typed))
        } catch {
            throw Mismatch("typed as \(typed.query), match \(typed.match): \(error)")
        }
    }

    /// Not counting may skip documents, but not hits.
    private func askWithoutTotal(_ request: SearchRequest, _ counted: SearchReply) throws {
        var quick = request
        quick.total = .none
        quick.facets = []
        let reply = try snapshot.search(quick)
        do {
            try OracleComparison(twin, quick).check(reply)
        } catch {
            throw Mismatch("without a total: \(error)")
        }
    }

    /// Pages by cursor, laid end to end, are the whole list.
    private func askPageByPage(_ request: SearchRequest, pageSize: Int) throws {
        var page = request
        page.offset = 0
        page.facets = []
        page.limit = pageSize
        var hits: [SearchReply.Hit] = []
        let pageLimit = twin.documents.count + 2
        for _ in 0..<pageLimit {
            let reply = try snapshot.search(page)
            try expectTrue(reply.hits.count <= pageSize, "a page of \(reply.hits.count) hits, where \(pageSize) were asked for")
            hits.append(contentsOf: reply.hits)
            guard let next = reply.nextCursor else { break }
            try expectTrue(!reply.hits.isEmpty, "an empty page has a cursor")
            page.cursor = next
        }
        var whole = page
        whole.cursor = nil
        whole.limit = Int.max
        do {
            let comparison = try OracleComparison(twin, whole)
            try comparison.checkHits(hits, comparison.answer.ranked, from: 0)
        } catch {
            throw Mismatch("by cursor, \(pageSize) a page: \(error)")
        }
    }
}

/// Finds few documents that still make a request go wrong.
struct OracleShrinking {
    let schema: Schema
    let request: SearchRequest
    let analysis: NaiveAnalysis

    struct Found {
        let documents: [Draft]
        let error: any Error
    }

    /// Nil where all of them in one segment are answered rightly.
    func shrink(_ documents: [(key: String, draft: Draft)]) -> Found? {
        guard var error = failure(documents) else { return nil }
        var left = documents
        var size = max(1, left.count / 2)
        var triesLeft = 200
        while triesLeft > 0 {
            var start = 0
            while start < left.count, triesLeft > 0 {
                triesLeft -= 1
                let fewer = Array(left[..<start] + left[min(left.count, start + size)...])
                if let found = failure(fewer) {
                    left = fewer
                    error = found
                } else {
                    start += size
                }
            }
            if size == 1 { break }
            size /= 2
        }
        return Found(documents: left.map(\.draft), error: error)
    }

    private func failure(_ documents: [(key: String, draft: Draft)]) -> (any Error)? {
        do {
            let disk = SimulatedDirectory()
            var writer = try disk.makeWriter(schema)
            var model = OracleModel()
            for (key, draft) in documents {
                try writer.put(draft)
                model.put(key, draft)
            }
            _ = try writer.commit()
            model.commit()
            let snapshot = try disk.openSnapshot()
            let twin = try model.twin(of: snapshot, analysis)
            var dice = Dice(1)
            for _ in 0..<3 { try OracleAsking(twin: twin, snapshot: snapshot).ask(request, &dice) }
            return nil
        } catch {
            return error
        }
    }
}
