extension Family {
    static let automation = Family(
        name: "Automation", share: 7,
        groups: [
            Group(
                "Sensors", Control.sensorMakers,
                [
                    Control.inductive, Control.photoelectric, Control.pressure, Control.temperature,
                    Control.limitSwitches, Control.encoders,
                ],
                notes: [
                    "Protected against reversed polarity and short circuits.",
                    "The connection diagram is printed on the side of the device.",
                    "Tested for shock and vibration to EN 60068-2.",
                    "Replacement for earlier models of the series; hole pattern unchanged.",
                    "Technical support helps with selection and commissioning.",
                ]),
            Group(
                "Drives", Control.driveMakers,
                [
                    Control.motors, Control.inverters, Control.gearMotors, Control.softStarters,
                ],
                notes: [
                    "Technical support helps with selection and commissioning.",
                    "The connection diagram is inside the terminal cover.",
                    "Replacement for earlier models of the series; hole pattern unchanged.",
                    "Energy data under Regulation (EU) 2019/1781 are in the data sheet where it applies.",
                ]),
        ])
}

private enum Control {
    static let sensorMakers = [
        Brand("Sensorell", "SE", .de, 1.2), Brand("Induktra", "IK", .de, 1.1), Brand("Percettia", "PC", .it),
        Brand("Optavelle", "OV", .fr, 1.15), Brand("Detekta Lund", "DL", .se, 1.2), Brand("Czujnix", "CX", .pl, 0.7),
        Brand("Sentrowe", "SR", .gb),
    ]
    static let driveMakers = [
        Brand("Motorwerke Lahnau", "ML", .de, 1.2), Brand("Drivanta", "DV", .dk, 1.25), Brand("Elmotec", "EM", .it),
        Brand("Silnex", "SX", .pl, 0.75), Brand("Motoral", "MO", .es, 0.85), Brand("Rotasson", "RT", .fr, 1.1),
    ]

    static let switching = Axis(
        "output", .variant,
        [
            Option("PNP NO", "PNO", 1, [.text("output", "PNP"), .text("switchingFunction", "normally open")]),
            Option("PNP NC", "PNC", 1, [.text("output", "PNP"), .text("switchingFunction", "normally closed")]),
            Option("NPN NO", "NNO", 1, [.text("output", "NPN"), .text("switchingFunction", "normally open")]),
        ]
    ).favouring(.front)

    static let connection = Axis(
        "connection", .variant,
        [
            Option("M12 plug|M12-Stecker|connecteur M12|connettore M12|conector M12|złącze M12", "V1", 1.1),
            Option("2 m cable|2 m Kabel|câble 2 m|cavo 2 m|cable 2 m|przewód 2 m", "K2"),
        ]
    ).favouring(.front)

    static let inductive = Leaf(
        "Inductive sensors",
        "inductive proximity sensor|induktiver Näherungsschalter|détecteur inductif|sensore induttivo|sensor inductivo|czujnik indukcyjny",
        [
            Axis(
                "size", .variant,
                [
                    ("M8", 8, 2, "flush"), ("M8", 8, 4, "non-flush"), ("M12", 12, 4, "flush"), ("M12", 12, 8, "non-flush"), ("M18", 18, 8, "flush"), ("M18", 18, 12, "non-flush"),
                    ("M30", 30, 15, "flush"), ("M30", 30, 22, "non-flush"),
                ].map { (thread: String, d: Double, range: Double, mounting: String) in
                    Option(
                        Words("\(thread) \(Decimal.text(range)) mm"), "\(thread)-\(mounting == "flush" ? "B" : "N")\(Decimal.text(range))", 0.8 + d / 50,
                        [
                            .text("thread", thread), .measure("sensingRange", range, .mm), .text("mounting", mounting),
                            .text("voltage", "10-30 V DC"), .text("ipRating", "IP67"),
                        ])
                }),
            switching, connection,
        ],
        LeafText(
            title: "{size}, {output}, {connection}",
            mpn: ["{brand}I-{size}-{output}-{connection}", "{brand}N{size}{output}{connection}"],
            about: [
                "Inductive proximity switch {size}, {output}, {connection}, 10-30 V DC, for detecting metal without contact.",
                "Cylindrical sensor {size} with {output} output and {connection}; brass barrel, status LED visible from all sides.",
            ],
            uses: ["position detection on machines", "cylinder end positions", "gear tooth counting", "conveyor gates"]),
        Trade(17, marks: ["CE", "UKCA", "RoHS"]))

