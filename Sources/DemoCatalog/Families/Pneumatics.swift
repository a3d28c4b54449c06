extension Family {
    static let pneumatics = Family(
        name: "Pneumatics", share: 6,
        groups: [
            Group(
                "Fittings and tubing", Air.makers,
                [
                    Air.straightFittings, Air.elbowFittings, Air.teeFittings, Air.tubing, Air.quickCouplings,
                ],
                notes: [
                    "For compressed air, oiled or oil-free, and for vacuum.",
                    "Push the tube home until it stops; pull back gently to check.",
                    "Free of substances that impair paint wetting.",
                    "Threads come with sealing where the form allows it.",
                ]),
            Group(
                "Cylinders", Air.makers, [Air.profileCylinders, Air.compactCylinders, Air.roundCylinders],
                notes: [
                    "For compressed air to ISO 8573-1 class 7.4.4, oiled or oil-free.",
                    "Spare seal kits are listed under accessories.",
                    "Suits cylinder switches with or without mounting kit.",
                    "Temperature range -20 to +80 °C.",
                ]),
            Group(
                "Valves and air preparation", Air.makers,
                [
                    Air.solenoidValves, Air.flowControls, Air.regulators, Air.silencers,
                ],
                notes: [
                    "For compressed air to ISO 8573-1 class 7.4.4, oiled or oil-free.",
                    "Temperature range 0 to 60 °C unless the data sheet says more.",
                    "Tested for leaks one by one before shipping.",
                    "Free of substances that impair paint wetting.",
                ]),
        ])
}

private enum Air {
    static let makers = [
        Brand("Aerlinka", "AL", .de, 1.25), Brand("Pneumatik Sauer", "PS", .de, 1.15), Brand("Ariadria", "AA", .it),
        Brand("Ventimilia", "VM", .it, 0.9), Brand("Airelan", "AE", .es, 0.85), Brand("Souffline", "SO", .fr, 1.1),
        Brand("Powietech", "PW", .pl, 0.7), Brand("Brisker", "BK", .gb),
    ]

    /// Thread by tube, in the pairs that exist.
    static let ports: Axis = Axis(
        "size", .variant,
        [
            ("M5", 4), ("M5", 6), ("G1/8", 4), ("G1/8", 6), ("G1/8", 8), ("G1/4", 6), ("G1/4", 8), ("G1/4", 10), ("G3/8", 8), ("G3/8", 10), ("G3/8", 12), ("G1/2", 12), ("G1/2", 16),
        ].map { (thread: String, tube: Double) in
            let label = thread.hasPrefix("G") ? "G \(thread.dropFirst())″" : thread
            return Option(
                Words("\(label) - \(Decimal.text(tube)) mm"), "\(thread)-\(Decimal.text(tube))", 0.6 + tube / 16,
                [
                    .text("thread", thread.hasPrefix("G") ? "G \(thread.dropFirst())" : thread), .measure("tubeDiameter", tube, .mm), .measure("pressure", 10, .bar),
                ])
        }
    ).favouring(.middle)

    static let body = Axis(
        "material", .line,
        [
            Option(.nickelPlatedBrass, "N", 1), Option("polymer|Kunststoff|polymère|tecnopolimero|polímero|tworzywo", "P", 0.85), Option(.stainless316, "X", 5.5),
        ]
    ).favouring(.front)

    static func fitting(_ name: String, _ noun: Words, _ code: String, price: Double, shape: String) -> Leaf {
        Leaf(
            name, noun, [ports, body],
            LeafText(
                title: "{size}, {material}",
                mpn: ["{brand}\(code)-{material}-{size}", "\(code){material}-{size}-{brand}"],
                about: [
                    "\(shape) push-in fitting, {size} tube, {material}, up to 10 bar.",
                    "Push-in fitting, \(shape.lowercased()), {size}, body of {material}; the tube is released by pressing the ring.",
                    "\(shape) connector {size} for calibrated polyurethane and polyamide tube, {material}.",
                ],
                uses: ["valve terminals", "cylinder connections", "packaging machines", "handling systems", "vacuum lines"]),
            Trade(price, .pack, packs: [1, 10, 50], marks: ["RoHS"]))
    }

