internal import ArgumentParser
internal import Search

struct IndexOptimizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "optimize",
        abstract: "Merges an index into one segment, and puts similar documents side by side.",
        discussion: """
            Worth its time where an index changes seldom: searches get faster and the index smaller. Readers may go on \
            searching meanwhile.

            Example:
              souk index optimize --index shop
            """)

    @OptionGroup var tidying: TidyingOptions

    func run() throws {
        try tidying.run { writer, progress in
            try writer.optimize(progress: progress)
        }
    }
}
