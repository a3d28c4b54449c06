internal import ArgumentParser
internal import Glibc
internal import Search

extension RowFormat: ExpressibleByArgument {}

struct IndexBuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Builds or extends an index from files of rows.",
        discussion: """
            Rows come from NDJSON (one object a line), CSV or TSV, told by the file's name; gzip and zstd are told by the \
            content. A row replaces the one with the same id. A row that can't be used is named with file, line and \
            reason, and the others go in all the same.

            In CSV and TSV the first row names the fields. Types are the schema's; cells of array fields are split at '|'; \
            an empty cell means that the row has no such field; columns the schema doesn't know are kept as strings.

            Rows are durable from time to time (when the memory is used up, with more threads than one when it was used up \
            eight times, every --commit-every rows, and at the end). \
            With --json each commit prints {"committed": N}: the first N rows of the input, rejected ones counted with \
            them, will survive a crash from now on. Ctrl-C commits what was read and stops.

            Examples:
              souk index build --schema schema.json --index shop listings.jsonl.zst
              souk index build --index shop prices.csv          (extends; the index knows its schema)
              zcat *.gz | souk index build --schema schema.json --index shop -
            """)

    enum OnError: String, ExpressibleByArgument, CaseIterable { case skip, stop }

    @Option(help: ArgumentHelp("The schema file; needed for a new index.", valueName: "file"))
    var schema: String?
    @OptionGroup var location: IndexOption
    @Option(help: "Threads that build; with more than one, rows are read and segments merged beside them.")
    var threads = 1
    @Option(help: ArgumentHelp("Memory for rows not yet on disk; the process keeps within it and 100 MiB.", valueName: "size"))
    var memory = ByteSize(bytes: 512 << 20)
    @Option(name: .customLong("on-error"), help: "What a row that can't be used does.")
    var onError = OnError.skip
    @Option(name: .customLong("commit-every"), help: ArgumentHelp("Make rows durable at least this often.", valueName: "rows"))
    var commitEvery: Int?
    @Option(help: "Format of the rows, where the file's name does not say it.")
    var format: RowFormat?
    @Option(help: ArgumentHelp("Write each rejected row's file, line and reason to this file, as NDJSON.", valueName: "file"))
    var rejects: String?
    @Flag(help: "Name every rejected row, not only the first \(Rejections.standardShownLimit).")
    var verbose = false
    @Flag(help: "No progress and no summary in words.")
    var quiet = false
    @Flag(help: "Print commits and the summary as JSON, a line each.")
    var json = false
    @Argument(help: "Files of rows; - is standard input.")
    var files: [String]

    func validate() throws {
        guard (1...256).contains(threads) else { throw ValidationError("--threads must be between 1 and 256") }
        guard memory.bytes >= Self.leastMemoryBytes else {
            throw ValidationError("--memory must be at least \(ByteSize(bytes: Self.leastMemoryBytes).defaultValueDescription)")
        }
        if let commitEvery, commitEvery < 1 { throw ValidationError("--commit-every must be at least 1") }
        guard files.count(where: { $0 == "-" }) <= 1 else { throw ValidationError("standard input can be read only once") }
    }

    /// Less, and an index would fall into more segments than is good for anyone.
    private static let leastMemoryBytes = 16 << 20

    func run() throws {
        // Before anything is made: a name mistyped should not leave an empty index behind.
        for path in files where path != "-" && access(path, R_OK) != 0 {
            throw InputError(file: path, reason: String(cString: strerror(errno)))
        }
        let parsedSchema = try schema.map { try Schema(parsing: readFile($0)) }
        let rejections = try Rejections(showsAll: verbose, logPath: rejects)
        Interruption.watch()
        var loading = Loading(
            into: try openWriter(parsedSchema), rejections: rejections,
            habits: Loading.Habits(
                format: format, stopsAtRejection: onError == .stop, commitEvery: commitEvery,
                announcesCommits: json, isQuiet: quiet))
        let ending = try loading.load(files)
        try rejections.close()
        let summary = loading.summary
        try loading.close()
        try finish(summary, ending, rejected: rejections.count)
    }

    private func openWriter(_ parsedSchema: Schema?) throws -> IndexWriter {
        let settings = WriterSettings(memoryBudgetBytes: memory.bytes, threads: threads)
        do {
            return try IndexWriter(path: location.path, schema: parsedSchema, settings: settings)
        } catch let error as StorageError where error.kind == .notFound && parsedSchema == nil {
            throw AskedWrongly("there is no index in \(location.path) yet; --schema is needed to begin one")
        }
    }

    private func finish(_ summary: LoadSummary, _ ending: Loading.Ending, rejected: Int) throws {
        let statistics = try location.snapshot().statistics()
        if json {
            try printData(summary.json(rejected: rejected, statistics, ending) + "\n")
        } else if !quiet {
            Terminal.write(summary.text(rejected: rejected, statistics))
        }
        switch ending {
        case .complete:
            guard rejected == 0 || rejected < summary.rows else {
                Terminal.say("souk: no row could be used")
                throw ExitStatus.failed
            }
        case .unreadable: throw ExitStatus.failed
        case .rejected(let file, let line):
            Terminal.say("souk: stopped at \(file):\(line), as --on-error stop asks; the rows before it are in the index")
            throw ExitStatus.failed
        case .interrupted(let signal):
            Terminal.say("souk: interrupted; the \(grouped(summary.rows)) rows read so far are in the index")
            throw ExitStatus.interrupted(signal: signal)
        }
    }
}
