internal import ArgumentParser
internal import Search

struct IndexCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Verifies every checksum and invariant of an index.",
        discussion: """
            Exits with 3 where anything on disk is not what was written, and names each file and offset.

            Example:
              souk index check --index shop
            """)

    @OptionGroup var location: IndexOption
    @Flag(help: "No words where all is well.")
    var quiet = false
    @Flag(help: "Print JSON: one object, findings included.")
    var json = false

    func run() throws {
        let summary = try checkIndex(path: location.path) { Terminal.say("souk: \($0)") }
        if json { try printData(jsonText(summary) + "\n") }
        guard summary.damages.isEmpty else { throw ExitStatus.damaged }
        if !json, !quiet {
            Terminal.say(
                "sound: \(grouped(summary.documents)) documents, \(sizeText(summary.bytes)) in \(grouped(summary.files)) files")
        }
    }

    private func jsonText(_ summary: CheckSummary) -> String {
        var writer = JSONWriter()
        writer.object { object in
            object.key("sound")
            object.bool(summary.damages.isEmpty)
            for (key, value) in [
                ("documents", summary.documents), ("files", summary.files), ("bytes", summary.bytes),
                ("generation", Int(clamping: summary.generation)),
            ] {
                object.key(key)
                object.number(value)
            }
            object.key("findings")
            object.array { list in
                for finding in summary.damages {
                    list.object { item in
                        item.key("file")
                        item.string(finding.file)
                        item.key("offset")
                        item.number(Int(clamping: finding.offset))
                        item.key("reason")
                        item.string(finding.reason)
                    }
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
