import Foundation
import Synchronization
import Testing
@testable import Search

/// Readers on threads of their own search while a writer changes, commits and merges the index. Small enough for the
/// thread sanitizer, under which `scripts/test threads` runs these.
@Suite("Concurrency: every reply is that of one commit")
struct ConcurrencyTests {
    /// What a reader saw, to be held against the commit it names when all is done.
    private struct Sighting: Sendable {
        let generation: UInt64
        let kind: Int
        let answer: String
    }

    private let schema: Schema

    init() throws {
        schema = try Schema(fields: [
            Field(name: "title", type: .text), Field(name: "brand", type: .keyword), Field(name: "price", type: .int),
        ])
    }

    @Test("readers of one index see whole commits, in order, while the writer builds, commits and merges", arguments: [1, 2, 3])
    func readersOfOneIndex(_ threads: Int) throws {
        let disk = SimulatedDirectory()
        try run(on: disk, threads: threads) { index, collect in
            _ = try index.refresh()
            try collect(index.snapshot)
        }
    }

    @Test("readers that open the index anew each time see whole commits")
    func readersThatOpen() throws {
        let disk = SimulatedDirectory()
        try run(on: disk, threads: 1) { _, collect in try collect(try disk.openSnapshot()) }
    }

    @Test("a snapshot answers the same for as long as it is held, whatever is merged away under it")
    func heldSnapshot() throws {
        let disk = SimulatedDirectory()
        var history = ConcurrencyModel()
        var writer = try disk.makeWriter(schema)
        for _ in 0..<4 { try history.change(&writer, 20) }
        let held = try disk.openSnapshot()
        let before = try (0..<ConcurrencyModel.questionCount).map { try ConcurrencyModel.ask($0, held) }
        for _ in 0..<4 {
            try history.change(&writer, 20)
            try writer.optimize { _ in }
        }
        try writer.close()
        for (kind, answer) in before.enumerated() { #expect(try ConcurrencyModel.ask(kind, held) == answer) }
    }

    @Test("any number of threads builds the same index: the same documents in the same order, the same replies")
    func sameIndex() throws {
        /// Puts, replaces and deletes; all in one commit.
        func build(threads: Int) throws -> Snapshot {
            let disk = SimulatedDirectory()
            var writer = try disk.makeWriter(schema, threads: threads)
            for number in 0..<400 {
                try writer.put(
                    .document([
                        "id": .string("k\(number % 300)"), "title": .string("bolt \(number % 7 == 0 ? "steel" : "zinc")"),
                        "brand": .string("b\(number % 9)"), "price": .int(number),
                    ]))
                // One of the last batch, one of some run before it, and one that is not there.
                if number % 10 == 9 {
                    #expect(try writer.delete(key: "k\(number % 300)"))
                    #expect(try writer.delete(key: "k\(number % 300 / 2 / 10 * 10)") == (number / 10 % 2 == 0))
                    #expect(try !writer.delete(key: "k1000"))
                }
            }
            let info = try writer.commit()
            #expect(info.segments == 1 || threads > 1)
            try disk.expectSound("\(threads) threads, as committed")
            // Deleted documents count in scores until they are merged away.
            try writer.optimize { _ in }
            try writer.close()
            try disk.expectSound("\(threads) threads, optimized")
            return try disk.openSnapshot()
        }
        let snapshots = try [1, 2, 3].map { try build(threads: $0) }
        for text in ["steel", "bolt zinc", "bolt"] {
            var request = SearchRequest()
            request.limit = 400
            request.structured = .words(WordsQuery(text: text))
            let replies = try snapshots.map { try $0.search(request).hits.map { "\($0.id) \($0.score)" } }
            #expect(!replies[0].isEmpty)
            #expect(replies[1] == replies[0])
            #expect(replies[2] == replies[0])
        }
        let documents = try snapshots.map { try $0.physicalDocuments().map { "\($0.key) \($0.sequence)" } }
        #expect(documents[1] == documents[0])
        #expect(documents[2] == documents[0])
    }

    @Test("a writer thrown away while its threads build gives its lock back and leaves the last commit")
    func thrownAway() throws {
        let disk = SimulatedDirectory()
        for round in 0..<8 {
            var writer = try disk.makeWriter(schema, threads: 3)
            #expect(writer.documentCount == min(round, 1))
            try writer.put(.document(["id": .string("kept"), "title": .string("bolt")]))
            try writer.commit()
            for i in 0..<50 { try writer.put(.document(["id": .string("k\(i)"), "title": .string("bolt \(round)")])) }
        }
        #expect(try disk.openSnapshot().documentCount == 1)
        try disk.expectSound("afterwards")
    }

    /// Eight segments of one size are merged in the background; here that merge waits until told to go on.
    @Test("a merge in the background loses nothing and brings nothing back, whatever is deleted meanwhile", arguments: [0, 3, 7])
    func backgroundMerge(_ emptied: Int) throws {
        let disk = SimulatedDirectory()
        let gated = GatedDirectory(disk)
        var writer = try IndexWriter(gated, schema: schema, settings: WriterSettings(threads: 2))
        var keys: Set<String> = []
        func document(_ key: String) -> Draft { .document(["id": .string(key), "title": .string("bolt \(key)")]) }
        for segment in 0..<8 {
            for i in 0..<3 {
                try writer.put(document("k\(segment)-\(i)"))
                keys.insert("k\(segment)-\(i)")
            }
            _ = try writer.commit()
        }
        // One segment has nothing left, its neighbour one document less, and new ones come behind.
        for i in 0..<3 {
            _ = try writer.delete(key: "k\(emptied)-\(i)")
            keys.remove("k\(emptied)-\(i)")
        }
        let neighbour = "k\((emptied + 1) % 8)-1"
        _ = try writer.delete(key: neighbour)
        keys.remove(neighbour)
        for round in 0..<2 {
            try writer.put(document("late\(round)"))
            keys.insert("late\(round)")
            _ = try writer.commit()
        }
        gated.open()
        try writer.merge()
        try writer.close()
        let snapshot = try disk.openSnapshot()
        var request = SearchRequest()
        request.limit = 100
        #expect(Set(try snapshot.search(request).hits.map(\.id)) == keys)
        #expect(snapshot.documentCount == keys.count)
        try disk.expectSound("after the merge")
    }

    /// One writer and three readers; `read` is called over and over with the readers' common index.
    private func run(
        on disk: SimulatedDirectory, threads: Int,
        read: @escaping @Sendable (Index, (Snapshot) throws -> Void) throws -> Void
    ) throws {
        let schema = schema
        try { () throws in
            var writer = try disk.makeWriter(schema)
            _ = try writer.commit()
            try writer.close()
        }()
        let index = try Index(disk)
        let isDone = Atomic(false)
        let failures = Mutex<[String]>([])
        let sightings = Mutex<[Sighting]>([])
        let expected = Mutex<[UInt64: [String]]>([:])
        func thread(_ body: @escaping @Sendable () throws -> Void) -> @Sendable () -> Void {
            { do { try body() } catch { failures.withLock { $0.append("\(error)") } } }
        }
        let write = thread {
            defer { isDone.store(true, ordering: .releasing) }
            let answers = try ConcurrencyModel.live(on: disk, threads: threads)
            expected.withLock { $0 = answers }
        }
        let reader = thread {
            var last: UInt64 = 0
            var kind = 0
            var seen: [Sighting] = []
            while !isDone.load(ordering: .acquiring) || kind < 3 * ConcurrencyModel.questionCount {
                try read(index) { snapshot in
                    try expectTrue(snapshot.generation >= last, "generation \(snapshot.generation) after \(last)")
                    last = snapshot.generation
                    let question = kind % ConcurrencyModel.questionCount
                    seen.append(Sighting(generation: last, kind: question, answer: try ConcurrencyModel.ask(question, snapshot)))
                }
                kind += 1
            }
            sightings.withLock { $0.append(contentsOf: seen) }
        }
        runThreads([write, reader, reader, reader])
        let answers = expected.withLock { $0 }
        for failure in failures.withLock({ $0 }) { Issue.record("\(failure)") }
        var generations: Set<UInt64> = []
        for sighting in sightings.withLock({ $0 }) {
            generations.insert(sighting.generation)
            guard let right = answers[sighting.generation] else { continue }
            #expect(sighting.answer == right[sighting.kind], "generation \(sighting.generation), question \(sighting.kind)")
        }
        // A commit that merges afterwards makes a generation before the one it returns; both are commits, one is reported.
        let reported = try #require(answers.keys.max())
        #expect(generations.allSatisfy { $0 <= reported }, "saw \(generations.sorted()), committed \(answers.keys.sorted())")
        #expect(!generations.isDisjoint(with: answers.keys), "no sighting was of a commit whose answers are known")
    }

    /// Runs each on a thread of its own until all are done.
    private func runThreads(_ bodies: [@Sendable () -> Void]) {
        let group = DispatchGroup()
        for body in bodies {
            group.enter()
            let thread = Thread {
                body()
                group.leave()
            }
            thread.stackSize = 4 << 20
            thread.start()
        }
        group.wait()
    }
}

/// A small catalogue that changes, and the right answers after each commit.
struct ConcurrencyModel {
    static let questionCount = 5
    private static let keyCount = 40
    private var prices: [Int: Int] = [:]
    private var next = 0

