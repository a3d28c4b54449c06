/// Units of trade, and what each is worth in the base unit of its dimension.
///
/// Sources of factors: The International System of Units, 9th edition (BIPM 2019); for others NIST Special Publication 811
/// (2008), appendix B. `gal` is that of the United States.
struct MeasureUnit: Equatable {
    /// The base unit's symbol: what stands behind the number of a term.
    let base: String
    let factor: Double
    /// Added before the factor is applied: degrees Fahrenheit begin elsewhere.
    var offset = 0.0

    /// The unit of this spelling, as written; else in whatever case. Two spellings differ by case alone where both are in
    /// trade: `mW` and `MW`.
    ///
    /// PERF: short spellings, all but words, are found as one number each.
    static func named(_ spelling: Span<UInt8>) -> MeasureUnit? {
        guard spelling.count > 8 else { return short[key(spelling, isFolded: false)] ?? shortFolded[key(spelling, isFolded: true)] }
        var letters: [UInt8] = []
        for index in spelling.indices { letters.append(lowercased(spelling[index])) }
        return folded[letters]
    }

    @inline(__always)
    private static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// Up to eight bytes.
    private static func key(_ spelling: Span<UInt8>, isFolded: Bool) -> UInt64 {
        var key: UInt64 = 0
        for index in spelling.indices { key = key << 8 | UInt64(isFolded ? lowercased(spelling[index]) : spelling[index]) }
        return key
    }

    private static let short = keyed(exact)
    private static let shortFolded = keyed(folded)

    private static func keyed(_ units: [[UInt8]: MeasureUnit]) -> [UInt64: MeasureUnit] {
        var keys: [UInt64: MeasureUnit] = [:]
        for (spelling, unit) in units where spelling.count <= 8 { keys[key(spelling.span, isFolded: false)] = unit }
        return keys
    }

    private static let prefixes: [Character: Double] = [
        "p": 1e-12, "n": 1e-9, "µ": 1e-6, "m": 1e-3, "c": 1e-2, "d": 1e-1, "h": 1e2, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15,
    ]

    /// A symbol, the prefixes it is used with, its base unit and factor.
    private static let symbols: [(symbol: String, prefixes: String, base: String, factor: Double)] = [
        ("m", "nµmcdk", "m", 1), ("in", "", "m", 0.0254), ("\"", "", "m", 0.0254), ("″", "", "m", 0.0254), ("”", "", "m", 0.0254),
        ("ft", "", "m", 0.3048), ("′", "", "m", 0.3048), ("yd", "", "m", 0.9144),
        ("m²", "", "m2", 1), ("cm²", "", "m2", 1e-4), ("mm²", "", "m2", 1e-6), ("m2", "", "m2", 1), ("cm2", "", "m2", 1e-4),
        ("mm2", "", "m2", 1e-6), ("m³", "", "l", 1000), ("cm³", "", "l", 1e-3), ("m3", "", "l", 1000), ("cm3", "", "l", 1e-3),
        ("l", "µmcdh", "l", 1), ("ccm", "", "l", 1e-3), ("cc", "", "l", 1e-3), ("gal", "", "l", 3.785411784),
        ("g", "µmk", "g", 1), ("t", "", "g", 1e6), ("lb", "", "g", 453.59237), ("lbs", "", "g", 453.59237), ("oz", "", "g", 28.349523125),
        ("V", "µmk", "V", 1), ("VAC", "", "V", 1), ("VDC", "", "V", 1), ("A", "nµmk", "A", 1), ("Ah", "m", "Ah", 1),
        ("W", "µmkMG", "W", 1), ("hp", "", "W", 745.69987158), ("PS", "", "W", 735.49875), ("VA", "kM", "VA", 1),
        ("Wh", "kM", "Wh", 1), ("J", "mk", "J", 1), ("Pa", "hkM", "Pa", 1), ("bar", "m", "Pa", 1e5), ("psi", "", "Pa", 6894.757293168),
        ("Hz", "kMG", "Hz", 1), ("B", "kMGTP", "B", 1), ("KiB", "", "B", 1024), ("MiB", "", "B", 1_048_576),
        ("GiB", "", "B", 1_073_741_824),
        ("TiB", "", "B", 1_099_511_627_776), ("Ω", "mkM", "ohm", 1), ("ohm", "mkM", "ohm", 1), ("F", "pnµm", "F", 1), ("H", "nµm", "H", 1),
        ("°", "", "deg", 1), ("N", "k", "N", 1), ("Nm", "mk", "Nm", 1), ("Ncm", "", "Nm", 0.01), ("°C", "", "degC", 1), ("K", "", "K", 1),
        ("rpm", "", "rpm", 1), ("lm", "", "lm", 1), ("dB", "", "dB", 1),
    ]

