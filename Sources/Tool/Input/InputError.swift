/// Why an input file can't be read any further. Rows are not to blame for these; what came before is good.
struct InputError: Error, CustomStringConvertible {
    let file: String
    /// Counted from 1; nil where it is no line's matter.
    var line: Int?
    let reason: String

    init(file: String, line: Int? = nil, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    var description: String { line.map { "\(file):\($0): \(reason)" } ?? "\(file): \(reason)" }
}

/// Someone asked the program to stop while it waited for input.
struct Interrupted: Error {
    let signal: Int32
}