    static let photoelectric = Leaf(
        "Photoelectric sensors",
        "photoelectric sensor|Lichtschranke|capteur photoélectrique|fotocellula|sensor fotoeléctrico|czujnik fotoelektryczny",
        [
            Axis(
                "principle", .line,
                [
                    Option(
                        "diffuse, 300 mm|Taster, 300 mm|réflexion directe, 300 mm|tasteggio, 300 mm|difuso, 300 mm|odbiciowy, 300 mm", "DT", 1,
                        [.text("principle", "diffuse"), .measure("sensingRange", 300, .mm)]),
                    Option(
                        "retro-reflective, 4 m|Reflexion, 4 m|réflex, 4 m|a riflessione, 4 m|réflex, 4 m|refleksyjny, 4 m", "RL", 1.1,
                        [.text("principle", "retro-reflective"), .measure("sensingRange", 4000, .mm)]),
                    Option(
                        "through-beam, 15 m|Einweg, 15 m|barrage, 15 m|a sbarramento, 15 m|barrera, 15 m|bariera, 15 m", "TB", 1.6,
                        [.text("principle", "through-beam"), .measure("sensingRange", 15000, .mm)]),
                    Option(
                        "background suppression, 200 mm|Hintergrundausblendung, 200 mm|suppression d'arrière-plan, 200 mm|soppressione di sfondo, 200 mm|supresión de fondo, 200 mm|tłumienie tła, 200 mm",
                        "HG", 1.5, [.text("principle", "background suppression"), .measure("sensingRange", 200, .mm)]),
                ]),
            switching, connection,
            Axis(
                "light", .line,
                [
                    Option(
                        "red light|Rotlicht|lumière rouge|luce rossa|luz roja|światło czerwone", "R", 1, [.text("lightSource", "red LED"), .text("voltage", "10-30 V DC"), .text("ipRating", "IP67")]),
                    Option(
                        "infrared|Infrarot|infrarouge|infrarossi|infrarrojo|podczerwień", "I", 0.95, [.text("lightSource", "infrared LED"), .text("voltage", "10-30 V DC"), .text("ipRating", "IP67")]),
                ]),
        ],
        LeafText(
            title: "{principle}, {light}, {output}, {connection}",
            mpn: ["{brand}O-{principle}{light}-{output}-{connection}", "{brand}L20{principle}{light}.{output}.{connection}"],
            about: [
                "Compact photoelectric sensor, {principle}, {light}, {output}, {connection}.",
                "Optical sensor in a small plastic housing, {principle}, with {light} and {output} output.",
            ],
            uses: ["counting parcels", "level monitoring", "material flow on conveyors", "doors and gates"]),
        Trade(39, marks: ["CE", "RoHS"]))

    static let pressure = Leaf(
        "Pressure transmitters",
        "pressure transmitter|Druckmessumformer|transmetteur de pression|trasmettitore di pressione|transmisor de presión|przetwornik ciśnienia",
        [
            Axis(
                "range", .variant,
                [1, 2.5, 6, 10, 16, 40, 100, 250, 400].map { (bar: Double) in
                    Option(Words("0-\(Decimal.text(bar)) bar"), Decimal.text(bar), 1 + bar / 2000, [.text("measuringRange", "0-\(Decimal.text(bar)) bar"), .measure("pressure", bar, .bar)])
                }),
            Axis("signal", .variant, ["4-20 mA", Option("0-10 V"), Option("0.5-4.5 V", nil, 0.95)]).favouring(.front),
            Axis("port", .line, ["G 1/4″ A", Option("G 1/2″ A", nil, 1.05), Option("1/4″ NPT", nil, 1.05)]).favouring(.front),
            Axis("accuracy", .line, ["0.5 %", Option("0.25 %", nil, 1.4)]),
        ],
        LeafText(
            title: "{range}, {signal}, {port}",
            mpn: ["{brand}P{range}-{signal}-{port}-{accuracy}", "{brand}-PT{accuracy}/{range}/{signal}/{port}"],
            about: [
                "Pressure transmitter {range}, output {signal}, process connection {port}, accuracy {accuracy} of span.",
                "Stainless steel transmitter for gases and liquids, {range}, {signal}, {port}.",
            ],
            uses: ["hydraulic power units", "pump control", "compressed air monitoring", "water supply"]),
        Trade(88, marks: ["CE", "RoHS"]))

