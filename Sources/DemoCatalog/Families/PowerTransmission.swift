extension Family {
    static let powerTransmission = Family(
        name: "Power transmission and seals", share: 7,
        groups: [
            Group(
                "Belts and pulleys", Drive.makers, [Drive.vBelts, Drive.timingBelts, Drive.pulleys],
                notes: [
                    "Dimensions to the relevant ISO or DIN standard, interchangeable with other makes.",
                    "Store cool, dry and away from sunlight.",
                    "Check alignment before tensioning.",
                    "Selection tables with permissible power are in the maker's catalogue.",
                ]),
            Group(
                "Chains and couplings", Drive.makers, [Drive.chains, Drive.sprockets, Drive.couplings, Drive.collars],
                notes: [
                    "Dimensions to the relevant ISO or DIN standard, interchangeable with other makes.",
                    "Replace worn parts as a set.",
                    "Finished bore and keyway on request.",
                    "Selection tables with permissible torque are in the maker's catalogue.",
                ]),
            Group(
                "Seals", Drive.sealMakers, [Drive.oRings, Drive.shaftSeals, Drive.bondedSeals, Drive.rodSeals],
                notes: [
                    "Store cool, dry and away from sunlight.",
                    "Batch and date of manufacture are printed on the bag.",
                    "Chemical resistance list available from the maker.",
                    "Fit with a little grease and without sharp tools.",
                ]),
        ])
}

private enum Drive {
    static let makers = [
        Brand("Riemenwerk Ostalb", "RW", .de, 1.15), Brand("Transmecasa", "TC", .it), Brand("Cinghia Nord", "CN", .it, 0.9),
        Brand("Kettenhof", "KH", .de, 1.2), Brand("Courrel", "CR", .fr, 1.05), Brand("Pasovia", "PV", .pl, 0.75), Brand("Drivemoor", "DM", .gb),
    ]
    static let sealMakers = [
        Brand("Sealanda", "SL", .nl), Brand("Dichtlinde", "DL", .de, 1.2), Brand("Guarnitec", "GT", .it, 0.95), Brand("Uszczel-Pol", "UP", .pl, 0.7),
        Brand("Joint Lorrain", "JL", .fr, 1.1), Brand("Tätnord", "TN", .se, 1.2),
    ]

    static let vBelts = Leaf(
        "V-belts",
        "V-belt|Schmalkeilriemen|courroie trapézoïdale|cinghia trapezoidale|correa trapezoidal|pas klinowy",
        [
            Axis(
                "belt", .variant,
                [
                    ("SPZ", 9.7, [630.0, 800, 1000, 1250, 1600]), ("SPA", 12.7, [800.0, 1000, 1250, 1600, 2000, 2500]), ("SPB", 16.3, [1250.0, 1600, 2000, 2500, 3150]),
                    ("SPC", 22, [2000.0, 2500, 3150, 4000]),
                ].flatMap { (profile: String, width: Double, lengths: [Double]) in
                    lengths.map { length in
                        Option(
                            Words("\(profile) \(Decimal.text(length))"), "\(profile)\(Decimal.text(length))", 0.2 + width * width * length / 202_000,
                            [
                                .text("profile", profile), .measure("width", width, .mm), .measure("length", length, .mm),
                            ])
                    }
                }
            ).favouring(.middle),
            Axis(
                "edge", .line,
                [
                    Option("wrapped|ummantelt|enveloppée|fasciata|revestida|owijany", ""),
                    Option("raw edge, cogged|flankenoffen, gezahnt|flancs nus crantés|a fianchi nudi dentellata|flancos abiertos dentada|bezosłonowy uzębiony", "X", 1.25),
                ]),
        ],
        LeafText(
            title: "{belt}, {edge}",
            mpn: ["{belt}{edge}", "{brand} {belt}{edge}"],
            about: ["Narrow V-belt {belt}, {edge}, datum length as stated, to ISO 4184.", "Drive belt {belt}, {edge}, antistatic, heat and oil resistant; matched sets need no measuring."],
            uses: ["fans", "compressors", "crushers", "pumps", "wood chippers"]),
        Trade(7.5, packs: [1, 5]))

