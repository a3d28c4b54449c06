/// The families with everything worked out that is the same for each listing:
/// parsed templates, attributes already in JSON, cumulative weights.
struct Assortment: Sendable {
    let shelves: [Shelf]
    let sellers: [Trader]
    private let shelfChoice: WeightedChoice

    init(_ families: [Family], sellers: [Seller], cities: [City]) {
        self.sellers = sellers.enumerated().map { Trader($1, number: $0, cities: cities) }
        var shelves: [Shelf] = []
        var weights: [Double] = []
        for family in families {
            let serving = sellers.indices.filter {
                sellers[$0].families.isEmpty || sellers[$0].families.contains(family.name)
            }
            var familyWeights: [Double] = []
            for group in family.groups {
                for leaf in group.leaves {
                    // Later leaves of a family sell less, but none vanishes.
                    familyWeights.append(1 / (1 + 0.15 * Double(familyWeights.count)))
                    shelves.append(Shelf(
                        leaf, at: "\(family.name) > \(group.name) > \(leaf.name)", in: group,
                        sellers: serving, number: shelves.count))
                }
            }
            let total = familyWeights.reduce(0, +)
            weights += familyWeights.map { $0 * family.share / total }
        }
        self.shelves = shelves
        shelfChoice = WeightedChoice(weights)
    }

    func drawShelf(_ chance: inout Chance) -> Shelf {
        shelves[shelfChoice.draw(&chance)]
    }
}

/// A leaf ready to draw articles from.
final class Shelf: Sendable {
    struct ReadyAxis: Sendable {
        let level: Axis.Level
        let options: [ReadyOption]
        let choice: WeightedChoice
    }

    struct ReadyOption: Sendable {
        /// By language, with the decimal comma where the language has one.
        let labels: [[UInt8]]
        let needsSpelling: Bool
        let code: [UInt8]
        let cost: Double
        /// Members of `attributes`, each followed by a comma.
        let attributes: [UInt8]
    }

    let number: Int
    let path: String
    let brands: [Brand]
    let brandChoice: WeightedChoice
    let axes: [ReadyAxis]
    let trade: Trade
    let nouns: [[UInt8]]
    let capitalNouns: [[UInt8]]
    let plural: [UInt8]
    let title: Template
    let partNumbers: [Template]
    let about: [Template]
    let uses: [[UInt8]]
    let notes: [Template]
    /// Positions in the list of all sellers, largest first.
    let sellers: [Int]
    let sellerChoice: WeightedChoice

    init(_ leaf: Leaf, at path: String, in group: Group, sellers: [Int], number: Int) {
        let names = leaf.axes.map(\.name)
        self.number = number
        self.path = path
        brands = group.brands
        brandChoice = .zipf(group.brands.count)
        axes = leaf.axes.map { axis in
            ReadyAxis(
                level: axis.level, options: axis.options.map { Shelf.ready($0, on: axis) },
                choice: WeightedChoice(Shelf.weights(axis)))
        }
        trade = leaf.trade
        nouns = Language.allCases.map { Array(leaf.noun[$0].utf8) }
        capitalNouns = Language.allCases.map { Array(Shelf.capitalised(leaf.noun[$0]).utf8) }
        plural = Array(Shelf.lowered(leaf.name).utf8)
        title = Template(leaf.text.title, axes: names)
        partNumbers = leaf.text.partNumbers.map { Template($0, .partNumber, axes: names) }
        about = leaf.text.about.map { Template($0, axes: names) }
        uses = leaf.text.uses.map { Array($0.utf8) }
        notes = group.notes.map { Template($0) }
        self.sellers = sellers
        // Flatter than Zipf: no trader holds more than a sixth of a leaf.
        sellerChoice = WeightedChoice(sellers.indices.map { 1 / Double($0 + 4) })
        precondition(uses.count >= 3, "\(leaf.name) needs three uses")
        for template in partNumbers {
            for axis in names.indices {
                precondition(
                    template.mentions(axis: axis),
                    "a part number of \(leaf.name) leaves \(names[axis]) open")
            }
        }
    }