    static let straightFittings = fitting(
        "Straight push-in fittings",
        "straight push-in fitting|gerade Steckverschraubung|raccord instantané droit|raccordo rapido diritto|racor instantáneo recto|złączka wtykowa prosta",
        "QS", price: 1.5, shape: "Straight")
    static let elbowFittings = fitting(
        "Elbow push-in fittings",
        "elbow push-in fitting|Winkel-Steckverschraubung|raccord instantané coudé|raccordo rapido a gomito|racor instantáneo acodado|złączka wtykowa kątowa",
        "QL", price: 1.9, shape: "Swivelling elbow")
    static let teeFittings = fitting(
        "Tee push-in fittings",
        "tee push-in fitting|T-Steckverschraubung|raccord instantané en T|raccordo rapido a T|racor instantáneo en T|złączka wtykowa trójnik",
        "QT", price: 2.6, shape: "Swivelling tee")

    static let tubing = Leaf(
        "Pneumatic tubing",
        "pneumatic tube|Pneumatikschlauch|tube pneumatique|tubo pneumatico|tubo neumático|wąż pneumatyczny",
        [
            Axis(
                "size", .variant,
                [(4, 2.5), (6, 4), (8, 5.5), (10, 7), (12, 8), (16, 11)].map { (o: Double, i: Double) in
                    .size([o, i], cost: o * o / 64, [.measure("outsideDiameter", o, .mm), .measure("insideDiameter", i, .mm)])
                }),
            Axis("material", .line, [Option(.polyurethane, "PU", 1), Option(.polyamide, "PA", 0.8), Option("PTFE", nil, 4)]).favouring(.front),
            Axis("colour", .variant, [Option(.blue, "BU"), Option(.black, "BK"), Option(.clear, "CL"), Option("silver|silber|argent|argento|plata|srebrny", "SI"), Option(.red, "RD")]).favouring(
                .front),
        ],
        LeafText(
            title: "{size} {material}, {colour}",
            mpn: ["{brand}{material}N-{size}-{colour}", "{brand}-T{material} {size} {colour}"],
            about: [
                "Calibrated pneumatic tube {size} (outside by inside), {material}, {colour}.",
                "{material} tubing {size} in {colour}, made for push-in fittings.",
            ],
            uses: ["machine pneumatics", "robot dress packs", "compressed air tools", "test rigs"]),
        Trade(1.0, .ring, packs: [25, 50, 100], marks: ["RoHS"]))

    static let quickCouplings = Leaf(
        "Quick couplings",
        "compressed air quick coupling|Druckluft-Schnellkupplung|coupleur rapide air comprimé|innesto rapido aria compressa|enchufe rápido aire comprimido|szybkozłącze pneumatyczne",
        [
            Axis("thread", .variant, [("1/4", 13.5), ("3/8", 17), ("1/2", 21)].map { (t: String, d: Double) in Option(Words("G \(t)″"), t, 0.5 + d / 27, [.text("thread", "G \(t)")]) }),
            Axis(
                "gender", .variant,
                [
                    Option("male|Außengewinde|mâle|maschio|macho|gwint zewnętrzny", "A"), Option("female|Innengewinde|femelle|femmina|hembra|gwint wewnętrzny", "I"),
                    Option("hose barb 9 mm|Schlauchtülle 9 mm|cannelé 9 mm|portagomma 9 mm|espiga 9 mm|króciec 9 mm", "T"),
                ]),
            Axis(
                "profile", .line,
                [
                    Option("DN 7.2", "72", 1, [.text("couplingProfile", "DN 7.2"), .measure("pressure", 35, .bar)]),
                    Option("ISO 6150 B", "B", 0.95, [.text("couplingProfile", "ISO 6150 B"), .measure("pressure", 16, .bar)]),
                ]),
            Axis("material", .line, [Option(.brass, "M"), Option(.zincPlatedSteel, "S", 0.9), Option(.stainless304, "X", 3)]).favouring(.front),
        ],
        LeafText(
            title: "{profile} {thread} {gender}, {material}",
            mpn: ["{brand}KU{profile}-{thread}{gender}-{material}", "{brand}.{profile}.{material}{gender}{thread}"],
            about: [
                "Quick coupling {profile} with {thread}, {gender}, {material}; couples with one hand.",
                "Air coupling profile {profile}, {gender} {thread}, {material}, shutting off when uncoupled.",
            ],
            uses: ["workshop air lines", "spray guns", "impact wrenches", "tyre inflation"]),
        Trade(6, packs: [1, 10]))

