extension Family {
    static let hydraulics = Family(
        name: "Hydraulics", share: 6,
        groups: [
            Group(
                "Hoses and fittings", Oil.lineMakers,
                [
                    Oil.hoseAssemblies, Oil.bulkHose, Oil.crimpFittings, Oil.cuttingRing, Oil.adapters, Oil.quickCouplings,
                ],
                notes: [
                    "For mineral oil to DIN 51524; ask before use with fire-resistant fluids.",
                    "Ends are closed with plastic caps to keep dirt out.",
                    "The working pressure already contains a safety factor of four.",
                    "Measure the thread if in doubt.",
                ]),
            Group(
                "Pumps, valves and cylinders", Oil.powerMakers,
                [
                    Oil.gearPumps, Oil.directionalValves, Oil.cylinders, Oil.filters,
                ],
                notes: [
                    "For mineral oil to DIN 51524; ask before use with fire-resistant fluids.",
                    "Flush the system and change the filter after fitting.",
                    "Connections are closed with plastic plugs to keep dirt out.",
                    "Spare seal kits are listed under accessories.",
                ]),
        ])
}

private enum Oil {
    static let lineMakers = [
        Brand("Hydralonga", "HL", .it), Brand("Ölmeister", "OM", .de, 1.15), Brand("Tuyaflex Meuse", "TM", .be, 1.05),
        Brand("Hosecraft", "HC", .gb), Brand("Wężomet", "WM", .pl, 0.75), Brand("Slangverket", "SL", .se, 1.2),
    ]
    static let powerMakers = [
        Brand("Oleomenta", "OL", .it), Brand("Drucktal", "DT", .de, 1.3), Brand("Fluivance", "FL", .fr, 1.1),
        Brand("Hydrosek", "HS", .cz, 0.8), Brand("Pistonia", "PI", .es, 0.9), Brand("Norhyd", "NH", .no, 1.2),
    ]

    /// Nominal bores of hoses: DN, dash size in 1/16 inch, inch name, and
    /// pressure of one and two wire braids (EN 853) in bar.
    static let bores: [(dn: Double, dash: String, inch: String, one: Double, two: Double)] = [
        (6, "04", "1/4", 225, 400), (8, "05", "5/16", 215, 350), (10, "06", "3/8", 180, 330), (12, "08", "1/2", 160, 275), (16, "10", "5/8", 130, 250),
        (20, "12", "3/4", 105, 215), (25, "16", "1", 88, 165), (31, "20", "1 1/4", 63, 125),
    ]

    /// Construction and bore together, because the pressure depends on both.
    static let hoses = Axis(
        "hose", .variant,
        bores.flatMap { b in
            [("1SN", b.one, 1.0), ("2SN", b.two, 1.3)].map { (type: String, bar: Double, cost: Double) in
                Option(
                    Words("\(type) DN\(Decimal.text(b.dn)) (\(b.inch)″)"), "\(type)-\(b.dash)", cost * (0.4 + b.dn / 20),
                    [
                        .text("construction", "EN 853 \(type)"), .text("nominalSize", "DN\(Decimal.text(b.dn))"), .text("size", "\(b.inch)″"),
                        .measure("insideDiameter", b.dn, .mm), .measure("pressure", bar, .bar),
                    ])
            }
        }
    ).favouring(.middle)

    static let hoseAssemblies = Leaf(
        "Hydraulic hose assemblies",
        "hydraulic hose assembly|Hydraulikschlauchleitung|flexible hydraulique|tubo flessibile idraulico|latiguillo hidráulico|przewód hydrauliczny zakuwany",
        [
            hoses,
            .measured("length", .variant, .mm, [500, 800, 1000, 1500, 2000, 3000]) { 0.55 + $0 / 2200 },
            Axis(
                "ends", .line,
                [
                    Option("DKOL both ends|beidseitig DKOL|DKOL des deux côtés|DKOL su due lati|DKOL en ambos lados|DKOL obustronnie", "DKOL"),
                    Option("BSP female both ends|beidseitig BSP-Überwurf|femelle BSP des deux côtés|femmina BSP su due lati|hembra BSP en ambos lados|BSP obustronnie", "BSP", 0.95),
                    Option("JIC 37° both ends|beidseitig JIC 37°|JIC 37° des deux côtés|JIC 37° su due lati|JIC 37° en ambos lados|JIC 37° obustronnie", "JIC"),
                ]),
        ],
        LeafText(
            title: "{hose}, {length}, {ends}",
            mpn: ["{brand}HA-{hose}-{ends}-{length}", "{brand}-{hose}/{ends}/{length}"],
            about: [
                "Ready-made hydraulic hose {hose}, overall length {length}, fittings {ends}, pressure tested.",
                "Crimped hose line {hose} of {length} with steel fittings, {ends}.",
            ],
            uses: ["tractors and loaders", "presses", "tail lifts", "forestry machines", "power packs"]),
        Trade(16))

