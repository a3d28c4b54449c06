internal import Search

/// Rows from files into an index: reads, puts, commits when it is time, and keeps count.
struct Loading: ~Copyable {
    struct Habits {
        /// Nil: by each file's name.
        var format: RowFormat?
        var stopsAtRejection = false
        var commitEvery: Int?
        /// Print a line of JSON for each commit.
        var announcesCommits = false
        var isQuiet = false
    }

    /// How it came to an end. In each case what was read before is committed.
    enum Ending {
        case complete
        /// A file could not be read to its end; the others were.
        case unreadable
        case rejected(file: String, line: Int)
        case interrupted(signal: Int32)
    }

    private(set) var summary = LoadSummary()
    private var writer: IndexWriter
    private let schema: Schema
    private let rejections: Rejections
    private let habits: Habits
    private let output = DataOutput()
    private var progress: LoadProgress
    private var rowsCommitted: Int?

    init(into writer: consuming IndexWriter, rejections: Rejections, habits: Habits) {
        schema = writer.schema
        self.writer = writer
        self.rejections = rejections
        self.habits = habits
        progress = LoadProgress(isQuiet: habits.isQuiet)
    }

    /// Loads files in their order and commits.
    /// - Throws: `StorageError` where the disk fails, having said how much is safe.
    mutating func load(_ paths: [String]) throws -> Ending {
        progress.expect(paths)
        let ending: Ending
        do {
            ending = try loadAll(paths)
            if rowsCommitted != summary.rows { try commit() }
        } catch let error as StorageError {
            progress.clear()
            let safe = rowsCommitted.map { "the first \(grouped($0)) rows are safe in the index" }
            Terminal.say("souk: the disk failed; \(safe ?? "the index is as it was before")")
            throw error
        }
        progress.clear()
        summary.end()
        return ending
    }

    /// Waits for merges that still run.
    consuming func close() throws { try writer.close() }

    private mutating func loadAll(_ paths: [String]) throws -> Ending {
        var ending = Ending.complete
        for path in paths {
            do {
                let file = try InputFile(path: path)
                defer {
                    progress.finish(file)
                    summary.bytes += file.deliveredBytes
                }
                if let line = try load(file) { return .rejected(file: path, line: line) }
            } catch let error as InputError {
                progress.clear()
                Terminal.say("souk: \(error)")
                if habits.stopsAtRejection { return .unreadable }
                ending = .unreadable
            } catch let interruption as Interrupted {
                return .interrupted(signal: interruption.signal)
            }
        }
        return ending
    }

    private func reader(for file: InputFile) -> any RowReader {
        switch habits.format ?? RowFormat(path: file.name) {
        case .ndjson: LineReader(file)
        case .csv: DelimitedReader(file, separator: UInt8(ascii: ","), schema: schema)
        case .tsv: DelimitedReader(file, separator: UInt8(ascii: "\t"), schema: schema)
        }
    }

    /// Returns the line of the rejected row at which it stopped, nil at the end of the file.
    private mutating func load(_ file: InputFile) throws -> Int? {
        let reader = reader(for: file)
        let rowsBefore = summary.rows
        var lastLine = 0
        do {
            while let row = try reader.next() {
                if let signal = Interruption.signal { throw Interrupted(signal: signal) }
                summary.rows += 1
                lastLine = row.line
                if let reason = try put(row, of: reader) {
                    progress.clear()
                    try rejections.add(file: file.name, line: row.line, reason: reason)
                    if habits.stopsAtRejection { return row.line }
                }
                if writer.isFull || summary.rows - (rowsCommitted ?? 0) >= habits.commitEvery ?? .max { try commit() }
                progress.show(summary, reading: file)
            }
        } catch var error as InputError {
            error.line = error.line ?? lastLine + 1
            throw error
        }
        if summary.rows == rowsBefore, !habits.isQuiet { Terminal.say("souk: \(file.name): there are no rows in it") }
        return nil
    }

    /// Returns why the row was rejected, nil where it went in.
    private mutating func put(_ row: Row, of reader: any RowReader) throws -> String? {
        switch row.content {
        case .unusable(let reason): return reason
        case .document(let range):
            do {
                try writer.put(reader.bytes.span.extracting(range))
                summary.accepted += 1
                return nil
            } catch let error as DocumentError {
                return "\(error)"
            }
        }
    }

