extension Family {
    static let pipes = Family(
        name: "Pipes and valves", share: 5,
        groups: [
            Group(
                "Valves", Flow.makers, [Flow.ballValves, Flow.butterflyValves, Flow.checkValves, Flow.needleValves],
                notes: [
                    "Each valve is tested with water to EN 12266-1.",
                    "Not for oxygen unless degreased and marked so.",
                    "Seal threads with PTFE tape or liquid sealant.",
                    "Spare seals can be ordered separately.",
                ]),
            Group(
                "Pipe fittings and flanges", Flow.makers, [Flow.elbows, Flow.flanges, Flow.hoseClamps, Flow.nipples],
                notes: [
                    "Material certificate 3.1 to EN 10204 on request.",
                    "Also available in other materials.",
                    "Packed by the box and marked with size and batch.",
                    "Dimensions follow the stated standard.",
                ]),
            Group(
                "Pumps and instruments", Flow.makers, [Flow.gauges, Flow.thermometers, Flow.centrifugalPumps, Flow.hoses],
                notes: [
                    "Operating instructions in eight languages are enclosed.",
                    "Spare parts can be ordered separately.",
                    "Other ranges and connections on request.",
                    "Tested before leaving the works.",
                ]),
        ])
}

private enum Flow {
    static let makers = [
        Brand("Valmetra", "VM", .it), Brand("Armavent", "AV", .de, 1.2), Brand("Rubinetti Orta", "RO", .it, 1.1), Brand("Zaworex", "ZX", .pl, 0.75),
        Brand("Robinova", "RV", .fr, 1.1), Brand("Flowhythe", "FH", .gb), Brand("Inoxaria", "IX", .es, 0.95), Brand("Dansk Armatur Vest", "DA", .dk, 1.25),
    ]

    /// Nominal pipe sizes: DN, inch, outside diameter in mm (EN 10255).
    static let sizes: [(dn: Double, inch: String, outside: Double)] = [
        (8, "1/4", 13.5), (10, "3/8", 17.2), (15, "1/2", 21.3), (20, "3/4", 26.9), (25, "1", 33.7), (32, "1 1/4", 42.4), (40, "1 1/2", 48.3), (50, "2", 60.3),
    ]

    /// Threaded sizes; cost 1 is half an inch.
    static let threaded = Axis(
        "size", .variant,
        sizes.map { s in
            Option(
                Words("\(s.inch)″"), "DN\(Decimal.text(s.dn))", 0.6 + s.dn * s.dn / 560,
                [
                    .text("size", "\(s.inch)″"), .text("nominalSize", "DN\(Decimal.text(s.dn))"), .text("thread", "G \(s.inch)"), .measure("diameter", s.outside, .mm),
                ])
        }
    ).favouring(.middle)

    static let valveBody = Axis("material", .line, [Option(.brass, "MS"), Option(.stainless316, "VA", 2.2), Option(.nickelPlatedBrass, "MN", 1.1)]).favouring(.front)

    static let ballValves = Leaf(
        "Ball valves",
        "ball valve|Kugelhahn|vanne à boisseau sphérique|valvola a sfera|válvula de bola|zawór kulowy",
        [
            threaded, valveBody,
            Axis(
                "handle", .variant,
                [Option("lever handle|Hebelgriff|poignée levier|leva|palanca|dźwignia", "H"), Option("butterfly handle|Flügelgriff|poignée papillon|farfalla|mariposa|motylek", "F", 0.97)]
            ).favouring(.front),
        ],
        LeafText(
            title: "{size} {material}, {handle}",
            mpn: ["{brand}KH-{size}-{material}-{handle}", "{brand}BV{material}{handle}-{size}"],
            about: [
                "Full-bore ball valve {size}, {material}, {handle}, female threads, PTFE seats.",
                "Two-piece ball valve {size} of {material} with {handle}, blow-out proof stem.",
            ],
            uses: ["water and heating", "compressed air", "process lines", "tank outlets"]),
        Trade(7.8, packs: [1, 10], marks: ["CE"]))

