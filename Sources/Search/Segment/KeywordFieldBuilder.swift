/// A keyword, path or identifier field of the segment being built: which strings each document has.
final class KeywordFieldBuilder {
    private let isPath: Bool
    /// Strings numbered in the order in which they first came, and the last document of each, so that a document's
    /// repeated values are told without looking back.
    private struct Seen {
        var number: UInt32
        var lastDocument: UInt32
    }
    private var table = TermTable<Seen>()
    /// Numbers of the documents' strings, distinct within a document, documents end to end.
    private var numbers = Arena<UInt32>()
    private var ends = Arena<UInt32>()
    private var pathText: [UInt8] = []

    init(isPath: Bool) { self.isPath = isPath }

    var sizeBytes: Int { table.sizeBytes + numbers.sizeBytes + ends.sizeBytes }

    func add(_ value: Bytes) {
        guard isPath else { return insert(value) }
        pathText.removeAll(keepingCapacity: true)
        for part in PathValue.parts(of: value) {
            if !pathText.isEmpty { pathText.append(contentsOf: PathValue.separator) }
            pathText.append(contentsOf: part.buffer)
            Bytes.of(pathText) { insert($0) }
        }
    }

    private func insert(_ value: Bytes) {
        let document = UInt32(ends.count)
        let (record, isNew) = table.insert(value)
        if isNew {
            table[record] = Seen(number: UInt32(table.count - 1), lastDocument: document)
        } else {
            var seen = table[record]
            if seen.lastDocument == document { return }
            seen.lastDocument = document
            table[record] = seen
        }
        numbers.append(table[record].number)
    }

    func endDocument() { ends.append(UInt32(numbers.count)) }

    func write(to file: SectionFileWriter, field number: Int, compressor: ZstdCompressor) throws {
        let order = table.sorted()
        var ordinals = [UInt32](repeating: 0, count: order.count)
        for (ordinal, record) in order.enumerated() { ordinals[Int(table[record].number)] = UInt32(ordinal) }
        var column = KeywordColumnWriter()
        var counts = [Int](repeating: 0, count: order.count + 1)
        var start = 0
        var row: [UInt32] = []
        for document in 0..<ends.count {
            let end = Int(ends[document])
            row.removeAll(keepingCapacity: true)
            for i in start..<end { row.append(ordinals[Int(numbers[i])]) }
            row.sort()
            for ordinal in row { counts[Int(ordinal) + 1] += 1 }
            column.add(row)
            start = end
        }
        // Documents by ordinal, by counting: each ordinal's documents lie together and rise.
        for i in 1..<counts.count { counts[i] += counts[i - 1] }
        var fill = counts
        var documents = [UInt32](repeating: 0, count: numbers.count)
        start = 0
        for document in 0..<ends.count {
            let end = Int(ends[document])
            for i in start..<end {
                let ordinal = Int(ordinals[Int(numbers[i])])
                documents[fill[ordinal]] = UInt32(document)
                fill[ordinal] += 1
            }
            start = end
        }
        try PostingsFile.write(file, field: number, lengths: nil, compressor: compressor) { postings, dictionary in
            let none: [UInt32] = []
            for (ordinal, record) in order.enumerated() {
                postings.begin()
                for place in counts[ordinal]..<counts[ordinal + 1] {
                    try postings.add(document: documents[place], positions: none.span)
                }
                dictionary.append(table.term(record), try postings.end())
            }
        }
        try file.section(KeywordColumn.name(number), column.bytes())
    }
}
