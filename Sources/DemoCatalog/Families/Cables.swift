extension Family {
    static let cables = Family(
        name: "Cable and connectors", share: 8,
        groups: [
            Group(
                "Cables and wires", Wiring.cableMakers,
                [
                    Wiring.singleCore, Wiring.controlCable, Wiring.rubberCable, Wiring.dataCable,
                ],
                notes: [
                    "Copper content and metal surcharge are stated on the invoice.",
                    "Cut lengths cannot be returned.",
                    "Reaction to fire class under the Construction Products Regulation is printed on the label.",
                    "Metre marking on the sheath.",
                ]),
            Group(
                "Connectors and cordsets", Wiring.connectorMakers,
                [
                    Wiring.m12Cordsets, Wiring.patchCords, Wiring.circularConnectors, Wiring.plugs,
                ],
                notes: [
                    "Contacts gold plated or nickel plated, as the data sheet says.",
                    "Other lengths and versions on request.",
                    "Tested one by one for continuity.",
                    "Free of silicone and halogen.",
                ]),
            Group(
                "Cable accessories", Wiring.connectorMakers,
                [
                    Wiring.cableGlands, Wiring.cableTies, Wiring.cableLugs, Wiring.ferrules, Wiring.heatShrink,
                ],
                notes: [
                    "Other sizes and colours on request.",
                    "Packed in bags that can be closed again.",
                    "Free of silicone and of substances that disturb paint.",
                    "The right tool is listed under accessories.",
                ]),
        ])
}

enum Wiring {
    static let cableMakers = [
        Brand("Kablonia", "KB", .pl, 0.85), Brand("Leonhart Kabel", "LK", .de, 1.15),
        Brand("Cavitel", "CV", .it), Brand("Filarex", "FR", .fr, 1.05), Brand("Nordtråd", "NT", .se, 1.1),
        Brand("Cablevia", "CB", .es, 0.9),
    ]
    static let connectorMakers = [
        Brand("Steckvar", "SV", .de, 1.25), Brand("Contivalle", "CO", .it), Brand("Linkhaven", "LH", .gb),
        Brand("Presstulip", "PX", .nl, 1.1), Brand("Klemvik", "KV", .se, 1.1), Brand("Raccorel", "RC", .fr),
        Brand("Zaciskon", "ZK", .pl, 0.75),
    ]

    /// Cost follows the copper: cores times section.
    static func cores(_ sizes: [(cores: Double, section: Double)], earth: Bool) -> Axis {
        Axis(
            "size", .variant,
            sizes.map { size in
                let sign = earth && size.cores > 2 ? "G" : "×"
                let name = "\(Decimal.text(size.cores))\(sign)\(Decimal.text(size.section))"
                return Option(
                    Words(name), nil, 0.35 + 0.65 * size.cores * size.section / 4.5,
                    [
                        .text("size", sign == "×" ? "\(Decimal.text(size.cores))x\(Decimal.text(size.section))" : name),
                        .number("cores", size.cores), .measure("crossSection", size.section, .mm2),
                    ])
            }
        ).favouring(.middle)
    }

    static let singleCore = Leaf(
        "Single-core wires",
        "single-core wire H07V-K|Aderleitung H07V-K|fil souple H07V-K|cavo unipolare H07V-K|cable unipolar H07V-K|przewód jednożyłowy H07V-K",
        [
            cores([(1, 1.5), (1, 2.5), (1, 4), (1, 6), (1, 10), (1, 16), (1, 25)], earth: false),
            Axis(
                "colour", .variant,
                [
                    Option(.black, "BK"), Option(.blue, "BU"),
                    Option("green-yellow|grün-gelb|vert-jaune|giallo-verde|verde-amarillo|zielono-żółty", "GNYE"),
                    Option(.red, "RD"), Option(.grey, "GY"), Option(.brown, "BN"), Option(.white, "WH"),
                ]),
            Axis("wireType", .line, ["H07V-K"]),
        ],
        LeafText(
            title: "{size}, {colour}",
            mpn: ["{wireType} {size} {colour}", "{brand}-{wireType}-{size}-{colour}"],
            about: [
                "PVC insulated flexible single core {wireType} {size}, {colour}, 450/750 V.",
                "Fine-stranded wire {size} in {colour} for wiring cabinets and for laying in conduit.",
            ],
            uses: ["switch cabinet wiring", "conduit installation", "lighting distribution", "equipment wiring"]),
        Trade(0.75, .ring, packs: [100], marks: ["CE", "RoHS"]))

