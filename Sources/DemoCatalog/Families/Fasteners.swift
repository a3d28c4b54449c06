extension Family {
    static let fasteners = Family(
        name: "Fasteners", share: 15,
        groups: [
            Group(
                "Bolts", Fastening.makers,
                [
                    Fastening.hexBolts, Fastening.socketScrews, Fastening.countersunkScrews,
                    Fastening.buttonScrews, Fastening.carriageBolts,
                ],
                notes: [
                    "Dimensions and tolerances follow the stated standard.",
                    "Use a torque wrench and follow the tightening values for the strength class.",
                    "Every box carries the batch number, so that a lot can be traced back to its melt.",
                    "An inspection certificate 3.1 to EN 10204 is available for full cartons.",
                ]),
            Group(
                "Screws", Fastening.makers,
                [
                    Fastening.woodScrews, Fastening.selfDrillingScrews, Fastening.setScrews,
                    Fastening.machineScrews,
                ],
                notes: [
                    "Free of sharp burrs and ready for automatic feeding.",
                    "Every box carries the batch number.",
                    "Matching bits are kept in stock.",
                    "Head and thread are checked by camera before packing.",
                ]),
            Group(
                "Nuts", Fastening.makers,
                [
                    Fastening.hexNuts, Fastening.lockNuts, Fastening.flangeNuts,
                ],
                notes: [
                    "Go and no-go gauged thread, tolerance 6H.",
                    "Matching bolts and washers are kept in stock.",
                    "Every box carries the batch number.",
                    "Dimensions and tolerances follow the stated standard.",
                ]),
            Group(
                "Washers and rings", Fastening.makers,
                [
                    Fastening.flatWashers, Fastening.springWashers, Fastening.retainingRings,
                ],
                notes: [
                    "Dimensions and tolerances follow the stated standard.",
                    "Counted by weight, deviation below one per cent.",
                    "Matching bolts and nuts are kept in stock.",
                ]),
            Group(
                "Anchors, rods and rivets", Fastening.makers,
                [
                    Fastening.wedgeAnchors, Fastening.threadedRods, Fastening.blindRivets,
                    Fastening.dowelPins,
                ],
                notes: [
                    "Part of a complete range: matching nuts, washers and tools are kept in stock.",
                    "Packed in sturdy cartons with a drawing on the label.",
                    "Every box carries the batch number.",
                    "Surface free of oil and dirt.",
                ]),
        ])
}

enum Fastening {
    static let makers = [
        Brand("Skruvanda", "SK", .se, 1.1), Brand("Schraffen", "SF", .de, 1.2),
        Brand("Bolzano Viti", "BV", .it), Brand("Ferralux", "FX", .fr),
        Brand("Steelhart", "SH", .gb), Brand("Gwintar", "GW", .pl, 0.8),
        Brand("Torniq", "TQ", .es, 0.9), Brand("Kromfast", "KF", .cz, 0.85),
        Brand("Ankerholm", "AH", .dk, 1.15), Brand("Vissel & Roth", "VR", .at, 1.25),
    ]

    // MARK: leaves

    static let hexBolts = Leaf(
        "Hex bolts",
        "hex bolt|Sechskantschraube|vis à tête hexagonale|vite a testa esagonale|tornillo de cabeza hexagonal|śruba z łbem sześciokątnym",
        [boltSizes(5...24, lengthsInDiameters: 1.5...10), standard("ISO 4017", "DIN 933"), boltGrades],
        LeafText(
            title: "{size} {standard}, {grade}",
            mpn: ["{standard} {size} {grade}", "{brand} {standard}-{size}-{grade}"],
            about: [
                "Hexagon head bolt {size} threaded to the head, {grade}, made to {standard}.",
                "Fully threaded {size} hex bolt to {standard} in {grade} for joints that have to be taken apart again.",
                "{standard} hex bolt, size {size}, {grade}, with a clean rolled thread and a chamfered point.",
            ],
            uses: ["machine frames", "steel structures", "pump and motor feet", "conveyor supports", "agricultural machinery", "flange joints"]),
        Trade(0.17, .pack, packs: [25, 50, 100, 200]))

