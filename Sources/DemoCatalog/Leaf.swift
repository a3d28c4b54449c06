// The shape of the data tables in Families/: a tree of families, groups and
// leaves. A leaf describes every article it can hold as a choice on a few
// axes; each choice brings its own facts, its part of the part number and its
// part of the price, so that whatever is drawn fits together.

/// A top category.
struct Family: Sendable {
    let name: String
    /// Share of listings relative to other families.
    let share: Double
    let groups: [Group]
}

/// A second-level category and the makers active in it, most popular first.
struct Group: Sendable {
    let name: String
    let brands: [Brand]
    let leaves: [Leaf]
    /// Sentences true of every article of the group.
    let notes: [String]

    @inline(never)
    init(_ name: String, _ brands: [Brand], _ leaves: [Leaf], notes: [String]) {
        self.name = name
        self.brands = brands
        self.leaves = leaves
        self.notes = notes
    }
}

/// An invented maker.
struct Brand: Sendable {
    let name: String
    /// How the maker's own part numbers begin.
    let code: String
    let country: Country
    /// Price level, 1 being the market's.
    let level: Double

    @inline(never)
    init(_ name: String, _ code: String, _ country: Country, _ level: Double = 1) {
        self.name = name
        self.code = code
        self.country = country
        self.level = level
    }
}

/// A category that holds articles.
struct Leaf: Sendable {
    /// In the plural, as a category is called.
    let name: String
    let noun: Words
    let axes: [Axis]
    let text: LeafText
    let trade: Trade

    @inline(never)
    init(_ name: String, _ noun: Words, _ axes: [Axis], _ text: LeafText, _ trade: Trade) {
        self.name = name
        self.noun = noun
        self.axes = axes
        self.text = text
        self.trade = trade
    }
}

/// Templates: `{axis}` stands for the option chosen on that axis.
struct LeafText: Sendable {
    /// What follows the noun in a title.
    let title: String
    /// Part-number styles; a maker keeps to one. Each names every axis, so a
    /// part number settles all facts.
    let partNumbers: [String]
    /// First sentences of a description.
    let about: [String]
    /// Uses, each fitting after "for".
    let uses: [String]

    @inline(never)
    init(title: String, mpn: [String], about: [String], uses: [String]) {
        self.title = title
        partNumbers = mpn
        self.about = about
        self.uses = uses
    }
}

/// How a leaf's articles are sold.
struct Trade: Sendable {
    /// EUR for one piece when every option has cost 1.
    let price: Double
    let unit: SalesUnit
    /// Pieces (or metres, or pairs) in one unit; sellers differ.
    let packs: [Int]
    let certifications: [String]

    @inline(never)
    init(_ price: Double, _ unit: SalesUnit = .piece, packs: [Int] = [1], marks: [String] = []) {
        self.price = price
        self.unit = unit
        self.packs = packs
        certifications = marks
    }
}

/// What one ordered unit is.
enum SalesUnit: String, Sendable {
    case piece, pair, pack, box, roll, ring, set, ream, bottle, can

    /// A pack of one is a piece, and pieces in lots are a pack.
    func holding(_ pack: Int) -> SalesUnit {
        switch self {
        case .pack, .box: pack == 1 ? .piece : self
        case .piece, .bottle, .can: pack == 1 ? self : .pack
        default: self
        }
    }

    /// How a title states a pack size, `#` standing for the number; none where
    /// the unit says it all.
    var packPhrase: Words? {
        switch self {
        case .pack, .box: "pack of #|# Stück|lot de #|conf. # pz|caja de # uds|opak. # szt."
        case .pair: "# pairs|# Paar|# paires|# paia|# pares|# par"
        case .ring: "# m ring|Ring # m|couronne # m|matassa # m|rollo # m|krąg # m"
        case .roll: "# rolls|# Rollen|# rouleaux|# rotoli|# rollos|# rolek"
        case .ream: "# sheets|# Blatt|# feuilles|# fogli|# hojas|# arkuszy"
        case .piece, .set, .bottle, .can: nil
        }
    }
}

/// One question whose answer tells articles of a leaf apart.
struct Axis: Sendable {
    /// Whether the answer belongs to the product line (material, standard) or
    /// tells its variants apart (size, colour).
    enum Level: Sendable { case line, variant }

    /// Which options are drawn more often.
    enum Bias: Sendable { case even, front, middle }