    static let bulkHose = Leaf(
        "Hydraulic hoses",
        "hydraulic hose|Hydraulikschlauch|tuyau hydraulique|tubo idraulico|manguera hidráulica|wąż hydrauliczny",
        [
            hoses,
            Axis(
                "cover", .line,
                [
                    Option("standard cover|Standarddecke|revêtement standard|copertura standard|cubierta estándar|powłoka standardowa", "S"),
                    Option("abrasion resistant cover|abriebfeste Decke|revêtement anti-abrasion|copertura antiabrasione|cubierta antiabrasión|powłoka odporna na ścieranie", "A", 1.18),
                ]),
        ],
        LeafText(
            title: "{hose}, {cover}",
            mpn: ["{brand}{hose}-{cover}", "{brand}-WB {hose} {cover}"],
            about: [
                "Wire braided hydraulic hose {hose} to EN 853 with {cover}, on the ring.",
                "High-pressure rubber hose {hose}, {cover}, temperature range -40 to +100 °C.",
            ],
            uses: ["mobile hydraulics", "hose workshops", "lubrication lines", "return lines"]),
        Trade(4.2, .ring, packs: [10, 20, 50]))

    static let crimpFittings = Leaf(
        "Crimp fittings",
        "hydraulic crimp fitting|Pressarmatur|embout à sertir|raccordo a pressare|racor de prensar|końcówka do zakuwania",
        [
            Axis(
                "size", .variant,
                bores.map { b in
                    Option(
                        Words("\(b.inch)″ DN\(Decimal.text(b.dn))"), b.dash, 0.4 + b.dn * b.dn / 240,
                        [
                            .text("size", "\(b.inch)″"), .text("nominalSize", "DN\(Decimal.text(b.dn))"),
                        ])
                }
            ).favouring(.middle),
            Axis(
                "form", .variant,
                [
                    Option("BSP female swivel|BSP-Überwurfmutter|femelle tournante BSP|femmina girevole BSP|hembra giratoria BSP|BSP z nakrętką", "BF"),
                    Option("BSP male|BSP-Außengewinde|mâle BSP|maschio BSP|macho BSP|BSP gwint zewnętrzny", "BM", 0.9),
                    Option("BSP female swivel 90°|BSP-Überwurfmutter 90°|femelle tournante BSP 90°|femmina girevole BSP 90°|hembra giratoria BSP 90°|BSP z nakrętką 90°", "BF90", 1.7),
                ]),
            Axis("material", .line, [Option(.zincPlatedSteel, "S"), Option(.stainless316, "X", 4.5)]).favouring(.front),
        ],
        LeafText(
            title: "{size}, {form}, {material}",
            mpn: ["{brand}PF-{form}-{size}-{material}", "{brand}{material}{form}{size}"],
            about: [
                "Crimp fitting {size}, {form}, {material}, for wire braided hose without skiving.",
                "Hose insert {size} with {form} end, {material}; crimp to the table of the maker.",
            ],
            uses: ["hose assembly", "repair of mobile machines", "hydraulic power packs"]),
        Trade(2.9, packs: [1, 10]))

    static let tubes: [(od: Double, series: String, thread: String)] = [
        (6, "L", "M12x1.5"), (8, "L", "M14x1.5"), (10, "L", "M16x1.5"), (12, "L", "M18x1.5"), (15, "L", "M22x1.5"), (18, "L", "M26x1.5"), (22, "L", "M30x2"), (28, "L", "M36x2"),
        (6, "S", "M14x1.5"), (8, "S", "M16x1.5"), (10, "S", "M18x1.5"), (12, "S", "M20x1.5"), (16, "S", "M24x1.5"), (20, "S", "M30x2"), (25, "S", "M36x2"),
    ]

