/// A document as the tests make it: a JSON tree that keeps the text of its numbers, since a keyword field does too.
indirect enum Draft: Equatable, CustomStringConvertible {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([Draft])
    case object([Member])

    struct Member: Equatable {
        var name: String
        var value: Draft
    }

    static func int(_ value: some BinaryInteger) -> Draft { .number(String(value)) }

    static func document(_ members: KeyValuePairs<String, Draft>) -> Draft {
        .object(members.map { Member(name: $0.key, value: $0.value) })
    }

    subscript(name: String) -> Draft? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The value at a dotted name: each part is a member of the object before it.
    func value(at path: String) -> Draft? {
        path.split(separator: ".").reduce(Optional(self)) { $0?[String($1)] }
    }

    /// What a field of that name holds: nothing where it is missing or null, several of an array.
    func scalars(at path: String) -> [Draft] {
        switch value(at: path) {
        case nil, .null: []
        case .array(let items): items.filter { $0 != .null }
        case .some(let one): [one]
        }
    }

    /// The text of a scalar as a keyword field reads it.
    var scalarText: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    var description: String { String(decoding: json, as: UTF8.self) }

    /// The document as JSON text, plainly written.
    var json: [UInt8] {
        var out: [UInt8] = []
        write(to: &out) { _ in false }
        return out
    }

    /// The document as JSON text, with escapes and spaces that mean nothing strewn in.
    func json(_ dice: inout Dice) -> [UInt8] {
        var out: [UInt8] = []
        let percent = dice.pick([0, 0, 5, 40])
        write(to: &out) { _ in dice.chance(percent) }
        return out
    }

    private func write(to out: inout [UInt8], isOdd: (UnicodeScalar?) -> Bool) {
        if isOdd(nil) { out.append(UInt8(ascii: " ")) }
        switch self {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let text): out.append(contentsOf: text.utf8)
        case .string(let text): Self.write(text, to: &out, isOdd: isOdd)
        case .array(let items):
            out.append(UInt8(ascii: "["))
            for (i, item) in items.enumerated() {
                if i > 0 { out.append(UInt8(ascii: ",")) }
                item.write(to: &out, isOdd: isOdd)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            out.append(UInt8(ascii: "{"))
            for (i, member) in members.enumerated() {
                if i > 0 { out.append(UInt8(ascii: ",")) }
                Self.write(member.name, to: &out, isOdd: isOdd)
                out.append(UInt8(ascii: ":"))
                member.value.write(to: &out, isOdd: isOdd)
            }
            out.append(UInt8(ascii: "}"))
        }
        if isOdd(nil) { out.append(contentsOf: "\n\t".utf8) }
    }

    private static func write(_ text: String, to out: inout [UInt8], isOdd: (UnicodeScalar?) -> Bool) {
        out.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                out.append(UInt8(ascii: "\\"))
                out.append(UInt8(scalar.value))
            } else if scalar.value < 0x20 || isOdd(scalar) {
                for unit in String(Character(scalar)).utf16 {
                    let digits = String(unit, radix: 16)
                    out.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
                }
            } else {
                out.append(contentsOf: String(Character(scalar)).utf8)
            }
        }
        out.append(UInt8(ascii: "\""))
    }
}
