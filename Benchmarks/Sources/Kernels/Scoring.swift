@testable import Search
import Glibc

/// Documents of a list with their scores, a block at a time, against one posting after the other by the formula.
func measureScoring() throws {
    let count = 1 << 16
    let folder = "/tmp/souk-kernels-\(getpid())"
    var writer = try IndexWriter(path: folder, schema: try Schema(fields: [Field(name: "text", type: .text)]))
    var seed: UInt64 = 1
    for number in 0..<count {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let words = Array(repeating: "word", count: 1 + (seed >> 32).trailingZeroBitCount) + Array(repeating: "x", count: Int(seed >> 40 & 31))
        try writer.put(Array(#"{"id": "\#(number)", "text": "\#(words.joined(separator: " "))"}"#.utf8).span)
    }
    try writer.commit()
    try writer.optimize()
    try writer.close()
    let snapshot = try Index.open(folder).snapshot
    let segment = snapshot.views[0].segment
    let field = FieldID(rawValue: 0)
    let postings = try segment.postings(field)
    guard let entry = try postings.dictionary.find(Array("word".utf8))?.entry else { return }
    let lengths = try segment.lengths(field)
    let formula = BM25()
    let norms = formula.norms(weight: 1, averageLength: 20)
    let weight = WordWeight(idf: 2, k1: formula.k1, grid: ScoreGrid(most: 2))
    let hits = PartialHits()
    let kernel = nanoseconds(an: count) {
        guard var list = try? ScoredList(postings, entry, dense: nil, lengths: lengths, norms: norms, factor: 1, weight) else { return }
        list.seekBlock(0)
        while !list.isAtEnd {
            try? list.collect(from: 0, to: .max, above: 1 << 29, scores: true, into: hits)
            sink &+= UInt64(hits.count)
            list.nextBlock()
        }
    }
    let twin = nanoseconds(an: count) {
        var found: UInt64 = 0
        try? PostingsCursor(postings, entry).forEachPosting { document, frequency in
            found += weight.units(Float(frequency) * norms[lengths[Int(document)]]) > 1 << 29 ? 1 : 0
        }
        sink &+= found
    }
    report("score", kernel, twin, unit: "ns a posting")
    for file in try posixNames(in: folder) { unlink(folder + "/" + file) }
    rmdir(folder)
}

private func posixNames(in folder: String) throws -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
        names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }
}
