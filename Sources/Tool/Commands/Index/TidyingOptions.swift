internal import ArgumentParser
internal import Search

/// What `merge` and `optimize` have in common.
struct TidyingOptions: ParsableArguments {
    @OptionGroup var location: IndexOption
    @Option(help: ArgumentHelp("Memory to work with.", valueName: "size"))
    var memory = ByteSize(bytes: 512 << 20)
    @Flag(help: "No progress and no words.")
    var quiet = false
    @Flag(help: "Print JSON.")
    var json = false

    func run(_ work: (inout IndexWriter, @escaping (Double) -> Void) throws -> Void) throws {
        let start = monotonicNanoseconds()
        let before = try location.snapshot().statistics()
        var writer = try IndexWriter(
            path: location.path, schema: nil, settings: WriterSettings(memoryBudgetBytes: memory.bytes))
        var line = ProgressLine(isQuiet: quiet)
        try work(&writer) { share in
            if line.isDue(at: monotonicNanoseconds()) { line.draw("\(Int(share * 100)) %") }
        }
        line.clear()
        try writer.close()
        let after = try location.snapshot().statistics()
        let seconds = Double(monotonicNanoseconds() - start) / 1e9
        if json { try printData(jsonText(before, after, seconds: seconds) + "\n") }
        if !json, !quiet {
            Terminal.say(
                "\(grouped(before.segments.count)) segments of \(sizeText(before.totalBytes)) became \(grouped(after.segments.count)) of "
                    + "\(sizeText(after.totalBytes)) in \(timeText(seconds: seconds))")
        }
    }

    private func jsonText(_ before: IndexStatistics, _ after: IndexStatistics, seconds: Double) -> String {
        var writer = JSONWriter()
        writer.object { object in
            for (name, statistics) in [("before", before), ("after", after)] {
                object.key(name)
                object.object { part in
                    part.key("segments")
                    part.number(statistics.segments.count)
                    part.key("documents")
                    part.number(statistics.documents)
                    part.key("bytes")
                    part.number(statistics.totalBytes)
                }
            }
            object.key("seconds")
            object.number((seconds * 1000).rounded() / 1000)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