    static let cuttingRing = Leaf(
        "Cutting ring fittings",
        "cutting ring fitting|Schneidringverschraubung|raccord à bague coupante|raccordo ad anello tagliente|racor de anillo cortante|złączka z pierścieniem zacinającym",
        [
            Axis(
                "tube", .variant,
                tubes.map { t in
                    Option(
                        Words("\(Decimal.text(t.od))\(t.series) \(t.thread)"), "\(Decimal.text(t.od))\(t.series)", 0.4 + t.od * t.od / 240,
                        [
                            .measure("tubeDiameter", t.od, .mm), .text("series", t.series == "L" ? "light" : "heavy"), .text("thread", t.thread),
                            .measure("pressure", t.series == "L" ? 315 : 630, .bar),
                        ])
                }
            ).favouring(.middle),
            Axis(
                "form", .line,
                [
                    Option("straight union|gerade Verschraubung|union droite|unione diritta|unión recta|złączka prosta", "G"),
                    Option("elbow union|Winkelverschraubung|union coudée|unione a gomito|unión acodada|złączka kątowa", "W", 1.6),
                    Option("tee union|T-Verschraubung|union en T|unione a T|unión en T|trójnik", "T", 2.2),
                ]),
            Axis("material", .line, [Option(.zincPlatedSteel, "S"), Option(.stainless316, "X", 4.2)]).favouring(.front),
        ],
        LeafText(
            title: "{tube}, {form}, {material}",
            mpn: ["{form}{tube}{material}-{brand}", "{brand}{form}-{tube}-{material}"],
            about: [
                "Tube fitting {tube}, {form}, {material}, to ISO 8434-1 with cutting ring and nut.",
                "24° compression fitting {tube} for seamless steel tube, {form}, {material}.",
            ],
            uses: ["hydraulic tube lines", "lubrication systems", "presses", "ship engines"]),
        Trade(3.4, packs: [1, 10]))

    static let adapters = Leaf(
        "Hydraulic adapters",
        "male/male adapter BSP|Gewindestutzen BSP|adaptateur mâle/mâle BSP|nipplo BSP|adaptador macho/macho BSP|złączka nyplowa BSP",
        [
            Axis(
                "size", .variant,
                [("1/8", "1/8", 6), ("1/4", "1/4", 8), ("3/8", "1/4", 9), ("3/8", "3/8", 10), ("1/2", "3/8", 12), ("1/2", "1/2", 13), ("3/4", "1/2", 17), ("3/4", "3/4", 19), ("1", "1", 25)].map {
                    (a: String, b: String, d: Double) in
                    Option(Words("G \(a)″ × G \(b)″"), "\(a)-\(b)", 0.4 + d * d / 280, [.text("thread", "G \(a)"), .text("secondThread", "G \(b)"), .measure("pressure", 400 - d * 6, .bar)])
                }
            ).favouring(.middle),
            Axis("material", .line, [Option(.zincPlatedSteel, "S"), Option(.stainless316, "X", 4)]).favouring(.front),
        ],
        LeafText(
            title: "{size}, {material}",
            mpn: ["{brand}AD-{size}-{material}", "{brand}MM{material} {size}"],
            about: [
                "Hydraulic adapter {size}, male to male with 60° cone, {material}.",
                "Double nipple {size} of {material} for joining hoses and valves.",
            ],
            uses: ["pump connections", "gauge ports", "hose extensions", "test benches"]),
        Trade(1.8, packs: [1, 10, 25]))

    static let quickCouplings = Leaf(
        "Flat-face couplings",
        "flat-face hydraulic coupling|flachdichtende Hydraulikkupplung|coupleur hydraulique à face plane|innesto idraulico a faccia piana|enchufe hidráulico de cara plana|szybkozłącze hydrauliczne płaskie",
        [
            Axis(
                "size", .variant,
                [("1/4", 6, 350), ("3/8", 10, 350), ("1/2", 13, 320), ("3/4", 19, 280), ("1", 25, 250)].map { (t: String, d: Double, bar: Double) in
                    Option(Words("G \(t)″"), t, 0.4 + d * d / 240, [.text("thread", "G \(t)"), .measure("pressure", bar, .bar)])
                }),
            Axis("gender", .variant, [Option("male half|Stecker|partie mâle|maschio|macho|wtyk", "M", 0.8), Option("female half|Muffe|partie femelle|femmina|hembra|gniazdo", "F", 1.1)]),
            Axis("standard", .line, ["ISO 16028"]),
        ],
        LeafText(
            title: "{size}, {gender}, {standard}",
            mpn: ["{brand}FF-{size}-{gender} {standard}", "{brand}{gender}{size}/{standard}"],
            about: [
                "Flat-face quick coupling {size}, {gender}, to {standard}; hardly a drop is lost when uncoupling.",
                "Dry-break coupling {size}, {gender}, easy to wipe clean.",
            ],
            uses: ["attachments of compact loaders", "demolition hammers", "rescue tools"]),
        Trade(29))

