internal import ArgumentParser
internal import Search

struct ResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Looks part numbers up, one a line.",
        discussion: """
            Each number is exact (one document has it as given), normalised (one has it in another case or with other \
            delimiters), ambiguous (several have it) or notFound. A number that is only near is not found; where one \
            looks the same (O for 0, I or l for 1) it is named.

            Prints a row a number: status, number, id, and what else there is to say. --json prints the reply of POST \
            /listings/resolve, one for each 1,000 numbers.

            Examples:
              souk resolve --index shop order.txt
              printf '6205-2RS\\nLM358\\n' | souk resolve --index shop --field mpn --fields title --json -
            """)

    @OptionGroup var location: IndexOption
    @Option(help: ArgumentHelp("The identifier field; left out: all there are.", valueName: "field"))
    var field: String?
    @Option(name: .customLong("fields"), help: ArgumentHelp("Members of the documents to print with --json.", valueName: "list"))
    var documentFields: String?
    @Flag(help: "Print HTTP's reply.")
    var json = false
    @Argument(help: "File of part numbers, one a line; - for standard input.")
    var file: String = "-"

    func validate() throws {
        if documentFields != nil, !json { throw ValidationError("--fields needs --json: a row has no room for them") }
    }

    func run() throws {
        let snapshot = try location.snapshot()
        let output = DataOutput()
        var pending = try lines(of: file)[...]
        repeat {
            let batch = Array(pending.prefix(ResolveRequest.numberLimit))
            pending = pending.dropFirst(batch.count)
            let reply = try snapshot.resolve(ResolveRequest(numbers: batch, field: field, fields: names(documentFields)))
            if json {
                try output.write(reply.json() + [UInt8(ascii: "\n")])
            } else {
                for resolution in reply.resolutions { try output.write(Self.row(resolution)) }
            }
        } while !pending.isEmpty
        try output.flush()
    }

    /// Numbers of the lines that have any.
    private func lines(of file: String) throws -> [String] {
        try readFile(file).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).compactMap { line in
            let text = String(decoding: line, as: UTF8.self)
            return text.utf8.allSatisfy { $0 <= 0x20 } ? nil : text
        }
    }

    private static func row(_ resolution: Resolution) -> String {
        var cells = [resolution.status.rawValue, Terminal.printable(resolution.number)]
        switch resolution.status {
        case .exact: cells += resolution.candidates.prefix(1).map { Terminal.printable($0.id) }
        case .normalised:
            cells += resolution.candidates.prefix(1).map { "\(Terminal.printable($0.id))\t\(Terminal.printable($0.value))" }
        case .ambiguous:
            let shown = resolution.candidates.prefix(3).map { Terminal.printable($0.id) }.joined(separator: ", ")
            cells.append(resolution.total > 3 ? "\(shown) and \(grouped(resolution.total - 3)) more" : shown)
        case .notFound:
            if let suggestion = resolution.suggestion { cells += ["", "looks like \(Terminal.printable(suggestion))"] }
        }
        return cells.joined(separator: "\t") + "\n"
    }
}
