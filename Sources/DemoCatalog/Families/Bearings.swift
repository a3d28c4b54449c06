extension Family {
    static let bearings = Family(
        name: "Bearings", share: 10,
        groups: [
            Group(
                "Ball bearings", Rolling.makers,
                [
                    Rolling.deepGroove, Rolling.miniature, Rolling.angularContact, Rolling.selfAligning,
                    Rolling.thrust,
                ],
                notes: [
                    "Boundary dimensions to ISO 15, so the bearing replaces any maker's of the same number.",
                    "Keep in the unopened package until fitting; the preservative need not be washed off.",
                    "Press only on the ring that has the tight fit.",
                    "Load ratings to ISO 281 are given in the data sheet.",
                    "Rings and balls of through-hardened chrome steel.",
                ]),
            Group(
                "Roller bearings", Rolling.makers,
                [
                    Rolling.tapered, Rolling.cylindrical, Rolling.spherical, Rolling.needle,
                ],
                notes: [
                    "Boundary dimensions to ISO standards, so the bearing replaces any maker's of the same number.",
                    "Keep in the unopened package until fitting.",
                    "Load ratings to ISO 281 are given in the data sheet.",
                    "Heat stabilised up to 150 °C.",
                ]),
            Group(
                "Housed bearing units", Rolling.makers, [Rolling.pillowBlocks, Rolling.flangeUnits],
                notes: [
                    "Can be relubricated during operation.",
                    "The insert bearing can be replaced on its own.",
                    "Comes with grub screws and grease nipple fitted.",
                    "Adjusts itself to misalignment of up to two degrees when fitted.",
                ]),
            Group(
                "Plain bearings", Rolling.makers, [Rolling.bushings, Rolling.rodEnds],
                notes: [
                    "Runs without lubrication.",
                    "Dimensions follow the relevant ISO standard.",
                    "Insensitive to dirt and shocks.",
                    "Permissible load and speed are given in the data sheet.",
                ]),
        ])
}

enum Rolling {
    static let makers = [
        Brand("Rollenta", "RO", .se, 1.35), Brand("Kugelhain", "KG", .de, 1.3),
        Brand("Cusin Torino", "CT", .it, 1.05), Brand("Orbewa", "OW", .pl, 0.8),
        Brand("Valroul", "VL", .fr, 1.1), Brand("Ložisko Morava", "LM", .cz, 0.75),
        Brand("Spinmark", "SP", .gb), Brand("Rodasur", "RS", .es, 0.7),
    ]

    /// A type number with bore, outside diameter and width in millimetres.
    typealias Row = (type: String, bore: Double, outside: Double, width: Double)

    static func dimensions(_ row: Row) -> [Fact] {
        [
            .text("bearingNumber", row.type), .measure("bore", row.bore, .mm),
            .measure("outsideDiameter", row.outside, .mm), .measure("width", row.width, .mm),
        ]
    }

    /// Cost 1 is a 6205; metal volume sets the rest.
    static func types(_ rows: [Row]) -> Axis {
        Axis(
            "type", .variant,
            rows.map { row in
                let volume = row.outside * row.outside * row.width / (52 * 52 * 15)
                return Option(Words(row.type), nil, 0.4 + 0.6 * volume, dimensions(row))
            }
        ).favouring(.middle)
    }

    // Bore by outside diameter of the diameter series 2 and 3 (ISO 15), from
    // which most series below are built.
    static let bores: [Double] = [10, 12, 15, 17, 20, 25, 30, 35, 40, 45, 50, 55, 60]
    static let outside2: [Double] = [30, 32, 35, 40, 47, 52, 62, 72, 80, 85, 90, 100, 110]
    static let width2: [Double] = [9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22]
    static let outside3: [Double] = [35, 37, 42, 47, 52, 62, 72, 80, 90, 100, 110, 120, 130]
    static let width3: [Double] = [11, 12, 13, 14, 15, 17, 19, 21, 23, 25, 27, 29, 31]
    static let outside0: [Double] = [26, 28, 32, 35, 42, 47, 55, 62, 68, 75, 80, 90, 95]
    static let width0: [Double] = [8, 8, 9, 10, 12, 12, 13, 14, 15, 16, 16, 18, 18]

    /// `prefix` and the two digits of the bore code: 05 is 25 mm.
    static func series(
        _ prefix: String, from first: Int = 0, _ outside: [Double], _ width: [Double]
    ) -> [Row] {
        (first..<bores.count).map { code in
            (prefix + (code < 10 ? "0\(code)" : "\(code)"), bores[code], outside[code], width[code])
        }
    }

    static let seals = Axis(
        "sealing", .variant,
        [
            Option(
                "rubber seals on both sides|beidseitig abgedichtet|étanche des deux côtés|schermi in gomma su due lati|obturado por ambos lados|uszczelnienie obustronne", "-2RS", 1.05,
                [.text("sealing", "rubber seals on both sides")]),
            Option(
                "metal shields on both sides|beidseitig Deckscheiben|déflecteurs des deux côtés|schermi metallici su due lati|blindado por ambos lados|blaszki obustronne", "-2Z", 1,
                [.text("sealing", "metal shields on both sides")]),
            Option("open|offen|ouvert|aperto|abierto|otwarte", "", 0.92, [.text("sealing", "open")]),
        ]
    ).favouring(.front)

    static let clearance = Axis(
        "clearance", .variant,
        [
            Option("normal clearance|Lagerluft normal|jeu normal|gioco normale|juego normal|luz normalna", "", 1, [.text("internalClearance", "CN")]),
            Option("C3 clearance|Lagerluft C3|jeu C3|gioco C3|juego C3|luz C3", "/C3", 1.04, [.text("internalClearance", "C3")]),
        ]
    ).favouring(.front)

