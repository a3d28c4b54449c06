/// How large an index is, part by part.
package struct IndexStatistics: Sendable {
    package struct Part: Sendable {
        /// `documents`, `postings title`, `column price`, ...
        package var name: String
        package var sizeBytes: Int
    }

    package var generation: UInt64
    package var documents: Int
    /// In segments still, and gone with the next merge.
    package var deletedDocuments: Int
    package var segments: [(name: String, documents: Int, deleted: Int, sizeBytes: Int)]
    package var parts: [Part]
    package var totalBytes: Int
}

extension Snapshot {
    package func statistics() -> IndexStatistics {
        var sizes: [String: Int] = [:]
        var order: [String] = []
        var total = 0
        for view in views {
            total += view.segment.file.sizeBytes
            for section in view.segment.file.sectionSizes {
                let name = partName(section.name)
                if sizes[name] == nil { order.append(name) }
                sizes[name, default: 0] += section.sizeBytes
            }
        }
        let named = sizes.values.reduce(0, +)
        var parts = order.map { IndexStatistics.Part(name: $0, sizeBytes: sizes[$0] ?? 0) }
        parts.append(.init(name: "checksums and padding", sizeBytes: total - named))
        return IndexStatistics(
            generation: generation, documents: documentCount, deletedDocuments: physicalCount - documentCount,
            segments: views.map {
                ($0.file.name, $0.segment.documentCount, $0.segment.documentCount - $0.liveCount, $0.segment.file.sizeBytes)
            }, parts: parts, totalBytes: total)
    }

    private func partName(_ section: String) -> String {
        switch section {
        case "docs", "docdir", "docdict": return "stored documents"
        case "keys", "keyslots": return "keys"
        case "seq", "meta": return "order and statistics"
        default: break
        }
        let halves = section.split(separator: ".")
        if halves.count == 2, halves[0] == "words" { return "words as written, \(halves[1])" }
        guard halves.count == 2, let number = Int(halves[0]), number >= 0 else { return section }
        let isExact = number >= SegmentMeta.exactOffset
        let field = number % SegmentMeta.exactOffset
        guard field < schema.fields.count else { return section }
        let kind =
            switch halves[1] {
            case "terms": isExact ? "values" : "terms"
            case "pages", "pagedir", "facts": isExact ? "values' documents" : "postings"
            case "lengths": "lengths"
            default: "column"
            }
        return "\(kind) of \(schema.fields[field].name)"
    }
}
