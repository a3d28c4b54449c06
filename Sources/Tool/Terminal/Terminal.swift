internal import Glibc

/// Words for the person at the terminal. They go to standard error, so that standard output holds data alone.
enum Terminal {
    /// Whether someone watches standard error, and progress may be redrawn.
    static let isWatched = isatty(STDERR_FILENO) == 1
    /// Whether standard output is a screen, and may have bold letters.
    static let showsStyles = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil

    static func say(_ words: String) { write(printable(words) + "\n") }

    static func write(_ text: String) {
        var pending = Array(text.utf8)[...]
        while !pending.isEmpty {
            let count = Glibc.write(STDERR_FILENO, Array(pending), pending.count)
            // Nobody is left to be told that words could not be said.
            guard count > 0 || errno == EINTR else { return }
            pending = pending.dropFirst(max(count, 0))
        }
    }

    /// Text of documents and files without the control characters that would move a cursor or rename a window.
    static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars { result.unicodeScalars.append(isControl(scalar) ? " " : scalar) }
        return result
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
    }

    static func bold(_ text: String) -> String { showsStyles ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    static func faint(_ text: String) -> String { showsStyles ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}

/// A line that is redrawn while work goes on, a few times a second, on a terminal only.
struct ProgressLine {
    private let isShown: Bool
    private var nextDrawing: Int64 = 0
    private var isDrawn = false

    init(isQuiet: Bool) { isShown = Terminal.isWatched && !isQuiet }

    /// Whether it is time to draw again; cheap enough to ask for every row.
    mutating func isDue(at now: Int64) -> Bool {
        guard isShown, now >= nextDrawing else { return false }
        let interval: Int64 = 200_000_000
        nextDrawing = now + interval
        return true
    }

    mutating func draw(_ text: String) {
        guard isShown else { return }
        Terminal.write("\r\u{1B}[K\(text)")
        isDrawn = true
    }

    mutating func clear() {
        if isDrawn { Terminal.write("\r\u{1B}[K") }
        isDrawn = false
    }
}
