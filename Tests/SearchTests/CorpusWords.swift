/// The words of a random corpus: few common ones, many rare ones, and among them all that is odd in Unicode.
struct Vocabulary {
    let words: [String]

    init(_ dice: inout Dice) {
        var words = Self.common.shuffled(using: &dice)
        words.append(contentsOf: Self.odd)
        for _ in 0..<dice.pick([0, 10, 60, 300]) { words.append(Self.invent(&dice)) }
        // Odd ones anywhere, so that some are common.
        for i in words.indices where dice.chance(30) { words.swapAt(i, dice.below(words.count)) }
        self.words = words
    }

    func word(_ dice: inout Dice) -> String { words[dice.skewed(words.count)] }

    func text(_ dice: inout Dice, count: Int) -> String {
        var text = ""
        for i in 0..<count {
            if i > 0 { text += dice.chance(85) ? " " : dice.pick([", ", " - ", "/", "\n", " & ", ". ", "\u{3000}", "\t"]) }
            var word = dice.chance(4) ? Self.measure(&dice) : word(&dice)
            if dice.chance(10) { word = word.uppercased() }
            text += word
        }
        return text
    }

    private static let common = [
        "bolt", "bolts", "bolted", "hex", "steel", "stainless", "nut", "nuts", "washer", "run", "running", "runs", "screw",
        "screws", "thread", "zinc", "bearing", "bearings", "pump", "valve", "hose", "box", "boxes", "glove", "gloves",
        "cable", "cables", "schraube", "schrauben", "häuser", "haus", "caresses", "ponies", "flies", "m8", "m8x40", "12",
        "12.5", "a4", "the", "of", "and", "bolting", "for", "und", "für", "der",
        "kinder", "schuhe", "schuh", "kinderschuhe", "sicherheitsschuh", "sicherheit", "kindersicherheitsschuhe", "stahl",
        "stahlschraube", "stahlschrauben", "holzschraube", "holz", "schuhsohle", "sohlen", "вентиль", "болтов",
    ]

    /// Combining marks, ligatures, scripts without spaces, right to left, zero widths, beyond the first plane, very long.
    private static let odd = [
        "café", "cafe\u{301}", "CAFÉ", "Straße", "STRASSE", "naïve", "ﬁtting", "Ⅻ", "İstanbul", "ıspanak", "Ǆ", "ß",
        "日本語", "東京都", "螺丝", "不锈钢", "ステンレス", "ﾎﾞﾙﾄ", "나사", "볼트", "สกรู", "หกเหลี่ยม", "ברגים", "בֶּרֶג", "مسامير", "برغي",
        "гайка", "Болт", "ёлка", "й", "βίδα", "ΣΊΣΥΦΟΣ", "नट", "स्क्रू", "🔩", "👩‍🔧", "🇩🇪", "e\u{200B}f", "soft\u{AD}hyphen", "zero\u{200D}width",
        "don't", "l’eau", "x²", "½", "10kg", "³⁄₈", "a\u{327}\u{301}", "𝐛𝐨𝐥𝐭", "𐐷𐐲", "l·l", "foo_bar", "c++", "r&d", "１２", "٣٤", "°",
        String(repeating: "verylongword", count: 25), "e\u{301}\u{302}\u{303}\u{304}",
    ]

    private static func invent(_ dice: inout Dice) -> String {
        let consonants = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st", "ch"]
        let vowels = ["a", "e", "i", "o", "u"]
        return (0..<dice.within(1...4)).map { _ in dice.pick(consonants) + dice.pick(vowels) }.joined()
    }

    /// A size, of few, in one of the ways that people write them.
    static func measure(_ dice: inout Dice) -> String {
        let pieces = [
            ["12", "1.2", "0,012"], ["mm", " mm", "cm", " m", "MM", " millimetres", "kW", "V", " A", "\""],
            ["1/2\"", "½ inch", "½\"", "1/2 in", "12,7mm"], ["M8x40", "M8 x 40", "m8×40", "M8*40 mm", "40x60", "4 x 6 cm", "40mm x 60mm"],
            ["10 l/min", "5 in stock", "-12V", "1-1/4\"", "3"],
        ]
        return dice.chance(50) ? dice.pick(pieces[0]) + dice.pick(pieces[1]) : dice.pick(pieces[dice.within(2...4)])
    }

    /// A part number in one of the styles that makers use.
    static func part(_ dice: inout Dice) -> String {
        let n = dice.below(40)
        switch dice.below(6) {
        case 0: return "1234-\(n)/B\(n % 5)"
        case 1: return "SKF \(6000 + n)-2RS"
        case 2: return "din\(900 + n)"
        case 3: return "M\(n % 8 + 3)x\(n)"
        case 4: return "AB\(n).\(n % 3)"
        default: return "\(n)"
        }
    }

    static let brands = [
        "Bosch", "bosch", "BOSCH", "SKF", "Würth", "WÜRTH", "3M", "", " ", "Müller & Söhne", "日立", "Fabory", "Fischer", "Fis", "é",
        "e\u{301}", "Ångström", "a\u{0}b", "\u{10FFFF}", "z", "Z", "-1", "true", "null",
    ]

    static let paths = [
        "Fasteners", "Fasteners > Bolts", "Fasteners > Bolts > Hex", "Fasteners>Nuts", " Fasteners  >  Bolts ", "Safety > Gloves",
        "Safety > Gloves > Nitrile", "Sa", "Fasteners > Bolts > Hex > M8", "A > B > C > D > E", "Bolts", "日本 > 東京", "fasteners > bolts",
        " > ", "", "A >> B", "> A", "A >", "Safety > Gloves > Größe 9",
    ]
}
