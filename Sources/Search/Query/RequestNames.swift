extension RequestError {
    /// The words for programs that requests are refused with while they are read.
    enum Code: String {
        case badSyntax = "bad_syntax"
        case badValue = "bad_value"
        case tooDeep = "too_deep"
        case tooMany = "too_many"
        case unknownParameter = "unknown_parameter"
        case duplicateParameter = "duplicate_parameter"
        case unknownField = "unknown_field"
        /// The field is there, but its type can't do what is asked of it.
        case unsuitableField = "unsuitable_field"
        /// Two parameters that exclude each other, or one that needs another.
        case conflict
        case badJSON = "bad_json"
    }

    init(_ parameter: String, _ code: Code, _ message: String, at position: Int? = nil) {
        self.init(parameter: parameter, code: code.rawValue, message: message, position: position)
    }
}

extension Schema {
    /// The error for a name that no field has, with the names that may have been meant.
    func unknownField(_ name: String, parameter: String, among candidates: [Field], at position: Int? = nil) -> RequestError {
        let near = nearest(to: name, among: candidates.lazy.map(\.name))
        let way: String
        if !near.isEmpty {
            way = "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
        } else if candidates.isEmpty {
            way = "no field of this index can be used here"
        } else {
            let more = candidates.count > 12 ? ", ..." : ""
            way = "known here are \(candidates.prefix(12).map(\.name).joined(separator: ", "))\(more)"
        }
        let shown = name.count > 60 ? name.prefix(60) + "..." : name
        return RequestError(parameter, .unknownField, "no field '\(shown)'; \(way)", at: position)
    }
}

/// The up to three known names least edits away, letter case aside: one edit for short names, up to three for long ones.
func nearest(to name: String, among known: some Sequence<String>) -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(65))
    // Longer names are not worth the time a hostile caller could make them cost.
    guard !wanted.isEmpty, wanted.count <= 64 else { return [] }
    let limit = min(3, max(1, wanted.count / 3))
    var found: [(distance: Int, name: String)] = []
    for candidate in known {
        guard candidate.utf8.count <= 256, abs(candidate.unicodeScalars.count - wanted.count) <= limit else { continue }
        let distance = editDistance(wanted, Array(candidate.lowercased().unicodeScalars))
        if distance <= limit { found.append((distance, candidate)) }
    }
    return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
}

/// Optimal string alignment: insert, delete, replace, swap neighbours.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        row.reserveCapacity(b.count + 1)
        for j in b.indices {
            var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
            row.append(best)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
