internal import ArgumentParser

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Builds and looks after an index.",
        discussion: """
            Example:
              souk index build --schema schema.json --index shop listings.jsonl
              souk index stats --index shop
            """,
        subcommands: [
            IndexBuildCommand.self, IndexStatsCommand.self, IndexCheckCommand.self, IndexMergeCommand.self,
            IndexOptimizeCommand.self, IndexQueriesCommand.self,
        ])
}
