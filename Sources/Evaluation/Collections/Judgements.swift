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
        let expected = "\"query 0 document grade\", or a header such as query,document,grade in the first line"
        let lines = Lines(bytes: bytes, name: name)
        var table = JudgementTable(name: name)
        for line in lines {
            let columns = try lines.columns(of: line, count: 4, expected: expected)
            guard let grade = Int(columns[3]), Self.grades.contains(grade) else {
                throw lines.bad(
                    line, expected: "a whole number from \(Self.grades.lowerBound) to \(Self.grades.upperBound) as grade",
                    found: "\"\(columns[3])\"")
            }
            try table.add(query: QueryID(columns[0]), document: DocumentID(columns[2]), grade: grade, line: line.number)
        }
        self.init(table)
    }

    package init(text: String, name: String) throws(EvaluationError) {
        try self.init(bytes: Array(text.utf8), name: name)
    }

    /// The grades given to documents for `query`; empty if nobody judged it.
    package func grades(of query: QueryID) -> [DocumentID: Int] { gradesByQuery[query] ?? [:] }

    /// How many documents were given each grade, lowest first.
    package var gradeCounts: [(grade: Int, count: Int)] {
        var counts: [Int: Int] = [:]
        for grades in gradesByQuery.values { for grade in grades.values { counts[grade, default: 0] += 1 } }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    init(_ table: JudgementTable) {
        name = table.name
        queries = table.queries
        gradesByQuery = table.seen.mapValues { $0.mapValues(\.grade) }
    }
}

/// Judgements while a file of them is read, with the lines they come from.
struct JudgementTable {
    let name: String
    private(set) var queries: [QueryID] = []
    private(set) var seen: [QueryID: [DocumentID: (grade: Int, line: Int)]] = [:]

    init(name: String) { self.name = name }

    /// Throws `duplicate` where the document was given another grade before.
    mutating func add(query: QueryID, document: DocumentID, grade: Int, line: Int) throws(EvaluationError) {
        if let first = seen[query]?[document], first.grade != grade {
            throw .duplicate(
                file: name, line: line, firstLine: first.line, what: "another grade for query \(query), document \(document)")
        }
        if seen[query] == nil { queries.append(query) }
        seen[query, default: [:]][document] = (grade, line)
    }
}