    static let controlCable = Leaf(
        "Control cables",
        "PVC control cable|PVC-Steuerleitung|câble de commande PVC|cavo di comando PVC|cable de control PVC|przewód sterowniczy PVC",
        [
            cores([(2, 0.5), (3, 0.75), (4, 0.75), (3, 1), (5, 1), (7, 1), (12, 1), (3, 1.5), (4, 1.5), (5, 1.5), (5, 2.5), (4, 4)], earth: true),
            Axis(
                "shield", .line,
                [
                    Option("unshielded|ungeschirmt|non blindé|non schermato|sin pantalla|nieekranowany", "YY"),
                    Option("shielded|geschirmt|blindé|schermato|apantallado|ekranowany", "CY", 1.55),
                ]),
        ],
        LeafText(
            title: "{shield#} {size}, {shield}",
            mpn: ["{brand}FLEX {shield} {size}", "{brand}-{shield}-{size}"],
            about: [
                "Flexible PVC control cable {size}, {shield}, numbered cores, 300/500 V.",
                "Control cable {shield#} {size} for fixed laying and occasional movement, {shield}.",
            ],
            uses: ["machine tools", "conveyors", "heating and ventilation", "plant engineering"]),
        Trade(0.85, .ring, packs: [50, 100], marks: ["CE", "RoHS"]))

    static let rubberCable = Leaf(
        "Rubber cables",
        "rubber cable H07RN-F|Gummischlauchleitung H07RN-F|câble caoutchouc H07RN-F|cavo in gomma H07RN-F|cable de goma H07RN-F|przewód gumowy H07RN-F",
        [cores([(2, 1), (3, 1.5), (3, 2.5), (4, 2.5), (5, 1.5), (5, 2.5), (5, 4), (5, 6), (5, 10)], earth: true), Axis("wireType", .line, ["H07RN-F"])],
        LeafText(
            title: "{size}",
            mpn: ["{wireType} {size}", "{brand} {wireType} {size}"],
            about: [
                "Heavy rubber sheathed cable {wireType} {size} for rough use indoors and outdoors.",
                "Rubber hose cable {size}; stands oil, sun and mechanical stress.",
            ],
            uses: ["building sites", "submersible pumps", "stage equipment", "workshop extension leads"]),
        Trade(1.6, .ring, packs: [50, 100], marks: ["CE", "RoHS"]))

