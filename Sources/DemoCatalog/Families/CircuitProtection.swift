// Breakers and fuses, and what they are mounted in.
extension Switchgear {
    static let poles = Axis(
        "poles", .variant,
        [
            Option("1P", "1", 1, [.number("poles", 1), .measure("width", 18, .mm)]), Option("3P", "3", 3.1, [.number("poles", 3), .measure("width", 54, .mm)]),
            Option("2P", "2", 2.1, [.number("poles", 2), .measure("width", 36, .mm)]), Option("4P", "4", 4.3, [.number("poles", 4), .measure("width", 72, .mm)]),
        ]
    ).favouring(.front)

    static let circuitBreakers = Leaf(
        "Miniature circuit breakers",
        "miniature circuit breaker|Leitungsschutzschalter|disjoncteur modulaire|interruttore magnetotermico|interruptor magnetotérmico|wyłącznik nadprądowy",
        [
            Axis(
                "current", .variant,
                [6, 10, 13, 16, 20, 25, 32, 40, 50, 63].map { (amperes: Double) in
                    Option(Words("\(Decimal.text(amperes)) A"), Decimal.text(amperes), 0.9 + amperes * amperes / 3500, [.measure("current", amperes, .ampere)])
                }
            ).favouring(.middle),
            Axis("curve", .line, [Option("B", "B", 1, [.text("tripCurve", "B")]), Option("C", "C", 1.05, [.text("tripCurve", "C")]), Option("D", "D", 1.3, [.text("tripCurve", "D")])]),
            poles,
            Axis("breakingCapacity", .line, ["6 kA", Option("10 kA", nil, 1.3)]),
        ],
        LeafText(
            title: "{curve#}{current#} {poles} {breakingCapacity}",
            mpn: ["{brand}{breakingCapacity}-{curve}{current}/{poles}", "{brand}S20{poles}-{curve}{current}-{breakingCapacity}"],
            about: [
                "Miniature circuit breaker, {current}, curve {curve}, {poles}, {breakingCapacity} to EN 60898-1.",
                "{poles} breaker {curve#}{current#} with {breakingCapacity} breaking capacity and position display.",
            ],
            uses: ["distribution boards", "socket circuits", "lighting circuits", "machine control panels"]),
        Trade(3.4, packs: [1, 1, 12], marks: ["CE", "VDE", "RoHS"]))

