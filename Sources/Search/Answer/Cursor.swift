/// Where a page ended, so that the next one goes on there: the last hit's place in the order, and the statistics the first
/// page was scored with. Whatever is indexed between pages, a document that has not changed keeps its place, is not shown
/// twice and not left out.
///
/// ```
/// version u8 | request u64 (hash of what was asked) | match u8 | has hit u8 | score f64 | sequence u64
/// 0 u8, or 1 u8, floor: score f64, sequence u64 | learned word count varint, for each: field u16, weight f32, length varint, term
/// named in: count varint, field u16 each
/// settings u64 (their revision) | time i64 (at which rules were looked at) | hits shown varint | pinned ones varint
/// idf count varint, f32 each | length count varint, (field u16, f32) each
/// key count varint, for each: 0 | 1, i64 | 2, length varint, bytes
/// CRC-32C of all before u32                                        the whole in base64url (RFC 4648, section 5)
/// ```
struct Cursor: Equatable {
    var request: UInt64
    var match: SearchRequest.Match
    /// The last hit that was found; nil where there were only pinned ones.
    var last: Place?
    /// Where the hit had a closer look (`SecondPhase`): the last that had.
    var floor: Place?
    /// What the best hits of the first page taught (`Feedback`).
    var learned: [LearnedWord] = []
    /// The fields in which the query was looked for as a whole name (`WholeNames`).
    var namedIn: Set<FieldID> = []
    var curation: CurationState
    var statistics: FrozenStatistics
    var keys: [PortableKey?]

    /// A place in an order by score: of the first phase, or behind a closer look.
    struct Place: Equatable {
        /// Exact: of the first phase all the digits that units have (`ScoreGrid`), which a `Float` has not.
        var score: Double
        var sequence: UInt64

        /// Whether what has this score and sequence comes before it, or is at it.
        func isReached(by other: Double, _ otherSequence: UInt64) -> Bool {
            other != score ? other > score : otherSequence <= sequence
        }
    }

    /// By which settings the pages before were made, and how far they went.
    struct CurationState: Equatable {
        /// Of the index's settings.
        var revision: UInt64 = 0
        /// Microseconds since 1970.
        var time: Int64 = 0
        var shown = 0
        var pinsShown = 0
    }

    private static let version: UInt8 = 5

    var text: String {
        var writer = ByteWriter()
        writer.put(Self.version)
        writer.put(request)
        writer.put(UInt8(SearchRequest.Match.allCases.firstIndex(of: match) ?? 0))
        writer.put(UInt8(last == nil ? 0 : 1))
        writer.put((last?.score ?? 0).bitPattern)
        writer.put(last?.sequence ?? 0)
        writer.put(UInt8(floor == nil ? 0 : 1))
        if let floor {
            writer.put(floor.score.bitPattern)
            writer.put(floor.sequence)
        }
        writer.putVarint(learned.count)
        for word in learned {
            writer.put(word.field.rawValue)
            writer.put(word.weight.bitPattern)
            writer.putVarint(word.term.count)
            writer.put(bytes: word.term)
        }
        writer.putVarint(namedIn.count)
        for field in namedIn.sorted() { writer.put(field.rawValue) }
        writer.put(curation.revision)
        writer.put(curation.time)
        writer.putVarint(curation.shown)
        writer.putVarint(curation.pinsShown)
        writer.putVarint(statistics.idfs.count)
        for idf in statistics.idfs { writer.put(idf.bitPattern) }
        writer.putVarint(statistics.averageLengths.count)
        for (field, length) in statistics.averageLengths.sorted(by: { $0.key < $1.key }) {
            writer.put(field)
            writer.put(length.bitPattern)
        }
        writer.putVarint(keys.count)
        for key in keys {
            switch key {
            case nil: writer.put(UInt8(0))
            case .number(let number):
                writer.put(UInt8(1))
                writer.put(number)
            case .text(let text):
                writer.put(UInt8(2))
                writer.putVarint(text.count)
                writer.put(bytes: text)
            }
        }
        writer.put(crc32c(writer.bytes))
        return Base64URL.encode(writer.bytes)
    }

    /// - Throws: `RequestError` for anything that is not a cursor of this version.
    init(parsing text: String) throws(RequestError) {
        let refused = RequestError(
            parameter: "cursor", code: "bad_cursor",
            message: "not a cursor of this server: pass `nextCursor` of the page before as it was, or begin without one")
        guard let bytes = Base64URL.decode(text), bytes.count > 4 else { throw refused }
        let cursor = Bytes.of(bytes) { all -> Cursor? in
            let body = all[0..<all.count - 4]
            guard body.crc32c == all.load(all.count - 4, as: UInt32.self) else { return nil }
            var reader = ByteReader(body)
            return try? Cursor(&reader)
        }
        guard let cursor else { throw refused }
        self = cursor
    }

