extension Family {
    static let electrical = Family(
        name: "Electrical", share: 11,
        groups: [
            Group(
                "Switching and control", Switchgear.makers,
                [
                    Switchgear.contactors, Switchgear.motorProtection, Switchgear.relays,
                    Switchgear.pushButtons, Switchgear.signalLamps, Switchgear.emergencyStops,
                ],
                notes: [
                    "Snaps onto the rail or fits the usual panel hole, as shown in the data sheet.",
                    "To be installed by a qualified electrician only.",
                    "3D models and circuit symbols can be had for the usual planning programs.",
                    "Meets the Low Voltage Directive 2014/35/EU.",
                    "Terminals are open when delivered.",
                ]),
            Group(
                "Circuit protection", Switchgear.makers,
                [
                    Switchgear.circuitBreakers, Switchgear.residualCurrent, Switchgear.fuses,
                ],
                notes: [
                    "To be installed by a qualified electrician only.",
                    "Meets the Low Voltage Directive 2014/35/EU.",
                    "Tripping curves are printed in the data sheet.",
                    "Rated for ambient temperatures from -5 °C to +40 °C without derating.",
                ]),
            Group(
                "Cabinets and power", Switchgear.makers,
                [
                    Switchgear.powerSupplies, Switchgear.enclosures, Switchgear.terminalBlocks,
                ],
                notes: [
                    "To be installed by a qualified electrician only.",
                    "3D models can be had for the usual planning programs.",
                    "Accessories such as end covers, brackets and locks are listed separately.",
                    "Meets the Low Voltage Directive 2014/35/EU.",
                ]),
        ])
}

enum Switchgear {
    static let makers = [
        Brand("Elvarto", "EV", .de, 1.2), Brand("Voltarco", "VT", .it),
        Brand("Telquin", "TQ", .fr, 1.25), Brand("Amperwald", "AW", .pl, 0.75),
        Brand("Klemvik", "KV", .se, 1.1), Brand("Schaltwerk Osning", "SO", .de, 1.3),
        Brand("Rele-Norte", "RN", .es, 0.8), Brand("Brightstowe", "BT", .gb), Brand("Isolda", "IS", .cz, 0.7),
    ]

    static let coils = Axis(
        "coilVoltage", .variant,
        [
            Option("24 V DC", "BD", 1.12, [.text("voltage", "24 V DC"), .number("voltageV", 24)]),
            Option("230 V AC", "P7", 1, [.text("voltage", "230 V AC"), .number("voltageV", 230)]),
            Option("24 V AC", "B7", 1, [.text("voltage", "24 V AC"), .number("voltageV", 24)]),
            Option("110 V AC", "F7", 1.02, [.text("voltage", "110 V AC"), .number("voltageV", 110)]),
        ]
    ).favouring(.front)