    static let timingBelts = Leaf(
        "Timing belts",
        "timing belt|Zahnriemen|courroie dentée|cinghia dentata|correa dentada|pasek zębaty",
        [
            Axis(
                "belt", .variant,
                [("T5", 5, [245.0, 330, 420, 500, 650]), ("T10", 10, [500.0, 660, 800, 1010, 1250]), ("5M", 5, [300.0, 450, 600, 800]), ("8M", 8, [480.0, 640, 800, 1040, 1280])].flatMap {
                    (profile: String, pitch: Double, lengths: [Double]) in
                    lengths.map { length in
                        Option(
                            Words("\(profile) \(Decimal.text(length)) mm"), "\(profile)-\(Decimal.text(length))", 0.4 + pitch * length / 6000,
                            [.text("profile", profile), .measure("pitch", pitch, .mm), .measure("length", length, .mm)])
                    }
                }),
            .measured("width", .variant, .mm, [10, 16, 25, 32, 50]) { 0.4 + $0 / 25 },
            Axis(
                "material", .line,
                [
                    Option(
                        "PU with steel cords|PU mit Stahlzugträger|PU câbles acier|PU con cavi in acciaio|PU con cables de acero|PU z kordem stalowym", "PU", 1.2, [.text("material", "polyurethane")]),
                    Option(
                        "chloroprene with glass cords|Chloropren mit Glaszugträger|chloroprène fibre de verre|cloroprene con fibra di vetro|cloropreno con fibra de vidrio|chloropren z kordem szklanym",
                        "CR", 1, [.text("material", "chloroprene rubber")]),
                ]),
        ],
        LeafText(
            title: "{belt}, {width}",
            mpn: ["{brand}{material} {belt}-{width}", "{width}-{belt}-{material} {brand}"],
            about: ["Endless timing belt {belt}, width {width}, {material}.", "Toothed belt {belt} by {width} for exact positioning, {material}."],
            uses: ["linear axes", "printers", "packaging machines", "door drives"]),
        Trade(9, packs: [1]))

    static let pulleys = Leaf(
        "Timing pulleys",
        "timing pulley|Zahnriemenscheibe|poulie dentée|puleggia dentata|polea dentada|koło pasowe zębate",
        [
            Axis("profile", .line, [Option("T5", nil, 0.8), "T10", Option("5M", nil, 0.9), Option("8M", nil, 1.2)]),
            Axis("teeth", .variant, [12, 16, 20, 24, 30, 36, 48, 60].map { (z: Double) in Option(Words("z=\(Decimal.text(z))"), Decimal.text(z), 0.4 + z * z / 700, [.number("teeth", z)]) }),
            Axis("material", .line, [Option(.aluminium, "AL"), Option(.steel, "ST", 1.4)]).favouring(.front),
        ],
        LeafText(
            title: "{profile} {teeth}, {material}",
            mpn: ["{brand}ZS {profile}-{teeth}-{material}", "{brand}P{teeth}{profile}{material}"],
            about: ["Timing pulley {profile}, {teeth#} teeth, {material}, pilot bore.", "Toothed pulley with {teeth#} teeth, profile {profile}, {material}, flanged on both sides."],
            uses: ["synchronous drives", "linear axes", "conveyors"]),
        Trade(12))

    static let chainSizes: [(name: String, pitch: Double, load: Double)] = [
        ("05B", 8, 5), ("06B", 9.525, 9), ("08B", 12.7, 18), ("10B", 15.875, 22.4), ("12B", 19.05, 29), ("16B", 25.4, 60), ("20B", 31.75, 95),
    ]