    /// Words for units, each with the symbol it stands for.
    private static let words: [(words: String, symbol: String)] = [
        ("millimetre millimetres millimeter millimeters", "mm"), ("centimetre centimetres centimeter centimeters", "cm"),
        ("metre metres meter meters mètre mètres metri metro metros", "m"), ("kilometre kilometres kilometer kilometers", "km"),
        ("micron microns micrometre micrometres", "µm"),
        ("inch inches zoll pouce pouces pollice pollici pulgada pulgadas", "in"), ("foot feet", "ft"), ("yard yards", "yd"),
        ("litre litres liter liters litro litros litri", "l"), ("millilitre millilitres milliliter milliliters", "ml"),
        ("gallon gallons", "gal"), ("gram grams gramm gramme grammes", "g"), ("kilogram kilograms kilogramm kilo kilos", "kg"),
        ("milligram milligrams", "mg"), ("tonne tonnes", "t"), ("pound pounds", "lb"), ("ounce ounces", "oz"),
        ("volt volts", "V"), ("kilovolt kilovolts", "kV"), ("millivolt millivolts", "mV"),
        ("ampere amperes amp amps", "A"), ("milliamp milliamps", "mA"), ("watt watts", "W"), ("kilowatt kilowatts", "kW"),
        ("megawatt megawatts", "MW"), ("horsepower", "hp"), ("pascal", "Pa"), ("hertz", "Hz"), ("kilohertz", "kHz"), ("megahertz", "MHz"),
        ("gigahertz", "GHz"), ("megabyte megabytes", "MB"), ("gigabyte gigabytes", "GB"), ("terabyte terabytes", "TB"), ("ohms", "Ω"),
        ("kiloohm kiloohms kilohm kilohms", "kΩ"), ("degree degrees deg grad", "°"), ("newton newtons", "N"), ("lumen lumens", "lm"),
        ("decibel decibels", "dB"), ("kelvin", "K"), ("celsius", "°C"),
    ]

    private static let exact: [[UInt8]: MeasureUnit] = {
        var units: [[UInt8]: MeasureUnit] = [:]
        for (symbol, allowed, base, factor) in symbols {
            units[Array(symbol.utf8)] = MeasureUnit(base: base, factor: factor)
            for prefix in allowed {
                for spelling in prefix == "µ" ? ["µ", "μ", "u"] : [String(prefix)] {
                    units[Array((spelling + symbol).utf8)] = MeasureUnit(base: base, factor: factor * (prefixes[prefix] ?? 1))
                }
            }
        }
        for (spelling, unit) in units where spelling.ends(with: Array("Ω".utf8)) {
            units[spelling.dropLast(2) + Array("\u{2126}".utf8)] = unit
        }
        for (names, symbol) in words {
            for name in names.split(separator: " ") { units[Array(name.utf8)] = units[Array(symbol.utf8)] }
        }
        units[Array("°F".utf8)] = MeasureUnit(base: "degC", factor: 5.0 / 9, offset: -32)
        return units
    }()

    /// By the spelling in small letters. Where several differ by case: the one below, else the one that begins with a small letter.
    private static let folded: [[UInt8]: MeasureUnit] = {
        var units: [[UInt8]: MeasureUnit] = [:]
        for (spelling, unit) in exact.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            units[spelling.map(lowercased)] = unit
        }
        // Nobody sells by the millipascal.
        for usual in ["MPa", "MHz", "MB", "GB", "GHz"] { units[Array(usual.lowercased().utf8)] = exact[Array(usual.utf8)] }
        return units
    }()
}

extension [UInt8] {
    fileprivate func ends(with end: [UInt8]) -> Bool { count >= end.count && self[(count - end.count)...].elementsEqual(end) }
}