    static let butterflyValves = Leaf(
        "Butterfly valves",
        "butterfly valve|Absperrklappe|vanne papillon|valvola a farfalla|válvula de mariposa|przepustnica",
        [
            Axis(
                "size", .variant,
                [50, 65, 80, 100, 125, 150, 200].map { (dn: Double) in
                    Option(Words("DN\(Decimal.text(dn))"), nil, 0.5 + dn * dn / 14_000, [.text("nominalSize", "DN\(Decimal.text(dn))"), .number("nominalDiameterMm", dn)])
                }),
            Axis("liner", .line, ["EPDM", Option("NBR", nil, 1.02), Option("FKM", nil, 1.9)]).favouring(.front),
            Axis(
                "form", .line, [Option("wafer|Zwischenflansch|entre brides|wafer|wafer|międzykołnierzowa", "W"), Option("lug|Anflansch|à oreilles taraudées|lug|lug|z gwintowanymi uszami", "L", 1.25)]),
        ],
        LeafText(
            title: "{size} {form}, {liner}",
            mpn: ["{brand}BF-{form}{size}-{liner}", "{brand}AK{size}{liner}{form}"],
            about: [
                "Butterfly valve {size}, {form} type, liner {liner}, stainless disc, lever with ten positions.",
                "Centric shut-off valve {size} PN 16 with {liner} liner, {form} body of ductile iron.",
            ],
            uses: ["water treatment", "cooling circuits", "air ducts", "irrigation"]),
        Trade(48, marks: ["CE"]))

    static let checkValves = Leaf(
        "Check valves",
        "check valve|Rückschlagventil|clapet anti-retour|valvola di ritegno|válvula antirretorno|zawór zwrotny",
        [threaded, valveBody],
        LeafText(
            title: "{size} {material}",
            mpn: ["{brand}RV-{size}-{material}", "{brand}CV{material} {size}"],
            about: ["Spring-loaded check valve {size}, {material}, female threads on both ends.", "Non-return valve {size} of {material}; fits in any position."],
            uses: ["pump discharge lines", "compressed air tanks", "heating circuits"]),
        Trade(6.4, packs: [1, 10]))

    static let needleValves = Leaf(
        "Needle valves",
        "needle valve|Nadelventil|robinet à pointeau|valvola a spillo|válvula de aguja|zawór iglicowy",
        [
            Axis(
                "size", .variant,
                sizes.prefix(5).map { s in
                    Option(
                        Words("\(s.inch)″"), "DN\(Decimal.text(s.dn))", 0.7 + s.dn / 40, [.text("size", "\(s.inch)″"), .text("thread", "G \(s.inch)"), .text("nominalSize", "DN\(Decimal.text(s.dn))")])
                }),
            Axis(
                "material", .line,
                [
                    Option(.stainless316, "VA", 1, [.text("material", "stainless steel 316L"), .measure("pressure", 400, .bar)]),
                    Option(.zincPlatedSteel, "ST", 0.55, [.text("material", "zinc plated steel"), .measure("pressure", 315, .bar)]),
                ]),
        ],
        LeafText(
            title: "{size} {material}",
            mpn: ["{brand}NV-{size}-{material}", "{brand}ND {material} {size}"],
            about: ["Needle valve {size}, {material}, for fine setting of small flows.", "High-pressure shut-off valve {size} of {material} with T-handle."],
            uses: ["gauge isolation", "sampling points", "dosing lines"]),
        Trade(26))