    static let residualCurrent = Leaf(
        "Residual current devices",
        "residual current device|FI-Schutzschalter|interrupteur différentiel|interruttore differenziale|interruptor diferencial|wyłącznik różnicowoprądowy",
        [
            Axis("current", .variant, [25, 40, 63, 80].map { (a: Double) in Option(Words("\(Decimal.text(a)) A"), Decimal.text(a), 0.7 + a / 130, [.measure("current", a, .ampere)]) }),
            Axis("sensitivity", .variant, ["30 mA", Option("300 mA", nil, 0.95), Option("100 mA", nil, 1.05)]).favouring(.front),
            Axis("poleCount", .variant, [Option("4P", "4", 1.35, [.number("poles", 4)]), Option("2P", "2", 1, [.number("poles", 2)])]),
            Axis(
                "type", .line,
                [
                    Option("type A|Typ A|type A|tipo A|tipo A|typ A", "A", 1, [.text("rcdType", "A")]),
                    Option("type B|Typ B|type B|tipo B|tipo B|typ B", "B", 7.5, [.text("rcdType", "B")]),
                    Option("type F|Typ F|type F|tipo F|tipo F|typ F", "F", 2.4, [.text("rcdType", "F")]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{current} {sensitivity} {poleCount}, {type}",
            mpn: ["{brand}F{poleCount}{type}-{current}/{sensitivity}", "{brand}RCD-{type}-{current}-{poleCount}-{sensitivity}"],
            about: [
                "Residual current circuit breaker {current}, {poleCount}, {sensitivity}, {type}, to EN 61008-1.",
                "RCD {type} with {sensitivity} rated residual current, {poleCount}, {current}; test button on the front.",
            ],
            uses: ["personal protection in socket circuits", "site distribution boards", "charging points", "heat pumps"]),
        Trade(32, marks: ["CE", "VDE", "RoHS"]))

    static let fuses = Leaf(
        "Cylindrical fuses",
        "cylindrical fuse link 10×38|Zylindersicherung 10×38|fusible cylindrique 10×38|fusibile cilindrico 10×38|fusible cilíndrico 10×38|wkładka bezpiecznikowa 10×38",
        [
            Axis(
                "current", .variant,
                [1, 2, 4, 6, 8, 10, 12, 16, 20, 25, 32].map { (a: Double) in Option(Words("\(Decimal.text(a)) A"), Decimal.text(a), 0.9 + a / 100, [.measure("current", a, .ampere)]) }),
            Axis("class", .line, [Option("gG", nil, 1, [.text("utilisationCategory", "gG")]), Option("aM", nil, 1.05, [.text("utilisationCategory", "aM")])]),
        ],
        LeafText(
            title: "{current} {class}, 500 V AC",
            mpn: ["{brand}FU38-{class}{current}", "{brand}-1038-{current}-{class}"],
            about: [
                "Fuse link 10 x 38 mm, {current}, class {class}, 500 V AC, breaking capacity 120 kA.",
                "Ceramic cylindrical fuse {current} {class} without striker.",
            ],
            uses: ["fuse switch disconnectors", "motor circuits", "control transformers"]),
        Trade(0.85, .box, packs: [10, 20], marks: ["CE", "RoHS"]))

    static let powerSupplies = Leaf(
        "Power supplies",
        "DIN rail power supply|Hutschienennetzteil|alimentation sur rail DIN|alimentatore per guida DIN|fuente de alimentación carril DIN|zasilacz na szynę DIN",
        [
            Axis(
                "output", .variant,
                [(1.25, 30), (2.5, 60), (5, 120), (10, 240), (20, 480), (40, 960)].map { (a: Double, w: Double) in
                    Option(Words("\(Decimal.text(a)) A"), Decimal.text(w), 0.6 + w / 200, [.measure("current", a, .ampere), .measure("power", w, .watt)])
                }
            ).favouring(.middle),
            Axis(
                "voltage", .line,
                [
                    Option("24 V DC", "24", 1, [.text("voltage", "24 V DC"), .number("voltageV", 24)]),
                    Option("48 V DC", "48", 1.15, [.text("voltage", "48 V DC"), .number("voltageV", 48)]),
                    Option("12 V DC", "12", 1, [.text("voltage", "12 V DC"), .number("voltageV", 12)]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{voltage} {output}",
            mpn: ["{brand}PS-{output}W-{voltage}", "{brand}PSU{voltage}.{output}"],
            about: [
                "Switched-mode power supply with {voltage} and {output} output, wide-range input 100-240 V AC.",
                "Rail-mounted supply {voltage}, {output}, up to 94 % efficient, with power reserve for starting loads.",
            ],
            uses: ["control cabinets", "sensor supply", "valve terminals", "network devices"]),
        Trade(58, marks: ["CE", "UKCA", "RoHS"]))

    static let enclosures = Leaf(
        "Enclosures",
        "wall-mounted enclosure|Wandgehäuse|coffret mural|quadro da parete|armario mural|obudowa naścienna",
        [
            Axis(
                "size", .variant,
                [(200, 200, 120), (300, 200, 150), (300, 300, 200), (400, 300, 200), (500, 400, 200), (600, 400, 250), (600, 600, 250), (800, 600, 300), (1000, 800, 300)].map {
                    (h: Double, w: Double, d: Double) in
                    let size = "\(Decimal.text(h))×\(Decimal.text(w))×\(Decimal.text(d))"
                    return Option(
                        Words("\(size) mm"), "\(Int(h / 10))\(Int(w / 10))\(Int(d / 10))", 0.3 + h * w / 130_000,
                        [
                            .text("size", size.split(separator: "×").joined(separator: "x") + " mm"),
                            .measure("height", h, .mm), .measure("width", w, .mm), .measure("depth", d, .mm),
                        ])
                }
            ).favouring(.middle),
            Axis(
                "material", .line,
                [
                    Option(
                        "painted sheet steel|Stahlblech lackiert|tôle d'acier peinte|lamiera d'acciaio verniciata|chapa de acero pintada|blacha stalowa malowana", "S", 1,
                        [.text("material", "painted sheet steel"), .text("ipRating", "IP66")]),
                    Option(.stainless304, "X", 3.4, [.text("material", "stainless steel 304"), .text("ipRating", "IP66")]),
                    Option(
                        "glass-fibre polyester|glasfaserverstärktes Polyester|polyester renforcé|poliestere rinforzato|poliéster reforzado|poliester z włóknem szklanym", "P", 1.7,
                        [.text("material", "polyester"), .text("ipRating", "IP65")]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{size}, {material}",
            mpn: ["{brand}E{material}{size}", "{brand}-{material}{size}-1T"],
            about: [
                "Wall-mounted enclosure {size} (height, width, depth) of {material} with mounting plate and one door.",
                "Control cabinet {size}, {material}; door hinges can be changed to the other side.",
            ],
            uses: ["machine controls", "outdoor distribution", "pump controllers", "building automation"]),
        Trade(62, marks: ["CE", "RoHS"]))

    static let terminalBlocks = Leaf(
        "Terminal blocks",
        "feed-through terminal|Durchgangsklemme|borne de passage|morsetto passante|borne de paso|złączka przelotowa",
        [
            Axis(
                "crossSection", .variant,
                [1.5, 2.5, 4, 6, 10, 16, 35].map { (q: Double) in
                    Option(Words("\(Decimal.text(q)) mm²"), Decimal.text(q), 0.7 + q / 10, [.measure("crossSection", q, .mm2)])
                }),
            Axis(
                "connection", .line,
                [
                    Option("push-in|Push-in|push-in|push-in|push-in|push-in", "PT", 1.1),
                    Option("screw|Schraubanschluss|à vis|a vite|de tornillo|śrubowa", "UK"),
                    Option("spring cage|Zugfeder|à ressort|a molla|de resorte|sprężynowa", "ZF", 1.15),
                ]),
            Axis(
                "colour", .variant,
                [
                    Option(.grey, "GY"), Option(.blue, "BU"),
                    Option("green-yellow|grün-gelb|vert-jaune|giallo-verde|verde-amarillo|zielono-żółty", "GNYE", 2.4),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{crossSection} {connection}, {colour}",
            mpn: ["{brand}{connection} {crossSection}-{colour}", "{brand}T-{crossSection}{connection}{colour}"],
            about: [
                "Feed-through terminal block for {crossSection}, {connection} connection, {colour}.",
                "Rail-mounted terminal {crossSection}, {colour}, with {connection} connection and bridge shaft.",
            ],
            uses: ["switch cabinets", "marshalling boxes", "machine wiring"]),
        Trade(0.6, .box, packs: [10, 50, 100], marks: ["CE", "RoHS"]))
}
