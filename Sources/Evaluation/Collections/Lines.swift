/// The lines of a text file that say something, each with its number (from 1), so that errors can name it.
///
/// A byte order mark at the start, a carriage return at a line's end and lines of blanks only are no part of what
/// is said. Bytes need not be UTF-8 until a column is asked for as text.
struct Lines: Sequence {
    let bytes: [UInt8]
    /// What messages call the file.
    let name: String

    struct Line {
        let number: Int
        let bytes: ArraySlice<UInt8>
    }

    func makeIterator() -> Iterator { Iterator(bytes: bytes) }

    struct Iterator: IteratorProtocol {
        private let bytes: [UInt8]
        private var position: Int
        private var number = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
            position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        }

        mutating func next() -> Line? {
            while position < bytes.count {
                let end = bytes[position...].firstIndex(of: .lineFeed) ?? bytes.count
                var line = bytes[position..<end]
                position = end + 1
                number += 1
                if line.last == .carriageReturn { line.removeLast() }
                if !line.allSatisfy(\.isBlank) { return Line(number: number, bytes: line) }
            }
            return nil
        }
    }

    /// The columns of a line whose columns are separated by any number of spaces and tabs.
    /// Throws `badLine` unless there are exactly `count`.
    func columns(of line: Line, count: Int, expected: String) throws(EvaluationError) -> [String] {
        let slices = line.bytes.split(whereSeparator: \.isBlank)
        guard slices.count == count else {
            let noun = slices.count == 1 ? "column" : "columns"
            throw bad(line, expected: expected, found: "\(slices.count) \(noun): \(quoted(line))")
        }
        var columns: [String] = []
        for slice in slices { columns.append(try text(slice, of: line)) }
        return columns
    }

    func text(_ slice: ArraySlice<UInt8>, of line: Line) throws(EvaluationError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw bad(line, expected: "UTF-8 text", found: quoted(line))
        }
        return text
    }

    func bad(_ line: Line, expected: String, found: String) -> EvaluationError {
        .badLine(file: name, line: line.number, expected: expected, found: found)
    }

    /// The start of a line as a message can show it.
    func quoted(_ line: Line) -> String {
        let shownBytes = 80
        let shown = String(decoding: line.bytes.prefix(shownBytes), as: UTF8.self)
        return line.bytes.count > shownBytes ? "\"\(shown)...\"" : "\"\(shown)\""
    }
}

extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20

    var isBlank: Bool { self == .space || self == .tab }
}

/// A finite decimal number without hexadecimal digits, "nan" and "inf", which `Double.init` alone would take.
func decimalNumber(_ text: some StringProtocol) -> Double? {
    let allowed = text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): true
        default: false
        }
    }
    guard allowed, let value = Double(text), value.isFinite else { return nil }
    return value
}

/// Text without line breaks and runs of blanks.
func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