    static let elbows = Leaf(
        "Threaded fittings",
        "threaded pipe elbow 90°|Gewindewinkel 90°|coude fileté 90°|gomito filettato 90°|codo roscado 90°|kolano gwintowane 90°",
        [
            threaded,
            Axis(
                "material", .line,
                [
                    Option(.stainless316, "VA", 1),
                    Option("malleable iron, galvanised|Temperguss verzinkt|fonte malléable galvanisée|ghisa malleabile zincata|fundición maleable galvanizada|żeliwo ciągliwe ocynkowane", "TG", 0.5),
                    Option(.brass, "MS", 0.8),
                ]),
            Axis(
                "ends", .variant,
                [
                    Option("female/female|innen/innen|femelle/femelle|femmina/femmina|hembra/hembra|wew./wew.", "II"),
                    Option("male/female|außen/innen|mâle/femelle|maschio/femmina|macho/hembra|zew./wew.", "AI", 1.05),
                ]),
        ],
        LeafText(
            title: "{size} {ends}, {material}",
            mpn: ["{brand}90-{ends}-{size}-{material}", "{brand}W{material}{ends} {size}"],
            about: ["Elbow 90°, {size}, {ends}, {material}, threads to EN 10226.", "Pipe elbow {size} of {material}, {ends}, for water, air and oil."],
            uses: ["pipework", "sprinkler systems", "machine supply lines"]),
        Trade(3.6, packs: [1, 10, 25]))

    static let nipples = Leaf(
        "Hose nipples",
        "hose nipple|Schlauchtülle|embout cannelé|portagomma|espiga para manguera|króciec do węża",
        [
            Axis(
                "size", .variant,
                sizes.prefix(6).map { s in
                    let bore = [6.0, 10, 13, 19, 25, 32][sizes.firstIndex { $0.dn == s.dn } ?? 0]
                    return Option(
                        Words("\(s.inch)″ - \(Decimal.text(bore)) mm"), "\(s.inch)-\(Decimal.text(bore))", 0.5 + bore * bore / 340, [.text("thread", "G \(s.inch)"), .measure("hoseBore", bore, .mm)])
                }),
            Axis("material", .line, [Option(.brass, "MS"), Option(.stainless316, "VA", 2.4), Option(.polypropylene, "PP", 0.35)]).favouring(.front),
        ],
        LeafText(
            title: "{size}, {material}",
            mpn: ["{brand}ST-{size}-{material}", "{brand}HN{material} {size}"],
            about: ["Hose barb with male thread {size}, {material}.", "Threaded hose connector {size} of {material}; use with a hose clamp."],
            uses: ["water hoses", "suction hoses", "tank connections"]),
        Trade(1.7, packs: [1, 10, 25]))

    static let flanges = Leaf(
        "Flanges",
        "welding neck flange|Vorschweißflansch|bride à collerette|flangia a collarino|brida de cuello soldable|kołnierz szyjkowy",
        [
            Axis(
                "size", .variant,
                [15, 20, 25, 32, 40, 50, 65, 80, 100].map { (dn: Double) in
                    Option(Words("DN\(Decimal.text(dn))"), nil, 0.5 + dn * dn / 3600, [.text("nominalSize", "DN\(Decimal.text(dn))"), .number("nominalDiameterMm", dn)])
                }
            ).favouring(.middle),
            Axis(
                "pressure", .line,
                [
                    Option("PN 16", nil, 1, [.text("pressureRating", "PN 16"), .measure("pressure", 16, .bar)]),
                    Option("PN 40", nil, 1.25, [.text("pressureRating", "PN 40"), .measure("pressure", 40, .bar)]),
                ]),
            Axis("material", .line, [Option(.stainless316, "1.4404", 2.6), Option("carbon steel P250GH|Stahl P250GH|acier P250GH|acciaio P250GH|acero P250GH|stal P250GH", "P250GH")]),
        ],
        LeafText(
            title: "{size} {pressure}, {material}",
            mpn: ["EN 1092-1 {size} {pressure} {material}", "{brand}FL11-{size}-{pressure}-{material}"],
            about: ["Welding neck flange type 11, {size}, {pressure}, {material}, to EN 1092-1, form B1.", "Forged flange {size} {pressure} of {material}, turned on all sides."],
            uses: ["steam lines", "process plants", "pump connections"]),
        Trade(14))