    static let gearPumps = Leaf(
        "Gear pumps",
        "hydraulic gear pump|Hydraulik-Zahnradpumpe|pompe hydraulique à engrenages|pompa idraulica a ingranaggi|bomba hidráulica de engranajes|pompa hydrauliczna zębata",
        [
            Axis(
                "displacement", .variant,
                [4, 5.5, 8, 11, 14, 16, 19, 22.5, 28].map { (cc: Double) in
                    Option(Words("\(Decimal.text(cc)) cm³"), Decimal.text(cc), 0.75 + cc / 60, [.number("displacementCm3", cc), .measure("pressure", cc > 20 ? 210 : 250, .bar)])
                }),
            Axis(
                "rotation", .variant,
                [
                    Option("clockwise|rechtsdrehend|rotation à droite|rotazione destra|giro a derechas|obroty w prawo", "R", 1, [.text("rotation", "clockwise")]),
                    Option("anticlockwise|linksdrehend|rotation à gauche|rotazione sinistra|giro a izquierdas|obroty w lewo", "L", 1, [.text("rotation", "anticlockwise")]),
                ]),
            Axis("shaft", .line, [Option("taper 1:8|Konus 1:8|cône 1:8|cono 1:8|cono 1:8|stożek 1:8", "K"), Option("taper 1:5|Konus 1:5|cône 1:5|cono 1:5|cono 1:5|stożek 1:5", "B", 1.02)]),
        ],
        LeafText(
            title: "{displacement}, {rotation}, {shaft}",
            mpn: ["{brand}P2-{displacement}{rotation}-{shaft}", "{brand}ZP{shaft}{rotation} {displacement}"],
            about: [
                "External gear pump, {displacement} per revolution, {rotation}, shaft {shaft}, group 2.",
                "Aluminium gear pump {displacement}, {rotation}, for continuous pressures up to 200 bar.",
            ],
            uses: ["power packs", "tippers", "log splitters", "agricultural machines"]),
        Trade(74))

    static let directionalValves = Leaf(
        "Directional valves",
        "directional control valve NG6|Wegeventil NG6|distributeur NG6|elettrovalvola direzionale NG6|válvula direccional NG6|rozdzielacz NG6",
        [
            Axis(
                "spool", .variant,
                [
                    Option(
                        "4/3 closed centre|4/3 Mittelstellung gesperrt|4/3 centre fermé|4/3 centro chiuso|4/3 centro cerrado|4/3 środek zamknięty", "E", 1.2, [.text("function", "4/3 closed centre")]),
                    Option("4/3 tandem centre|4/3 Umlaufstellung|4/3 centre tandem|4/3 centro tandem|4/3 centro tándem|4/3 środek tandem", "G", 1.2, [.text("function", "4/3 tandem centre")]),
                    Option(
                        "4/2 spring return|4/2 Federrückstellung|4/2 rappel ressort|4/2 ritorno a molla|4/2 retorno por muelle|4/2 powrót sprężyną", "D", 1, [.text("function", "4/2 spring return")]),
                ]),
            Axis(
                "coil", .variant,
                [
                    Option("24 V DC", "24DC", 1, [.text("voltage", "24 V DC"), .number("voltageV", 24)]), Option("12 V DC", "12DC", 1, [.text("voltage", "12 V DC"), .number("voltageV", 12)]),
                    Option("230 V AC", "230AC", 1.05, [.text("voltage", "230 V AC"), .number("voltageV", 230)]),
                ]
            ).favouring(.front),
            Axis("nominalSize", .line, [Option("NG6", nil, 1, [.text("nominalSize", "NG6"), .measure("pressure", 350, .bar), .measure("flow", 60, .litrePerMinute)])]),
        ],
        LeafText(
            title: "{spool}, {coil}",
            mpn: ["{brand}4WE-{nominalSize}-{spool}-{coil}", "{brand}DV.{nominalSize}.{spool}.{coil}"],
            about: [
                "Solenoid operated spool valve NG6, {spool}, coil {coil}, 350 bar, hole pattern ISO 4401-03.",
                "Directional valve {spool} with {coil} solenoids and manual override.",
            ],
            uses: ["press controls", "clamping systems", "lifting platforms", "machine tools"]),
        Trade(96, marks: ["CE"]))