    static let temperature = Leaf(
        "Temperature sensors",
        "Pt100 resistance thermometer|Pt100-Widerstandsthermometer|sonde Pt100|termoresistenza Pt100|sonda Pt100|czujnik temperatury Pt100",
        [
            .measured("stemLength", .variant, .mm, [50, 100, 150, 200, 300]) { 0.9 + $0 / 500 },
            Axis("stemDiameter", .variant, [Option("6 mm", "6", 1, [.measure("diameter", 6, .mm)]), Option("3 mm", "3", 1.15, [.measure("diameter", 3, .mm)])]).favouring(.front),
            Axis("accuracyClass", .line, [Option("class B|Klasse B|classe B|classe B|clase B|klasa B", "B"), Option("class A|Klasse A|classe A|classe A|clase A|klasa A", "A", 1.25)]),
            Axis("wires", .line, [Option("4-wire|4-Leiter|4 fils|4 fili|4 hilos|4-przewodowy", "4L", 1.05), Option("3-wire|3-Leiter|3 fils|3 fili|3 hilos|3-przewodowy", "3L")]),
        ],
        LeafText(
            title: "{stemDiameter} × {stemLength}, {accuracyClass}, {wires}",
            mpn: ["{brand}T100-{stemDiameter}-{stemLength}-{accuracyClass}-{wires}", "{brand}W{stemDiameter}{accuracyClass}{wires}/{stemLength}"],
            about: [
                "Pt100 sensor with stainless stem {stemDiameter} by {stemLength}, {accuracyClass}, {wires}, to EN 60751.",
                "Screw-in resistance thermometer, stem {stemLength}, {wires}, {accuracyClass}, range -50 to +400 °C.",
            ],
            uses: ["tanks and vessels", "pipes", "ovens", "heating systems"]),
        Trade(34, marks: ["CE", "RoHS"]))

    static let limitSwitches = Leaf(
        "Limit switches",
        "limit switch|Positionsschalter|interrupteur de position|finecorsa|final de carrera|wyłącznik krańcowy",
        [
            Axis(
                "actuator", .variant,
                [
                    Option("roller plunger|Rollenstößel|poussoir à galet|pistoncino a rotella|pulsador con roldana|popychacz z rolką", "RP", 1.1),
                    Option("roller lever|Rollenhebel|levier à galet|leva a rotella|palanca con roldana|dźwignia z rolką", "RL", 1.15),
                    Option("plain plunger|Stößel|poussoir|pistoncino|pulsador|popychacz", "PP"),
                    Option("spring rod|Federstab|tige ressort|asta a molla|varilla elástica|pręt sprężysty", "SR", 1.2),
                ]),
            Axis("contact", .line, [Option("1 NC + 1 NO", "11", 1, [.text("contacts", "1 NC + 1 NO")]), Option("2 NC", "02", 1.05, [.text("contacts", "2 NC")])]),
            Axis(
                "housing", .line,
                [
                    Option(
                        "plastic housing|Kunststoffgehäuse|boîtier plastique|custodia in plastica|caja de plástico|obudowa z tworzywa", "P", 1,
                        [.text("material", "plastic"), .text("ipRating", "IP65")]),
                    Option(
                        "metal housing|Metallgehäuse|boîtier métallique|custodia metallica|caja metálica|obudowa metalowa", "M", 1.7, [.text("material", "die-cast zinc"), .text("ipRating", "IP67")]),
                ]),
        ],
        LeafText(
            title: "{actuator}, {contact}, {housing}",
            mpn: ["{brand}LS-{housing}{actuator}-{contact}", "{brand}-ES{contact}{actuator}{housing}"],
            about: [
                "Limit switch with {actuator}, {contact}, {housing}, positively opening to EN 60947-5-1.",
                "Position switch, {housing}, {actuator}, snap action, {contact}.",
            ],
            uses: ["lifting tables", "gates and doors", "machine slides", "cranes"]),
        Trade(15, marks: ["CE", "UKCA"]))

