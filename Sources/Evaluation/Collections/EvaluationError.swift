/// What can be wrong with the files and names that an evaluation is asked to work on. Every case says where it is
/// and what would have been right; `description` is one line for a person.
package enum EvaluationError: Error, Equatable, Sendable {
    /// A line of `file` (counted from 1) that is not of the file's format.
    case badLine(file: String, line: Int, expected: String, found: String)
    /// `what` was said twice in one file, and the second time cannot be believed or ignored.
    case duplicate(file: String, line: Int, firstLine: Int, what: String)
    /// A metric name that is not one of `Metric.validNames`.
    case unknownMetric(name: String)
    /// A `--gate` that says no metric and bound.
    case badGate(String)
    /// Judgements under which every average would be one over nothing.
    case nothingRelevant(file: String)
    /// A search whose answer cannot be judged: a document twice, or a score that is not a finite number.
    case unusableHits(query: QueryID, reason: String)
    /// An identifier that the TREC formats, whose columns are separated by blanks, cannot hold.
    case unwritableIdentifier(String)
}

extension EvaluationError {
    /// Whether a name or a condition is wrong, and no file.
    package var isOfTheCommandLine: Bool {
        switch self {
        case .unknownMetric, .badGate: true
        case .badLine, .duplicate, .nothingRelevant, .unusableHits, .unwritableIdentifier: false
        }
    }
}

extension EvaluationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badLine(let file, let line, let expected, let found):
            "\(file):\(line): expected \(expected), found \(found)"
        case .duplicate(let file, let line, let firstLine, let what):
            "\(file):\(line): \(what) was already given in line \(firstLine)"
        case .unknownMetric(let name):
            "unknown metric \"\(name)\"; valid are \(Metric.validNames), where k is a rank from 1 on, as in ndcg@10"
        case .badGate(let text):
            """
            "\(text)" is no gate: write a metric, a colon and the change that still passes, signed, as in ndcg@10:-0.5% (of the \
            baseline's mean, at most 100%) or map:-0.002 (an amount, at most 1)
            """
        case .nothingRelevant(let file):
            "\(file): no query has a document judged relevant (grade 1 or more), so there is nothing to average"
        case .unusableHits(let query, let reason):
            "query \(query): \(reason)"
        case .unwritableIdentifier(let text):
            "identifier \"\(text)\" is empty or contains blanks, so the TREC run format cannot hold it"
        }
    }
}
