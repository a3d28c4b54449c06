// Nuts, washers, anchors and other small parts.
extension Fastening {
    static let hexNuts = Leaf(
        "Hex nuts",
        "hex nut|Sechskantmutter|écrou hexagonal|dado esagonale|tuerca hexagonal|nakrętka sześciokątna",
        [threadSizes(3...24, flats: true), standard("ISO 4032", "DIN 934"), plainMetals],
        LeafText(
            title: "{thread} {standard}, {material}",
            mpn: ["{standard} {thread} {material}", "{brand}-HN {standard} {thread} {material}"],
            about: [
                "Hexagon nut {thread} to {standard}, {material}, with regular metric thread.",
                "Standard {thread} nut in {material}; chamfered on both sides, so either face can bear.",
            ],
            uses: ["general assembly", "steel structures", "pipe clamps", "machine feet"]),
        Trade(0.05, .box, packs: [100, 200, 500]))

    static let lockNuts = Leaf(
        "Lock nuts",
        "lock nut with nylon insert|Sicherungsmutter|écrou autofreiné|dado autobloccante|tuerca autoblocante|nakrętka samokontrująca",
        [threadSizes(3...20, flats: true), standard("ISO 10511", "DIN 985"), plainMetals],
        LeafText(
            title: "{thread} {standard}, {material}",
            mpn: ["{standard} {thread} {material}", "{brand}-LN {standard} {thread} {material}"],
            about: [
                "Self-locking nut {thread} to {standard}, {material}; the polyamide ring holds against vibration up to 120 °C.",
                "{thread} prevailing torque nut in {material} for joints that shake.",
            ],
            uses: ["vehicle construction", "vibrating screens", "castor brackets", "pivot joints"]),
        Trade(0.07, .box, packs: [50, 100, 200]))

    static let flangeNuts = Leaf(
        "Flange nuts",
        "serrated flange nut|Sechskantmutter mit Flansch|écrou à embase crantée|dado flangiato zigrinato|tuerca con valona dentada|nakrętka kołnierzowa ząbkowana",
        [threadSizes(5...16, flats: true), standard("EN 1661", "DIN 6923"), plainMetals],
        LeafText(
            title: "{thread} {standard}, {material}",
            mpn: ["{standard} {thread} {material}", "{brand}-FN {standard} {thread} {material}"],
            about: [
                "Flange nut {thread} to {standard}, {material}; the wide serrated collar spreads the load and replaces a washer.",
                "{thread} nut with moulded flange in {material} for fast assembly without loose washers.",
            ],
            uses: ["solar mounting frames", "exhaust systems", "cable trays", "profile frames"]),
        Trade(0.08, .box, packs: [50, 100, 200]))

    static let flatWashers = Leaf(
        "Flat washers",
        "flat washer|Unterlegscheibe|rondelle plate|rondella piana|arandela plana|podkładka płaska",
        [threadSizes(3...24, flats: false), standard("ISO 7089", "DIN 125 A"), plainMetals],
        LeafText(
            title: "{thread} {standard}, {material}",
            mpn: ["{standard} {thread} {material}", "{brand}-FW {standard} {thread} {material}"],
            about: [
                "Flat washer for {thread} to {standard}, {material}, hardness 200 HV.",
                "Plain washer {thread}, {material}, stamped flat and free of burrs.",
            ],
            uses: ["bolted joints", "slotted holes", "soft materials such as aluminium", "wooden structures"]),
        Trade(0.02, .box, packs: [100, 250, 500, 1000]))

    static let springWashers = Leaf(
        "Spring lock washers",
        "spring lock washer|Federring|rondelle grower|rondella elastica|arandela grower|podkładka sprężysta",
        [threadSizes(3...20, flats: false), standard("DIN 127 B"), plainMetals],
        LeafText(
            title: "{thread} {standard}, {material}",
            mpn: ["{standard} {thread} {material}", "{brand}-SW {standard} {thread} {material}"],
            about: [
                "Split spring washer for {thread} to {standard}, {material}.",
                "Spring ring {thread} in {material}, square ends, for bolts of low strength classes.",
            ],
            uses: ["electrical installations", "light machinery", "repair kits"]),
        Trade(0.022, .box, packs: [100, 250, 500]))