    static let chains = Leaf(
        "Roller chains",
        "roller chain 5 m|Rollenkette 5 m|chaîne à rouleaux 5 m|catena a rulli 5 m|cadena de rodillos 5 m|łańcuch rolkowy 5 m",
        [
            Axis(
                "chain", .variant,
                chainSizes.flatMap { c in
                    [(1.0, "simplex"), (2, "duplex"), (3, "triplex")].map { (strands: Double, name: String) in
                        Option(
                            Words("\(c.name)-\(Decimal.text(strands))"), nil, (0.3 + c.pitch * c.pitch / 230) * (0.15 + strands * 0.85),
                            [
                                .text("chainNumber", "\(c.name)-\(Decimal.text(strands))"), .measure("pitch", c.pitch, .mm), .text("strands", name),
                                .measure("breakingLoad", c.load * strands, .kilonewton),
                            ])
                    }
                }
            ).favouring(.middle),
            Axis(
                "material", .line,
                [Option(.steel, "ST"), Option(.stainless304, "SS", 4), Option("nickel plated steel|Stahl vernickelt|acier nickelé|acciaio nichelato|acero niquelado|stal niklowana", "NP", 1.8)]
            ).favouring(.front),
        ],
        LeafText(
            title: "{chain}, {material}",
            mpn: ["{chain} {material} 5M", "{brand} {chain}-{material}-5"],
            about: ["Roller chain {chain} to ISO 606, {material}, 5 m with connecting link.", "Prestretched chain {chain}, {material}, lubricated at the works."],
            uses: ["conveyor drives", "agricultural machines", "packaging lines", "hoists"]),
        Trade(42))

    static let sprockets = Leaf(
        "Sprockets",
        "chain sprocket|Kettenrad|pignon à chaîne|pignone per catena|piñón de cadena|koło łańcuchowe",
        [
            Axis(
                "chain", .line,
                chainSizes.dropFirst().map { c in Option(Words("\(c.name)-1"), nil, 0.4 + c.pitch * c.pitch / 260, [.text("chainNumber", "\(c.name)-1"), .measure("pitch", c.pitch, .mm)]) }
            ).favouring(.front),
            Axis("teeth", .variant, [11, 13, 15, 17, 19, 21, 25, 30, 38].map { (z: Double) in Option(Words("z=\(Decimal.text(z))"), Decimal.text(z), 0.35 + z * z / 550, [.number("teeth", z)]) }),
        ],
        LeafText(
            title: "{chain} {teeth}",
            mpn: ["{brand}KR {chain}-{teeth}", "{brand}SPR-{chain}-Z{teeth}"],
            about: ["Sprocket with hub for chain {chain}, {teeth#} teeth, steel C45, pilot bore.", "Chain wheel {teeth} for roller chain {chain}; teeth can be induction hardened."],
            uses: ["chain drives", "conveyors", "garden and farm machines"]),
        Trade(8.5))

    static let couplings = Leaf(
        "Jaw couplings",
        "jaw coupling|Klauenkupplung|accouplement à griffes|giunto elastico|acoplamiento elástico|sprzęgło kłowe",
        [
            Axis(
                "size", .variant,
                [(14, 7.5, 6, 16), (19, 10, 8, 24), (24, 35, 9, 28), (28, 95, 10, 38), (38, 190, 12, 45), (42, 265, 14, 55)].map { (s: Double, torque: Double, low: Double, high: Double) in
                    Option(
                        Words("size \(Decimal.text(s))|Größe \(Decimal.text(s))|taille \(Decimal.text(s))|grandezza \(Decimal.text(s))|tamaño \(Decimal.text(s))|wielkość \(Decimal.text(s))"),
                        Decimal.text(s), 0.4 + s * s / 900,
                        [
                            .text("size", Decimal.text(s)), .measure("torque", torque, .newtonMetre), .text("boreRange", "\(Decimal.text(low))-\(Decimal.text(high)) mm"),
                        ])
                }),
            Axis("spider", .variant, [Option("92 Shore A", "92", 1, [.text("hardness", "92 Shore A")]), Option("98 Shore A", "98", 1.05, [.text("hardness", "98 Shore A")])]),
            Axis("material", .line, [Option(.aluminium, "AL"), Option(.castIron, "GG", 0.9), Option(.steel, "ST", 1.5)]),
        ],
        LeafText(
            title: "{size}, {spider}, {material}",
            mpn: ["{brand}JC{size}-{spider}-{material}", "{brand}-RK {size} {material} {spider}"],
            about: [
                "Jaw coupling {size} with spider {spider}, hubs of {material}; damps shocks and needs no lubrication.",
                "Flexible coupling {size}, {material}, spider {spider}, makes up for small misalignment.",
            ],
            uses: ["pump drives", "servo axes", "hydraulic power packs", "fans"]),
        Trade(21))

