internal import Search

/// CSV and TSV (RFC 4180, with a tab for the comma in TSV): the first row names the fields, every other is a document.
///
/// Cells may be quoted, and then hold separators, line breaks and doubled quotes. A row that breaks the rules is set
/// aside, and reading goes on with the next line, so that one stray quote does not swallow the rest of the file.
final class DelimitedReader: RowReader {
    private var window: Window
    private let separator: UInt8
    private let schema: Schema?
    private var line = 0
    private var header: TableHeader?
    private var cells: [Cell] = []
    private(set) var bytes: [UInt8] = []

    /// Without a schema every column is text, and none is asked for.
    init(_ file: InputFile, separator: UInt8, schema: Schema?) {
        window = Window(file)
        self.separator = separator
        self.schema = schema
    }

    func next() throws -> Row? {
        if header == nil, try !readHeader() { return nil }
        guard let header else { return nil }
        while true {
            switch try nextRecord() {
            case .end: return nil
            case .blank: continue
            case .broken(let line, let reason): return Row(line: line, content: .unusable(reason: reason))
            case .record(let line):
                guard cells.count == header.names.count else {
                    let reason = "expected \(header.names.count) cells as in the first row, found \(cells.count)"
                    return Row(line: line, content: .unusable(reason: reason))
                }
                bytes.removeAll(keepingCapacity: true)
                do {
                    try header.write(cells, in: window.bytes, to: &bytes)
                    return Row(line: line, content: .document(0..<bytes.count))
                } catch {
                    return Row(line: line, content: .unusable(reason: error.description))
                }
            }
        }
    }

    private func readHeader() throws -> Bool {
        func broken(_ reason: String) -> InputError {
            InputError(file: window.file.name, line: line, reason: "the first row must name the fields: \(reason)")
        }
        while true {
            switch try nextRecord() {
            case .end: return false
            case .blank: continue
            case .broken(_, let reason): throw broken(reason)
            case .record:
                let names = cells.map { String(decoding: $0.text(in: window.bytes), as: UTF8.self) }
                do { header = try TableHeader(names: names, schema: schema) } catch { throw broken(error.description) }
                return true
            }
        }
    }

    private enum Record {
        /// `cells` holds a row that began in this line.
        case record(line: Int)
        case blank
        case broken(line: Int, reason: String)
        case end
    }

    /// Reads one row into `cells` and moves past it.
    private func nextRecord() throws -> Record {
        while true {
            let isFirst = line == 0
            if isFirst, window.count < byteOrderMark.count, !window.isAtEnd {
                try window.readMore()
                continue
            }
            if isFirst, window.bytes[window.start..<window.end].starts(with: byteOrderMark) {
                window.drop(to: window.start + byteOrderMark.count)
            }
            if window.count == 0, window.isAtEnd { return .end }
            switch parse() {
            case .needsMore:
                if window.isFull { return try passLine(because: "the row is longer than \(Window.limitBytes >> 20) MiB") }
                // Twice as much as there is, so that a row of any length is looked at a few times only.
                let wanted = window.count * 2
                repeat { try window.readMore() } while window.count < wanted && !window.isAtEnd && !window.isFull
            case .broken(let reason): return try passLine(because: reason)
            case .done(let end, let lineBreaks):
                let first = line + 1
                line += lineBreaks
                let isBlank = cells.count == 1 && cells[0].range.isEmpty && !cells[0].isQuoted
                window.drop(to: end)
                return isBlank ? .blank : .record(line: first)
            }
        }
    }

    /// Sets one line aside, and goes on with the next.
    private func passLine(because reason: String) throws -> Record {
        line += 1
        while true {
            if let found = window.firstIndex(of: UInt8(ascii: "\n"), from: window.start) {
                window.drop(to: found + 1)
                break
            }
            window.drop(to: window.end)
            if window.isAtEnd { break }
            try window.readMore()
        }
        return .broken(line: line, reason: reason)
    }