    private init?(_ reader: inout ByteReader) throws(Malformed) {
        guard try reader.get(UInt8.self) == Self.version else { return nil }
        request = try reader.get()
        let match = Int(try reader.get(UInt8.self))
        guard match < SearchRequest.Match.allCases.count else { return nil }
        self.match = SearchRequest.Match.allCases[match]
        let hasHit = try reader.get(UInt8.self) == 1
        guard let score = try Self.score(&reader) else { return nil }
        let sequence: UInt64 = try reader.get()
        last = hasHit ? Place(score: score, sequence: sequence) : nil
        if try reader.get(UInt8.self) == 1 {
            guard let score = try Self.score(&reader) else { return nil }
            floor = Place(score: score, sequence: try reader.get())
        }
        for _ in 0..<(try reader.getCount(upTo: 1000)) {
            let field = FieldID(rawValue: try reader.get())
            guard let weight = try Self.number(&reader, 0...10) else { return nil }
            let term = try reader.getBytes(try reader.getCount(upTo: reader.remaining)).array
            learned.append(LearnedWord(field: field, term: term, weight: weight))
        }
        for _ in 0..<(try reader.getCount(upTo: Schema.fieldLimit)) { namedIn.insert(FieldID(rawValue: try reader.get())) }
        curation = CurationState(revision: try reader.get(), time: try reader.get())
        curation.shown = try reader.getCount(upTo: 1 << 40)
        curation.pinsShown = try reader.getCount(upTo: 1 << 40)
        statistics = FrozenStatistics()
        for _ in 0..<(try reader.getCount(upTo: 100_000)) {
            guard let idf = try Self.number(&reader, 1e-12...100) else { return nil }
            statistics.idfs.append(idf)
        }
        for _ in 0..<(try reader.getCount(upTo: Schema.fieldLimit)) {
            let field: UInt16 = try reader.get()
            guard let length = try Self.number(&reader, 1e-3...1e9) else { return nil }
            statistics.averageLengths[field] = length
        }
        keys = []
        for _ in 0..<(try reader.getCount(upTo: 64)) {
            switch try reader.get(UInt8.self) {
            case 0: keys.append(nil)
            case 1: keys.append(.number(try reader.get()))
            case 2: keys.append(.text(try reader.getBytes(try reader.getCount(upTo: reader.remaining)).array))
            default: return nil
            }
        }
    }

    /// A cursor comes from anyone: numbers that no index has, which arithmetic may stumble over, are refused.
    private static func score(_ reader: inout ByteReader) throws(Malformed) -> Double? {
        let score = Double(bitPattern: try reader.get())
        return (0...Double.greatestFiniteMagnitude).contains(score) ? score : nil
    }

    private static func number(_ reader: inout ByteReader, _ range: ClosedRange<Float>) throws(Malformed) -> Float? {
        let number = Float(bitPattern: try reader.get())
        return range.contains(number) ? number : nil
    }

    /// - Throws: `RequestError` where the cursor is of another request, or of an index with other fields.
    func check(against request: SearchRequest, _ schema: Schema) throws(RequestError) {
        guard self.request == request.identity, request.group == nil, request.offset == 0 else {
            throw RequestError(
                parameter: "cursor", code: "other_request",
                message: """
                    the cursor belongs to another request: query, filter, sort and match must stay the same, without offset \
                    and groups
                    """)
        }
        let fields = schema.fields
        let namesFit = namedIn.allSatisfy { id in
            Int(id.rawValue) < fields.count && [.text, .keyword, .path].contains(fields[Int(id.rawValue)].type)
        }
        guard namesFit, learned.allSatisfy({ Int($0.field.rawValue) < fields.count }) else {
            throw RequestError(parameter: "cursor", code: "other_request", message: "the cursor belongs to another index")
        }
    }

    init(
        request: UInt64, match: SearchRequest.Match, last: Place?, floor: Place? = nil, learned: [LearnedWord] = [],
        namedIn: Set<FieldID> = [], curation: CurationState, statistics: FrozenStatistics, keys: [PortableKey?]
    ) {
        self.request = request
        self.match = match
        self.last = last
        self.floor = floor
        self.learned = learned
        self.namedIn = namedIn
        self.curation = curation
        self.statistics = statistics
        self.keys = keys
    }
}

/// RFC 4648, section 5, without padding.
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var fill: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            fill += 8
            while fill >= 6 {
                fill -= 6
                text.append(alphabet[Int(bits >> fill & 63)])
            }
        }
        if fill > 0 { text.append(alphabet[Int(bits << (6 - fill) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var fill: UInt32 = 0
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            bits = bits << 6 | UInt32(value)
            fill += 6
            if fill >= 8 {
                fill -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> fill))
            }
        }
        return bytes
    }
}