    static let retainingRings = Leaf(
        "Retaining rings",
        "retaining ring for shafts|Sicherungsring für Wellen|anneau élastique extérieur|anello elastico per alberi|anillo de retención para ejes|pierścień osadczy zewnętrzny",
        [
            .measured("shaftDiameter", .variant, .mm, [8, 10, 12, 15, 17, 20, 25, 30, 35, 40, 45, 50]) { 0.3 + $0 * $0 / 900 },
            standard("DIN 471"),
            Axis(
                "material", .line,
                [
                    Option("spring steel|Federstahl|acier à ressort|acciaio per molle|acero de muelle|stal sprężynowa", "C75"),
                    Option("stainless spring steel|Federstahl rostfrei|inox ressort|acciaio inox per molle|acero inoxidable de muelle|stal sprężynowa nierdzewna", "INOX", 3),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{shaftDiameter} {standard}, {material}",
            mpn: ["{standard} {shaftDiameter} {material}", "{brand}-RR {standard} {shaftDiameter} {material}"],
            about: [
                "External retaining ring for shafts of {shaftDiameter} to {standard}, {material}.",
                "Snap ring for {shaftDiameter} shafts in {material}; snaps into the groove and holds bearings or gears axially.",
            ],
            uses: ["securing ball bearings", "gear shafts", "rollers and pulleys", "pivot pins"]),
        Trade(0.09, .pack, packs: [10, 50, 100]))

    static let wedgeAnchors = Leaf(
        "Wedge anchors",
        "wedge anchor|Bolzenanker|goujon d'ancrage|ancorante a espansione|anclaje de expansión|kotwa segmentowa",
        [
            Axis(
                "size", .variant,
                [(8, 75), (8, 95), (10, 80), (10, 100), (12, 100), (12, 120), (16, 145), (16, 180), (20, 170)].map { (d: Double, l: Double) in
                    Option(
                        Words("M\(Decimal.text(d))×\(Decimal.text(l))"), nil, d * d * l / 8000,
                        [
                            .text("size", "M\(Decimal.text(d))x\(Decimal.text(l))"), .text("thread", "M\(Decimal.text(d))"),
                            .measure("drillDiameter", d, .mm), .measure("length", l, .mm),
                        ])
                }
            ).favouring(.middle),
            plainMetals,
        ],
        LeafText(
            title: "{size}, {material}",
            mpn: ["{brand}WA-{size}-{material}", "{brand}-ANK {size} {material}"],
            about: [
                "Through-bolt anchor {size} in {material} for cracked and uncracked concrete, supplied with nut and washer.",
                "Torque-controlled expansion anchor {size}, {material}; set through the fixture and loaded at once.",
            ],
            uses: ["steel columns", "pallet rack feet", "handrails", "pipe supports", "machine feet on concrete"]),
        Trade(0.75, .box, packs: [10, 20, 25, 50], marks: ["CE", "ETA"]))

    static let threadedRods = Leaf(
        "Threaded rods",
        "threaded rod 1 m|Gewindestange 1 m|tige filetée 1 m|barra filettata 1 m|varilla roscada 1 m|pręt gwintowany 1 m",
        [threadSizes(4...24, flats: false), standard("DIN 976-1"), plainMetals],
        LeafText(
            title: "{thread} {standard}, {material}",
            mpn: ["{standard} {thread}x1000 {material}", "{brand}-TR {standard} {thread}x1000 {material}"],
            about: [
                "Threaded rod {thread}, 1000 mm long, to {standard}, {material}; cut it to length as needed.",
                "One metre of fully threaded bar {thread} in {material}.",
            ],
            uses: ["suspended ceilings", "pipe hangers", "chemical anchors", "formwork"]),
        Trade(1.4, packs: [1, 5, 10]))

    static let blindRivets = Leaf(
        "Blind rivets",
        "blind rivet|Blindniet|rivet aveugle|rivetto a strappo|remache ciego|nit zrywalny",
        [
            screwSizes([(3, [6, 8, 10]), (3.2, [6, 8, 10, 12]), (4, [6, 8, 10, 12, 16]), (4.8, [8, 10, 12, 16, 20])]),
            Axis(
                "material", .line,
                [
                    Option(
                        "aluminium/steel|Aluminium/Stahl|aluminium/acier|alluminio/acciaio|aluminio/acero|aluminium/stal", "AlSt", 1,
                        [
                            .text("material", "aluminium/steel"), .text("standard", "ISO 15977"),
                        ]),
                    Option(
                        "A2 stainless steel|Edelstahl A2|inox A2|acciaio inox A2|acero inoxidable A2|stal nierdzewna A2", "A2A2", 3.2,
                        [
                            .text("material", "A2 stainless steel"), .text("standard", "ISO 15983"),
                        ]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{size} {material}",
            mpn: ["{brand}BR-{size}-{material}", "{brand} {material} {size}"],
            about: [
                "Open-end blind rivet {size} with protruding head, {material}.",
                "Dome head rivet {size}, {material}, set from one side with a hand or battery tool.",
            ],
            uses: ["sheet metal work", "vehicle bodies", "sign making", "gutter systems"]),
        Trade(0.03, .box, packs: [100, 250, 500, 1000]))

    static let dowelPins = Leaf(
        "Dowel pins",
        "dowel pin|Zylinderstift|goupille cylindrique|spina cilindrica|pasador cilíndrico|kołek walcowy",
        [
            screwSizes([(3, [10, 16, 20]), (4, [12, 16, 20, 24]), (5, [16, 20, 24, 30]), (6, [16, 20, 30, 40]), (8, [20, 30, 40, 50]), (10, [30, 40, 60])]),
            standard("ISO 8734", "DIN 6325"),
            Axis(
                "material", .line,
                [
                    Option("hardened steel|Stahl gehärtet|acier trempé|acciaio temprato|acero templado|stal hartowana", "ST")
                ]),
        ],
        LeafText(
            title: "{size} {standard}, {material}",
            mpn: ["{standard} {size} {material}", "{brand}-DP {standard} {size} {material}"],
            about: [
                "Parallel dowel pin {size} to {standard}, {material}, ground to m6.",
                "Precision pin {size} with chamfer and rounded end for exact location of parts.",
            ],
            uses: ["die sets", "mould plates", "fixtures", "gearbox halves"]),
        Trade(0.22, .pack, packs: [10, 50, 100]))
}
