extension Family {
    static let tools = Family(
        name: "Tools", share: 8,
        groups: [
            Group(
                "Cutting tools", Workshop.cuttingMakers, [Workshop.drills, Workshop.masonryDrills, Workshop.endMills, Workshop.taps, Workshop.holeSaws],
                notes: [
                    "Resharpening service available.",
                    "Marked with laser so that the size can still be read after years.",
                    "Recommended cutting data are on the package.",
                    "Wear safety glasses when working with it.",
                ]),
            Group(
                "Abrasives", Workshop.abrasiveMakers, [Workshop.cuttingDiscs, Workshop.flapDiscs, Workshop.sandingSheets],
                notes: [
                    "Wear safety glasses, gloves and hearing protection.",
                    "Observe the highest permitted speed printed on the label.",
                    "Store dry.",
                    "Also available in small packs.",
                ]),
            Group(
                "Hand tools", Workshop.handMakers, [Workshop.screwdrivers, Workshop.wrenches, Workshop.hexKeys, Workshop.pliers, Workshop.torqueWrenches],
                notes: [
                    "Ten years' guarantee against defects of material.",
                    "Marked with laser so that the size can still be read after years.",
                    "Packed on a card with a hole for hanging.",
                    "Spare parts and refills are available.",
                ]),
            Group(
                "Measuring tools", Workshop.handMakers, [Workshop.calipers, Workshop.tapes],
                notes: [
                    "Comes with a protective case.",
                    "Calibration certificate on request.",
                    "Reading is easy even in poor light.",
                    "Ten years' guarantee against defects of material.",
                ]),
        ])
}

private enum Workshop {
    static let cuttingMakers = [
        Brand("Spanwerk", "SW", .de, 1.2), Brand("Fresanova", "FN", .it), Brand("Bohrland", "BL", .at, 1.1), Brand("Tranchelac", "TL", .fr, 1.1),
        Brand("Ostrzarnia", "OZ", .pl, 0.7), Brand("Cutmoor", "CM", .gb),
    ]
    static let abrasiveMakers = [
        Brand("Schleifrat", "SR", .de, 1.1), Brand("Abrasanto", "AS", .es, 0.85), Brand("Grindella", "GD", .se, 1.15), Brand("Korundex", "KX", .cz, 0.75), Brand("Disquanor", "DQ", .fr),
    ]
    static let handMakers = [
        Brand("Hebelstein", "HB", .de, 1.3), Brand("Chiavarese", "CH", .it, 0.95), Brand("Smedjan", "SM", .se, 1.2), Brand("Ironwell", "IW", .gb), Brand("Klucznik", "KL", .pl, 0.65),
        Brand("Outilor", "OU", .fr, 1.1), Brand("Ferretal", "FE", .es, 0.8),
    ]

    static func drillSizes(_ diameters: [Double], flute: (Double) -> Double) -> Axis {
        Axis(
            "diameter", .variant,
            diameters.map { d in
                Option(Words("Ø \(Decimal.text(d)) mm"), Decimal.text(d), 0.45 + d * d / 80, [.measure("diameter", d, .mm), .measure("length", flute(d), .mm)])
            }
        ).favouring(.middle)
    }

    static let drills = Leaf(
        "Twist drills",
        "twist drill|Spiralbohrer|foret hélicoïdal|punta elicoidale|broca helicoidal|wiertło kręte",
        [
            drillSizes([1, 1.5, 2, 2.5, 3, 3.3, 4, 4.2, 5, 5.5, 6, 6.8, 8, 8.5, 10, 10.2, 12, 13]) { (38 + $0 * 9).rounded() },
            Axis(
                "material", .line,
                [
                    Option("HSS-G", nil, 1), Option("HSS-Co 5 %", "HSSCO", 1.7), Option("HSS-TiN", nil, 1.5),
                    Option("solid carbide|VHM|carbure monobloc|metallo duro|metal duro|węglik spiekany", "VHM", 6),
                ]
            ).favouring(.front),
            Axis("standard", .line, ["DIN 338"]),
        ],
        LeafText(
            title: "{diameter} {material} {standard}",
            mpn: ["{standard} {material} {diameter}", "{brand} {standard}-{material}-{diameter}"],
            about: ["Twist drill {diameter}, {material}, {standard}, split point 135°.", "Jobber drill {diameter} in {material}, ground from the solid, for steel and non-ferrous metals."],
            uses: ["drilling steel plate", "column drills", "stainless sheet", "toolrooms"]),
        Trade(2.1, packs: [1, 5, 10]))