    static let encoders = Leaf(
        "Rotary encoders",
        "incremental rotary encoder|Inkrementaldrehgeber|codeur incrémental|encoder incrementale|encoder incremental|enkoder inkrementalny",
        [
            Axis(
                "pulses", .variant,
                [100, 360, 500, 1000, 1024, 2048, 2500, 5000].map { (n: Double) in
                    Option(Words("\(Decimal.text(n)) ppr"), Decimal.text(n), 0.95 + n / 15_000, [.number("pulsesPerRevolution", n)])
                }),
            Axis(
                "shaft", .variant,
                [
                    Option("6 mm shaft|Welle 6 mm|axe 6 mm|albero 6 mm|eje 6 mm|wałek 6 mm", "S6", 1, [.measure("shaftDiameter", 6, .mm)]),
                    Option("10 mm shaft|Welle 10 mm|axe 10 mm|albero 10 mm|eje 10 mm|wałek 10 mm", "S10", 1.05, [.measure("shaftDiameter", 10, .mm)]),
                    Option("12 mm hollow shaft|Hohlwelle 12 mm|axe creux 12 mm|albero cavo 12 mm|eje hueco 12 mm|wałek drążony 12 mm", "H12", 1.15, [.measure("shaftDiameter", 12, .mm)]),
                ]),
            Axis(
                "interface", .line,
                [
                    Option("push-pull HTL", "HTL", 1, [.text("voltage", "10-30 V DC"), .text("output", "push-pull"), .text("ipRating", "IP65")]),
                    Option("RS422 TTL", "TTL", 1.05, [.text("voltage", "5 V DC"), .text("output", "RS422"), .text("ipRating", "IP65")]),
                ]),
        ],
        LeafText(
            title: "{pulses}, {shaft}, {interface}",
            mpn: ["{brand}E58-{shaft}-{pulses}-{interface}", "{brand}58{shaft}.{interface}.{pulses}"],
            about: [
                "Incremental encoder, 58 mm flange, {pulses}, {shaft}, {interface}, channels A, B and Z.",
                "Optical encoder with {pulses}, {shaft} and {interface} output, max. 6000 rpm.",
            ],
            uses: ["speed feedback", "length measurement", "positioning axes", "lifts"]),
        Trade(118, marks: ["CE", "RoHS"]))

    /// Rated power in kW with the IEC frame size and shaft diameter of a
    /// 4-pole motor (IEC 60072-1).
    static let ratings: [(power: Double, frame: Double, shaft: Double)] = [
        (0.12, 63, 11), (0.18, 63, 11), (0.25, 71, 14), (0.37, 71, 14), (0.55, 80, 19), (0.75, 80, 19), (1.1, 90, 24), (1.5, 90, 24), (2.2, 100, 28),
        (3, 100, 28), (4, 112, 28), (5.5, 132, 38), (7.5, 132, 38), (11, 160, 42), (15, 160, 42), (22, 180, 48),
    ]

    static let motors = Leaf(
        "Electric motors",
        "three-phase motor|Drehstrommotor|moteur triphasé|motore trifase|motor trifásico|silnik trójfazowy",
        [
            Axis(
                "power", .variant,
                ratings.map { r in
                    Option(
                        Words("\(Decimal.text(r.power)) kW"), "\(Decimal.text(r.frame))-\(Decimal.text(r.power))", 0.45 + r.power / 2.2,
                        [
                            .measure("power", r.power, .kilowatt), .text("frameSize", Decimal.text(r.frame)), .measure("shaftDiameter", r.shaft, .mm),
                        ])
                }
            ).favouring(.middle),
            Axis(
                "speed", .line,
                [
                    Option(
                        "4-pole 1450 rpm|4-polig 1450 U/min|4 pôles 1450 tr/min|4 poli 1450 giri/min|4 polos 1450 rpm|4-biegunowy 1450 obr/min", "4", 1,
                        [.number("poles", 4), .measure("speed", 1450, .rpm), .text("voltage", "230/400 V AC"), .text("ipRating", "IP55")])
                ]),
            Axis(
                "mounting", .variant,
                [
                    Option("B3", "B3", 1, [.text("mounting", "B3 foot")]), Option("B5", "B5", 1.05, [.text("mounting", "B5 flange")]), Option("B14", "B14", 1.05, [.text("mounting", "B14 flange")]),
                ]
            ).favouring(.front),
            Axis("efficiency", .line, [Option("IE3", "IE3", 1, [.text("efficiencyClass", "IE3")]), Option("IE4", "IE4", 1.3, [.text("efficiencyClass", "IE4")])]).favouring(.front),
        ],
        LeafText(
            title: "{power} {speed} {mounting} {efficiency}",
            mpn: ["{brand}{efficiency}-{power}-{speed}{mounting}", "{brand}M {power}/{speed} {mounting} {efficiency}"],
            about: [
                "Squirrel-cage motor {power}, {speed}, mounting {mounting}, efficiency class {efficiency}, insulation class F.",
                "Aluminium-housed asynchronous motor, {power}, {speed}, {mounting}, {efficiency}, suited to inverter operation.",
            ],
            uses: ["pumps", "fans", "conveyors", "compressors", "woodworking machines"]),
        Trade(165, marks: ["CE", "UKCA"]))

