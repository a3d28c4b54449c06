internal import ArgumentParser
internal import Search

struct IndexStatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Sizes of an index and its parts.",
        discussion: """
            Examples:
              souk index stats --index shop
              souk index stats --index shop --json
            """)

    @OptionGroup var location: IndexOption
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let statistics = try location.snapshot().statistics()
        try printData(json ? jsonText(statistics) + "\n" : table(statistics))
    }

    private func table(_ statistics: IndexStatistics) -> String {
        var table = AlignedTable()
        func bytesEach(_ bytes: Int) -> String {
            statistics.documents == 0 ? "" : fixed(Double(bytes) / Double(statistics.documents), 1)
        }
        table.append(["part", "bytes", "bytes a document"])
        for part in statistics.parts { table.append([part.name, grouped(part.sizeBytes), bytesEach(part.sizeBytes)]) }
        table.append(["all", grouped(statistics.totalBytes), bytesEach(statistics.totalBytes)])
        return """
            \(grouped(statistics.documents)) documents, \(grouped(statistics.deletedDocuments)) deleted ones still on disk, \
            \(grouped(statistics.segments.count)) segments, generation \(statistics.generation)

            \(table.text)
            """
    }

    private func jsonText(_ statistics: IndexStatistics) -> String {
        var writer = JSONWriter()
        writer.object { object in
            for (key, value) in [
                ("documents", statistics.documents), ("deleted", statistics.deletedDocuments),
                ("segments", statistics.segments.count), ("bytes", statistics.totalBytes),
                ("generation", Int(clamping: statistics.generation)),
            ] {
                object.key(key)
                object.number(value)
            }
            object.key("parts")
            object.object { parts in
                for part in statistics.parts {
                    parts.key(part.name)
                    parts.number(part.sizeBytes)
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