    /// Changes `count` documents and commits. - Returns: the commit's generation.
    @discardableResult
    mutating func change(_ writer: inout IndexWriter, _ count: Int) throws -> UInt64 {
        for _ in 0..<count {
            let key = next * 7 % Self.keyCount
            if next % 5 == 4 {
                prices[key] = nil
                _ = try writer.delete(key: "k\(key)")
            } else {
                prices[key] = next
                try writer.put(
                    .document([
                        "id": .string("k\(key)"), "title": .string("bolt \(next % 3 == 0 ? "steel" : "zinc") number\(next)"),
                        "brand": .string("b\(next % 4)"), "price": .int(next),
                    ]))
            }
            next += 1
        }
        return try writer.commit().generation
    }

    /// What each question must be answered with now.
    var answers: [String] {
        let all = prices.sorted { $0.value < $1.value }
        func ids(_ keep: (Int) -> Bool) -> [String] { all.filter { keep($0.value) }.map { "k\($0.key)" } }
        let brands = Dictionary(grouping: all) { "b\($0.value % 4)" }.map { "\($0.key) \($0.value.count)" }.sorted()
        return [
            "\(ids { _ in true })", "\(ids { $0 % 3 == 0 })", "\(brands)", "\(ids { $0 >= 50 }.reversed() as [String])",
            "\(all.first.map { "k\($0.key) \($0.value)" } ?? "none")",
        ]
    }

