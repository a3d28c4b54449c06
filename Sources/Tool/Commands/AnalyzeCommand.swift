internal import ArgumentParser
internal import Search

struct AnalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Shows the terms that a text becomes.",
        discussion: """
            Terms are what an index holds and a query looks for: two words meet where their terms are the same. The analyzers \
            are those of a schema's text fields: standard, auto, identifier, or the name of a Snowball language. Chinese, \
            Japanese, Thai, Khmer, Lao and Burmese have no spaces; every analyzer cuts them by dictionary.

            Examples:
              souk analyze --analyzer english "Stainless hex bolts, zinc-plated"
              souk analyze --analyzer german "Schrauben für Häuser" --json
              souk analyze --analyzer auto "Sechskantschrauben aus Stahl / stainless steel bolts"
              souk analyze "六角ボルト M8×40"
              souk analyze --analyzer identifier 6205-2RS/C3
            """)

    @Option(
        help: ArgumentHelp("standard, auto, identifier, or a language: english, german, ...", valueName: "name"),
        transform: { name in
            guard let kind = AnalyzerKind(name: name) else {
                throw ValidationError("there is no analyzer '\(name)'; there are \(AnalyzerKind.names.joined(separator: ", "))")
            }
            return kind
        })
    var analyzer = AnalyzerKind.standard
    @Flag(help: "Print JSON: term, bytes of the text, position, script and language of each token.")
    var json = false
    @Argument(help: "The text.")
    var text: String

    func run() throws {
        let analyzed = try AnalyzedText(text, with: analyzer)
        guard !json else { return try printData(analyzed.json + [UInt8(ascii: "\n")]) }
        var table = AlignedTable()
        table.append(["term", "position", "bytes", "script", "language"])
        for token in analyzed.tokens {
            let range = token.token.range
            table.append([
                Terminal.printable(token.token.term), "\(token.token.position)", "\(range.lowerBound)..<\(range.upperBound)", token.script,
                token.language ?? "",
            ])
        }
        try printData(table.text)
    }
}