    static func strokes(_ sizes: [(bore: Double, strokes: [Double])]) -> Axis {
        Axis(
            "size", .variant,
            sizes.flatMap { size in
                size.strokes.map { stroke in
                    Option(
                        Words("\(Decimal.text(size.bore))×\(Decimal.text(stroke)) mm"), "\(Decimal.text(size.bore))-\(Decimal.text(stroke))", 0.5 + size.bore / 90 + stroke * size.bore / 30_000,
                        [
                            .text("size", "\(Decimal.text(size.bore))×\(Decimal.text(stroke)) mm"), .measure("bore", size.bore, .mm), .measure("stroke", stroke, .mm), .measure("pressure", 10, .bar),
                        ])
                }
            }
        ).favouring(.middle)
    }

    static let profileCylinders = Leaf(
        "Profile cylinders",
        "ISO 15552 pneumatic cylinder|Pneumatikzylinder ISO 15552|vérin pneumatique ISO 15552|cilindro pneumatico ISO 15552|cilindro neumático ISO 15552|siłownik pneumatyczny ISO 15552",
        [
            strokes([(32, [25, 50, 100, 160]), (40, [50, 80, 100, 200]), (50, [50, 100, 160, 250]), (63, [80, 100, 200, 320]), (80, [100, 160, 250]), (100, [100, 200, 320])]),
            Axis(
                "cushioning", .line,
                [
                    Option("adjustable cushioning|einstellbare Dämpfung|amortissement réglable|ammortizzo regolabile|amortiguación regulable|amortyzacja regulowana", "PPV", 1.1),
                    Option(
                        "self-adjusting cushioning|selbsteinstellende Dämpfung|amortissement autoréglable|ammortizzo autoregolante|amortiguación autorregulable|amortyzacja samonastawna", "PPS", 1.2),
                ]),
            Axis("standard", .line, ["ISO 15552"]),
        ],
        LeafText(
            title: "{size}, {cushioning}",
            mpn: ["{brand}BC-{size}-{cushioning} {standard}", "{brand}-{cushioning}-{size}/{standard}"],
            about: [
                "Double-acting profile cylinder, bore and stroke {size}, to {standard}, with {cushioning} and magnet on the piston.",
                "Pneumatic cylinder {size} to {standard}, {cushioning}, anodised aluminium barrel.",
            ],
            uses: ["pushers and lifts", "clamping", "gates and flaps", "assembly presses"]),
        Trade(62, marks: ["RoHS"]))

    static let compactCylinders = Leaf(
        "Compact cylinders",
        "compact cylinder|Kompaktzylinder|vérin compact|cilindro compatto|cilindro compacto|siłownik kompaktowy",
        [
            strokes([(12, [5, 10, 20]), (16, [5, 10, 25]), (20, [10, 20, 40]), (25, [10, 25, 50]), (32, [10, 25, 50]), (40, [20, 40, 60]), (50, [25, 50, 80])]),
            Axis(
                "rod", .variant,
                [
                    Option("female rod thread|Innengewinde|taraudage|filetto femmina|rosca hembra|gwint wewnętrzny", "I"),
                    Option("male rod thread|Außengewinde|filetage|filetto maschio|rosca macho|gwint zewnętrzny", "A", 1.04),
                ]),
            Axis("standard", .line, ["ISO 21287"]),
        ],
        LeafText(
            title: "{size}, {rod}",
            mpn: ["{brand}DN-{size}-{rod} {standard}", "{brand}CQ{size}{rod}/{standard}"],
            about: [
                "Compact cylinder {size} to {standard}, double-acting, {rod}, position sensing.",
                "Short-stroke cylinder {size} with {rod} where there is little room.",
            ],
            uses: ["stoppers on conveyors", "clamping fixtures", "ejectors", "door locks"]),
        Trade(34, marks: ["RoHS"]))