    static let hoseClamps = Leaf(
        "Hose clamps",
        "hose clamp|Schlauchschelle|collier de serrage|fascetta stringitubo|abrazadera|opaska zaciskowa",
        [
            Axis(
                "range", .variant,
                [(8, 12), (10, 16), (12, 22), (16, 27), (20, 32), (25, 40), (32, 50), (40, 60), (50, 70), (70, 90)].map { (a: Double, b: Double) in
                    Option(
                        Words("\(Decimal.text(a))-\(Decimal.text(b)) mm"), "\(Decimal.text(a))-\(Decimal.text(b))", 0.7 + b / 90,
                        [.text("clampingRange", "\(Decimal.text(a))-\(Decimal.text(b)) mm"), .measure("maxDiameter", b, .mm)])
                }
            ).favouring(.middle),
            Axis("band", .variant, [Option("9 mm", "9", 1, [.measure("bandWidth", 9, .mm)]), Option("12 mm", "12", 1.15, [.measure("bandWidth", 12, .mm)])]).favouring(.front),
            Axis("material", .line, [Option(.zincPlatedSteel, "W1", 1), Option(.stainless304, "W4", 1.9), Option(.stainlessA4, "W5", 2.6)]).favouring(.front),
        ],
        LeafText(
            title: "{range}, {band} {material#}, {material}",
            mpn: ["{brand}HC {range}/{band} {material}", "{brand}-{material}-{band}-{range}"],
            about: ["Worm drive hose clamp {range}, band {band}, {material} ({material#}), to DIN 3017.", "Hose clip {range} of {material} with pressed worm thread that does not cut the hose."],
            uses: ["coolant hoses", "water supply", "exhaust ducts", "vehicle repair"]),
        Trade(0.55, .pack, packs: [10, 25, 50]))

    static let gauges = Leaf(
        "Pressure gauges",
        "pressure gauge|Manometer|manomètre|manometro|manómetro|manometr",
        [
            Axis(
                "range", .variant,
                [1.6, 2.5, 4, 6, 10, 16, 25, 40, 60, 100, 250, 400].map { (bar: Double) in
                    Option(Words("0-\(Decimal.text(bar)) bar"), Decimal.text(bar), 1, [.text("measuringRange", "0-\(Decimal.text(bar)) bar"), .measure("pressure", bar, .bar)])
                }
            ).favouring(.middle),
            Axis(
                "dial", .line,
                [Option("Ø 63 mm", "63", 1, [.measure("diameter", 63, .mm), .text("thread", "G 1/4")]), Option("Ø 100 mm", "100", 1.9, [.measure("diameter", 100, .mm), .text("thread", "G 1/2")])]
            ).favouring(.front),
            Axis(
                "filling", .variant,
                [
                    Option("glycerine filled|Glyzerinfüllung|bain de glycérine|a glicerina|con glicerina|z gliceryną", "GL", 1.2, [.text("filling", "glycerine")]),
                    Option("dry|trocken|sec|a secco|seco|suchy", "TR", 1, [.text("filling", "none")]),
                ]),
        ],
        LeafText(
            title: "{dial} {range}, {filling}",
            mpn: ["{brand}MA{dial}-{range}-{filling}", "{brand}PG {dial}.{range}.{filling}"],
            about: ["Bourdon tube pressure gauge {dial}, {range}, {filling}, class 1.6, to EN 837-1.", "Gauge {dial} with range {range}, {filling}, bottom connection."],
            uses: ["hydraulic units", "compressors", "water pumps", "gas cylinders with regulators"]),
        Trade(12))

    static let thermometers = Leaf(
        "Bimetal thermometers",
        "bimetal thermometer|Bimetallthermometer|thermomètre bimétallique|termometro bimetallico|termómetro bimetálico|termometr bimetaliczny",
        [
            Axis(
                "range", .variant,
                [(0, 60), (0, 120), (0, 160), (-30, 50), (0, 250)].map { (a: Double, b: Double) in
                    Option(
                        Words("\(Decimal.text(a))…\(Decimal.text(b)) °C"), "\(Decimal.text(a))_\(Decimal.text(b))", 1,
                        [.text("measuringRange", "\(Decimal.text(a))…\(Decimal.text(b)) °C"), .measure("temperatureMax", b, .celsius)])
                }),
            .measured("stem", .variant, .mm, [45, 63, 100, 160]) { 0.85 + $0 / 400 },
            Axis("dial", .line, [Option("Ø 80 mm", "80", 0.9, [.measure("diameter", 80, .mm)]), Option("Ø 100 mm", "100", 1, [.measure("diameter", 100, .mm)])]),
        ],
        LeafText(
            title: "{dial}, {range}, {stem}",
            mpn: ["{brand}BT{dial}-{range}-{stem}", "{brand}TH.{dial}.{stem}.{range}"],
            about: ["Bimetal thermometer {dial}, {range}, stem {stem}, rear connection G 1/2 with brass well.", "Dial thermometer with {stem} stem for {range}, class 2."],
            uses: ["heating boilers", "buffer tanks", "oil baths", "ventilation ducts"]),
        Trade(15))

