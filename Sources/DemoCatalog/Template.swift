/// A sentence with gaps, parsed once and filled for each listing.
///
/// `{name}` is the label of the option chosen on the axis `name`, `{name#}`
/// its code; the other gaps are those of ``Slot``.
struct Template: Sendable {
    enum Slot: String, Sendable {
        case brand, makerCountry, noun, plural, use1, use2, use3, pack, city
    }

    enum Piece: Sendable {
        case literal([UInt8])
        case label(axis: Int)
        case code(axis: Int)
        case slot(Slot)
    }

    /// Whether axes stand for their labels or, in part numbers, their codes.
    enum Kind { case sentence, partNumber }

    let pieces: [Piece]

    /// Parses `text`. A gap that is neither an axis nor a slot is a mistake in
    /// the tables and stops the program.
    init(_ text: String, _ kind: Kind = .sentence, axes: [String] = []) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            if open != rest.startIndex { pieces.append(.literal(Array(rest[..<open].utf8))) }
            guard let close = rest[open...].firstIndex(of: "}") else {
                preconditionFailure("unclosed gap in: \(text)")
            }
            var name = rest[rest.index(after: open)..<close]
            let wantsCode = name.hasSuffix("#") || kind == .partNumber
            if name.hasSuffix("#") { name = name.dropLast() }
            if let axis = axes.firstIndex(of: String(name)) {
                pieces.append(wantsCode ? .code(axis: axis) : .label(axis: axis))
            } else if let slot = Slot(rawValue: String(name)) {
                pieces.append(.slot(slot))
            } else {
                preconditionFailure("unknown gap {\(name)} in: \(text)")
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.literal(Array(rest.utf8))) }
        precondition(!text.utf8.contains(0x22) && !text.utf8.contains(0x5C), "needs escaping: \(text)")
        self.pieces = pieces
    }

    func mentions(axis: Int) -> Bool {
        pieces.contains { piece in
            switch piece {
            case .label(axis), .code(axis): true
            default: false
            }
        }
    }
}

/// How a seller writes "by" and "inch" in sizes.
struct Spelling: Sendable {
    enum By: Int, CaseIterable { case plain, spaced, sign }
    enum Inch: Int, CaseIterable { case mark, word, sign }

    let by: By
    let inch: Inch

    static let plain = Spelling(by: .plain, inch: .mark)

    /// Appends `label` with `×` and `″` spelled this way, as JSON text.
    func append(_ label: [UInt8], in language: Language, to line: inout [UInt8]) {
        var position = 0
        while position < label.count {
            if label[position] == 0xC3, position + 1 < label.count, label[position + 1] == 0x97 {
                appendBy(to: &line)
                position += 2
            } else if label[position] == 0xE2, position + 2 < label.count,
                label[position + 1] == 0x80, label[position + 2] == 0xB3
            {
                appendInch(in: language, to: &line)
                position += 3
            } else {
                line.append(label[position])
                position += 1
            }
        }
    }

    private func appendBy(to line: inout [UInt8]) {
        let spacedAlready = line.last == 0x20
        switch by {
        case .spaced where !spacedAlready: line.append(" x ")
        case .plain, .spaced: line.append("x")
        case .sign: line.append("×")
        }
    }

    private func appendInch(in language: Language, to line: inout [UInt8]) {
        switch (inch, language) {
        case (.word, .english): line.append(" inch")
        case (.word, .german): line.append(" Zoll")
        case (.sign, _): line.append("″")
        default: line.append("\\\"")
        }
    }
}
