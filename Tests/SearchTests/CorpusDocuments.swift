@testable import Search

/// Makes random documents for a schema: fields missing, null, empty, single where many may be, and values that repeat.
struct DocumentMaker {
    let schema: Schema
    let vocabulary: Vocabulary
    /// The longest text, in words.
    var wordLimit = 12
    /// How many of a hundred fields are absent.
    var absence = 20

    func document(key: String, _ dice: inout Dice) -> Draft {
        let writesNumber = Int64(key) != nil && dice.chance(50)
        var members = [Draft.Member(name: schema.keyField, value: writesNumber ? .number(key) : .string(key))]
        for field in schema.fields where !dice.chance(absence) {
            Self.insert(value(field, &dice), at: field.name.split(separator: ".").map(String.init)[...], in: &members)
        }
        // A member whose own name has a dot is not the nested field of that name.
        if schema.id(of: "attributes.thread") != nil, dice.chance(10) {
            members.append(.init(name: "attributes.thread", value: .string("M999")))
        }
        if dice.chance(10) { members.append(.init(name: "unknown", value: .array([.null, .object([]), .int(7)]))) }
        return .object(members.shuffled(using: &dice))
    }

    private static func insert(_ value: Draft, at path: ArraySlice<String>, in members: inout [Draft.Member]) {
        guard let name = path.first else { return }
        if path.count == 1 {
            members.append(.init(name: name, value: value))
            return
        }
        let at = members.firstIndex { $0.name == name } ?? members.endIndex
        if at == members.endIndex { members.append(.init(name: name, value: .object([]))) }
        guard case .object(var inner) = members[at].value else { return }
        insert(value, at: path.dropFirst(), in: &inner)
        members[at].value = .object(inner)
    }

    private func value(_ field: Field, _ dice: inout Dice) -> Draft {
        if dice.chance(3) { return .null }
        guard field.isArray, !dice.chance(20) else { return scalar(field, &dice) }
        return .array((0..<dice.pick([0, 1, 2, 2, 3, 5])).map { _ in dice.chance(5) ? .null : scalar(field, &dice) })
    }

    private func scalar(_ field: Field, _ dice: inout Dice) -> Draft {
        switch field.type {
        case .text:
            if dice.chance(2) { return dice.chance(50) ? .number(dice.pick(["12", "12.50", "-3e2"])) : .bool(true) }
            return .string(vocabulary.text(&dice, count: dice.chance(8) ? 0 : dice.within(1...wordLimit)))
        case .keyword:
            if dice.chance(5) { return dice.pick([.number("12"), .number("12.50"), .bool(false)]) }
            return .string(Vocabulary.brands[dice.skewed(Vocabulary.brands.count)])
        case .identifier: return .string(Vocabulary.part(&dice))
        case .path: return .string(Vocabulary.paths[dice.skewed(Vocabulary.paths.count)])
        case .int: return .number(Self.integer(&dice))
        case .double: return .number(Self.decimal(&dice))
        case .bool: return .bool(dice.chance(70))
        case .date: return .string(Self.date(&dice))
        case .geo: return Self.place(&dice)
        }
    }

    static func integer(_ dice: inout Dice) -> String {
        switch dice.below(20) {
        case 0: return dice.pick(["9223372036854775807", "-9223372036854775808", "9007199254740993", "9007199254740992"])
        case 1: return dice.pick(["1e3", "12.0", "-0"])
        case 2: return String(Int64(bitPattern: dice.next()) >> 20)
        case 3: return String(-dice.below(20))
        default: return String(dice.skewed(30))
        }
    }

    static func decimal(_ dice: inout Dice) -> String {
        switch dice.below(20) {
        case 0: return dice.pick(["1e300", "-1e-300", "0", "-0.0", "0.1", "1.7976931348623157e308", "5e-324", "123456789012345678"])
        case 1: return String(dice.fraction() * 2e6 - 1e6)
        case 2: return String(-dice.below(20))
        default: return "\(dice.skewed(40)).\(dice.pick(["0", "5", "25", "99"]))"
        }
    }

    static func date(_ dice: inout Dice) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let year = dice.chance(90) ? 2020 + dice.skewed(8) : dice.pick([1900, 1969, 1970, 2000, 2099])
        let day = "\(year)-\(two(dice.within(1...12)))-\(two(dice.within(1...28)))"
        if dice.chance(30) { return dice.pick(["2024-02-29", "2024-05-01", day]) }
        let time = "T\(two(dice.below(24))):\(two(dice.below(60))):\(two(dice.below(60)))"
        return day + time + dice.pick(["", "", ".5", ".123456", ".000001"]) + dice.pick(["Z", "Z", "+02:00", "-11:30", "+00:00"])
    }

    static func place(_ dice: inout Dice) -> Draft {
        func decimal(_ limit: Double) -> String { String(((dice.fraction() * 2 - 1) * limit * 1e4).rounded() / 1e4) }
        var latitude = decimal(90)
        var longitude = decimal(180)
        if dice.chance(60) {
            latitude = "52.\(dice.within(10...99))"
            longitude = "13.\(dice.within(10...99))"
        } else if dice.chance(20) {
            (latitude, longitude) = dice.pick([("90", "0"), ("-90", "180"), ("0", "-180"), ("0", "179.9999"), ("0", "0")])
        }
        if dice.chance(20) { return .string("\(latitude),\(longitude)") }
        return .document(["lat": .number(latitude), "lon": .number(longitude)])
    }
}
