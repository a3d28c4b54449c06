/// Newline-delimited JSON: one object a line. Blank lines are no rows; a byte order mark at the start, carriage returns
/// at line ends and a missing newline at the end of the file are no part of what is said.
final class LineReader: RowReader {
    private var window: Window
    private var line = 0

    init(_ file: InputFile) { window = Window(file) }

    var bytes: [UInt8] { window.bytes }

    func next() throws -> Row? {
        while true {
            let end: Int
            switch try findLineEnd() {
            case .none: return nil
            case .tooFar:
                line += 1
                return try skipLongLine()
            case .at(let position): end = position
            }
            line += 1
            var range = window.start..<end
            window.drop(to: min(end + 1, window.end))
            if line == 1, window.bytes[range].starts(with: byteOrderMark) { range = range.lowerBound + 3..<end }
            if let last = range.last, window.bytes[last] == UInt8(ascii: "\r") { range = range.lowerBound..<last }
            if !isBlank(range) { return Row(line: line, content: .document(range)) }
        }
    }

    private enum LineEnd { case at(Int), tooFar, none }

    /// Where the line at the window's start ends.
    private func findLineEnd() throws -> LineEnd {
        var searched = 0
        while true {
            if let found = window.firstIndex(of: UInt8(ascii: "\n"), from: window.start + searched) {
                return found - window.start > Window.limitBytes ? .tooFar : .at(found)
            }
            searched = window.count
            if window.isAtEnd { return searched > 0 ? .at(window.end) : .none }
            if window.isFull { return .tooFar }
            try window.readMore()
        }
    }

    private func skipLongLine() throws -> Row {
        while true {
            if let found = window.firstIndex(of: UInt8(ascii: "\n"), from: window.start) {
                window.drop(to: found + 1)
                break
            }
            window.drop(to: window.end)
            if window.isAtEnd { break }
            try window.readMore()
        }
        return Row(line: line, content: .unusable(reason: "the line is longer than \(Window.limitBytes >> 20) MiB"))
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        // Nearly every row begins with its brace.
        if let first = range.first, window.bytes[first] > 0x20 { return false }
        return window.bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }
}

let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