    static let socketScrews = Leaf(
        "Socket head cap screws",
        "socket head cap screw|Zylinderschraube mit Innensechskant|vis à tête cylindrique six pans creux|vite a testa cilindrica con esagono incassato|tornillo cilíndrico con hexágono interior|śruba walcowa z gniazdem sześciokątnym",
        [boltSizes(3...20, lengthsInDiameters: 1.5...8), standard("ISO 4762", "DIN 912"), socketGrades],
        LeafText(
            title: "{size} {standard}, {grade}",
            mpn: ["{standard} {size} {grade}", "{brand}-CS {standard} {size} {grade}"],
            about: [
                "Socket head cap screw {size} to {standard}, {grade}, for high clamping force in little space.",
                "Cylinder head screw with hexagon socket, {size}, {grade}; the head sinks fully into a counterbore.",
                "{size} cap screw made to {standard} with a precise socket that keeps the key from rounding it.",
            ],
            uses: ["tool and mould making", "gearbox covers", "linear guides", "jigs and fixtures", "machine tools"]),
        Trade(0.19, .pack, packs: [25, 50, 100, 200]))

    static let countersunkScrews = Leaf(
        "Countersunk socket screws",
        "countersunk socket screw|Senkschraube mit Innensechskant|vis à tête fraisée six pans creux|vite a testa svasata con esagono incassato|tornillo avellanado con hexágono interior|śruba stożkowa z gniazdem sześciokątnym",
        [boltSizes(3...16, lengthsInDiameters: 2...6), standard("ISO 10642", "DIN 7991"), socketGrades],
        LeafText(
            title: "{size} {standard}, {grade}",
            mpn: ["{standard} {size} {grade}", "{brand}-CK {standard} {size} {grade}"],
            about: [
                "Countersunk screw {size} with hexagon socket to {standard}, {grade}; sits flush in a 90° countersink.",
                "Flat head socket screw, {size}, {grade}, for surfaces that must stay smooth.",
            ],
            uses: ["cover plates", "guide rails", "guards and panels", "hinges", "furniture fittings"]),
        Trade(0.2, .pack, packs: [50, 100, 200]))

    static let buttonScrews = Leaf(
        "Button head screws",
        "button head screw|Linsenkopfschraube mit Innensechskant|vis à tête bombée six pans creux|vite a testa bombata con esagono incassato|tornillo de cabeza redonda con hexágono interior|śruba z łbem kulistym i gniazdem",
        [boltSizes(3...12, lengthsInDiameters: 1.5...5), standard("ISO 7380-1"), socketGrades],
        LeafText(
            title: "{size} {standard}, {grade}",
            mpn: ["{standard} {size} {grade}", "{brand}-BH {standard} {size} {grade}"],
            about: [
                "Button head screw {size} to {standard} in {grade}, with a low rounded head that leaves no edge to catch on.",
                "Low-profile {size} screw with hexagon socket and domed head, {grade}.",
            ],
            uses: ["aluminium profile systems", "machine guards", "housings", "display and shop fittings"]),
        Trade(0.14, .pack, packs: [50, 100, 200]))

    static let carriageBolts = Leaf(
        "Carriage bolts",
        "carriage bolt|Schlossschraube|boulon japy|vite a testa tonda con quadro sottotesta|tornillo de carruaje|śruba zamkowa",
        [boltSizes(6...16, lengthsInDiameters: 3...14), standard("DIN 603", "ISO 8677"), plainMetals],
        LeafText(
            title: "{size} {standard}, {material}",
            mpn: ["{standard} {size} {material}", "{brand}-CB {standard} {size} {material}"],
            about: [
                "Carriage bolt {size} to {standard} in {material}; the square neck locks itself in timber while the nut is tightened.",
                "Mushroom head bolt {size} with square neck, {material}, supplied without nut.",
            ],
            uses: ["timber construction", "playground equipment", "fences and gates", "trailer floors"]),
        Trade(0.2, .pack, packs: [25, 50, 100]))

