// What is fitted to cables.
extension Wiring {
    static let cableGlands = Leaf(
        "Cable glands",
        "cable gland|Kabelverschraubung|presse-étoupe|pressacavo|prensaestopas|dławnica kablowa",
        [
            Axis(
                "thread", .variant,
                [
                    ("M12x1.5", 12, 3, 6.5), ("M16x1.5", 16, 4, 8), ("M20x1.5", 20, 6, 12), ("M25x1.5", 25, 9, 16), ("M32x1.5", 32, 13, 20), ("M40x1.5", 40, 17, 27), ("M50x1.5", 50, 22, 35),
                    ("M63x1.5", 63, 34, 48),
                ].map { (name: String, d: Double, low: Double, high: Double) in
                    Option(
                        Words(name), Decimal.text(d), 0.3 + d * d / 600,
                        [
                            .text("thread", name), .text("clampingRange", "\(Decimal.text(low))-\(Decimal.text(high)) mm"), .measure("maxCableDiameter", high, .mm),
                        ])
                }
            ).favouring(.middle),
            Axis(
                "material", .line,
                [
                    Option(.polyamide, "PA", 1, [.text("material", "polyamide"), .text("ipRating", "IP68")]),
                    Option(.nickelPlatedBrass, "MS", 2.6, [.text("material", "nickel plated brass"), .text("ipRating", "IP68")]),
                    Option(.stainless316, "V4A", 11, [.text("material", "stainless steel 316L"), .text("ipRating", "IP69K")]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{thread}, {material}",
            mpn: ["{brand}CG-{material}-{thread}", "{brand}.{thread}{material}"],
            about: [
                "Cable gland {thread} of {material} with captive seal and strain relief.",
                "Metric gland {thread}, {material}, clamping the cable all round and sealing it against water and dust.",
            ],
            uses: ["terminal boxes", "motors", "outdoor enclosures", "food machinery"]),
        Trade(0.9, .pack, packs: [5, 10, 50], marks: ["CE", "RoHS"]))

    static let cableTies = Leaf(
        "Cable ties",
        "cable tie|Kabelbinder|collier de câblage|fascetta per cavi|brida para cables|opaska kablowa",
        [
            Axis(
                "size", .variant,
                [(2.5, 100), (2.5, 160), (3.6, 140), (3.6, 200), (3.6, 290), (4.8, 200), (4.8, 300), (4.8, 370), (7.6, 370), (9, 530)].map { (w: Double, l: Double) in
                    Option(
                        Words("\(Decimal.text(w))×\(Decimal.text(l)) mm"), "\(Decimal.text(w))x\(Decimal.text(l))", 0.3 + 0.7 * w * l / 720,
                        [
                            .text("size", "\(Decimal.text(w))x\(Decimal.text(l)) mm"), .measure("width", w, .mm), .measure("length", l, .mm),
                        ])
                }
            ).favouring(.middle),
            Axis(
                "colour", .line,
                [
                    Option("natural|natur|naturel|naturale|natural|naturalny", "NA"),
                    Option(
                        "black, UV resistant|schwarz, UV-beständig|noir, anti-UV|nero, resistente UV|negro, resistente UV|czarny, odporny na UV", "BK", 1.1,
                        [.text("colour", "black"), .flag("uvResistant", true)]),
                ]),
        ],
        LeafText(
            title: "{size}, {colour}",
            mpn: ["{brand}CT {size} {colour}", "{brand}-{colour}-{size}"],
            about: [
                "Cable ties {size} of polyamide 6.6, {colour}, with inside serration.",
                "Self-locking polyamide ties {size}, {colour}, for temperatures from -40 to +85 °C.",
            ],
            uses: ["bundling cables", "site fencing and banners", "hose fixing", "garden nets"]),
        Trade(0.035, .pack, packs: [100, 500, 1000], marks: ["RoHS"]))

    static let cableLugs = Leaf(
        "Cable lugs",
        "tubular cable lug|Rohrkabelschuh|cosse tubulaire|capocorda tubolare|terminal tubular|końcówka kablowa",
        [
            Axis(
                "size", .variant,
                [(6, 6), (10, 6), (10, 8), (16, 8), (25, 8), (35, 8), (35, 10), (50, 10), (70, 10), (95, 12), (120, 12)].map { (q: Double, d: Double) in
                    Option(
                        Words("\(Decimal.text(q)) mm² M\(Decimal.text(d))"), "\(Decimal.text(q))-\(Decimal.text(d))", 0.3 + q / 25,
                        [
                            .measure("crossSection", q, .mm2), .text("boltSize", "M\(Decimal.text(d))"),
                        ])
                }
            ).favouring(.middle),
            Axis("finish", .line, [Option("tin plated|verzinnt|étamé|stagnato|estañado|cynowana", "TN"), Option("bare copper|blank|cuivre nu|rame nudo|cobre desnudo|miedź goła", "CU", 0.95)])
                .favouring(.front),
        ],
        LeafText(
            title: "{size}, {finish}",
            mpn: ["{brand}KS{size}{finish}", "{brand}-TL {size} {finish}"],
            about: [
                "Copper tube lug {size}, {finish}, with inspection hole.",
                "Crimp cable lug for {size} bolts, {finish}, seamless copper tube.",
            ],
            uses: ["battery connections", "earthing", "motor terminals", "busbars"]),
        Trade(0.75, .pack, packs: [10, 25, 100], marks: ["RoHS"]))

    static let ferrules = Leaf(
        "Wire-end ferrules",
        "insulated wire-end ferrule|Aderendhülse isoliert|embout de câblage isolé|puntalino isolato|puntera hueca aislada|tulejka izolowana",
        [
            Axis(
                "size", .variant,
                [(0.5, 8), (0.75, 8), (1, 8), (1.5, 8), (1.5, 10), (2.5, 8), (2.5, 12), (4, 10), (6, 12), (10, 12)].map { (q: Double, l: Double) in
                    Option(
                        Words("\(Decimal.text(q)) mm² × \(Decimal.text(l)) mm"), "\(Decimal.text(q))-\(Decimal.text(l))", 0.6 + q / 4, [.measure("crossSection", q, .mm2), .measure("length", l, .mm)])
                }),
            Axis("colourCode", .line, [Option("DIN colours|DIN-Farben|couleurs DIN|colori DIN|colores DIN|kolory DIN", "D")]),
        ],
        LeafText(
            title: "{size}, {colourCode}",
            mpn: ["{brand}AE{size}{colourCode}", "{brand}-FE {size} {colourCode}"],
            about: [
                "Insulated ferrules {size}, {colourCode}, of tin plated copper with polypropylene collar.",
                "Ferrules {size} to DIN 46228-4; the funnel collar makes threading fine strands easy.",
            ],
            uses: ["stranded control wires", "terminal blocks", "panel building"]),
        Trade(0.02, .pack, packs: [100, 500, 1000], marks: ["RoHS"]))

    static let heatShrink = Leaf(
        "Heat shrink tubing",
        "heat shrink tubing|Schrumpfschlauch|gaine thermorétractable|guaina termorestringente|tubo termorretráctil|rurka termokurczliwa",
        [
            Axis(
                "size", .variant,
                [(1.6, 0.8), (3.2, 1.6), (4.8, 2.4), (6.4, 3.2), (9.5, 4.8), (12.7, 6.4), (19, 9.5), (25.4, 12.7)].map { (a: Double, b: Double) in
                    Option(
                        Words("\(Decimal.text(a))/\(Decimal.text(b)) mm"), "\(Decimal.text(a))-\(Decimal.text(b))", 0.4 + a / 9,
                        [
                            .text("size", "\(Decimal.text(a))/\(Decimal.text(b)) mm"), .measure("diameter", a, .mm), .text("shrinkRatio", "2:1"),
                        ])
                }),
            Axis("colour", .variant, [Option(.black, "BK"), Option(.red, "RD"), Option(.blue, "BU"), Option(.clear, "CL")]).favouring(.front),
        ],
        LeafText(
            title: "2:1 {size}, {colour}",
            mpn: ["{brand}HS2-{size}-{colour}", "{brand}-SR {size} {colour}"],
            about: [
                "Polyolefin heat shrink tube {size}, ratio 2:1, {colour}, flame retardant.",
                "Thin-walled shrink tubing {size} in {colour}, shrinking from 90 °C.",
            ],
            uses: ["insulating solder joints", "marking wires", "strain relief", "cable repair"]),
        Trade(0.55, .ring, packs: [5, 10, 50], marks: ["RoHS"]))
}