    static let masonryDrills = Leaf(
        "Hammer drill bits",
        "hammer drill bit|Hammerbohrer|foret béton|punta per calcestruzzo|broca para hormigón|wiertło do betonu",
        [
            Axis(
                "size", .variant,
                [(5, 110), (6, 110), (6, 160), (8, 160), (8, 210), (10, 160), (10, 210), (12, 210), (14, 260), (16, 310), (20, 450)].map { (d: Double, l: Double) in
                    .size([d, l], cost: 0.5 + d * l / 2500, [.measure("diameter", d, .mm), .measure("length", l, .mm)])
                }
            ).favouring(.middle),
            Axis(
                "cuttingEdges", .line,
                [Option("2 cutting edges|2 Schneiden|2 taillants|2 taglienti|2 filos|2 ostrza", "2"), Option("4 cutting edges|4 Schneiden|4 taillants|4 taglienti|4 filos|4 ostrza", "4", 1.5)]),
        ],
        LeafText(
            title: "{size}, {cuttingEdges}",
            mpn: ["{brand}HD{cuttingEdges}-{size}", "{brand}-BETON {size}/{cuttingEdges}"],
            about: ["Hammer drill bit {size} with plus shank, {cuttingEdges}, carbide tip.", "Masonry drill {size}, {cuttingEdges}, for concrete with reinforcement."],
            uses: ["anchor holes", "cable passages", "stone and brick"]),
        Trade(4.2))

    static let endMills = Leaf(
        "End mills",
        "carbide end mill|VHM-Schaftfräser|fraise carbure|fresa in metallo duro|fresa de metal duro|frez węglikowy",
        [
            Axis(
                "diameter", .variant,
                [(2, 7), (3, 8), (4, 11), (5, 13), (6, 13), (8, 19), (10, 22), (12, 26), (16, 32), (20, 38)].map { (d: Double, l: Double) in
                    Option(Words("Ø \(Decimal.text(d)) mm"), Decimal.text(d), 0.4 + d * d / 110, [.measure("diameter", d, .mm), .measure("cuttingLength", l, .mm)])
                }
            ).favouring(.middle),
            Axis(
                "flutes", .line,
                [
                    Option("4 flutes|4 Schneiden|4 dents|4 taglienti|4 dientes|4 ostrza", "Z4", 1.1, [.number("flutes", 4)]),
                    Option("2 flutes|2 Schneiden|2 dents|2 taglienti|2 dientes|2 ostrza", "Z2", 1, [.number("flutes", 2)]),
                    Option(
                        "3 flutes for aluminium|3 Schneiden für Aluminium|3 dents pour aluminium|3 taglienti per alluminio|3 dientes para aluminio|3 ostrza do aluminium", "Z3AL", 1.05,
                        [.number("flutes", 3)]),
                ]),
            Axis("coating", .line, [Option("TiAlN", nil, 1.15), Option("uncoated|unbeschichtet|non revêtue|non rivestita|sin recubrimiento|niepowlekany", "BL")]),
        ],
        LeafText(
            title: "{diameter}, {flutes}, {coating}",
            mpn: ["{brand}EM-{flutes}-{diameter}-{coating}", "{brand}{diameter}{flutes}{coating}"],
            about: ["Solid carbide end mill {diameter}, {flutes}, {coating}, shank h6.", "Milling cutter {diameter} with {flutes}, {coating}, uneven helix against chatter."],
            uses: ["slotting", "pocket milling", "finishing", "trochoidal milling"]),
        Trade(24))

