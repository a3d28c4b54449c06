/// The lists of a word of very many terms (a short prefix, say), read beforehand and laid out by stretches of documents:
/// thousands of cursors that each hold a block would cost more than the postings.
final class GatheredSource: OccurrenceSource {
    /// Documents a bucket: 2 to the power of this.
    fileprivate static let shift = 11

    private let documents: [UInt32]
    /// For each posting, weight * occurrences / normalised length.
    private let shares: [Float]
    /// Bucket b holds the postings `starts[b] ..< starts[b + 1]`, by term and only then by document.
    private let starts: [Int]

    fileprivate init(documents: [UInt32], shares: [Float], starts: [Int]) {
        self.documents = documents
        self.shares = shares
        self.starts = starts
    }

    func lowerBound(_ document: UInt32) -> UInt32 {
        var bucket = Int(document >> UInt32(Self.shift))
        while bucket + 1 < starts.count, starts[bucket] == starts[bucket + 1] { bucket += 1 }
        return bucket + 1 < starts.count ? max(document, UInt32(bucket << Self.shift)) : .max
    }

    func match(_ window: Window, _ bits: borrowing WindowBits) {
        for i in postings(of: window) where documents[i] >= window.base && documents[i] < window.limit {
            bits.insert(Int(documents[i] - window.base))
        }
    }

    func accumulate(_ window: Window, _ survivors: borrowing WindowBits, _ sums: borrowing WindowSums) {
        for i in postings(of: window) where documents[i] >= window.base && documents[i] < window.limit {
            let place = Int(documents[i] - window.base)
            if survivors.contains(place) { sums[place] += shares[i] }
        }
    }

    /// Those of the buckets that the window touches, which may reach beyond it.
    private func postings(of window: Window) -> Range<Int> {
        let first = Int(window.base >> UInt32(Self.shift))
        let last = Int((window.limit - 1) >> UInt32(Self.shift))
        return starts[first]..<starts[last + 1]
    }

    func bound(_ window: Window) -> Float { .infinity }
}

/// Reads lists for a `GatheredSource`, term after term.
///
/// SAFETY: `block` and `frequencies` have room for the whole block that `BlockReader` decodes into them.
struct PostingsGatherer: ~Copyable {
    private var documents: [UInt32] = []
    private var shares: [Float] = []
    private var starts: [Int]
    private let block = Slab<UInt32>(count: BlockReader.blockLength, filledWith: 0)
    private let frequencies = Slab<UInt32>(count: BlockReader.blockLength, filledWith: 0)

    /// `postingCount`: how many will come.
    init(documentCount: Int, postingCount: Int) {
        documents.reserveCapacity(postingCount)
        shares.reserveCapacity(postingCount)
        starts = Array(repeating: 0, count: documentCount >> GatheredSource.shift + 2)
    }

    mutating func add(_ field: PostingsField, _ entry: TermEntry, lengths: Bytes, norms: NormTable, factor: Float) throws(Damage) {
        var reader = try BlockReader(field, entry)
        for number in 0..<reader.blockCount {
            var decoded = try reader.decode(number, block.pointer, frequencies.pointer)
            reader.loadFrequencies(&decoded, frequencies.pointer)
            for i in 0..<decoded.count {
                let document = block[i]
                documents.append(document)
                shares.append(factor * Float(frequencies[i]) * norms[lengths[Int(document)]])
                starts[Int(document) >> GatheredSource.shift + 1] += 1
            }
        }
    }

    /// Puts the postings in order of buckets; within one they stay in the order in which they came.
    consuming func finish() -> GatheredSource {
        for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
        var next = starts
        var sorted = documents
        var sortedShares = shares
        for i in documents.indices {
            let bucket = Int(documents[i]) >> GatheredSource.shift
            sorted[next[bucket]] = documents[i]
            sortedShares[next[bucket]] = shares[i]
            next[bucket] += 1
        }
        return GatheredSource(documents: sorted, shares: sortedShares, starts: starts)
    }
}