    static let inverters = Leaf(
        "Frequency inverters",
        "frequency inverter|Frequenzumrichter|variateur de fréquence|inverter|variador de frecuencia|falownik",
        [
            Axis(
                "power", .variant,
                [0.37, 0.75, 1.5, 2.2, 4, 5.5, 7.5, 11, 15, 22].map { (p: Double) in Option(Words("\(Decimal.text(p)) kW"), Decimal.text(p), 0.6 + p / 4, [.measure("power", p, .kilowatt)]) }
            ).favouring(.middle),
            Axis("supply", .line, [Option("3×400 V", "4", 1, [.text("voltage", "3 x 400 V AC"), .number("voltageV", 400)])]),
            Axis(
                "filter", .line,
                [
                    Option("with EMC filter|mit EMV-Filter|avec filtre CEM|con filtro EMC|con filtro EMC|z filtrem EMC", "F", 1.1, [.flag("emcFilter", true), .text("ipRating", "IP20")]),
                    Option("without filter|ohne Filter|sans filtre|senza filtro|sin filtro|bez filtra", "N", 1, [.flag("emcFilter", false), .text("ipRating", "IP20")]),
                ]),
        ],
        LeafText(
            title: "{power} {supply}, {filter}",
            mpn: ["{brand}FU{supply}-{power}{filter}", "{brand}D-{power}kW-{supply}{filter}"],
            about: [
                "Frequency inverter {power}, supply {supply}, {filter}, with vector control and removable keypad.",
                "Compact drive for asynchronous and synchronous motors up to {power}, {supply}, {filter}.",
            ],
            uses: ["pumps and fans", "conveyor belts", "mixers", "hoists"]),
        Trade(210, marks: ["CE", "UKCA", "RoHS"]))

    static let gearMotors = Leaf(
        "Gear motors",
        "worm gear motor|Schneckengetriebemotor|motoréducteur à vis|motoriduttore a vite senza fine|motorreductor sinfín|motoreduktor ślimakowy",
        [
            Axis(
                "power", .variant,
                [0.12, 0.18, 0.25, 0.37, 0.55, 0.75, 1.1, 1.5].map { (p: Double) in Option(Words("\(Decimal.text(p)) kW"), Decimal.text(p), 0.7 + p, [.measure("power", p, .kilowatt)]) }),
            Axis(
                "ratio", .variant,
                [7.5, 10, 15, 20, 30, 40, 60, 80].map { (i: Double) in
                    let rpm = (1400 / i).rounded()
                    return Option(Words("i=\(Decimal.text(i))"), Decimal.text(i), 1, [.number("gearRatio", i), .measure("outputSpeed", rpm, .rpm), .text("voltage", "230/400 V AC")])
                }),
            Axis(
                "bore", .line,
                [
                    Option("hollow shaft|Hohlwelle|arbre creux|albero cavo|eje hueco|wał drążony", "H", 1, [.text("outputShaft", "hollow shaft")]),
                    Option("solid shaft|Vollwelle|arbre plein|albero pieno|eje macizo|wał pełny", "S", 1.08, [.text("outputShaft", "solid shaft")]),
                ]),
        ],
        LeafText(
            title: "{power} {ratio}, {bore}",
            mpn: ["{brand}GW-{power}-{ratio}-{bore}", "{brand}S {power}/{ratio} {bore}"],
            about: [
                "Worm geared motor {power}, ratio {ratio#}:1, {bore}, filled with synthetic oil for life.",
                "Gear motor {power} with {bore}, {ratio}; the housing can be mounted on any side.",
            ],
            uses: ["roller doors", "belt conveyors", "stirrers", "car wash lines"]),
        Trade(155, marks: ["CE"]))

    static let softStarters = Leaf(
        "Soft starters",
        "soft starter|Sanftanlaufgerät|démarreur progressif|avviatore graduale|arrancador suave|softstart",
        [
            Axis(
                "power", .variant,
                [(4, 9), (5.5, 12), (7.5, 16), (11, 25), (15, 32), (22, 45), (30, 60)].map { (p: Double, a: Double) in
                    Option(Words("\(Decimal.text(p)) kW"), Decimal.text(a), 0.6 + p / 10, [.measure("power", p, .kilowatt), .measure("current", a, .ampere), .text("voltage", "400 V AC")])
                }),
            Axis("control", .line, [Option("24 V DC", "DC", 1, [.text("controlVoltage", "24 V DC")]), Option("230 V AC", "AC", 1, [.text("controlVoltage", "230 V AC")])]),
        ],
        LeafText(
            title: "{power} 400 V, {control}",
            mpn: ["{brand}SS{power}-{control}", "{brand}-SA{power}.{control}"],
            about: [
                "Two-phase controlled soft starter for motors up to {power} at 400 V, control voltage {control}.",
                "Soft starter {power} with built-in bypass, starting ramp 1 to 20 s, control {control}.",
            ],
            uses: ["pumps against water hammer", "compressors", "large fans", "crushers"]),
        Trade(120, marks: ["CE", "RoHS"]))
}