    static let contactors = Leaf(
        "Contactors",
        "power contactor|Leistungsschütz|contacteur de puissance|contattore di potenza|contactor de potencia|stycznik mocy",
        [
            Axis(
                "current", .variant,
                [
                    (9, 4, "09"), (12, 5.5, "12"), (18, 7.5, "18"), (25, 11, "25"), (32, 15, "32"), (40, 18.5, "40"), (50, 22, "50"), (65, 30, "65"), (80, 37, "80"), (95, 45, "95"),
                ].map { (amperes: Double, kilowatts: Double, code: String) in
                    Option(
                        Words("\(Decimal.text(amperes)) A"), code, 0.5 + amperes / 18,
                        [
                            .measure("current", amperes, .ampere), .measure("motorPower", kilowatts, .kilowatt),
                        ])
                }),
            coils,
            Axis(
                "poles", .line,
                [
                    Option("3-pole|3-polig|3 pôles|3 poli|3 polos|3-biegunowy", "D", 1, [.number("poles", 3), .text("auxiliaryContacts", "1 NO + 1 NC")]),
                    Option("4-pole|4-polig|4 pôles|4 poli|4 polos|4-biegunowy", "T", 1.25, [.number("poles", 4), .text("auxiliaryContacts", "none")]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{current} {poles}, {coilVoltage}",
            mpn: ["{brand}1{poles}{current}{coilVoltage}", "{brand}-K{current}-{poles}-{coilVoltage}"],
            about: [
                "{poles} contactor for {current} in AC-3 duty with a {coilVoltage} coil.",
                "Compact contactor, {current}, {poles}, coil {coilVoltage}, for starting and stopping three-phase motors.",
            ],
            uses: ["motor starters", "star-delta combinations", "heating loads", "lighting control", "pump stations"]),
        Trade(19, marks: ["CE", "UKCA", "RoHS"]))

    static let motorProtection = Leaf(
        "Motor protection switches",
        "motor protection switch|Motorschutzschalter|disjoncteur moteur|salvamotore|guardamotor|wyłącznik silnikowy",
        [
            Axis(
                "range", .variant,
                [
                    (0.63, 1, 0.25), (1, 1.6, 0.55), (1.6, 2.5, 0.75), (2.5, 4, 1.5), (4, 6.3, 2.2), (6.3, 10, 4), (9, 14, 5.5), (13, 18, 7.5), (17, 23, 11), (20, 25, 11),
                ].map { (low: Double, high: Double, kilowatts: Double) in
                    let range = "\(Decimal.text(low))-\(Decimal.text(high)) A"
                    return Option(
                        Words(range), Decimal.text(high), 0.9 + high / 70,
                        [
                            .text("settingRange", range), .measure("current", high, .ampere), .measure("motorPower", kilowatts, .kilowatt), .number("poles", 3),
                        ])
                }),
            Axis(
                "actuator", .line,
                [
                    Option("rotary handle|Drehantrieb|commande rotative|manovra rotativa|mando rotativo|napęd obrotowy", "R", 1.08),
                    Option("push buttons|Drucktaster|boutons-poussoirs|pulsanti|pulsadores|przyciski", "P"),
                ]),
        ],
        LeafText(
            title: "{range}, {actuator}",
            mpn: ["{brand}MP{actuator}-{range}", "{brand}-{actuator}25-{range}"],
            about: [
                "Motor protective circuit breaker, setting range {range}, {actuator}, trip class 10.",
                "Three-pole motor protection with thermal release {range} and fixed magnetic release; operated by {actuator}.",
            ],
            uses: ["pump motors", "compressors", "saws and planers", "conveyor drives"]),
        Trade(38, marks: ["CE", "UKCA", "RoHS"]))

    static let relays = Leaf(
        "Relays",
        "plug-in interface relay|Koppelrelais|relais d'interface|relè d'interfaccia|relé de interfaz|przekaźnik interfejsowy",
        [
            Axis(
                "contacts", .line,
                [
                    Option(
                        "1 changeover 6 A|1 Wechsler 6 A|1 inverseur 6 A|1 scambio 6 A|1 conmutado 6 A|1 przełączny 6 A", "1C6", 1,
                        [.text("contacts", "1 changeover"), .measure("current", 6, .ampere)]),
                    Option(
                        "2 changeover 8 A|2 Wechsler 8 A|2 inverseurs 8 A|2 scambi 8 A|2 conmutados 8 A|2 przełączne 8 A", "2C8", 1.3,
                        [.text("contacts", "2 changeover"), .measure("current", 8, .ampere)]),
                    Option(
                        "4 changeover 5 A|4 Wechsler 5 A|4 inverseurs 5 A|4 scambi 5 A|4 conmutados 5 A|4 przełączne 5 A", "4C5", 1.8,
                        [.text("contacts", "4 changeover"), .measure("current", 5, .ampere)]),
                ]),
            coils,
        ],
        LeafText(
            title: "{coilVoltage}, {contacts}",
            mpn: ["{brand}RL{contacts}-{coilVoltage}", "{brand}-55.{contacts}.{coilVoltage}"],
            about: [
                "Interface relay with socket, coil {coilVoltage}, {contacts}, status LED included.",
                "Plug-in relay {coilVoltage} with {contacts}; the test button can be locked.",
            ],
            uses: ["controller outputs", "signal isolation", "building services", "machine control panels"]),
        Trade(7.5, packs: [1, 1, 10], marks: ["CE", "RoHS"]))

    static let buttonColours = Axis(
        "colour", .variant,
        [
            Option(.green, "GN"), Option(.red, "RD"), Option(.black, "BK"), Option(.blue, "BU"), Option(.yellow, "YE"), Option(.white, "WH"),
        ])

    static let pushButtons = Leaf(
        "Push buttons",
        "push button 22 mm|Drucktaster 22 mm|bouton-poussoir 22 mm|pulsante 22 mm|pulsador 22 mm|przycisk 22 mm",
        [
            buttonColours,
            Axis(
                "contact", .variant,
                [Option("1 NO", "10", 1, [.text("contacts", "1 NO")]), Option("1 NC", "01", 1, [.text("contacts", "1 NC")]), Option("1 NO + 1 NC", "11", 1.3, [.text("contacts", "1 NO + 1 NC")])]),
            Axis(
                "bezel", .line,
                [
                    Option(
                        "plastic bezel|Kunststoffring|collerette plastique|ghiera in plastica|bisel de plástico|pierścień z tworzywa", "P", 1,
                        [.text("material", "plastic"), .text("ipRating", "IP65")]),
                    Option("metal bezel|Metallring|collerette métal|ghiera in metallo|bisel metálico|pierścień metalowy", "M", 1.5, [.text("material", "chromed metal"), .text("ipRating", "IP67")]),
                ]),
        ],
        LeafText(
            title: "{colour}, {contact}, {bezel}",
            mpn: ["{brand}5{bezel}-{colour}-{contact}", "{brand}.22{bezel}{colour}{contact}"],
            about: [
                "Complete {colour} push button for 22 mm holes with {bezel} and contact block {contact}.",
                "Spring-return button, {colour}, {contact}, {bezel}; the block clicks on without tools.",
            ],
            uses: ["control desks", "machine panels", "door controls", "lifting gear pendants"]),
        Trade(9.5, marks: ["CE", "RoHS"]))

    static let signalLamps = Leaf(
        "Signal lamps",
        "LED signal lamp|LED-Meldeleuchte|voyant LED|indicatore luminoso LED|piloto LED|lampka sygnalizacyjna LED",
        [
            buttonColours,
            Axis(
                "voltage", .variant,
                [
                    Option("24 V AC/DC", "24", 1, [.text("voltage", "24 V AC/DC"), .number("voltageV", 24)]),
                    Option("230 V AC", "230", 1.1, [.text("voltage", "230 V AC"), .number("voltageV", 230)]),
                ]),
            Axis("ipRating", .line, ["IP65", Option("IP67", nil, 1.2)]),
        ],
        LeafText(
            title: "{colour} {voltage} {ipRating}",
            mpn: ["{brand}SL-{colour}-{voltage}-{ipRating}", "{brand}.LED{voltage}{colour}{ipRating}"],
            about: [
                "LED pilot light, {colour}, {voltage}, protected to {ipRating} from the front.",
                "{colour} indicator lamp for 22 mm cut-outs, {voltage}; the LED lasts more than 50,000 hours.",
            ],
            uses: ["switch cabinets", "control panels", "status displays on machines"]),
        Trade(8, marks: ["CE", "RoHS"]))

    static let emergencyStops = Leaf(
        "Emergency stop buttons",
        "emergency stop button|Not-Halt-Taster|bouton d'arrêt d'urgence|pulsante di emergenza|pulsador de parada de emergencia|przycisk zatrzymania awaryjnego",
        [
            Axis(
                "contact", .variant,
                [Option("1 NC", "01", 1, [.text("contacts", "1 NC")]), Option("2 NC", "02", 1.2, [.text("contacts", "2 NC")]), Option("2 NC + 1 NO", "12", 1.35, [.text("contacts", "2 NC + 1 NO")])]),
            Axis(
                "release", .line,
                [
                    Option("twist to release|Drehentriegelung|déverrouillage par rotation|sblocco a rotazione|desenclavamiento por giro|odblokowanie przez obrót", "T"),
                    Option("key release|Schlüsselentriegelung|déverrouillage à clé|sblocco a chiave|desenclavamiento con llave|odblokowanie kluczem", "K", 1.6),
                ]),
            Axis(
                "mounting", .line,
                [
                    Option("panel mounting|Fronteinbau|montage en façade|montaggio a pannello|montaje en panel|montaż tablicowy", "P", 1, [.text("mounting", "panel"), .text("ipRating", "IP66")]),
                    Option(
                        "in yellow housing|im gelben Gehäuse|en boîtier jaune|in custodia gialla|en caja amarilla|w żółtej obudowie", "H", 1.7,
                        [.text("mounting", "surface housing"), .text("ipRating", "IP65")]),
                ]),
        ],
        LeafText(
            title: "{contact}, {release}, {mounting}",
            mpn: ["{brand}ES-{mounting}{release}-{contact}", "{brand}.NH{mounting}{release}{contact}"],
            about: [
                "Red 40 mm mushroom emergency stop, {contact}, {release}, {mounting}, to EN ISO 13850.",
                "Emergency stop device {mounting}, {release}, with {contact} direct opening contacts.",
            ],
            uses: ["machine guarding", "conveyor lines", "test benches", "robot cells"]),
        Trade(21, marks: ["CE", "UKCA", "RoHS"]))
}