    let name: String
    let level: Level
    let options: [Option]
    private(set) var bias = Bias.even

    @inline(never)
    init(_ name: String, _ level: Level, _ options: [Option]) {
        self.name = name
        self.level = level
        self.options = options
    }

    /// An axis of one measure: `"length":"40 mm","lengthMm":40`.
    @inline(never)
    static func measured(
        _ name: String, _ level: Level, _ unit: Unit, _ values: [Double],
        cost: (Double) -> Double = { _ in 1 }
    ) -> Axis {
        Axis(name, level, values.map { value in
            Option(
                Words("\(Decimal.text(value)) \(unit.symbol)"), Decimal.text(value), cost(value),
                [.measure(name, value, unit)])
        })
    }

    @inline(never)
    func favouring(_ bias: Bias) -> Axis {
        var axis = self
        axis.bias = bias
        return axis
    }
}

/// One answer on an axis. In labels `×` and `″` stand for "by" and "inch";
/// each seller spells them as they like.
struct Option: ExpressibleByStringLiteral, Sendable {
    let label: Words
    /// Its part of the part number.
    let code: String
    /// Factor on the price.
    let cost: Double
    /// What it says about the article. Empty: the label itself is the fact.
    let facts: [Fact]

    @inline(never)
    init(_ label: Words, _ code: String? = nil, _ cost: Double = 1, _ facts: [Fact] = []) {
        self.label = label
        self.code = code ?? Option.code(for: label.english)
        self.cost = cost
        self.facts = facts
    }

    @inline(never)
    init(stringLiteral value: String) {
        self.init(Words(value))
    }

    /// Label and `size` from several measures: `300×200×150 mm`.
    @inline(never)
    static func size(
        _ measures: [Double], _ unit: Unit = .mm, cost: Double, _ facts: [Fact]
    ) -> Option {
        let code = measures.map(Decimal.text).joined(separator: "x")
        let label = measures.map(Decimal.text).joined(separator: "×") + " " + unit.symbol
        return Option(Words(label), code, cost, [.text("size", label)] + facts)
    }

    private static func code(for label: String) -> String {
        // Standards are written with their gap in part numbers, too.
        if ["ISO ", "DIN ", "EN "].contains(where: label.hasPrefix) { return label }
        var code = ""
        for character in label where character != " " && character != "″" {
            code.append(character == "×" ? "x" : character)
        }
        return code
    }
}

/// One entry of a listing's `attributes`.
enum Fact: Sendable {
    case text(String, String)
    case number(String, Double)
    case flag(String, Bool)
    /// Written twice: with its unit for readers, as a number for filters.
    case measure(String, Double, Unit)
}

enum Unit: Sendable {
    case mm, mm2, cm, m, micrometre, g, kg, gsm, ml, l, litrePerMinute
    case bar, volt, ampere, watt, kilowatt, celsius, newtonMetre, kilonewton, rpm, decibel

    var symbol: String {
        switch self {
        case .mm: "mm"
        case .mm2: "mm²"
        case .cm: "cm"
        case .m: "m"
        case .micrometre: "µm"
        case .g: "g"
        case .kg: "kg"
        case .gsm: "g/m²"
        case .ml: "ml"
        case .l: "l"
        case .litrePerMinute: "l/min"
        case .bar: "bar"
        case .volt: "V"
        case .ampere: "A"
        case .watt: "W"
        case .kilowatt: "kW"
        case .celsius: "°C"
        case .newtonMetre: "Nm"
        case .kilonewton: "kN"
        case .rpm: "rpm"
        case .decibel: "dB"
        }
    }

    /// Ends the name of the numeric attribute, as in `lengthMm`.
    var suffix: String {
        switch self {
        case .mm: "Mm"
        case .mm2: "Mm2"
        case .cm: "Cm"
        case .m: "M"
        case .micrometre: "Um"
        case .g: "G"
        case .kg: "Kg"
        case .gsm: "Gsm"
        case .ml: "Ml"
        case .l: "L"
        case .litrePerMinute: "LPerMin"
        case .bar: "Bar"
        case .volt: "V"
        case .ampere: "A"
        case .watt: "W"
        case .kilowatt: "Kw"
        case .celsius: "C"
        case .newtonMetre: "Nm"
        case .kilonewton: "Kn"
        case .rpm: "Rpm"
        case .decibel: "Db"
        }
    }
}