    static let cylinders = Leaf(
        "Hydraulic cylinders",
        "double-acting hydraulic cylinder|doppeltwirkender Hydraulikzylinder|vérin hydraulique double effet|cilindro idraulico a doppio effetto|cilindro hidráulico de doble efecto|siłownik hydrauliczny dwustronny",
        [
            Axis(
                "size", .variant,
                [(25, 16), (32, 20), (40, 25), (50, 30), (60, 35), (63, 40), (80, 50)].flatMap { (bore: Double, rod: Double) in
                    [100, 200, 300, 500].map { (stroke: Double) in
                        Option(
                            Words("\(Decimal.text(bore))/\(Decimal.text(rod))×\(Decimal.text(stroke)) mm"), "\(Decimal.text(bore))-\(Decimal.text(rod))-\(Decimal.text(stroke))",
                            0.5 + bore * bore * (stroke + 200) / 1_600_000,
                            [
                                .text("size", "\(Decimal.text(bore))/\(Decimal.text(rod))×\(Decimal.text(stroke)) mm"), .measure("bore", bore, .mm), .measure("rodDiameter", rod, .mm),
                                .measure("stroke", stroke, .mm), .measure("pressure", 200, .bar),
                            ])
                    }
                }
            ).favouring(.middle),
            Axis(
                "mounting", .line,
                [
                    Option("with clevis eyes|mit Gelenkaugen|avec œillets|con occhioli|con ojales|z uchami", "GA", 1.15),
                    Option("without mounts|ohne Befestigung|sans fixations|senza attacchi|sin fijaciones|bez mocowań", "OB"),
                ]),
        ],
        LeafText(
            title: "{size}, {mounting}",
            mpn: ["{brand}HZ-{size}-{mounting}", "{brand}DW {mounting} {size}"],
            about: [
                "Hydraulic cylinder {size} (bore/rod x stroke), {mounting}, working pressure 200 bar.",
                "Welded cylinder {size} with chrome plated rod, {mounting}.",
            ],
            uses: ["front loaders", "balers", "scissor lifts", "gates and flaps"]),
        Trade(88))

    static let filters = Leaf(
        "Hydraulic filters",
        "spin-on hydraulic filter|Hydraulik-Anschraubfilter|filtre hydraulique à visser|filtro idraulico avvitabile|filtro hidráulico roscado|filtr hydrauliczny przykręcany",
        [
            Axis(
                "size", .variant,
                [("3/4", 60), ("1 1/4", 120), ("1 1/2", 200)].map { (t: String, flow: Double) in
                    Option(Words("G \(t)″"), t, 0.6 + flow / 150, [.text("thread", "G \(t)"), .measure("flow", flow, .litrePerMinute)])
                }),
            Axis("filtration", .variant, [10, 25, 60].map { (u: Double) in Option(Words("\(Decimal.text(u)) µm"), Decimal.text(u), u == 10 ? 1.15 : 1, [.measure("filtration", u, .micrometre)]) }),
            Axis("medium", .line, [Option("glass fibre|Glasfaser|fibre de verre|fibra di vetro|fibra de vidrio|włókno szklane", "G", 1.3), Option("paper|Papier|papier|carta|papel|papier", "P")]),
        ],
        LeafText(
            title: "{size}, {filtration}, {medium}",
            mpn: ["{brand}SF-{size}-{filtration}{medium}", "{brand}{medium}{filtration}-{size}"],
            about: [
                "Spin-on filter {size}, {filtration}, medium {medium}, with NBR gasket.",
                "Replacement cartridge {filtration} for return line filters, thread {size}.",
            ],
            uses: ["return lines", "suction lines", "hydraulic power packs"]),
        Trade(11, packs: [1, 6]))
}
