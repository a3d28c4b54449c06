/// A document taken apart, as views of what holds it.
struct DocumentView {
    let key: Bytes
    let values: ArraySlice<ParsedDocument.FieldValue>
    /// What texts of `values` are ranges of.
    let row: Bytes
    let scratch: Bytes
    /// What to store.
    let stored: Bytes
}

extension ParsedDocument {
    /// Runs `body` on a view of this document, which was read from `row`; the view ends with the call.
    func withView<R>(_ row: Bytes, _ body: (DocumentView) throws -> R) rethrows -> R {
        try Bytes.of(key) { key in
            try Bytes.of(scratch) { scratch in
                try Bytes.of(stored) { stored in
                    try body(
                        DocumentView(
                            key: key, values: values[...], row: row, scratch: scratch, stored: isStoredApart ? stored : row))
                }
            }
        }
    }
}

/// Documents taken apart, one behind the other in flat arrays, on their way from the thread that reads to one that builds.
struct DocumentBatch: Sendable {
    /// Of the first document; each has one more than the one before it.
    var firstSequence: UInt64 = 0
    /// Of each document: row, scratch, what is stored apart, key.
    private var bytes: [UInt8] = []
    private var values: [ParsedDocument.FieldValue] = []
    private var ends: [Ends] = []

    /// Where the parts of a document end; each begins where the one before ends.
    private struct Ends {
        var row = 0
        var scratch = 0
        var stored = 0
        var key = 0
        var values = 0
        var isStoredApart = false
    }

    /// Large enough that handing over costs nothing, small enough to lie in the processor's cache.
    static let fullSizeBytes = 256 << 10

    init() { bytes.reserveCapacity(Self.fullSizeBytes * 5 / 4) }

    var isEmpty: Bool { ends.isEmpty }
    var sizeBytes: Int { bytes.count + values.count * MemoryLayout<ParsedDocument.FieldValue>.stride + ends.count * 48 }

    mutating func append(_ document: borrowing ParsedDocument, row: Bytes) {
        var end = Ends(isStoredApart: document.isStoredApart)
        bytes.append(contentsOf: row.buffer)
        end.row = bytes.count
        bytes.append(contentsOf: document.scratch)
        end.scratch = bytes.count
        bytes.append(contentsOf: document.stored)
        end.stored = bytes.count
        bytes.append(contentsOf: document.key)
        end.key = bytes.count
        values.append(contentsOf: document.values)
        end.values = values.count
        ends.append(end)
    }

    /// Calls `body` with each document in order; views end with the call.
    func forEach(_ body: (DocumentView) throws -> Void) rethrows {
        try Bytes.of(bytes) { bytes in
            var start = Ends()
            for end in ends {
                let row = bytes[start.key..<end.row]
                try body(
                    DocumentView(
                        key: bytes[end.stored..<end.key], values: values[start.values..<end.values], row: row,
                        scratch: bytes[end.row..<end.scratch],
                        stored: end.isStoredApart ? bytes[end.scratch..<end.stored] : row))
                start = end
            }
        }
    }
}
