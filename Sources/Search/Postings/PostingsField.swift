/// The postings of one field of one segment: dictionary, pages and block facts.
struct PostingsField: Sendable {
    let dictionary: TermDictionary
    private(set) var pages: PageReader
    private let facts: Section
    /// Documents of the segment: every document number is below.
    let documentLimit: UInt32

    /// Section names of field `number`.
    static func names(_ number: Int) -> (terms: String, pages: String, directory: String, facts: String) {
        ("\(number).terms", "\(number).pages", "\(number).pagedir", "\(number).facts")
    }

    /// `hasFrequencies`: whether the field's lists hold occurrences, as lists of text do and those of values do not.
    init(_ file: SectionFile, field number: Int, documentLimit: UInt32, hasFrequencies: Bool) throws(Damage) {
        let names = Self.names(number)
        dictionary = try TermDictionary(try file.section(names.terms))
        pages = try PageReader(
            pages: try file.section(names.pages), directory: try file.section(names.directory), number: number)
        facts = try file.section(names.facts)
        self.documentLimit = documentLimit
        guard dictionary.hasFrequencies == hasFrequencies else {
            throw facts.damage(0, "the dictionary is of another kind than the field")
        }
        guard facts.count % PostingsLayout.factSizeBytes == 0 else { throw facts.damage(0, "size is not a multiple of 28") }
    }

    /// The facts of a list's blocks, checked to lie inside. `BlockReader` holds each block it decodes to its fact.
    func facts(of entry: TermEntry) throws(Damage) -> BlockFacts {
        guard entry.documentCount >= 128 else { return BlockFacts(bytes: .empty) }
        let count = (Int(entry.documentCount) + 127) / 128
        let size = PostingsLayout.factSizeBytes
        guard entry.firstBlock <= UInt64(facts.count / size), count <= facts.count / size - Int(entry.firstBlock) else {
            throw facts.damage(facts.count, "\(count) blocks from \(entry.firstBlock) lie outside")
        }
        let start = Int(entry.firstBlock) * size
        return BlockFacts(bytes: try facts.verified(start..<start + count * size))
    }

    func damage(_ reason: String) -> Damage { pages.damage(reason) }

    /// The same lists for one who reads each once.
    func forReadingOnce() -> PostingsField {
        var field = self
        field.pages = pages.forReadingOnce()
        return field
    }
}

/// The facts of the blocks of one list; see `PostingsLayout`.
struct BlockFacts {
    let bytes: Bytes

    var count: Int { bytes.count / PostingsLayout.factSizeBytes }

    @inline(__always)
    func lastDocument(_ block: Int) -> UInt32 { bytes.load(block * PostingsLayout.factSizeBytes) }

    func postings(_ block: Int) -> (address: UInt64, documentWidth: Int, frequencyWidth: Int) {
        let word: UInt64 = bytes.load(block * PostingsLayout.factSizeBytes + 4)
        return (word & 0xFF_FFFF_FFFF, Int(word >> 40 & 0xFF), Int(word >> 48 & 0xFF))
    }

    func positions(_ block: Int) -> (address: UInt64, skip: Int) {
        let word: UInt64 = bytes.load(block * PostingsLayout.factSizeBytes + 12)
        return (word & 0xFF_FFFF_FFFF, Int(word >> 40))
    }

    @inline(__always)
    func impacts(_ block: Int) -> PackedImpacts {
        PackedImpacts(bits: bytes.load(block * PostingsLayout.factSizeBytes + 20))
    }

    /// The first block from `block` on that can hold a document not before `document`; `count` where none can.
    func firstBlock(from block: Int, reaching document: UInt32) -> Int {
        var step = 1
        var low = block
        // Most steps are short: gallop, then search between.
        while low + step < count, lastDocument(low + step) < document {
            low += step
            step *= 2
        }
        var high = Swift.min(low + step, count)
        while low < high {
            let middle = (low + high) / 2
            if lastDocument(middle) < document { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
