internal import ArgumentParser
internal import Search

struct SuggestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Completes what someone begins to type.",
        discussion: """
            Completions come from the fields that the schema marks with "suggest", and from past queries (souk index queries). \
            What differs by one typo from the fifth letter on follows where there are too few.

            Examples:
              souk suggest --index shop "hex b"
              souk suggest --index shop bea --field brand --limit 5 --json
            """)

    @OptionGroup var location: IndexOption
    @Option(name: .customLong("field"), help: ArgumentHelp("Complete from this field; may be said more than once.", valueName: "field"))
    var fields: [String] = []
    @Option(help: "Completions to show.")
    var limit = 10
    @Flag(help: "Print HTTP's reply.")
    var json = false
    @Argument(help: "What has been typed.")
    var prefix: String

    func validate() throws {
        guard (1...100).contains(limit) else { throw ValidationError("--limit must be between 1 and 100") }
    }

    func run() throws {
        let reply = try location.snapshot().suggest(SuggestRequest(prefix: prefix, fields: fields, limit: limit))
        guard !json else { return try printData(reply.json(query: prefix) + [UInt8(ascii: "\n")]) }
        var table = AlignedTable()
        for suggestion in reply.suggestions {
            let text = suggestion.text + (suggestion.scope.map { " in \($0)" } ?? "")
            table.append([Terminal.printable(text), suggestion.field ?? "past query", grouped(suggestion.count)])
        }
        try printData(table.text)
        for correction in reply.corrections { Terminal.say("did you mean '\(correction.to)' for '\(correction.from)'?") }
    }
}
