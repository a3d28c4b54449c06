internal import ArgumentParser
internal import DemoCatalog

struct DemoCatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-catalog",
        abstract: "Writes a made-up B2B catalogue, or its schema.",
        discussion: """
            The same seed gives the same bytes, on every machine; and a smaller catalogue is the beginning of a larger one.

            Examples:
              souk demo-catalog --schema > schema.json
              souk demo-catalog --listings 20000 --seed 1 > listings.jsonl
            """)

    @Option(help: "How many listings.")
    var listings = 20_000
    @Option(help: "What the chances follow from.")
    var seed: UInt64 = 1
    @Flag(help: "Write the schema that fits the listings, instead of listings.")
    var schema = false

    func validate() throws {
        guard listings >= 0 else { throw ValidationError("--listings must be at least 0") }
    }

    func run() throws {
        guard !schema else { return try printData(DemoCatalog.schemaJSON) }
        let output = DataOutput()
        try DemoCatalog(seed: seed).writeListings(count: listings) { try output.write($0) }
        try output.flush()
    }
}
