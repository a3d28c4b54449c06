import Glibc
@testable import Search

/// Title and body are stored; what is searched is the text of normalised words, the same for all engines.
private let schemaText = """
    {"id": "id", "fields": [
      {"name": "section", "type": "keyword"},
      {"name": "year", "type": "keyword"},
      {"name": "popularity", "type": "int"},
      {"name": "title", "type": "keyword", "suggest": true},
      {"name": "text", "type": "text", "analyzer": "standard", "stored": false}]}
    """

/// Indexes the documents on one thread into so many segments, and prints how long it took and how large each part is.
func build(from path: String, into index: String, segments: Int, memoryMegabytes: Int) throws {
    let began = monotonicNanoseconds()
    var documents = 0
    var settings = WriterSettings(memoryBudgetBytes: memoryMegabytes << 20)
    if segments > 1 { settings.mergePolicy.fanIn = .max }
    var writer = try IndexWriter(path: index, schema: try Schema(parsing: Array(schemaText.utf8)), settings: settings)
    let share = segments > 1 ? (try countLines(path) + segments - 1) / segments : Int.max
    try forEachLine(of: path) { line in
        try writer.put(document(of: line).span)
        documents += 1
        if writer.isFull || documents % share == 0 { _ = try writer.commit() }
    }
    _ = try writer.commit()
    let fed = monotonicNanoseconds()
    if segments == 1 { try writer.optimize() }
    try writer.close()
    let ended = monotonicNanoseconds()
    let statistics = try Index.open(index).snapshot.statistics()
    let parts = statistics.parts.map { "\"\($0.name)\": \($0.sizeBytes)" }.joined(separator: ", ")
    print(
        """
        {"documents": \(documents), "seconds": \(Double(ended - began) / 1e9), "merge_seconds": \(Double(ended - fed) / 1e9), \
        "peak_bytes": \(try peakBytes()), "segments": \(statistics.segments.count), "parts": {\(parts)}}
        """)
}

/// A line of columns as the JSON that Souk takes.
private func document(of line: [UInt8]) -> [UInt8] {
    let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    guard columns.count == 7 else { fail("a line has \(columns.count) columns, not 7") }
    var writer = JSONWriter(capacity: 2 * line.count + 100)
    writer.object { object in
        for (name, column) in zip(["id", "section", "year", "title", "body", "text"], [0, 1, 2, 4, 5, 6]) {
            object.key(name)
            object.string(utf8: name == "title" ? cut(columns[column]) : Array(columns[column]))
        }
        object.key("popularity")
        object.number(Int(String(decoding: columns[3], as: UTF8.self)) ?? 0)
    }
    return writer.bytes
}

/// Keywords are no longer than this.
private func cut(_ title: ArraySlice<UInt8>) -> [UInt8] {
    guard title.count > 512 else { return Array(title) }
    var end = title.startIndex + 512
    while title[end] & 0xC0 == 0x80 { end -= 1 }
    return Array(title[..<end])
}

/// The most memory that this process has held.
private func peakBytes() throws -> Int {
    var peak = 0
    try forEachLine(of: "/proc/self/status") { line in
        guard line.starts(with: "VmHWM:".utf8) else { return }
        peak = line.reduce(0) { (0x30...0x39).contains($1) ? $0 * 10 + Int($1 - 0x30) : $0 } << 10
    }
    return peak
}

private func countLines(_ path: String) throws -> Int {
    var count = 0
    try forEachLine(of: path) { _ in count += 1 }
    return count
}

func forEachLine(of path: String, _ body: ([UInt8]) throws -> Void) throws {
    guard let file = fopen(path, "r") else { fail("\(path): \(String(cString: strerror(errno)))") }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while true {
        let count = getline(&line, &capacity, file)
        guard count > 0, let line else { return }
        let end = line[count - 1] == 0x0A ? count - 1 : count
        try body(Array(UnsafeRawBufferPointer(start: line, count: end)))
    }
}
