/// What people said of which documents for which queries: the "qrels" of TREC.
///
/// A grade of 1 or more means relevant, the more the better; 0 means looked at and found not relevant; less than 0
/// (as some collections mark spam or pages that would not load) counts as looked at by `judged@k`, and as no
/// judgement by everything else, as trec_eval does it.
package struct Judgements: Sendable {
    /// What messages call the file they came from.
    package let name: String
    /// Queries in the order in which the file first names them.
    package let queries: [QueryID]
    private let gradesByQuery: [QueryID: [DocumentID: Int]]

    /// Grades outside this range are taken for a mistake in the file. Its upper end keeps 2^grade, summed over any
    /// list that fits into memory, a finite number.
    package static let grades = -1_000...1_000

    /// Reads lines `query iteration document grade`, separated by spaces or tabs; the iteration is not looked at.
    /// A line said twice with the same grade is said once; with another grade it is an error.
    /// Source: TREC's qrels format, as trec_eval 9 reads it.
    package init(bytes: [UInt8], name: String) throws(EvaluationError) {
        let expected = "\"query 0 document grade\""
        let lines = Lines(bytes: bytes, name: name)
        var queries: [QueryID] = []
        var seen: [QueryID: [DocumentID: (grade: Int, line: Int)]] = [:]
        for line in lines {
            let columns = try lines.columns(of: line, count: 4, expected: expected)
            let (query, document) = (QueryID(columns[0]), DocumentID(columns[2]))
            guard let grade = Int(columns[3]), Self.grades.contains(grade) else {
                throw lines.bad(
                    line, expected: "a whole number from \(Self.grades.lowerBound) to \(Self.grades.upperBound) as grade",
                    found: "\"\(columns[3])\"")
            }
            if let first = seen[query]?[document], first.grade != grade {
                throw .duplicate(
                    file: name, line: line.number, firstLine: first.line,
                    what: "another grade for query \(query), document \(document)")
            }
            if seen[query] == nil { queries.append(query) }
            seen[query, default: [:]][document] = (grade, line.number)
        }
        self.name = name
        self.queries = queries
        gradesByQuery = seen.mapValues { $0.mapValues(\.grade) }
    }

    package init(text: String, name: String) throws(EvaluationError) {
        try self.init(bytes: Array(text.utf8), name: name)
    }

    /// The grades given to documents for `query`; empty if nobody judged it.
    package func grades(of query: QueryID) -> [DocumentID: Int] { gradesByQuery[query] ?? [:] }
}
