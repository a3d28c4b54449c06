internal import ArgumentParser
internal import Search

struct IndexMergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Does the merging of segments that is due, now.",
        discussion: """
            Example:
              souk index merge --index shop
            """)

    @OptionGroup var tidying: TidyingOptions

    func run() throws {
        try tidying.run { writer, _ in
            try writer.merge()
            _ = try writer.commit()
        }
    }
}