    static func cage(_ codes: (steel: String, other: String), other: Words) -> Axis {
        Axis(
            "cage", .line,
            [
                Option("steel cage|Stahlkäfig|cage acier|gabbia in acciaio|jaula de acero|koszyk stalowy", codes.steel),
                Option(other, codes.other, 1.15),
            ]
        ).favouring(.front)
    }

    static let brassCage: Words = "brass cage|Messingkäfig|cage laiton|gabbia in ottone|jaula de latón|koszyk mosiężny"
    static let polymerCage: Words = "polyamide cage|Polyamidkäfig|cage polyamide|gabbia in poliammide|jaula de poliamida|koszyk poliamidowy"

    static let deepGroove = Leaf(
        "Deep groove ball bearings",
        "deep groove ball bearing|Rillenkugellager|roulement à billes|cuscinetto radiale a sfere|rodamiento rígido de bolas|łożysko kulkowe zwykłe",
        [
            types(series("62", outside2, width2) + series("60", outside0, width0) + series("63", outside3, width3)),
            seals, clearance,
        ],
        LeafText(
            title: "{type#}{sealing#}{clearance#}, {sealing}",
            mpn: ["{type}{sealing}{clearance}", "{brand} {type}{sealing}{clearance}"],
            about: [
                "Single row deep groove ball bearing {type}, {sealing}, {clearance}.",
                "Ball bearing {type} for radial and moderate axial loads, {sealing}, with {clearance}.",
                "{type} is the size most workshops keep on the shelf; this one comes with {clearance}, {sealing}.",
            ],
            uses: ["electric motors", "conveyor rollers", "fans and blowers", "gearboxes", "pumps", "household and garden machines"]),
        Trade(5.2, packs: [1, 1, 1, 10]))

    static let miniature = Leaf(
        "Miniature ball bearings",
        "miniature ball bearing|Miniaturkugellager|roulement miniature|cuscinetto miniatura|rodamiento miniatura|łożysko miniaturowe",
        [
            Axis(
                "type", .variant,
                [
                    ("623", 3, 10, 4), ("624", 4, 13, 5), ("625", 5, 16, 5), ("626", 6, 19, 6), ("607", 7, 19, 6),
                    ("608", 8, 22, 7), ("609", 9, 24, 7), ("688", 8, 16, 5), ("698", 8, 19, 6),
                ].map { (row: Row) in Option(Words(row.type), nil, 0.8 + row.outside / 100, dimensions(row)) }),
            seals,
        ],
        LeafText(
            title: "{type#}{sealing#}, {sealing}",
            mpn: ["{type}{sealing}", "{brand} {type}{sealing}"],
            about: [
                "Miniature ball bearing {type}, {sealing}, running quietly at high speed.",
                "Small {type} ball bearing, {sealing}, for compact drives.",
            ],
            uses: ["printers and plotters", "small motors", "instruments", "skate wheels", "model making"]),
        Trade(1.6, packs: [1, 10, 20]))

    static let angularContact = Leaf(
        "Angular contact ball bearings",
        "angular contact ball bearing|Schrägkugellager|roulement à contact oblique|cuscinetto obliquo a sfere|rodamiento de contacto angular|łożysko kulkowe skośne",
        [types(series("72", outside2, width2) + series("73", outside3, width3)), cage(("-B", "-B-TVP"), other: polymerCage)],
        LeafText(
            title: "{type#}{cage#}, 40°, {cage}",
            mpn: ["{type}{cage}", "{brand} {type}{cage}"],
            about: [
                "Single row angular contact bearing {type} with 40° contact angle and {cage}.",
                "{type} takes combined loads; pair it face to face or back to back where the axial force changes direction.",
            ],
            uses: ["machine tool spindles", "screw drives", "compressors", "vertical pumps"]),
        Trade(13, packs: [1]))

    static let selfAligning = Leaf(
        "Self-aligning ball bearings",
        "self-aligning ball bearing|Pendelkugellager|roulement à rotule sur billes|cuscinetto orientabile a sfere|rodamiento de bolas a rótula|łożysko kulkowe wahliwe",
        [types(series("12", outside2, width2) + series("13", outside3, width3)), clearance],
        LeafText(
            title: "{type#}{clearance#}",
            mpn: ["{type}{clearance}", "{brand} {type}{clearance}"],
            about: [
                "Double row self-aligning ball bearing {type} with cylindrical bore and {clearance}.",
                "{type} makes up for shaft deflection and for housings that are not quite in line.",
            ],
            uses: ["textile machines", "long transmission shafts", "agricultural drives", "low-friction fans"]),
        Trade(11, packs: [1]))

    static let thrust = Leaf(
        "Thrust ball bearings",
        "thrust ball bearing|Axialrillenkugellager|butée à billes|cuscinetto assiale a sfere|rodamiento axial de bolas|łożysko kulkowe wzdłużne",
        [
            types([
                ("51100", 10, 24, 9), ("51101", 12, 26, 9), ("51102", 15, 28, 9), ("51103", 17, 30, 9),
                ("51104", 20, 35, 10), ("51105", 25, 42, 11), ("51106", 30, 47, 11), ("51107", 35, 52, 12),
                ("51108", 40, 60, 13), ("51109", 45, 65, 14), ("51110", 50, 70, 14),
            ])
        ],
        LeafText(
            title: "{type}",
            mpn: ["{type}", "{brand} {type}"],
            about: [
                "Single direction thrust ball bearing {type}, separable, for purely axial loads.",
                "{type} consists of shaft washer, housing washer and ball cage, which are fitted one by one.",
            ],
            uses: ["lifting screws", "rotary tables", "valve spindles", "crane hooks"]),
        Trade(5.5, packs: [1, 10]))
}