    static let collars = Leaf(
        "Shaft collars",
        "shaft collar|Klemmring|bague d'arrêt|collare per albero|collar de eje|pierścień ustalający",
        [
            .measured("bore", .variant, .mm, [6, 8, 10, 12, 15, 16, 20, 25, 30, 35, 40, 50]) { 0.6 + $0 * $0 / 600 }.favouring(.middle),
            Axis(
                "form", .line,
                [Option("one-piece|geschlitzt|monobloc|in un pezzo|de una pieza|jednoczęściowy", "1"), Option("two-piece|zweiteilig|en deux pièces|in due pezzi|de dos piezas|dwuczęściowy", "2", 1.4)]),
            Axis("material", .line, [Option(.steel, "ST"), Option(.stainless304, "SS", 2.3), Option(.aluminium, "AL", 1.1)]).favouring(.front),
        ],
        LeafText(
            title: "{bore}, {form}, {material}",
            mpn: ["{brand}SC{form}-{bore}-{material}", "{brand}-KR {bore} {form} {material}"],
            about: ["Clamping shaft collar, bore {bore}, {form}, {material}.", "Shaft collar for {bore} shafts, {form}, {material}, does not mar the shaft."],
            uses: ["axial stops", "spacers on shafts", "linear guides"]),
        Trade(2.9))