    static let centrifugalPumps = Leaf(
        "Centrifugal pumps",
        "centrifugal pump|Kreiselpumpe|pompe centrifuge|pompa centrifuga|bomba centrífuga|pompa odśrodkowa",
        [
            Axis(
                "power", .variant,
                [(0.37, 60, 22), (0.55, 80, 28), (0.75, 110, 33), (1.1, 140, 40), (1.5, 200, 45), (2.2, 300, 52), (3, 450, 57)].map { (p: Double, flow: Double, head: Double) in
                    Option(Words("\(Decimal.text(p)) kW"), Decimal.text(p), 0.6 + p / 2, [.measure("power", p, .kilowatt), .measure("flow", flow, .litrePerMinute), .measure("head", head, .m)])
                }),
            Axis(
                "supply", .variant,
                [Option("400 V", "D", 1, [.text("voltage", "3 x 400 V AC"), .number("voltageV", 400)]), Option("230 V", "W", 1.05, [.text("voltage", "230 V AC"), .number("voltageV", 230)])]),
            Axis("material", .line, [Option(.castIron, "GG"), Option(.stainless304, "VA", 1.5)]),
        ],
        LeafText(
            title: "{power} {supply}, {material}",
            mpn: ["{brand}CP-{material}-{power}{supply}", "{brand}KP{power}.{supply}.{material}"],
            about: [
                "Close-coupled centrifugal pump {power}, {supply}, casing of {material}, for clean water up to 90 °C.",
                "Single-stage pump of {material} with {power} motor, {supply}, mechanical seal.",
            ],
            uses: ["cooling water", "irrigation", "pressure boosting", "washing plants"]),
        Trade(190, marks: ["CE"]))

    static let hoses = Leaf(
        "Industrial hoses",
        "water and air hose|Wasser- und Luftschlauch|tuyau eau et air|tubo acqua e aria|manguera de agua y aire|wąż do wody i powietrza",
        [
            Axis(
                "size", .variant,
                [("1/2", 13), ("3/4", 19), ("1", 25), ("1 1/4", 32), ("1 1/2", 38), ("2", 50)].map { (inch: String, d: Double) in
                    Option(Words("\(inch)″ (\(Decimal.text(d)) mm)"), Decimal.text(d), d / 15, [.text("size", "\(inch)″"), .measure("insideDiameter", d, .mm)])
                }),
            Axis(
                "material", .line,
                [
                    Option("EPDM rubber|EPDM-Gummi|caoutchouc EPDM|gomma EPDM|caucho EPDM|guma EPDM", "EP", 1, [.text("material", "EPDM"), .measure("pressure", 20, .bar)]),
                    Option("PVC with textile braid|PVC mit Gewebe|PVC armé textile|PVC retinato|PVC trenzado|PVC zbrojony", "PV", 0.6, [.text("material", "PVC"), .measure("pressure", 12, .bar)]),
                ]),
        ],
        LeafText(
            title: "{size}, {material}",
            mpn: ["{brand}IH-{material}-{size}", "{brand}{material}{size}/20"],
            about: ["Hose {size} of {material} for water and compressed air.", "Flexible {material} hose, bore {size}, smooth inside."],
            uses: ["workshops", "building sites", "farms", "cleaning stations"]),
        Trade(2.2, .ring, packs: [10, 20, 40]))
}