    static let taps = Leaf(
        "Taps",
        "machine tap|Maschinengewindebohrer|taraud machine|maschio a macchina|macho de máquina|gwintownik maszynowy",
        [
            Axis(
                "thread", .variant,
                [("M3", 3, 2.5), ("M4", 4, 3.3), ("M5", 5, 4.2), ("M6", 6, 5), ("M8", 8, 6.8), ("M10", 10, 8.5), ("M12", 12, 10.2), ("M16", 16, 14), ("M20", 20, 17.5)].map {
                    (t: String, d: Double, core: Double) in Option(Words(t), nil, 0.7 + d * d / 210, [.text("thread", t), .measure("coreHole", core, .mm)])
                }
            ).favouring(.middle),
            Axis(
                "form", .line,
                [
                    Option("through holes, form B|Durchgangsloch, Form B|trous débouchants, forme B|fori passanti, forma B|agujeros pasantes, forma B|otwory przelotowe, forma B", "B"),
                    Option("blind holes, form C|Grundloch, Form C|trous borgnes, forme C|fori ciechi, forma C|agujeros ciegos, forma C|otwory nieprzelotowe, forma C", "C", 1.1),
                ]),
            Axis("material", .line, ["HSS-E", Option("HSS-E TiN", nil, 1.35)]),
        ],
        LeafText(
            title: "{thread} {material}, {form}",
            mpn: ["{brand}TP {thread}-{form}-{material}", "{brand}GB{form} {thread} {material}"],
            about: ["Machine tap {thread}, tolerance 6H, {material}, for {form}.", "Thread tap {thread} of {material}, {form}, DIN 371/376."],
            uses: ["steel up to 1000 N/mm²", "stainless parts", "cast iron housings"]),
        Trade(11))

    static let holeSaws = Leaf(
        "Hole saws",
        "bimetal hole saw|Bimetall-Lochsäge|scie-cloche bimétal|sega a tazza bimetallica|sierra de corona bimetálica|otwornica bimetalowa",
        [
            .measured("diameter", .variant, .mm, [16, 20, 22, 25, 32, 40, 51, 68, 76, 105]) { 0.6 + $0 / 100 },
            Axis("cuttingDepth", .line, [Option("38 mm", "38", 1, [.measure("cuttingDepth", 38, .mm)]), Option("48 mm", "48", 1.1, [.measure("cuttingDepth", 48, .mm)])]),
        ],
        LeafText(
            title: "Ø {diameter}, {cuttingDepth}",
            mpn: ["{brand}HS-{diameter}/{cuttingDepth}", "{brand}LS{cuttingDepth}.{diameter}"],
            about: ["Bimetal hole saw {diameter}, cutting depth {cuttingDepth}, HSS-Co teeth.", "Hole saw for {diameter} holes in sheet, wood and plastic, depth {cuttingDepth}."],
            uses: ["cable glands in enclosures", "plumbing", "socket boxes"]),
        Trade(7))

    static func discs(_ name: String, _ noun: Words, _ code: String, price: Double, sizes: [(Double, Double)], grades: Axis, about: [String]) -> Leaf {
        Leaf(
            name, noun,
            [
                Axis(
                    "size", .variant,
                    sizes.map { (d: Double, t: Double) in
                        .size(t > 0 ? [d, t, 22.23] : [d, 22.23], cost: d * d / 15_625, [.measure("diameter", d, .mm)] + (t > 0 ? [.measure("thickness", t, .mm)] : []))
                    }
                ).favouring(.front),
                grades,
            ],
            LeafText(
                title: "{size}, {grade}",
                mpn: ["{brand}\(code)-{size}-{grade}", "{brand} \(code){grade} {size}"],
                about: about, uses: ["angle grinders", "stainless steel fabrication", "welding shops", "steel profiles"]),
            Trade(price, .box, packs: [10, 25, 50]))
    }

    static let cuttingDiscs = discs(
        "Cutting discs", "cutting disc|Trennscheibe|disque à tronçonner|disco da taglio|disco de corte|tarcza do cięcia", "CD", price: 0.95,
        sizes: [(125, 1), (115, 1), (125, 1.6), (230, 1.9), (180, 1.6), (230, 3)],
        grades: Axis(
            "grade", .line,
            [
                Option("for stainless steel|für Edelstahl|pour inox|per inox|para inoxidable|do stali nierdzewnej", "INOX", 1.2, [.text("application", "stainless steel")]),
                Option("for steel|für Stahl|pour acier|per acciaio|para acero|do stali", "STEEL", 1, [.text("application", "steel")]),
                Option("for aluminium|für Aluminium|pour aluminium|per alluminio|para aluminio|do aluminium", "ALU", 1.25, [.text("application", "aluminium")]),
            ]),
        about: ["Thin cutting disc {size} {grade}, to EN 12413.", "Cut-off wheel {size}, {grade}, cool cut with little burr."])

