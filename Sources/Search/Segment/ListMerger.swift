/// Writes the lists of one field of several segments as one field's: the dictionaries are walked side by side, and each term's
/// lists written one behind the other.
struct ListMerger {
    /// One segment's part.
    private final class Source {
        private var cursor: TermCursor
        private var reader: ListReader
        private let numbers: [UInt32]
        private var entry = TermEntry()
        private var head: UInt64 = 0
        /// By ordinal: the term's ordinal among the merged ones.
        fileprivate var ordinals: [UInt32]

        init(_ field: PostingsField, numbers: [UInt32], tracksOrdinals: Bool) {
            cursor = field.dictionary.cursor()
            reader = ListReader(field)
            self.numbers = numbers
            ordinals = [UInt32](repeating: 0, count: tracksOrdinals ? field.dictionary.count : 0)
        }

        /// Moves to the next term. - Returns: false at the end.
        func advance() throws -> Bool {
            guard let next = try cursor.next() else { return false }
            entry = next.entry
            head = Bytes.of(cursor.term) { TermDictionary.head(of: $0) }
            return true
        }

        func compare(_ other: Source) -> Int {
            if head != other.head { return head < other.head ? -1 : 1 }
            return Bytes.of(other.cursor.term) { cursor.compareTerm($0) }
        }

        /// Writes the term's documents that stay. - Returns: whether there are any.
        func copy(to writer: PostingsWriter) throws -> Bool {
            var isAny = false
            try reader.forEach(entry) { document, positions in
                let number = numbers[Int(document)]
                guard number != .max else { return }
                try writer.add(document: number, positions: positions)
                isAny = true
            }
            return isAny
        }

        func append(_ merged: TermEntry, to dictionary: inout TermDictionaryWriter) {
            Bytes.of(cursor.term) { dictionary.append($0, merged) }
        }

        /// Stems and measures stand beside words, and are none of the words counted.
        var isWord: Bool { cursor.term.first != LanguageStem.opening && cursor.term.first != MeasureScanner.mark }

        func note(ordinal: Int) {
            if !ordinals.isEmpty { ordinals[cursor.ordinal] = UInt32(ordinal) }
        }
    }

    private let sources: [Source]

    /// - Parameters:
    ///   - numbers: for each field the new number of each document, `UInt32.max` for one left out; all of a field before all of
    ///     the next.
    ///   - tracksOrdinals: whether `ordinals` will be asked for.
    init(_ fields: [PostingsField], numbers: [[UInt32]], tracksOrdinals: Bool = false) {
        sources = zip(fields, numbers).map { Source($0, numbers: $1, tracksOrdinals: tracksOrdinals) }
    }

    /// For each field, by ordinal: the ordinal of the term among the merged ones; any number where no document stays.
    var ordinals: [[UInt32]] { sources.map(\.ordinals) }

    /// Writes all lists. `onTerm` hears of each that stays, and whether it is a word.
    func write(
        to writer: PostingsWriter, _ dictionary: inout TermDictionaryWriter, onTerm: (TermEntry, Bool) -> Void = { _, _ in }
    ) throws {
        var ahead = try sources.filter { try $0.advance() }
        var least: [Int] = []
        while !ahead.isEmpty {
            least.removeAll(keepingCapacity: true)
            for i in ahead.indices {
                let order = least.first.map { ahead[i].compare(ahead[$0]) } ?? 0
                if order < 0 { least.removeAll(keepingCapacity: true) }
                if order <= 0 { least.append(i) }
            }
            writer.begin()
            var isAny = false
            for i in least where try ahead[i].copy(to: writer) { isAny = true }
            if isAny {
                for i in least { ahead[i].note(ordinal: dictionary.count) }
                let entry = try writer.end()
                onTerm(entry, ahead[least[0]].isWord)
                ahead[least[0]].append(entry, to: &dictionary)
            }
            // From behind, so that places stay right where one ends.
            for i in least.reversed() where try !ahead[i].advance() { ahead.remove(at: i) }
        }
    }
}
