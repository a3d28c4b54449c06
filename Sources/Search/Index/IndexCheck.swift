/// What `check` found out about an index.
package struct CheckSummary: Sendable {
    package var generation: UInt64 = 0
    package var files = 0
    package var bytes = 0
    package var documents = 0
    package var damages: [Damage] = []
}

/// Verifies an index on disk: every checksum of every file, and that what the files say of each other holds: terms rise,
/// lists are as long as the dictionary says, every key leads to its last document, every stored document is JSON. Segments
/// that are sound are then compared: sequences rise, and a key has one live document. Settings are read as a search reads them.
/// - Parameter onDamage: hears of each damage as it is found.
/// - Throws: `StorageError` where there is no index or a file can't be read.
package func checkIndex(path: String, onDamage: (Damage) -> Void = { _ in }) throws -> CheckSummary {
    try checkIndex(PosixDirectory(path), onDamage: onDamage)
}

package func checkIndex(_ directory: any FileSystem, onDamage: (Damage) -> Void = { _ in }) throws -> CheckSummary {
    var summary = CheckSummary()
    func found(_ damage: Damage) {
        // A damaged chunk is met again by whatever reads it.
        guard !summary.damages.contains(damage) else { return }
        summary.damages.append(damage)
        onDamage(damage)
    }
    /// Runs a step, noting damage and a missing file as such.
    func step(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let damage as Damage {
            found(damage)
        } catch let error as StorageError where error.kind == .notFound {
            found(Damage(file: error.file, offset: 0, reason: "the file is missing"))
        }
    }
    guard let name = try Manifest.newest(in: directory) else {
        throw StorageError(kind: .notFound, call: "open", file: "manifest", reason: "there is no index in this folder")
    }
    var manifest: Manifest?
    try step { manifest = try Manifest.read(name, in: directory) }
    guard let manifest else { return summary }
    summary.generation = manifest.generation
    summary.files = 1 + manifest.fileNames.count
    var comparison = SegmentComparison(nextSequence: manifest.nextSequence)
    for entry in manifest.segments {
        var isSound = true
        for name in [entry.file.name] + (entry.live.map { [$0.name] } ?? []) {
            try step {
                let file = try SectionFile(name, in: directory)
                summary.bytes += file.sizeBytes
                for damage in file.findDamage() {
                    isSound = false
                    found(damage)
                }
            }
        }
        guard isSound else { continue }
        try step {
            let segment = try Segment(entry.file, schema: manifest.schema, in: directory)
            let live = try entry.live.map {
                try LiveDocuments.read($0.name, identity: $0.identity, documentCount: segment.documentCount, in: directory)
            }
            summary.documents += live?.population ?? segment.documentCount
            try SegmentCheck(segment: segment).run()
            try comparison.add(segment, live: live)
        }
    }
    try step { _ = try PastQueries(in: directory) }
    comparison.run(onDamage: found)
    try step { summary.files += try SettingsFile.read(from: directory).revision > 0 ? 1 : 0 }
    return summary
}
