/// Part numbers to be looked up, many at once: a bill of materials, an order pasted from a sheet.
package struct ResolveRequest: Sendable, Equatable {
    /// At most so many in one request.
    package static let numberLimit = 1000
    /// So many documents of one number are named; all are counted.
    package static let candidateLimit = 10

    package var numbers: [String]
    /// An identifier field; nil: all there are.
    package var field: String?
    /// Which members of the stored documents to return; empty: none.
    package var fields: [String]
    /// What holds for all that this caller may see.
    package var enforced: [Filter] = []
    /// Monotonic time in nanoseconds at which what has been resolved is returned, marked partial.
    package var deadline: Int64?

    package init(numbers: [String], field: String? = nil, fields: [String] = []) {
        self.numbers = numbers
        self.field = field
        self.fields = fields
    }
}

package struct ResolveReply: Sendable {
    /// In the order asked.
    package var resolutions: [Resolution] = []
    /// The deadline came before the last number.
    package var isPartial = false
    package var tookNanoseconds: Int64 = 0
}

/// What one part number stands for.
package struct Resolution: Sendable, Equatable {
    package enum Status: String, Sendable, CaseIterable {
        /// One document has the number as it was given, byte for byte.
        case exact
        /// None has; one has it in another case or with other delimiters.
        case normalised
        /// Several have it, in the first of these ways that any has.
        case ambiguous
        case notFound
    }

    package struct Candidate: Sendable, Equatable {
        package var id: String
        package var field: String
        /// The number as the document has it.
        package var value: String
        /// The stored document as JSON, cut to the members asked for; nil where none were.
        package var document: [UInt8]?
    }

    /// As given.
    package var number: String
    package var status = Status.notFound
    /// The documents that have it, the oldest first.
    package var candidates: [Candidate] = []
    package var total = 0
    /// Where nobody has the number: one that looks like it (`O` for `0`, `I` or `l` for `1`), as some document has it.
    package var suggestion: String?
}

extension Snapshot {
    /// Looks many part numbers up. Near ones are none: see `Resolution.Status`.
    /// - Throws: `RequestError` for a field that is no identifier, or more numbers than `ResolveRequest.numberLimit`; `Damage`.
    package func resolve(_ request: ResolveRequest) throws -> ResolveReply {
        let began = monotonicNanoseconds()
        guard request.numbers.count <= ResolveRequest.numberLimit else {
            throw RequestError(
                "numbers", .tooMany, "\(request.numbers.count) numbers; ask for at most \(ResolveRequest.numberLimit) at once")
        }
        let resolver = Resolver(snapshot: self, fields: try identifierFields(request.field), request: request)
        let deadline = Deadline(request.deadline)
        var reply = ResolveReply()
        for number in request.numbers {
            do {
                try deadline.check()
                reply.resolutions.append(try resolver.resolve(number, until: deadline))
            } catch is OutOfTime {
                reply.isPartial = true
                break
            }
        }
        reply.tookNanoseconds = monotonicNanoseconds() - began
        return reply
    }

    private func identifierFields(_ name: String?) throws(RequestError) -> [FieldID] {
        let all = schema.fields.filter { $0.type == .identifier }
        guard let name else {
            if all.isEmpty {
                throw RequestError(
                    "field", .unsuitableField, "this index has no identifier field; mark that of the part numbers as one in its schema")
            }
            return all.compactMap { schema.id(of: $0.name) }
        }
        guard let id = schema.id(of: name) else { throw schema.unknownField(name, parameter: "field", among: all) }
        guard schema[id].type == .identifier else {
            throw RequestError(
                "field", .unsuitableField,
                "'\(name)' is a \(schema[id].type.rawValue) field; part numbers are looked up in identifier fields")
        }
        return [id]
    }
}

/// Looks numbers up in the dictionaries of a snapshot.
private struct Resolver {
    let snapshot: Snapshot
    let fields: [FieldID]
    let request: ResolveRequest

    /// Living documents with one term, the oldest first.
    private struct Found {
        var documents: [(field: FieldID, segment: Int, document: Int)] = []
        var total = 0
    }