    static let roundCylinders = Leaf(
        "Round cylinders",
        "ISO 6432 round cylinder|Rundzylinder ISO 6432|mini-vérin ISO 6432|microcilindro ISO 6432|minicilindro ISO 6432|siłownik okrągły ISO 6432",
        [
            strokes([(8, [10, 25, 50]), (10, [10, 25, 50]), (12, [25, 50, 80]), (16, [25, 50, 100]), (20, [25, 50, 100, 160]), (25, [50, 100, 200])]),
            Axis(
                "action", .line,
                [
                    Option("double-acting|doppeltwirkend|double effet|doppio effetto|doble efecto|dwustronnego działania", "D", 1.1),
                    Option("single-acting|einfachwirkend|simple effet|semplice effetto|simple efecto|jednostronnego działania", "E"),
                ]),
            Axis("standard", .line, ["ISO 6432"]),
        ],
        LeafText(
            title: "{size}, {action}",
            mpn: ["{brand}SN-{size}-{action} {standard}", "{brand}MI{action}{size}/{standard}"],
            about: [
                "Round cylinder {size} to {standard}, {action}, crimped stainless barrel.",
                "Mini cylinder {size}, {action}, with mounting nut and rod nut.",
            ],
            uses: ["sorting flaps", "small presses", "labelling machines", "jigs"]),
        Trade(21, marks: ["RoHS"]))

