internal import Evaluation
internal import Search

/// A file of queries, judgements or events: rows whose columns have names, or lines in one of TREC's formats. What it is is told
/// by its first line and not by its name, so that standard input may hold any.
enum RecordFile {
    case records(Records)
    case lines([UInt8])

    init(path: String) throws {
        let bytes = try readFile(path)
        guard let format = Self.format(of: bytes) else {
            self = .lines(bytes)
            return
        }
        let file = InputFile(name: path, contents: bytes)
        let reader: any RowReader =
            switch format {
            case .ndjson: LineReader(file)
            case .csv: DelimitedReader(file, separator: UInt8(ascii: ","), schema: nil)
            case .tsv: DelimitedReader(file, separator: UInt8(ascii: "\t"), schema: nil)
            }
        self = .records(Records(name: path, reader: reader))
    }

    /// Nil for TREC's formats, whose lines have no header.
    private static func format(of bytes: [UInt8]) -> RowFormat? {
        let text = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes[...]
        guard let first = text.firstIndex(where: { $0 > 0x20 }) else { return nil }
        if text[first] == UInt8(ascii: "{") { return .ndjson }
        let line = text[first...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        for (format, separator) in [(RowFormat.csv, UInt8(ascii: ",")), (.tsv, UInt8(ascii: "\t"))] {
            let names = line.split(separator: separator).map { cell in
                String(decoding: cell.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
            }
            if Record.isHeader(names) { return format }
        }
        return nil
    }
}

/// The rows of such a file, one after the other.
final class Records {
    let name: String
    private let reader: any RowReader

    fileprivate init(name: String, reader: any RowReader) {
        self.name = name
        self.reader = reader
    }

    func next() throws -> Record? {
        guard let row = try reader.next() else { return nil }
        switch row.content {
        case .unusable(let reason): throw InputError(file: name, line: row.line, reason: reason)
        case .document(let range): return try Record(file: name, line: row.line, json: Array(reader.bytes[range]))
        }
    }
}

/// Queries in TREC's lines or as records.
func readQueries(_ path: String) throws -> QuerySet {
    switch try RecordFile(path: path) {
    case .records(let records): try QuerySet(name: records.name, records: records.next)
    case .lines(let bytes): try QuerySet(bytes: bytes, name: path)
    }
}