    static let flapDiscs = discs(
        "Flap discs", "flap disc|Fächerscheibe|disque à lamelles|disco lamellare|disco de láminas|tarcza listkowa", "FD", price: 2.6,
        sizes: [(125, 0), (115, 0), (180, 0)],
        grades: Axis(
            "grade", .variant,
            [40.0, 60, 80, 120].map { g in
                Option(
                    Words(
                        "zirconia, grit \(Decimal.text(g))|Zirkonkorund, Korn \(Decimal.text(g))|zirconium, grain \(Decimal.text(g))|zirconio, grana \(Decimal.text(g))|circonio, grano \(Decimal.text(g))|cyrkon, ziarno \(Decimal.text(g))"
                    ), "ZK\(Decimal.text(g))", 1, [.text("abrasive", "zirconia"), .number("grit", g)])
            }),
        about: ["Flap disc {size}, {grade}, for grinding and finishing in one step.", "Convex flap disc {size}, {grade}, on a glass-fibre backing."])

    static let sandingSheets = Leaf(
        "Sanding discs",
        "sanding disc|Schleifscheibe|disque abrasif|disco abrasivo|disco de lija|krążek ścierny",
        [
            Axis("grit", .variant, [40, 60, 80, 120, 180, 240, 320, 400].map { (g: Double) in Option(Words("P\(Decimal.text(g))"), nil, 1, [.number("grit", g)]) }).favouring(.middle),
            Axis(
                "size", .line,
                [
                    Option("Ø 150 mm, 15 holes|Ø 150 mm, 15 Löcher|Ø 150 mm, 15 trous|Ø 150 mm, 15 fori|Ø 150 mm, 15 agujeros|Ø 150 mm, 15 otworów", "150", 1.3, [.measure("diameter", 150, .mm)]),
                    Option("Ø 125 mm, 8 holes|Ø 125 mm, 8 Löcher|Ø 125 mm, 8 trous|Ø 125 mm, 8 fori|Ø 125 mm, 8 agujeros|Ø 125 mm, 8 otworów", "125", 1, [.measure("diameter", 125, .mm)]),
                ]),
        ],
        LeafText(
            title: "{grit}, {size}",
            mpn: ["{brand}SD{size}-{grit}", "{brand}-{grit}/{size}"],
            about: ["Sanding disc {grit}, {size}, hook-and-loop backing.", "Aluminium oxide disc {grit}, {size}, stearate coated against clogging."],
            uses: ["paint preparation", "wood finishing", "filler sanding"]),
        Trade(0.35, .box, packs: [50, 100]))

    static let screwdrivers = Leaf(
        "Screwdrivers",
        "screwdriver|Schraubendreher|tournevis|cacciavite|destornillador|wkrętak",
        [
            Axis(
                "tip", .variant,
                [
                    ("slotted 3.5 mm", "S3.5", 75), ("slotted 5.5 mm", "S5.5", 125), ("slotted 6.5 mm", "S6.5", 150), ("PH1", "PH1", 80), ("PH2", "PH2", 100), ("PH3", "PH3", 150), ("PZ1", "PZ1", 80),
                    ("PZ2", "PZ2", 100), ("TX10", "TX10", 80), ("TX20", "TX20", 100), ("TX25", "TX25", 100), ("TX30", "TX30", 115),
                ].map { (t: String, code: String, l: Double) in Option(Words(t), code, 0.6 + l / 250, [.text("drive", t), .measure("bladeLength", l, .mm)]) }),
            Axis(
                "version", .line,
                [
                    Option("two-component handle|2K-Griff|manche bi-matière|manico bicomponente|mango bicomponente|rękojeść dwuskładnikowa", "K"),
                    Option(
                        "VDE insulated 1000 V|VDE-isoliert 1000 V|isolé 1000 V VDE|isolato 1000 V VDE|aislado 1000 V VDE|izolowany 1000 V VDE", "V", 1.5, [.text("insulation", "1000 V to IEC 60900")]),
                ]),
        ],
        LeafText(
            title: "{tip}, {version}",
            mpn: ["{brand}SD-{version}-{tip}", "{brand}{version}{tip}"],
            about: ["Screwdriver {tip}, {version}, hardened blade with black tip.", "{tip} screwdriver, {version}, with hanging hole and roll-off protection."],
            uses: ["electrical work", "assembly", "service technicians"]),
        Trade(5.4))