    static let solenoidValves = Leaf(
        "Solenoid valves",
        "5/2 solenoid valve|5/2-Magnetventil|électrodistributeur 5/2|elettrovalvola 5/2|electroválvula 5/2|zawór elektromagnetyczny 5/2",
        [
            Axis(
                "port", .line,
                [("1/8", 650), ("1/4", 1200), ("3/8", 2000)].map { (t: String, flow: Double) in
                    Option(Words("G \(t)″"), t, 0.6 + flow / 2200, [.text("thread", "G \(t)"), .measure("flow", flow, .litrePerMinute)])
                }),
            Axis(
                "reset", .line,
                [
                    Option("spring return|Federrückstellung|rappel par ressort|ritorno a molla|retorno por muelle|powrót sprężyną", "M"),
                    Option("bistable|bistabil|bistable|bistabile|biestable|bistabilny", "J", 1.45),
                ]),
            Axis(
                "coil", .variant,
                [
                    Option("24 V DC", "1C1", 1, [.text("voltage", "24 V DC"), .number("voltageV", 24)]), Option("230 V AC", "3A1", 1.03, [.text("voltage", "230 V AC"), .number("voltageV", 230)]),
                    Option("12 V DC", "1C5", 1.03, [.text("voltage", "12 V DC"), .number("voltageV", 12)]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{port}, {coil}, {reset}",
            mpn: ["{brand}MV-{reset}52-{port}-{coil}", "{brand}52.{port}.{reset}.{coil}"],
            about: [
                "5/2-way solenoid valve {port}, {reset}, coil {coil}, pressure range 2 to 10 bar.",
                "Electrically operated valve {port} with {coil} coil, {reset} and manual override.",
            ],
            uses: ["double-acting cylinders", "packaging lines", "process valves with actuators"]),
        Trade(36, marks: ["CE", "RoHS"]))

    static let flowControls = Leaf(
        "Flow control valves",
        "one-way flow control valve|Drosselrückschlagventil|limiteur de débit unidirectionnel|regolatore di flusso unidirezionale|regulador de caudal unidireccional|zawór dławiąco-zwrotny",
        [
            ports,
            Axis(
                "control", .line,
                [
                    Option("exhaust air|Abluft|échappement|scarico|escape|na wylocie", "A"), Option("supply air|Zuluft|alimentation|mandata|alimentación|na zasilaniu", "Z"),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{size}, {control}",
            mpn: ["{brand}GR-{control}-{size}", "{brand}FC{control}-{size}"],
            about: [
                "One-way flow control {size}, {control}, with slotted adjusting screw.",
                "Swivelling speed controller {size} for cylinders, throttling {control}.",
            ],
            uses: ["cylinder speed setting", "smooth gripper movement", "balancing two cylinders"]),
        Trade(7.5, packs: [1, 10], marks: ["RoHS"]))

    static let regulators = Leaf(
        "Filter regulators",
        "filter regulator|Filterregler|filtre-régulateur|filtro riduttore|filtro regulador|filtroreduktor",
        [
            Axis(
                "port", .variant,
                [("1/4", 1000), ("3/8", 2200), ("1/2", 3300), ("3/4", 6500)].map { (t: String, flow: Double) in
                    Option(Words("G \(t)″"), t, 0.7 + flow / 4000, [.text("thread", "G \(t)"), .measure("flow", flow, .litrePerMinute)])
                }),
            Axis("filtration", .line, [Option("40 µm", "40", 1, [.measure("filtration", 40, .micrometre)]), Option("5 µm", "5", 1.08, [.measure("filtration", 5, .micrometre)])]),
            Axis(
                "drain", .line,
                [
                    Option("manual drain|Handablass|purge manuelle|scarico manuale|purga manual|spust ręczny", "H"),
                    Option("automatic drain|automatischer Ablass|purge automatique|scarico automatico|purga automática|spust automatyczny", "A", 1.25),
                ]),
        ],
        LeafText(
            title: "{port}, {filtration}, {drain}",
            mpn: ["{brand}FR-{port}-{filtration}{drain}", "{brand}LFR-{port}-{drain}-{filtration}"],
            about: [
                "Filter regulator {port}, {filtration}, {drain}, with pressure gauge, 0.5 to 10 bar.",
                "Air preparation unit {port} that filters to {filtration} and keeps the pressure constant; {drain}.",
            ],
            uses: ["machine air supply", "workshop take-off points", "paint booths"]),
        Trade(31, marks: ["RoHS"]))

    static let silencers = Leaf(
        "Silencers",
        "pneumatic silencer|Schalldämpfer|silencieux d'échappement|silenziatore|silenciador|tłumik hałasu",
        [
            Axis(
                "thread", .variant,
                [("M5", 0.6), ("G 1/8", 0.7), ("G 1/4", 1), ("G 3/8", 1.5), ("G 1/2", 2.1), ("G 3/4", 3.4)].map { (t: String, c: Double) in
                    Option(Words(t == "M5" ? t : t + "″"), t, c, [.text("thread", t)])
                }),
            Axis(
                "material", .line,
                [
                    Option("sintered bronze|Sinterbronze|bronze fritté|bronzo sinterizzato|bronce sinterizado|brąz spiekany", "B"),
                    Option("polyethylene|Polyethylen|polyéthylène|polietilene|polietileno|polietylen", "PE", 0.7),
                ]),
        ],
        LeafText(
            title: "{thread}, {material}",
            mpn: ["{brand}U-{thread}-{material}", "{brand}SD{material} {thread}"],
            about: [
                "Exhaust silencer {thread} of {material}, lowering the noise of venting valves.",
                "Screw-in silencer {thread}, {material}, up to 10 bar.",
            ],
            uses: ["exhaust ports of valves", "vacuum ejectors", "valve terminals"]),
        Trade(1.7, packs: [1, 10, 20]))
}
