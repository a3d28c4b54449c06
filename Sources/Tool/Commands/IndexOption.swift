internal import ArgumentParser
internal import Search

/// `--index DIR`, the same in every command.
struct IndexOption: ParsableArguments {
    @Option(name: .customLong("index"), help: ArgumentHelp("Folder of the index.", valueName: "dir"))
    var path: String

    func snapshot() throws -> Snapshot { try Index.open(path).snapshot }
}

/// Reads a whole file, or standard input for `-`.
func readFile(_ path: String) throws -> [UInt8] {
    let file = try InputFile(path: path)
    var window = Window(file)
    repeat {
        try window.readMore()
        guard !window.isFull else { throw InputError(file: path, reason: "larger than \(Window.limitBytes >> 20) MiB") }
    } while !window.isAtEnd
    return Array(window.bytes[window.start..<window.end])
}

/// Names separated by commas, as in `--facets brand,price`.
func names(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { name in
        String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