    private static func weights(_ axis: Axis) -> [Double] {
        let last = axis.options.count - 1
        return axis.options.indices.map { position in
            switch axis.bias {
            case .even: 1
            case .front: 1 / Double(position + 1)
            case .middle: 1 + Double(min(position, last - position))
            }
        }
    }

    private static func ready(_ option: Option, on axis: Axis) -> ReadyOption {
        let facts = option.facts.isEmpty ? [.text(axis.name, option.label.english)] : option.facts
        var attributes: [UInt8] = []
        for fact in facts { fact.append(to: &attributes) }
        let labels = Language.allCases.map { language in
            let label = option.label[language]
            return Array((language == .english ? label : withDecimalComma(label)).utf8)
        }
        return ReadyOption(
            labels: labels, needsSpelling: option.label.english.contains { $0 == "×" || $0 == "″" },
            code: Array(option.code.utf8), cost: option.cost, attributes: attributes)
    }

    /// `2.5 mm²` as `2,5 mm²`, but not `8.8` or `Cat 6`, which are names.
    private static func withDecimalComma(_ label: String) -> String {
        let units = [" mm", " mm²", " m", " kW", " A", " l", " ml", " bar", " µm"]
        guard units.contains(where: label.hasSuffix) else { return label }
        let bytes = Array(label.utf8)
        return String(decoding: bytes.indices.map { i in
            let between = i > 0 && i + 1 < bytes.count
                && (0x30...0x39).contains(bytes[i - 1]) && (0x30...0x39).contains(bytes[i + 1])
            return bytes[i] == 0x2E && between ? 0x2C : bytes[i]
        }, as: UTF8.self)
    }

    private static func capitalised(_ text: String) -> String {
        // "pH meter" keeps its small letter.
        guard let first = text.first, text.dropFirst().first?.isUppercase == false else { return text }
        return first.uppercased() + text.dropFirst()
    }

    private static func lowered(_ name: String) -> String {
        // "O-rings", "V-belts" and "M12 cordsets" keep their capital.
        guard let first = name.first, name.dropFirst().first?.isLowercase == true else { return name }
        return name.hasPrefix("Petri") ? name : first.lowercased() + name.dropFirst()
    }
}

extension Fact {
    /// As JSON members, each followed by a comma.
    func append(to bytes: inout [UInt8]) {
        switch self {
        case .text(let name, let text):
            bytes.append("\"\(name)\":\"")
            Spelling.plain.append(Array(text.utf8), in: .english, to: &bytes)
            bytes.append("\",")
        case .number(let name, let value):
            bytes.append("\"\(name)\":\(Decimal.text(value)),")
        case .flag(let name, let value):
            bytes.append("\"\(name)\":\(value),")
        case .measure(let name, let value, let unit):
            let number = Decimal.text(value)
            bytes.append("\"\(name)\":\"\(number) \(unit.symbol)\",\"\(name)\(unit.suffix)\":\(number),")
        }
    }
}

/// A seller with its warehouse found on the map.
struct Trader: Sendable {
    let number: Int
    let name: String
    let city: City
    /// Begins the seller's own article numbers.
    let initials: String
    /// Ten-thousandths of a degree, a few kilometres from the city's centre.
    let latitude: Int
    let longitude: Int

    init(_ seller: Seller, number: Int, cities: [City]) {
        guard let city = cities.first(where: { $0.name == seller.city }) else {
            preconditionFailure("no city \(seller.city)")
        }
        self.number = number
        self.city = city
        name = seller.name
        initials = String(
            seller.name.split(separator: " ").compactMap(\.first)
                .filter { $0.isASCII && $0.isUppercase }.prefix(3))
        var chance = Chance(0x5EED, UInt64(number))
        latitude = Int((city.latitude * 10_000).rounded()) + chance.below(601) - 300
        longitude = Int((city.longitude * 10_000).rounded()) + chance.below(601) - 300
    }
}