    static let wrenches = Leaf(
        "Combination wrenches",
        "combination wrench|Ringmaulschlüssel|clé mixte|chiave combinata|llave combinada|klucz płasko-oczkowy",
        [
            Axis(
                "size", .variant,
                [6, 7, 8, 10, 11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 24, 27, 30, 32].map { (s: Double) in
                    Option(Words("\(Decimal.text(s)) mm"), Decimal.text(s), 0.4 + s * s / 240, [.measure("widthAcrossFlats", s, .mm), .measure("length", (50 + s * 9.2).rounded(), .mm)])
                }
            ).favouring(.middle),
            Axis("version", .line, [Option("standard|Standard|standard|standard|estándar|standard", "N"), Option("ratcheting|mit Ratsche|à cliquet|a cricchetto|con carraca|z grzechotką", "R", 2.2)]),
        ],
        LeafText(
            title: "{size}, {version}",
            mpn: ["{brand}CW-{version}{size}", "{brand}{version}113-{size}"],
            about: ["Combination wrench {size}, {version}, chrome vanadium, to DIN 3113.", "Ring and open-end spanner {size}, {version}, matt chromed."],
            uses: ["machine maintenance", "vehicle workshops", "steel assembly"]),
        Trade(5.6))

    static let hexKeys = Leaf(
        "Hex key sets",
        "hex key set|Innensechskantschlüssel-Satz|jeu de clés six pans|serie chiavi esagonali|juego de llaves hexagonales|zestaw kluczy sześciokątnych",
        [
            Axis(
                "contents", .variant,
                [
                    Option("1.5-10 mm, 9 pieces|1.5-10 mm, 9-tlg.|1.5-10 mm, 9 pièces|1.5-10 mm, 9 pezzi|1.5-10 mm, 9 piezas|1.5-10 mm, 9 szt.", "9", 1, [.number("pieces", 9)]),
                    Option("2-8 mm, 6 pieces|2-8 mm, 6-tlg.|2-8 mm, 6 pièces|2-8 mm, 6 pezzi|2-8 mm, 6 piezas|2-8 mm, 6 szt.", "6", 0.7, [.number("pieces", 6)]),
                ]),
            Axis(
                "tip", .line,
                [
                    Option("with ball end|mit Kugelkopf|à tête sphérique|con testa sferica|con punta de bola|z kulką", "K", 1.3),
                    Option("plain end|ohne Kugelkopf|à bout plat|senza sfera|punta plana|bez kulki", "P"),
                ]),
            Axis(
                "length", .variant,
                [
                    Option("long|lang|longues|lunghe|largas|długie", "L", 1, [.text("armLength", "long")]),
                    Option("extra long|extralang|extra-longues|extra lunghe|extralargas|bardzo długie", "XL", 1.2, [.text("armLength", "extra long")]),
                ]),
        ],
        LeafText(
            title: "{contents}, {tip}, {length}",
            mpn: ["{brand}HK{contents}{tip}-{length}", "{brand}-IS{length}{contents}{tip}"],
            about: ["Hex key set {contents}, {tip}, {length}, in a plastic holder.", "L-keys {contents}, {length}, {tip}, of hardened alloy steel."],
            uses: ["machine building", "furniture assembly", "bicycle repair"]),
        Trade(14, .set))

    static let pliers = Leaf(
        "Pliers",
        "pliers|Zange|pince|pinza|alicates|szczypce",
        [
            Axis(
                "kind", .variant,
                [
                    Option("combination|Kombi|universelle|universale|universales|uniwersalne", "K"),
                    Option("diagonal cutting|Seitenschneider|coupante diagonale|tronchese|corte diagonal|boczne tnące", "S", 1.1),
                    Option("water pump|Wasserpumpe|multiprise|regolabile|extensibles|nastawne", "W", 1.2), Option("long nose|Flachrund|à bec long|a becchi lunghi|punta larga|wydłużone", "L", 1.05),
                ]),
            Axis(
                "length", .variant,
                [
                    Option("180 mm", "180", 1, [.measure("length", 180, .mm)]), Option("200 mm", "200", 1.1, [.measure("length", 200, .mm)]),
                    Option("160 mm", "160", 0.95, [.measure("length", 160, .mm)]),
                ]),
            Axis(
                "version", .line,
                [
                    Option("dipped handles|tauchisoliert|gaines PVC|manici rivestiti|mangos recubiertos|rękojeści powlekane", "T"),
                    Option(
                        "VDE insulated 1000 V|VDE-isoliert 1000 V|isolée 1000 V VDE|isolata 1000 V VDE|aislados 1000 V VDE|izolowane 1000 V VDE", "V", 1.4, [.text("insulation", "1000 V to IEC 60900")]
                    ),
                ]),
        ],
        LeafText(
            title: "{kind} {length}, {version}",
            mpn: ["{brand}PL{kind}{length}{version}", "{brand}-Z{version}{kind}-{length}"],
            about: ["Pliers, type {kind}, {length}, {version}, cutting edges inductively hardened.", "{length} {kind} pliers, {version}, forged tool steel."],
            uses: ["electrical installation", "maintenance", "workshops"]),
        Trade(15))

