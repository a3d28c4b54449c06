// Roller bearings, housed units and plain bearings.
extension Rolling {
    static let tapered = Leaf(
        "Tapered roller bearings",
        "tapered roller bearing|Kegelrollenlager|roulement à rouleaux coniques|cuscinetto a rulli conici|rodamiento de rodillos cónicos|łożysko stożkowe",
        [
            types([
                ("30203", 17, 40, 13.25), ("30204", 20, 47, 15.25), ("30205", 25, 52, 16.25),
                ("30206", 30, 62, 17.25), ("30207", 35, 72, 18.25), ("30208", 40, 80, 19.75),
                ("30209", 45, 85, 20.75), ("30210", 50, 90, 21.75), ("30211", 55, 100, 22.75),
                ("30212", 60, 110, 23.75),
            ])
        ],
        LeafText(
            title: "{type}",
            mpn: ["{type}", "{brand} {type}A"],
            about: [
                "Tapered roller bearing {type}, supplied as a set of cone and cup.",
                "{type} carries high radial and axial loads together and is adjusted against a second bearing.",
            ],
            uses: ["wheel hubs", "axle drives", "bevel gearboxes", "trailer axles"]),
        Trade(8.5, packs: [1]))

    static let cylindrical = Leaf(
        "Cylindrical roller bearings",
        "cylindrical roller bearing|Zylinderrollenlager|roulement à rouleaux cylindriques|cuscinetto a rulli cilindrici|rodamiento de rodillos cilíndricos|łożysko walcowe",
        [
            types(
                series("NU2", from: 3, outside2, width2) + series("NJ2", from: 3, outside2, width2)
                    + series("NU3", from: 3, outside3, width3)),
            cage(("-E", "-E-M"), other: brassCage), clearance,
        ],
        LeafText(
            title: "{type#}{cage#}{clearance#}, {cage}",
            mpn: ["{type}{cage}{clearance}", "{brand} {type}{cage}{clearance}"],
            about: [
                "Single row cylindrical roller bearing {type} with {cage} and {clearance}.",
                "{type} for high radial loads at high speed; the rings can be fitted separately.",
            ],
            uses: ["large electric motors", "traction gearboxes", "rolling mills", "vibration motors"]),
        Trade(19, packs: [1]))

    static let spherical = Leaf(
        "Spherical roller bearings",
        "spherical roller bearing|Pendelrollenlager|roulement à rotule sur rouleaux|cuscinetto orientabile a rulli|rodamiento de rodillos a rótula|łożysko baryłkowe",
        [
            types([
                ("22205", 25, 52, 18), ("22206", 30, 62, 20), ("22207", 35, 72, 23), ("22208", 40, 80, 23),
                ("22209", 45, 85, 23), ("22210", 50, 90, 23), ("22211", 55, 100, 25), ("22212", 60, 110, 28),
            ]),
            Axis(
                "boreShape", .line,
                [
                    Option("cylindrical bore|zylindrische Bohrung|alésage cylindrique|foro cilindrico|agujero cilíndrico|otwór walcowy", "-E1"),
                    Option("tapered bore 1:12|kegelige Bohrung 1:12|alésage conique 1:12|foro conico 1:12|agujero cónico 1:12|otwór stożkowy 1:12", "-E1-K", 1.06),
                ]),
            clearance,
        ],
        LeafText(
            title: "{type#}{boreShape#}{clearance#}, {boreShape}",
            mpn: ["{type}{boreShape}{clearance}", "{brand} {type}{boreShape}{clearance}"],
            about: [
                "Spherical roller bearing {type} with {boreShape} and {clearance}, for heavy loads and misaligned shafts.",
                "{type} runs on where dirt, shocks and bent shafts wear out other bearings; {boreShape}.",
            ],
            uses: ["crushers and screens", "conveyor pulleys", "paper machines", "wind turbine gearboxes"]),
        Trade(30, packs: [1]))