    static let dataCable = Leaf(
        "Data cables",
        "installation data cable|Datenkabel|câble réseau|cavo dati|cable de datos|kabel teleinformatyczny",
        [
            Axis("category", .line, [Option("Cat 6", nil, 0.8), "Cat 6A", Option("Cat 7", nil, 1.2)]),
            Axis("shielding", .line, [Option("U/UTP", nil, 0.75), "F/UTP", Option("S/FTP", nil, 1.25)]),
            Axis(
                "sheath", .variant,
                [
                    Option("LSZH orange|LSZH orange|LSZH orange|LSZH arancione|LSZH naranja|LSZH pomarańczowy", "OG", 1, [.text("material", "LSZH"), .text("colour", "orange")]),
                    Option("PE black|PE schwarz|PE noir|PE nero|PE negro|PE czarny", "PE", 1.2, [.text("material", "PE"), .text("colour", "black")]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{category} {shielding}, {sheath}",
            mpn: ["{brand}DC-{category}-{shielding}-{sheath}", "{brand} {category} {shielding} {sheath}"],
            about: [
                "Four-pair copper data cable {category}, {shielding}, sheath {sheath}, AWG 23.",
                "Network installation cable {category} {shielding} for links of up to 90 m.",
            ],
            uses: ["structured cabling", "office networks", "camera systems", "data centres"]),
        Trade(0.8, .ring, packs: [100, 305, 500], marks: ["CE", "RoHS"]))

    static let m12Cordsets = Leaf(
        "M12 cordsets",
        "M12 sensor cable|M12-Sensorleitung|câble capteur M12|cavo sensore M12|cable de sensor M12|przewód czujnika M12",
        [
            Axis(
                "pins", .line,
                [
                    Option("4-pin|4-polig|4 pôles|4 poli|4 polos|4-pinowy", "4", 1, [.number("poles", 4)]),
                    Option("5-pin|5-polig|5 pôles|5 poli|5 polos|5-pinowy", "5", 1.1, [.number("poles", 5)]),
                    Option("8-pin|8-polig|8 pôles|8 poli|8 polos|8-pinowy", "8", 1.6, [.number("poles", 8)]),
                ]
            ).favouring(.front),
            Axis(
                "head", .variant,
                [
                    Option("straight|gerade|droit|diritto|recto|prosty", "S", 1, [.text("connectorForm", "straight")]),
                    Option("angled|gewinkelt|coudé|angolato|acodado|kątowy", "A", 1.08, [.text("connectorForm", "angled")]),
                ]),
            .measured("length", .variant, .m, [1.5, 2, 3, 5, 10, 15]) { 0.7 + $0 / 8 },
            Axis("jacket", .line, [Option("PUR", nil, 1.2, [.text("material", "PUR"), .text("ipRating", "IP67")]), Option("PVC", nil, 1, [.text("material", "PVC"), .text("ipRating", "IP67")])]),
        ],
        LeafText(
            title: "{pins} {head}, {length} {jacket}",
            mpn: ["{brand}12.{pins}{head}-{length}-{jacket}", "{brand}M12{head}{pins}/{length}{jacket}"],
            about: [
                "Cordset with {head} M12 socket, A-coded, {pins}, free end, {length}, jacket {jacket}.",
                "Sensor cable {length}, {jacket}, with {head} {pins} M12 connector and vibration-proof knurled nut.",
            ],
            uses: ["proximity sensors", "photoelectric sensors", "fieldbus boxes", "drag chains with moderate travel"]),
        Trade(8.5, marks: ["CE", "RoHS"]))

    static let patchCords = Leaf(
        "Patch cords",
        "RJ45 patch cord|RJ45-Patchkabel|cordon RJ45|bretella RJ45|latiguillo RJ45|patchcord RJ45",
        [
            Axis("category", .line, [Option("Cat 5e", nil, 0.7), "Cat 6", Option("Cat 6A", nil, 1.4)]),
            .measured("length", .variant, .m, [0.25, 0.5, 1, 2, 3, 5, 10]) { 0.6 + $0 / 3 },
            Axis("colour", .variant, [Option(.grey, "GY"), Option(.blue, "BU"), Option(.yellow, "YE"), Option(.red, "RD"), Option(.green, "GN"), Option(.black, "BK")]),
        ],
        LeafText(
            title: "{category} {length}, {colour}",
            mpn: ["{brand}PC-{category}-{length}-{colour}", "{brand}.{category}.{length}.{colour}"],
            about: [
                "Shielded patch cord {category}, {length}, {colour}, with moulded boots and latch protection.",
                "RJ45 cable {category} of {length} in {colour} for patch panels and sockets.",
            ],
            uses: ["server racks", "office desks", "machine networks", "access points"]),
        Trade(2.6, packs: [1, 1, 10], marks: ["CE", "RoHS"]))

    static let circularConnectors = Leaf(
        "Circular connectors",
        "field-wireable M12 connector|M12-Steckverbinder konfektionierbar|connecteur M12 à câbler|connettore M12 cablabile|conector M12 confeccionable|złącze M12 do montażu",
        [
            Axis("gender", .variant, [Option("male|Stecker|mâle|maschio|macho|męskie", "M"), Option("female|Buchse|femelle|femmina|hembra|żeńskie", "F")]),
            Axis(
                "coding", .line,
                [
                    Option("A-coded|A-codiert|codage A|codifica A|codificación A|kodowanie A", "A", 1, [.text("coding", "A"), .number("poles", 4)]),
                    Option("D-coded|D-codiert|codage D|codifica D|codificación D|kodowanie D", "D", 1.4, [.text("coding", "D"), .number("poles", 4)]),
                    Option("X-coded|X-codiert|codage X|codifica X|codificación X|kodowanie X", "X", 2.6, [.text("coding", "X"), .number("poles", 8)]),
                ]),
            Axis(
                "form", .variant,
                [
                    Option("straight|gerade|droit|diritto|recto|proste", "S", 1, [.text("connectorForm", "straight"), .text("ipRating", "IP67")]),
                    Option("angled|gewinkelt|coudé|angolato|acodado|kątowe", "A", 1.1, [.text("connectorForm", "angled"), .text("ipRating", "IP67")]),
                ]),
        ],
        LeafText(
            title: "{gender} {coding}, {form}",
            mpn: ["{brand}-12{coding}{gender}{form}", "{brand}FW.{gender}{form}.{coding}"],
            about: [
                "Field-wireable {form} M12 connector, {gender}, {coding}, IP67 when mated.",
                "M12 {gender} connector, {coding}, {form}, for cable diameters from 4 to 8 mm.",
            ],
            uses: ["repairs on site", "sensor and actuator cabling", "industrial networks"]),
        Trade(9, marks: ["CE", "RoHS"]))

    static let plugs = Leaf(
        "Industrial plugs and sockets",
        "CEE industrial plug|CEE-Stecker|prise industrielle CEE|spina industriale CEE|clavija industrial CEE|wtyczka przemysłowa CEE",
        [
            Axis(
                "current", .variant,
                [
                    Option("16 A", "16", 1, [.measure("current", 16, .ampere)]), Option("32 A", "32", 1.5, [.measure("current", 32, .ampere)]),
                    Option("63 A", "63", 4.5, [.measure("current", 63, .ampere)]),
                ]
            ).favouring(.front),
            Axis(
                "poles", .variant,
                [
                    Option(
                        "5-pole 400 V|5-polig 400 V|5 pôles 400 V|5 poli 400 V|5 polos 400 V|5-biegunowa 400 V", "5-6h", 1.2,
                        [.number("poles", 5), .text("voltage", "400 V AC"), .number("voltageV", 400), .text("colour", "red")]),
                    Option(
                        "3-pole 230 V|3-polig 230 V|3 pôles 230 V|3 poli 230 V|3 polos 230 V|3-biegunowa 230 V", "3-6h", 1,
                        [.number("poles", 3), .text("voltage", "230 V AC"), .number("voltageV", 230), .text("colour", "blue")]),
                ]),
            Axis("ipRating", .line, ["IP44", Option("IP67", nil, 2.1)]).favouring(.front),
        ],
        LeafText(
            title: "{current} {poles} {ipRating}",
            mpn: ["{brand}CEE{current}-{poles}-{ipRating}", "{brand}-PL{current}/{poles}/{ipRating}"],
            about: [
                "Industrial plug {current}, {poles}, {ipRating}, to EN 60309-2, with screwless cable entry.",
                "{ipRating} plug for {current}, {poles}; nickel plated contacts.",
            ],
            uses: ["building sites", "workshops", "event power", "mobile machines"]),
        Trade(4.6, marks: ["CE", "VDE"]))
}
