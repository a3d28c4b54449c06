internal import ArgumentParser
internal import Search

/// `--index DIR`, the same in every command.
struct IndexOption: ParsableArguments {
    @Option(name: .customLong("index"), help: ArgumentHelp("Folder of the index.", valueName: "dir"))
    var path: String

    func snapshot() throws -> Snapshot { try Index.open(path).snapshot }
}

/// Reads a whole file, unwrapped, or standard input for `-`.
func readFile(_ path: String) throws -> [UInt8] {
    let limitBytes = 1 << 30
    var window = Window(try InputFile(path: path))
    var bytes: [UInt8] = []
    repeat {
        try window.readMore()
        bytes.append(contentsOf: window.bytes[window.start..<window.end])
        window.drop(to: window.end)
        guard bytes.count <= limitBytes else { throw InputError(file: path, reason: "larger than \(limitBytes >> 30) GiB") }
    } while !window.isAtEnd
    return bytes
}

/// Names separated by commas, as in `--facets brand,price`.
func names(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { name in
        String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