    static let torqueWrenches = Leaf(
        "Torque wrenches",
        "torque wrench|Drehmomentschlüssel|clé dynamométrique|chiave dinamometrica|llave dinamométrica|klucz dynamometryczny",
        [
            Axis(
                "range", .variant,
                [("1/4″", 5, 25), ("3/8″", 10, 60), ("1/2″", 20, 120), ("1/2″", 40, 200), ("1/2″", 60, 320), ("3/4″", 150, 750)].map { (drive: String, a: Double, b: Double) in
                    Option(
                        Words("\(drive) \(Decimal.text(a))-\(Decimal.text(b)) Nm"), Decimal.text(b), 0.6 + b / 330,
                        [.text("squareDrive", drive), .text("torqueRange", "\(Decimal.text(a))-\(Decimal.text(b)) Nm"), .measure("torque", b, .newtonMetre)])
                }),
            Axis("accuracy", .line, [Option("±4 %", "4"), Option("±3 %", "3", 1.3)]),
        ],
        LeafText(
            title: "{range}, {accuracy}",
            mpn: ["{brand}TW{range}-{accuracy}", "{brand}-DMS {range}/{accuracy}"],
            about: ["Click-type torque wrench {range}, {accuracy}, with calibration certificate to EN ISO 6789.", "Torque wrench {range} with reversible ratchet and locking scale, {accuracy}."],
            uses: ["wheel bolts", "flange joints", "engine assembly"]),
        Trade(72))

    static let calipers = Leaf(
        "Calipers",
        "digital caliper|digitaler Messschieber|pied à coulisse numérique|calibro digitale|calibre digital|suwmiarka cyfrowa",
        [
            .measured("range", .variant, .mm, [150, 200, 300]) { $0 / 150 },
            Axis("protection", .line, [Option("IP54", nil, 1, [.text("ipRating", "IP54")]), Option("IP67", nil, 2.1, [.text("ipRating", "IP67")])]),
            Axis("resolution", .line, ["0.01 mm"]),
        ],
        LeafText(
            title: "{range}, {resolution}, {protection}",
            mpn: ["{brand}DC{range}-{protection}-{resolution}", "{brand}.MS{protection}.{range}.{resolution}"],
            about: [
                "Digital caliper {range}, resolution {resolution}, protected to {protection}, stainless steel.",
                "Electronic vernier caliper {range} with depth rod and thumb roller, {protection}, {resolution}.",
            ],
            uses: ["incoming inspection", "toolrooms", "turning shops"]),
        Trade(31, marks: ["CE"]))

    static let tapes = Leaf(
        "Tape measures",
        "tape measure|Bandmaß|mètre ruban|flessometro|flexómetro|taśma miernicza",
        [
            .measured("length", .variant, .m, [3, 5, 8, 10]) { 0.5 + $0 / 10 },
            Axis("width", .variant, [Option("19 mm", "19", 1, [.measure("width", 19, .mm)]), Option("25 mm", "25", 1.2, [.measure("width", 25, .mm)])]),
            Axis("accuracyClass", .line, [Option("class II|Klasse II|classe II|classe II|clase II|klasa II", "II"), Option("class I|Klasse I|classe I|classe I|clase I|klasa I", "I", 1.6)]).favouring(
                .front),
        ],
        LeafText(
            title: "{length} × {width}, {accuracyClass}",
            mpn: ["{brand}TM{length}-{width}-{accuracyClass}", "{brand}-{width}{accuracyClass}-{length}"],
            about: ["Tape measure {length}, width {width}, {accuracyClass}, with lock and belt clip.", "Pocket tape {length}, nylon coated blade {width}, {accuracyClass}."],
            uses: ["building sites", "carpentry", "warehouses"]),
        Trade(7.2, packs: [1, 10]))
}