    static let needle = Leaf(
        "Needle roller bearings",
        "drawn cup needle bearing|Nadelhülse|douille à aiguilles|astuccio a rullini|casquillo de agujas|łożysko igiełkowe",
        [
            Axis(
                "type", .variant,
                [
                    ("HK1010", 10, 14, 10), ("HK1012", 10, 14, 12), ("HK1212", 12, 18, 12), ("HK1512", 15, 21, 12),
                    ("HK1612", 16, 22, 12), ("HK2016", 20, 26, 16), ("HK2520", 25, 32, 20), ("HK3020", 30, 37, 20),
                    ("HK3520", 35, 42, 20), ("HK4020", 40, 47, 20),
                ].map { (row: Row) in Option(Words(row.type), nil, 0.6 + row.outside * row.width / 700, dimensions(row)) })
        ],
        LeafText(
            title: "{type}",
            mpn: ["{type}", "{brand} {type}"],
            about: [
                "Drawn cup needle roller bearing {type} with open ends; the shaft serves as raceway.",
                "{type} has the smallest section of all roller bearings and is simply pressed into the housing.",
            ],
            uses: ["gearbox shafts", "chain saws", "universal joints", "two-stroke engines"]),
        Trade(2.4, packs: [1, 10]))

    static func units(_ prefix: String, _ rows: [(code: String, shaft: Double, second: Double)], second: String) -> Axis {
        Axis(
            "type", .variant,
            rows.map { row in
                Option(
                    Words(prefix + row.code), nil, row.shaft * row.shaft / 625,
                    [
                        .text("bearingNumber", prefix + row.code), .measure("bore", row.shaft, .mm),
                        .measure(second, row.second, .mm),
                    ])
            }
        ).favouring(.middle)
    }

    static let housing = Axis(
        "housing", .line,
        [
            Option(.castIron, "", 1, [.text("material", "cast iron")]),
            Option(.stainless304, "-SS", 3.1, [.text("material", "stainless steel 304")]),
            Option(
                "white thermoplastic|Kunststoff weiß|thermoplastique blanc|termoplastico bianco|termoplástico blanco|tworzywo białe", "-PL", 1.7,
                [.text("material", "thermoplastic"), .text("colour", "white")]),
        ]
    ).favouring(.front)

    static let pillowBlocks = Leaf(
        "Pillow block units",
        "pillow block bearing unit|Stehlagereinheit|palier à semelle|supporto ritto con cuscinetto|soporte de pie con rodamiento|zespół łożyskowy stojący",
        [
            units("UCP", [("204", 20, 33.3), ("205", 25, 36.5), ("206", 30, 42.9), ("207", 35, 47.6), ("208", 40, 49.2), ("209", 45, 54), ("210", 50, 57.2)], second: "centreHeight"),
            housing,
        ],
        LeafText(
            title: "{type#}{housing#}, {housing}",
            mpn: ["{type}{housing}", "{brand} {type}{housing}"],
            about: [
                "Two-bolt pillow block {type} with housing of {housing}, insert bearing fixed by grub screws.",
                "Plummer block unit {type} in {housing}, ready to bolt down, with grease nipple.",
            ],
            uses: ["conveyor belts", "fans", "food processing lines", "agricultural machines"]),
        Trade(11, packs: [1]))

    static let flangeUnits = Leaf(
        "Flange units",
        "four-bolt flange bearing unit|Flanschlagereinheit|palier applique|supporto a flangia quadra|soporte de brida cuadrada|zespół łożyskowy kołnierzowy",
        [
            units("UCF", [("204", 20, 64), ("205", 25, 70), ("206", 30, 83), ("207", 35, 92), ("208", 40, 102), ("209", 45, 105), ("210", 50, 111)], second: "boltSpacing"),
            housing,
        ],
        LeafText(
            title: "{type#}{housing#}, {housing}",
            mpn: ["{type}{housing}", "{brand} {type}{housing}"],
            about: [
                "Square flange unit {type} with housing of {housing}, self-aligning by its spherical seat.",
                "Flanged bearing {type} in {housing} for mounting on a wall or frame plate.",
            ],
            uses: ["mixers", "roller conveyors", "screw conveyors", "packaging machines"]),
        Trade(12, packs: [1]))