    private mutating func commit() throws {
        _ = try writer.commit()
        rowsCommitted = summary.rows
        guard habits.announcesCommits else { return }
        try output.write("{\"committed\": \(summary.rows)}\n")
        try output.flush()
    }
}

/// What was done, and how fast.
struct LoadSummary {
    /// Rows read, rejected ones too.
    var rows = 0
    var accepted = 0
    /// Plain bytes read.
    var bytes = 0
    private let startNanoseconds = monotonicNanoseconds()
    private(set) var seconds = 0.0

    mutating func end() { seconds = elapsedSeconds }

    var elapsedSeconds: Double { Double(monotonicNanoseconds() - startNanoseconds) / 1e9 }

    private var rowsPerSecond: Double { seconds > 0 ? Double(accepted) / seconds : 0 }
    private var megabytesPerSecond: Double { seconds > 0 ? Double(bytes) / 1e6 / seconds : 0 }

    func text(rejected: Int, _ index: IndexStatistics) -> String {
        var table = AlignedTable()
        table.append(["rows indexed", grouped(accepted)])
        table.append(["rows rejected", grouped(rejected)])
        table.append(["time", timeText(seconds: seconds)])
        table.append(["documents a second", grouped(Int(rowsPerSecond))])
        table.append(["MB a second", fixed(megabytesPerSecond, 1)])
        table.append(["documents in the index", grouped(index.documents)])
        table.append(["segments", grouped(index.segments.count)])
        table.append(["size on disk", sizeText(index.totalBytes)])
        table.append(["peak memory", "\(peakResidentBytes() >> 20) MiB"])
        return table.text
    }

    func json(rejected: Int, _ index: IndexStatistics, _ ending: Loading.Ending) -> String {
        let name =
            switch ending {
            case .complete: "complete"
            case .unreadable: "unreadable"
            case .rejected: "stopped"
            case .interrupted: "interrupted"
            }
        var writer = JSONWriter()
        writer.object { object in
            object.key("ending")
            object.string(name)
            let counts = [
                ("rows", rows), ("indexed", accepted), ("rejected", rejected), ("documents", index.documents),
                ("segments", index.segments.count), ("bytes", index.totalBytes), ("bytesRead", bytes),
                ("peakMemoryBytes", peakResidentBytes()),
            ]
            for (key, value) in counts {
                object.key(key)
                object.number(value)
            }
            for (key, value) in [
                ("seconds", seconds), ("documentsPerSecond", rowsPerSecond), ("megabytesPerSecond", megabytesPerSecond),
            ] {
                object.key(key)
                object.number((value * 1000).rounded() / 1000)
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// The line a person sees while rows go in.
private struct LoadProgress {
    private var line: ProgressLine
    /// Sizes of all files together, nil where one is a pipe.
    private var expectedBytes: Int?
    private var finishedBytes = 0
    private var rowsUntilLook = 0

    init(isQuiet: Bool) { line = ProgressLine(isQuiet: isQuiet) }

    mutating func expect(_ paths: [String]) {
        expectedBytes = paths.reduce(0) { sum, path in
            guard let sum, let size = InputFile.sizeBytes(path: path) else { return nil }
            return sum + size
        }
    }

    mutating func finish(_ file: InputFile) {
        finishedBytes += file.consumedBytes
        rowsUntilLook = 0
    }

    mutating func clear() { line.clear() }

    mutating func show(_ summary: LoadSummary, reading file: InputFile) {
        // Asking the clock for every row would cost more than reading the row.
        rowsUntilLook -= 1
        guard rowsUntilLook < 0 else { return }
        rowsUntilLook = 64
        guard line.isDue(at: monotonicNanoseconds()) else { return }
        let seconds = summary.elapsedSeconds
        let consumed = finishedBytes + file.consumedBytes
        let rate = Double(summary.rows) / max(seconds, 1e-3)
        let megabytes = Double(summary.bytes + file.deliveredBytes) / 1e6 / max(seconds, 1e-3)
        var text = "\(grouped(summary.rows)) rows  \(grouped(Int(rate)))/s  \(fixed(megabytes, 1)) MB/s"
        if let expectedBytes, expectedBytes > 0, consumed > 0 {
            let share = min(Double(consumed) / Double(expectedBytes), 1)
            text += "  \(Int(share * 100)) %  \(timeText(seconds: seconds / share * (1 - share))) left"
        }
        line.draw(text)
    }
}