    static let woodScrews = Leaf(
        "Wood screws",
        "chipboard screw|Spanplattenschraube|vis à bois aggloméré|vite per truciolare|tornillo para aglomerado|wkręt do płyt wiórowych",
        [
            screwSizes([
                (3, [16, 20, 25, 30]), (3.5, [20, 25, 30, 35, 40]), (4, [20, 30, 35, 40, 45, 50, 60]),
                (4.5, [40, 45, 50, 60, 70]), (5, [40, 50, 60, 70, 80, 100]), (6, [60, 80, 100, 120, 160, 200]),
            ]),
            Axis(
                "drive", .line,
                [
                    Option("hexalobular TX|Innensechsrund TX|empreinte six lobes TX|impronta esalobata TX|hexalobular TX|gniazdo TX", "TX", 1.1),
                    Option("cross recess PZ|Kreuzschlitz PZ|empreinte cruciforme PZ|impronta a croce PZ|cruciforme PZ|gniazdo PZ", "PZ"),
                ]),
            Axis(
                "finish", .line,
                [
                    Option("yellow zinc|gelb verzinkt|zingué jaune|zincato giallo|cincado amarillo|ocynk żółty", "Y"),
                    Option("blue zinc|blau verzinkt|zingué blanc|zincato bianco|cincado blanco|ocynk biały", "B"),
                ]),
        ],
        LeafText(
            title: "{size} {drive}, {finish}",
            mpn: ["{brand}WS-{size}-{drive}{finish}", "{brand} {size} {drive} {finish}"],
            about: [
                "Countersunk chipboard screw {size}, {drive}, {finish}, with a sharp cutting point that needs no pilot hole in softwood.",
                "Wood screw {size} with milling ribs under the head and a waxed thread for a low driving torque.",
            ],
            uses: ["cabinet making", "timber framing", "flooring panels", "roof battens", "exhibition stands"]),
        Trade(0.035, .box, packs: [100, 200, 500, 1000], marks: ["CE"]))

    static let selfDrillingScrews = Leaf(
        "Self-drilling screws",
        "self-drilling screw|Bohrschraube|vis autoforeuse|vite autoperforante|tornillo autotaladrante|wkręt samowiercący",
        [
            screwSizes([
                (4.2, [13, 16, 19, 25, 32]), (4.8, [16, 19, 25, 32, 38]), (5.5, [19, 25, 32, 38, 50]),
                (6.3, [19, 25, 38, 50, 63]),
            ]),
            standard("DIN 7504-K"), plainMetals,
        ],
        LeafText(
            title: "{size} {standard}, {material}",
            mpn: ["{standard} {size} {material}", "{brand}SD {standard} {size} {material}"],
            about: [
                "Self-drilling screw {size} with hexagon washer head to {standard}, {material}; drills, taps and fastens in one step.",
                "Hexagon washer head screw {size} with drill point for sheet steel, {material}.",
            ],
            uses: ["trapezoidal sheet roofs", "ventilation ducts", "sandwich panels", "steel purlins"]),
        Trade(0.07, .box, packs: [100, 250, 500]))

    static let setScrews = Leaf(
        "Set screws",
        "set screw|Gewindestift|vis sans tête|grano filettato|espárrago prisionero|wkręt dociskowy",
        [
            boltSizes(3...12, lengthsInDiameters: 1...3), standard("ISO 4029", "DIN 916"),
            Axis(
                "grade", .line,
                [
                    steel("steel 45H black|Stahl 45H schwarz|acier 45H noir|acciaio 45H brunito|acero 45H pavonado|stal 45H czerniona", "45H", "black oxide", 1),
                    stainless[0],
                ]),
        ],
        LeafText(
            title: "{size} {standard}, {grade}",
            mpn: ["{standard} {size} {grade}", "{brand}-SS {standard} {size} {grade}"],
            about: [
                "Set screw {size} with hexagon socket and cup point to {standard}, {grade}.",
                "Headless screw {size}, {grade}; the cup point bites into the shaft and holds hubs in place.",
            ],
            uses: ["pulleys and hubs", "shaft collars", "door handles", "adjusting stops"]),
        Trade(0.08, .pack, packs: [50, 100, 200]))

    static let machineScrews = Leaf(
        "Machine screws",
        "pan head machine screw|Linsenkopfschraube mit Kreuzschlitz|vis métaux à tête cylindrique bombée|vite a testa cilindrica con croce|tornillo de cabeza alomada|wkręt z łbem walcowym",
        [boltSizes(3...6, lengthsInDiameters: 2...8), standard("ISO 7045", "DIN 7985"), plainMetals],
        LeafText(
            title: "{size} {standard}, {material}",
            mpn: ["{standard} {size} {material}", "{brand}-MS {standard} {size} {material}"],
            about: [
                "Pan head machine screw {size} with cross recess to {standard}, {material}.",
                "{size} machine screw in {material} for threaded holes in sheet metal and die castings.",
            ],
            uses: ["switch cabinets", "electronic housings", "small appliances", "terminal strips"]),
        Trade(0.11, .box, packs: [100, 200, 500]))
}