    func resolve(_ text: String, until deadline: Deadline) throws -> Resolution {
        var resolution = Resolution(number: text)
        guard let number = try TypedNumber(Self.trimmed(Array(text.utf8))) else { return resolution }
        var found = try documents(until: deadline) { field, segment in
            let postings = try segment.exactPostings(field)
            return try postings.dictionary.find(number.text).map { (postings, $0.entry) }
        }
        resolution.status = .exact
        if found.total == 0 {
            found = try documents(until: deadline) { field, segment in
                let postings = try segment.postings(field)
                return try postings.dictionary.find(number.whole).map { (postings, $0.entry) }
            }
            resolution.status = .normalised
        }
        if found.total != 1 { resolution.status = found.total == 0 ? .notFound : .ambiguous }
        resolution.total = found.total
        resolution.candidates = try found.documents.map { try candidate($0, number) }
        if found.total == 0 { resolution.suggestion = try suggestion(number, until: deadline) }
        return resolution
    }

    private static func trimmed(_ text: [UInt8]) -> [UInt8] {
        var rest = text[...]
        while let first = rest.first, first <= 0x20 { rest.removeFirst() }
        while let last = rest.last, last <= 0x20 { rest.removeLast() }
        return Array(rest)
    }

    /// A list has been read far enough.
    private struct Enough: Error {}

    private func documents(
        until deadline: Deadline, _ find: (FieldID, Segment) throws -> (PostingsField, TermEntry)?
    ) throws -> Found {
        var found = Found()
        for field in fields {
            for (number, view) in snapshot.views.enumerated() {
                guard let (postings, entry) = try find(field, view.segment) else { continue }
                let visible = try visible(number, until: deadline)
                var step = 0
                do {
                    try PostingsCursor(postings, entry).forEachPosting { document, _ in
                        try deadline.check(step: step)
                        step += 1
                        guard view.isLive(Int(document)), visible?.contains(Int(document)) != false else { return }
                        if found.documents.count < ResolveRequest.candidateLimit {
                            found.documents.append((field, number, Int(document)))
                        } else if view.live == nil, visible == nil {
                            throw Enough()
                        }
                        found.total += 1
                    }
                } catch is Enough {
                    // All of the list live: those before this one are counted.
                    found.total += Int(entry.documentCount) - step + 1
                }
            }
        }
        return found
    }

    /// The documents of a segment that the caller may see; nil: all.
    private func visible(_ number: Int, until deadline: Deadline) throws -> BitSet? {
        request.enforced.isEmpty ? nil : try snapshot.bits(of: .and(request.enforced), segment: number, until: deadline)
    }

    private func candidate(_ found: (field: FieldID, segment: Int, document: Int), _ number: TypedNumber) throws -> Resolution.Candidate {
        let segment = snapshot.views[found.segment].segment
        let value = try value(of: found.document, found.field, segment) { try TypedNumber($0) == number } ?? number.text
        var candidate = Resolution.Candidate(
            id: try segment.keys().key(of: found.document).string, field: snapshot.schema[found.field].name,
            value: String(decoding: value, as: UTF8.self))
        if !request.fields.isEmpty { candidate.document = project(try segment.documents().document(found.document), on: request.fields) }
        return candidate
    }

    /// The first value of a document that `isWanted`.
    private func value(
        of document: Int, _ field: FieldID, _ segment: Segment, _ isWanted: ([UInt8]) throws -> Bool
    ) throws -> [UInt8]? {
        let column = try segment.keywords(field)
        var ordinals: [Int] = []
        column.forEachOrdinal(of: document) { ordinals.append($0) }
        for ordinal in ordinals {
            let value = try column.dictionary.term(at: ordinal)
            if ordinals.count == 1 { return value }
            if try isWanted(value) { return value }
        }
        return nil
    }

    private func suggestion(_ typed: TypedNumber, until deadline: Deadline) throws -> String? {
        for field in fields {
            for (number, view) in snapshot.views.enumerated() {
                let visible = try visible(number, until: deadline)
                let postings = try view.segment.postings(field)
                let alike = try QueryBinder.confusable(with: typed.form, in: postings.dictionary, while: { !deadline.isPast })
                for term in alike where term.term.dropLast() != typed.form[...] {
                    var found: [UInt8]?
                    do {
                        try PostingsCursor(postings, term.entry).forEachPosting { document, _ in
                            guard view.isLive(Int(document)), visible?.contains(Int(document)) != false else { return }
                            found = try value(of: Int(document), field, view.segment) { try TypedNumber($0)?.whole == term.term }
                            throw Enough()
                        }
                    } catch is Enough {}
                    if let found { return String(decoding: found, as: UTF8.self) }
                }
            }
        }
        return nil
    }
}
