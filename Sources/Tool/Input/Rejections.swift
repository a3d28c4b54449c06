internal import Search

/// Rows that were set aside: counted, told to the person at the terminal up to a number, and written to a file where
/// one was asked for.
final class Rejections {
    private(set) var count = 0
    private let shownLimit: Int
    private let log: DataOutput?

    static let standardShownLimit = 20

    /// - Parameter logPath: a file for a line of JSON a row, or nil.
    init(showsAll: Bool, logPath: String?) throws {
        shownLimit = showsAll ? .max : Self.standardShownLimit
        log = try logPath.map { try DataOutput(path: $0) }
    }

    func add(file: String, line: Int, reason: String) throws {
        count += 1
        if count <= shownLimit { Terminal.say("\(file):\(line): \(reason.split(separator: "\n").joined(separator: " "))") }
        guard let log else { return }
        var writer = JSONWriter()
        writer.object { row in
            row.key("file")
            row.string(file)
            row.key("line")
            row.number(line)
            row.key("reason")
            row.string(reason)
        }
        try log.write(writer.bytes + [UInt8(ascii: "\n")])
    }

    func close() throws {
        if count > shownLimit { Terminal.say("... and \(grouped(count - shownLimit)) more rows were rejected") }
        try log?.close()
    }
}
