import Glibc
@testable import Search

/// An open index and the sets of queries that exercises are done with.
struct Course {
    private let snapshot: Snapshot
    private let sets: [String: [(id: String, text: String)]]

    init(index: String, queries: String) throws {
        snapshot = try Index.open(index).snapshot
        var sets: [String: [(id: String, text: String)]] = [:]
        try forEachLine(of: queries) { line in
            let columns = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count >= 3 else { fail("\(queries): a line is not ID, SET and TEXT") }
            sets[String(columns[1]), default: []].append((String(columns[0]), String(columns[2])))
        }
        self.sets = sets
    }

    /// What came of one query. Without an exact total it is -1; facets are known by how many documents they count.
    private struct Outcome {
        var total = -1
        var hits: [String] = []
    }

    /// Asks the whole set once to warm up and once by the clock, neither longer than allowed, and prints a line for each
    /// query of the second pass: id, nanoseconds, total, ids of the hits; then `end`.
    func run(_ exercise: Exercise) throws {
        let questions = sets[exercise.queries] ?? []
        _ = try pass(exercise, questions)
        for (question, nanoseconds, outcome) in try pass(exercise, questions) {
            print("\(question)\t\(nanoseconds)\t\(outcome.total)\t\(outcome.hits.joined(separator: ","))")
        }
        print("end")
        fflush(nil)
    }

    private func pass(
        _ exercise: Exercise, _ questions: [(id: String, text: String)]
    ) throws -> [(id: String, nanoseconds: Int64, outcome: Outcome)] {
        var done: [(id: String, nanoseconds: Int64, outcome: Outcome)] = []
        done.reserveCapacity(questions.count)
        let end = monotonicNanoseconds() + Int64(exercise.seconds * 1e9)
        for (id, text) in questions {
            let began: Int64
            let ended: Int64
            let outcome: Outcome
            if exercise.kind == .suggest {
                let request = SuggestRequest(prefix: text, fields: ["title"], limit: exercise.top)
                began = monotonicNanoseconds()
                let reply = try snapshot.suggest(request)
                ended = monotonicNanoseconds()
                outcome = Outcome(total: reply.suggestions.count)
            } else {
                let request = exercise.request(for: text)
                began = monotonicNanoseconds()
                let reply = try snapshot.search(request)
                ended = monotonicNanoseconds()
                outcome = Outcome(total: exercise.total(of: reply), hits: reply.hits.prefix(10).map(\.id))
            }
            done.append((id, ended - began, outcome))
            if ended > end { break }
        }
        return done
    }
}