    static func ask(_ question: Int, _ snapshot: Snapshot) throws -> String {
        var request = SearchRequest()
        request.limit = 1000
        request.sort = [SortKey(.field("price"), isDescending: false)]
        switch question {
        case 0: break
        case 1: request.structured = .words(WordsQuery(text: "steel"))
        case 2:
            request.facets = [FacetRequest(field: "brand")]
            guard case .values(let facet)? = try snapshot.search(request).facets.first?.facet else { return "no facet" }
            return "\(facet.values.map { "\($0.value) \($0.count)" }.sorted())"
        case 3:
            request.filter = .range(field: "price", lower: .init(.number(50)), upper: nil)
            request.sort[0].isDescending = true
        default:
            request.limit = 1
            guard let hit = try snapshot.search(request).hits.first, let document = try snapshot.document(id: hit.id) else { return "none" }
            return "\(hit.id) \(try JSONValue(parsing: document)["price"]?.int ?? -1)"
        }
        return "\(try snapshot.search(request).hits.map(\.id))"
    }

    /// Writes a whole life of an index. - Returns: the right answers by generation; merges that make a new one change none.
    static func live(on disk: SimulatedDirectory, threads: Int) throws -> [UInt64: [String]] {
        var writer = try disk.makeWriter(nil, threads: threads)
        var model = ConcurrencyModel()
        var newest = try disk.openSnapshot().generation
        var byGeneration = [newest: model.answers]
        /// A merge, also one within `commit`, is a commit of its own that holds the same documents.
        func noteAll() throws {
            let before = newest
            newest = try disk.openSnapshot().generation
            for generation in before + 1..<newest + 1 { byGeneration[generation] = model.answers }
        }
        for round in 0..<25 {
            try model.change(&writer, 8)
            if round % 8 == 3 { try writer.merge() }
            if round % 12 == 11 { try writer.optimize { _ in } }
            try noteAll()
        }
        try writer.close()
        try noteAll()
        return byGeneration
    }
}