    private enum Parsed {
        /// Position behind the row, and how many lines it took.
        case done(end: Int, lines: Int)
        case needsMore
        case broken(String)
    }

    /// Splits the row at the window's start into `cells`.
    private func parse() -> Parsed {
        cells.removeAll(keepingCapacity: true)
        var scan = CellScan(position: window.start, end: window.end, isLast: window.isAtEnd, separator: separator)
        while true {
            switch scan.next(in: window.bytes.span) {
            case .cell(let cell): cells.append(cell)
            case .lastCell(let cell):
                cells.append(cell)
                return .done(end: scan.position, lines: scan.lineBreaks + 1)
            case .needsMore: return .needsMore
            case .broken(let reason): return .broken(reason)
            }
        }
    }
}

/// A cell of a table as it stands in the text, its outer quotes aside.
struct Cell {
    let range: Range<Int>
    var isQuoted = false
    var hasDoubledQuotes = false

    func text(in bytes: [UInt8]) -> [UInt8] {
        guard hasDoubledQuotes else { return Array(bytes[range]) }
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var i = range.lowerBound
        while i < range.upperBound {
            text.append(bytes[i])
            i += bytes[i] == UInt8(ascii: "\"") ? 2 : 1
        }
        return text
    }
}

/// A walk over the cells of one row.
private struct CellScan {
    var position: Int
    let end: Int
    /// Nothing comes behind `end`.
    let isLast: Bool
    let separator: UInt8
    var lineBreaks = 0

    enum Step {
        case cell(Cell)
        case lastCell(Cell)
        case needsMore
        case broken(String)
    }

    mutating func next(in bytes: Span<UInt8>) -> Step {
        if position < end, bytes[position] == UInt8(ascii: "\"") { return quoted(in: bytes) }
        let start = position
        while position < end, bytes[position] != separator, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        return close(Cell(range: start..<position), in: bytes)
    }

    private mutating func quoted(in bytes: Span<UInt8>) -> Step {
        let quote = UInt8(ascii: "\"")
        var cell = Cell(range: position..<position, isQuoted: true)
        let start = position + 1
        position = start
        while position < end {
            if bytes[position] == UInt8(ascii: "\n") { lineBreaks += 1 }
            guard bytes[position] == quote else {
                position += 1
                continue
            }
            // Whether this is half of a doubled quote is told by the next byte.
            if position + 1 == end, !isLast { return .needsMore }
            if position + 1 < end, bytes[position + 1] == quote {
                cell.hasDoubledQuotes = true
                position += 2
                continue
            }
            cell = Cell(range: start..<position, isQuoted: true, hasDoubledQuotes: cell.hasDoubledQuotes)
            position += 1
            return close(cell, in: bytes)
        }
        return isLast ? .broken("a quoted cell has no closing quote") : .needsMore
    }

    /// Steps over what ends a cell: a separator, a line end, or the end of the file.
    private mutating func close(_ cell: Cell, in bytes: Span<UInt8>) -> Step {
        guard position < end else { return isLast ? .lastCell(withoutReturn(cell, in: bytes)) : .needsMore }
        if bytes[position] == separator {
            position += 1
            return .cell(cell)
        }
        if bytes[position] == UInt8(ascii: "\n") {
            position += 1
            return .lastCell(withoutReturn(cell, in: bytes))
        }
        if bytes[position] == UInt8(ascii: "\r") {
            if position + 1 == end { return isLast ? .lastCell(cell) : .needsMore }
            if bytes[position + 1] == UInt8(ascii: "\n") {
                position += 2
                return .lastCell(cell)
            }
        }
        return .broken("a quote within a quoted cell must be written twice")
    }

    private func withoutReturn(_ cell: Cell, in bytes: Span<UInt8>) -> Cell {
        guard !cell.isQuoted, let last = cell.range.last, bytes[last] == UInt8(ascii: "\r") else { return cell }
        return Cell(range: cell.range.lowerBound..<last)
    }
}