    static let bushings = Leaf(
        "Plain bushings",
        "plain bushing|Gleitlagerbuchse|bague lisse|boccola di scorrimento|casquillo de fricción|tuleja ślizgowa",
        [
            Axis(
                "size", .variant,
                [
                    (6, 8, 10), (8, 10, 10), (8, 12, 12), (10, 12, 15), (10, 14, 16), (12, 14, 15), (15, 17, 20),
                    (16, 20, 20), (20, 23, 20), (20, 26, 25), (25, 28, 30), (30, 34, 30), (40, 44, 40),
                ].map { (bore: Double, outside: Double, length: Double) in
                    let size = "\(Decimal.text(bore))×\(Decimal.text(outside))×\(Decimal.text(length))"
                    return Option(
                        Words("\(size) mm"), size.split(separator: "×").joined(separator: "-"), 0.5 + bore * length / 400,
                        [
                            .text("size", size.split(separator: "×").joined(separator: "x") + " mm"),
                            .measure("bore", bore, .mm), .measure("outsideDiameter", outside, .mm), .measure("length", length, .mm),
                        ])
                }
            ).favouring(.middle),
            Axis(
                "material", .line,
                [
                    Option("sintered bronze|Sinterbronze|bronze fritté|bronzo sinterizzato|bronce sinterizado|brąz spiekany", "SB"),
                    Option("steel/PTFE composite|Stahl/PTFE-Verbund|acier/PTFE|acciaio/PTFE|acero/PTFE|stal/PTFE", "CP", 1.3),
                    Option("polymer|Kunststoff|polymère|polimero|polímero|polimer", "PM", 0.8),
                ]),
        ],
        LeafText(
            title: "{size}, {material}",
            mpn: ["{brand}B {size} {material}", "{material}-{size}-{brand}"],
            about: [
                "Cylindrical plain bushing {size} of {material}, free of maintenance.",
                "Press-fit sliding bush {size}, {material}, for slow turning and swivelling movements.",
            ],
            uses: ["hinges and levers", "hydraulic cylinders", "fitness equipment", "small gear motors"]),
        Trade(1.3, packs: [1, 10, 50]))

    static let rodEnds = Leaf(
        "Rod ends",
        "rod end bearing|Gelenkkopf|embout à rotule|testa a snodo|cabeza de rótula|główka przegubowa",
        [
            Axis(
                "thread", .variant,
                [5, 6, 8, 10, 12, 16, 20].map { (d: Double) in
                    Option(Words("M\(Decimal.text(d))"), Decimal.text(d), 0.6 + d * d / 160, [.text("thread", "M\(Decimal.text(d))"), .measure("bore", d, .mm)])
                }
            ).favouring(.middle),
            Axis(
                "form", .line,
                [
                    Option("male thread|Außengewinde|filetage mâle|filetto maschio|rosca macho|gwint zewnętrzny", "SA"),
                    Option("female thread|Innengewinde|filetage femelle|filetto femmina|rosca hembra|gwint wewnętrzny", "SI"),
                ]),
            Axis(
                "hand", .variant,
                [
                    Option("right-hand|Rechtsgewinde|pas à droite|destro|derecha|prawy", "R"),
                    Option("left-hand|Linksgewinde|pas à gauche|sinistro|izquierda|lewy", "L", 1.08),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{thread} {form}, {hand}",
            mpn: ["{form}{hand}{thread}C", "{brand}-{form}{hand}{thread}"],
            about: [
                "Rod end {thread}, {form}, {hand}, lined with PTFE fabric and free of maintenance.",
                "Spherical rod end with {form} {thread} ({hand}) to ISO 12240-4, series K.",
            ],
            uses: ["control linkages", "pneumatic cylinders", "steering rods", "packaging machines"]),
        Trade(6.5, packs: [1]))
}