    static let oRings = Leaf(
        "O-rings",
        "O-ring|O-Ring|joint torique|O-ring|junta tórica|oring",
        [
            Axis(
                "size", .variant,
                [
                    (1.5, [3.0, 5, 8, 10]), (1.78, [4.47, 7.65, 12.42, 18.77]), (2, [6.0, 10, 14, 20, 30]), (2.5, [10.0, 16, 25, 40]), (2.62, [12.37, 21.89, 34.59]), (3, [20.0, 30, 50, 80]),
                    (3.53, [24.99, 44.04, 69.44]), (5.33, [59.69, 88.27, 120.02]),
                ].flatMap { (cord: Double, bores: [Double]) in
                    bores.map { bore in
                        .size([bore, cord], cost: 0.5 + bore * cord * cord / 160, [.measure("insideDiameter", bore, .mm), .measure("cordDiameter", cord, .mm)])
                    }
                }
            ).favouring(.middle),
            Axis(
                "material", .line,
                [
                    Option("NBR 70", nil, 1, [.text("material", "NBR"), .text("hardness", "70 Shore A"), .measure("temperatureMax", 100, .celsius)]),
                    Option("FKM 80", nil, 4, [.text("material", "FKM"), .text("hardness", "80 Shore A"), .measure("temperatureMax", 200, .celsius)]),
                    Option("EPDM 70", nil, 1.5, [.text("material", "EPDM"), .text("hardness", "70 Shore A"), .measure("temperatureMax", 130, .celsius)]),
                    Option("VMQ 70", nil, 2.6, [.text("material", "silicone"), .text("hardness", "70 Shore A"), .measure("temperatureMax", 200, .celsius)]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{size} {material}",
            mpn: ["OR {size} {material}", "{brand}OR-{size}-{material}"],
            about: ["O-ring {size} (inside diameter by cord) in {material}, tolerances to ISO 3601-1.", "Sealing ring {size}, {material}, for static and slow moving seals."],
            uses: ["hydraulic cylinders", "pipe fittings", "pump housings", "valve caps", "filter covers"]),
        Trade(0.12, .pack, packs: [10, 25, 50, 100], marks: ["REACH"]))

    static let shaftSeals = Leaf(
        "Rotary shaft seals",
        "rotary shaft seal|Wellendichtring|joint à lèvre|paraolio|retén|uszczelniacz wału",
        [
            Axis(
                "size", .variant,
                [(10, 22, 7), (12, 28, 7), (15, 30, 7), (17, 35, 7), (20, 40, 7), (25, 42, 7), (25, 52, 7), (30, 47, 7), (35, 52, 7), (40, 62, 7), (45, 65, 8), (50, 72, 8), (60, 85, 8)].map {
                    (d: Double, o: Double, w: Double) in
                    .size([d, o, w], cost: 0.4 + o * o / 3000, [.measure("bore", d, .mm), .measure("outsideDiameter", o, .mm), .measure("width", w, .mm)])
                }
            ).favouring(.middle),
            Axis(
                "form", .line,
                [
                    Option("form A|Form A|type A|tipo A|tipo A|typ A", "A"),
                    Option(
                        "form AS with dust lip|Form AS mit Staublippe|type AS avec lèvre anti-poussière|tipo AS con labbro parapolvere|tipo AS con labio guardapolvo|typ AS z wargą przeciwpyłową",
                        "AS", 1.12),
                ]),
            Axis("material", .line, ["NBR", Option("FKM", nil, 2.8)]).favouring(.front),
        ],
        LeafText(
            title: "{size} {form}, {material}",
            mpn: ["{form} {size} {material}", "{brand} {form}{size}{material}"],
            about: ["Radial shaft seal {size}, {form}, {material}, to DIN 3760.", "Oil seal {size} of {material} with spring-loaded lip, {form}."],
            uses: ["gearboxes", "electric motors", "wheel hubs", "pumps"]),
        Trade(2.1, packs: [1, 5, 10]))

    static let bondedSeals = Leaf(
        "Bonded seals",
        "bonded seal|Verbunddichtring|joint métallo-plastique|rondella di tenuta metallo-gomma|arandela metal-goma|uszczelka metalowo-gumowa",
        [
            Axis(
                "thread", .variant,
                [("1/8", 10), ("1/4", 13.7), ("3/8", 17.3), ("1/2", 21.5), ("3/4", 27), ("1", 33.9)].map { (t: String, d: Double) in
                    Option(Words("G \(t)″"), t, 0.5 + d / 30, [.text("thread", "G \(t)"), .measure("insideDiameter", d, .mm), .measure("pressure", 400, .bar)])
                }),
            Axis(
                "material", .line,
                [Option("steel/NBR|Stahl/NBR|acier/NBR|acciaio/NBR|acero/NBR|stal/NBR", "N"), Option("stainless/FKM|Edelstahl/FKM|inox/FKM|inox/FKM|inox/FKM|stal nierdz./FKM", "V", 4.5)]
            ).favouring(.front),
        ],
        LeafText(
            title: "{thread} {material}",
            mpn: ["{brand}US-{thread}-{material}", "{brand} BS{thread} {material}"],
            about: ["Self-centring bonded seal for {thread} threads, {material}.", "Washer with vulcanised rubber lip, {thread}, {material}, for pressures up to 400 bar."],
            uses: ["screw-in fittings", "plugs", "gauge connections"]),
        Trade(0.28, .pack, packs: [10, 50, 100]))

    static let rodSeals = Leaf(
        "Hydraulic rod seals",
        "hydraulic rod seal|Stangendichtung|joint de tige|guarnizione per stelo|junta de vástago|uszczelnienie tłoczyska",
        [
            Axis(
                "size", .variant,
                [(16, 24, 8), (20, 28, 8), (22, 30, 8), (25, 33, 8), (30, 40, 10), (36, 46, 10), (40, 50, 10), (50, 60, 10), (56, 71, 12), (63, 78, 12)].map { (d: Double, o: Double, h: Double) in
                    .size([d, o, h], cost: 0.5 + d / 60, [.measure("rodDiameter", d, .mm), .measure("outsideDiameter", o, .mm), .measure("height", h, .mm), .measure("pressure", 400, .bar)])
                }
            ).favouring(.middle),
            Axis("material", .line, [Option(.polyurethane, "PU"), Option("NBR with fabric|NBR mit Gewebe|NBR toilé|NBR telato|NBR con tejido|NBR z tkaniną", "NBG", 1.2)]).favouring(.front),
        ],
        LeafText(
            title: "{size} {material}",
            mpn: ["{brand}RS {size} {material}", "{brand}-U{material}-{size}"],
            about: ["U-ring for piston rods, {size}, {material}, up to 400 bar.", "Rod seal {size} of {material}; snaps into the groove without tools."],
            uses: ["cylinder repair", "excavators", "presses", "telehandlers"]),
        Trade(4.2, packs: [1, 5]))
}
