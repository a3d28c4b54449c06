/// Rows of one file, one after the other, as JSON objects.
protocol RowReader: AnyObject {
    /// The next row, nil at the end.
    /// - Throws: `InputError` where the file can't be read further, `Interrupted` on a signal.
    func next() throws -> Row?
    /// What ranges of documents refer to; valid until the next row is asked for.
    var bytes: [UInt8] { get }
}

struct Row {
    /// Where it begins, counted from 1.
    let line: Int
    let content: Content

    enum Content {
        /// A JSON object, or what claims to be one: the engine looks closer.
        case document(Range<Int>)
        /// A row that is none, and why.
        case unusable(reason: String)
    }
}

/// How rows are written in a file.
enum RowFormat: String, CaseIterable {
    case ndjson, csv, tsv

    /// By the name's ending, `.gz` and `.zst` aside: `.csv`, `.tsv` and `.tab`; all else is one JSON object a line.
    init(path: String) {
        var name = path[...]
        for wrapping in [".gz", ".zst"] where name.hasSuffix(wrapping) { name.removeLast(wrapping.count) }
        let lowercased = name.lowercased()
        if lowercased.hasSuffix(".csv") {
            self = .csv
        } else if lowercased.hasSuffix(".tsv") || lowercased.hasSuffix(".tab") {
            self = .tsv
        } else {
            self = .ndjson
        }
    }
}
