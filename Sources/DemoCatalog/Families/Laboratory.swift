extension Family {
    static let laboratory = Family(
        name: "Laboratory", share: 6,
        groups: [
            Group(
                "Glassware", Bench.glassMakers, [Bench.beakers, Bench.conicalFlasks, Bench.volumetricFlasks, Bench.cylinders, Bench.bottles],
                notes: [
                    "A batch certificate can be downloaded by lot number.",
                    "Graduation in lasting white or blue enamel.",
                    "Packed clean and protected against breakage.",
                    "Autoclavable at 121 °C.",
                ]),
            Group(
                "Consumables", Bench.plasticMakers, [Bench.pipetteTips, Bench.petriDishes, Bench.tubes, Bench.filterPaper, Bench.vials],
                notes: [
                    "A batch certificate can be downloaded by lot number.",
                    "For laboratory use only; not a medical device.",
                    "Packed in a clean room.",
                    "Chemical resistance chart available from the maker.",
                ]),
            Group(
                "Instruments", Bench.deviceMakers, [Bench.pipettes, Bench.stirrers, Bench.balances, Bench.phMeters],
                notes: [
                    "Two years' warranty.",
                    "Calibration certificate on request.",
                    "Operating instructions in eight languages are enclosed.",
                    "A service contract can be arranged.",
                ]),
        ])
}

private enum Bench {
    static let glassMakers = [
        Brand("Glashütte Selb", "GS", .de, 1.2), Brand("Vitrovka", "VK", .cz, 0.85), Brand("Bohemia Kolba", "BK", .cz, 0.75), Brand("Verrier du Jura", "VJ", .fr, 1.15), Brand("Vetrolabo", "VB", .it),
    ]
    static let plasticMakers = [
        Brand("Plastilume", "PL", .it, 0.9), Brand("Nordlab Kivi", "NK", .fi, 1.15), Brand("Consumlab", "CL", .es, 0.8), Brand("Labware Tyne", "LT", .gb), Brand("Reinraum Fulda", "RF", .de, 1.2),
    ]
    static let deviceMakers = [
        Brand("Präzisa Zug", "PZ", .ch, 1.5), Brand("Mensurat", "MS", .de, 1.2), Brand("Scaleworth", "SC", .gb), Brand("Labosienne", "LS", .fr), Brand("Wagopol", "WP", .pl, 0.65),
    ]

    static func volumes(_ millilitres: [Double], one: Double) -> Axis {
        Axis(
            "volume", .variant,
            millilitres.map { v in
                Option(Words("\(Decimal.text(v)) ml"), Decimal.text(v), 0.5 + 0.5 * (v / one).squareRoot(), [.text("volume", "\(Decimal.text(v)) ml"), .number("volumeMl", v)])
            }
        ).favouring(.middle)
    }

    static let glassOrPlastic = Axis("material", .line, [Option(.borosilicate, "B3"), Option(.polypropylene, "PP", 0.6)]).favouring(.front)

    static let beakers = Leaf(
        "Beakers",
        "beaker|Becherglas|bécher|becher|vaso de precipitados|zlewka",
        [
            volumes([25, 50, 100, 250, 400, 600, 1000, 2000, 5000], one: 250), glassOrPlastic,
            Axis("form", .line, [Option("low form|niedrige Form|forme basse|forma bassa|forma baja|niska", "LF"), Option("tall form|hohe Form|forme haute|forma alta|forma alta|wysoka", "TF", 1.08)]),
        ],
        LeafText(
            title: "{volume}, {form}, {material}",
            mpn: ["{brand} {form}-{volume}-{material}", "{brand}21{form}{material}{volume}"],
            about: ["Beaker {volume}, {form}, with spout and graduation, {material}, to ISO 3819.", "Laboratory beaker of {material}, {volume}, {form}."],
            uses: ["mixing", "heating", "titration", "teaching"]),
        Trade(3.6, packs: [1, 10]))

    static let conicalFlasks = Leaf(
        "Conical flasks",
        "conical flask|Erlenmeyerkolben|fiole conique|beuta conica|matraz cónico|kolba stożkowa",
        [
            volumes([50, 100, 250, 300, 500, 1000, 2000], one: 250),
            Axis(
                "neck", .line,
                [
                    Option("narrow neck|enghals|col étroit|collo stretto|cuello estrecho|wąska szyja", "N"), Option("wide neck|weithals|col large|collo largo|cuello ancho|szeroka szyja", "W", 1.05),
                    Option("ground joint NS 29/32|Normschliff NS 29/32|rodage NS 29/32|giunto NS 29/32|esmerilado NS 29/32|szlif NS 29/32", "J29", 2.4),
                ]
            ).favouring(.front), Axis("material", .line, [Option(.borosilicate, "B3")]),
        ],
        LeafText(
            title: "{volume}, {neck}, {material}",
            mpn: ["{brand} EK{neck}-{volume}-{material}", "{brand}22{neck}{material}{volume}"],
            about: ["Erlenmeyer flask {volume}, {neck}, {material}.", "Conical flask {volume} of {material}, {neck}, with graduation and label field."],
            uses: ["titration", "cell culture", "shaking", "storing solutions"]),
        Trade(4.4, packs: [1, 10]))

    static let volumetricFlasks = Leaf(
        "Volumetric flasks",
        "volumetric flask|Messkolben|fiole jaugée|matraccio tarato|matraz aforado|kolba miarowa",
        [
            volumes([10, 25, 50, 100, 250, 500, 1000], one: 100),
            Axis(
                "accuracyClass", .line,
                [
                    Option("class A, certified|Klasse A, konformitätsbescheinigt|classe A, certifié|classe A, certificato|clase A, certificado|klasa A, z certyfikatem", "A", 1.6),
                    Option("class B|Klasse B|classe B|classe B|clase B|klasa B", "B"),
                ]),
            Axis(
                "glass", .variant,
                [
                    Option("clear glass|Klarglas|verre clair|vetro chiaro|vidrio claro|szkło bezbarwne", "C", 1, [.text("material", "borosilicate glass 3.3"), .text("colour", "clear")]),
                    Option("amber glass|Braunglas|verre ambré|vetro ambrato|vidrio ámbar|szkło oranżowe", "M", 1.4, [.text("material", "borosilicate glass 3.3"), .text("colour", "amber")]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{volume}, {accuracyClass}, {glass}",
            mpn: ["{brand} MK{accuracyClass}-{volume}-{glass}", "{brand}23{glass}{accuracyClass}{volume}"],
            about: ["Volumetric flask {volume}, {accuracyClass}, {glass}, with PE stopper, to ISO 1042.", "Measuring flask {volume}, {glass}, {accuracyClass}, calibrated to contain at 20 °C."],
            uses: ["standard solutions", "dilution series", "calibration"]),
        Trade(9.5, packs: [1, 2]))

    static let cylinders = Leaf(
        "Measuring cylinders",
        "measuring cylinder|Messzylinder|éprouvette graduée|cilindro graduato|probeta graduada|cylinder miarowy",
        [
            volumes([10, 25, 50, 100, 250, 500, 1000, 2000], one: 100), glassOrPlastic,
            Axis("accuracyClass", .line, [Option("class A|Klasse A|classe A|classe A|clase A|klasa A", "A", 1.4), Option("class B|Klasse B|classe B|classe B|clase B|klasa B", "B")]),
        ],
        LeafText(
            title: "{volume}, {accuracyClass}, {material}",
            mpn: ["{brand} MZ{accuracyClass}-{volume}-{material}", "{brand}24{material}{accuracyClass}{volume}"],
            about: ["Graduated cylinder {volume}, {accuracyClass}, {material}, with hexagonal foot.", "Measuring cylinder {volume} of {material}, tall form, {accuracyClass}."],
            uses: ["measuring liquids", "density tests", "teaching"]),
        Trade(7.2))

    static let bottles = Leaf(
        "Laboratory bottles",
        "laboratory bottle with screw cap|Laborflasche mit Schraubkappe|flacon de laboratoire à vis|bottiglia da laboratorio con tappo a vite|frasco de laboratorio con tapón|butelka laboratoryjna z zakrętką",
        [
            volumes([50, 100, 250, 500, 1000, 2000, 5000], one: 500),
            Axis(
                "glass", .line,
                [
                    Option("clear glass|Klarglas|verre clair|vetro chiaro|vidrio claro|szkło bezbarwne", "C", 1, [.text("material", "borosilicate glass 3.3"), .text("colour", "clear")]),
                    Option("amber glass|Braunglas|verre ambré|vetro ambrato|vidrio ámbar|szkło oranżowe", "M", 1.5, [.text("material", "borosilicate glass 3.3"), .text("colour", "amber")]),
                ]
            ).favouring(.front), Axis("thread", .line, ["GL 45"]),
        ],
        LeafText(
            title: "{volume} {thread}, {glass}",
            mpn: ["{brand} LF-{volume}-{glass} {thread}", "{brand}28{glass}{volume}/{thread}"],
            about: ["Reagent bottle {volume} with {thread} thread, {glass}, pouring ring and blue cap.", "Laboratory glass bottle {volume}, {glass}, {thread}; withstands autoclaving."],
            uses: ["storing media", "mobile phases", "sampling"]),
        Trade(5.8, packs: [1, 10]))

    static let pipetteTips = Leaf(
        "Pipette tips",
        "pipette tips|Pipettenspitzen|pointes de pipette|puntali per pipette|puntas de pipeta|końcówki do pipet",
        [
            Axis(
                "range", .variant,
                [("0.1-10 µl", "10", 1), ("2-200 µl", "200", 0.9), ("100-1000 µl", "1000", 1.2), ("500-5000 µl", "5000", 3.5)].map { (r: String, code: String, c: Double) in
                    Option(Words(r), code, c, [.text("volumeRange", r)])
                }),
            Axis(
                "version", .line,
                [
                    Option(
                        "with filter, sterile|mit Filter, steril|avec filtre, stériles|con filtro, sterili|con filtro, estériles|z filtrem, sterylne", "FS", 2.6,
                        [.flag("sterile", true), .text("material", "polypropylene")]),
                    Option("without filter|ohne Filter|sans filtre|senza filtro|sin filtro|bez filtra", "NF", 1, [.flag("sterile", false), .text("material", "polypropylene")]),
                ]),
            Axis(
                "packing", .variant,
                [Option("in racks|im Rack|en racks|in rack|en racks|w pudełkach", "R", 1.6), Option("loose in bag|lose im Beutel|en vrac|sfusi in busta|a granel en bolsa|luzem w torebce", "B")]),
        ],
        LeafText(
            title: "{range}, {version}, {packing}",
            mpn: ["{brand}PT{range}-{version}-{packing}", "{brand} T{version}{range}{packing}"],
            about: ["Universal pipette tips {range}, {version}, {packing}, free of DNase and RNase.", "Tips for micropipettes, {range}, {version}, {packing}."],
            uses: ["PCR set-up", "serial dilution", "routine pipetting"]),
        Trade(0.02, .box, packs: [960, 1000]))

    static let petriDishes = Leaf(
        "Petri dishes",
        "Petri dish|Petrischale|boîte de Pétri|piastra Petri|placa de Petri|szalka Petriego",
        [
            Axis(
                "size", .variant,
                [(35, 10), (60, 15), (90, 15), (100, 20), (150, 20)].map { (d: Double, h: Double) in
                    Option(Words("Ø \(Decimal.text(d))×\(Decimal.text(h)) mm"), "\(Decimal.text(d))", 0.4 + d * d / 13_000, [.measure("diameter", d, .mm), .measure("height", h, .mm)])
                }
            ).favouring(.middle),
            Axis(
                "material", .line,
                [
                    Option(
                        "polystyrene, sterile|Polystyrol, steril|polystyrène, stérile|polistirene, sterile|poliestireno, estéril|polistyren, sterylna", "PS", 1,
                        [.text("material", "polystyrene"), .flag("sterile", true)]),
                    Option("glass|Glas|verre|vetro|vidrio|szkło", "GL", 16, [.text("material", "soda-lime glass"), .flag("sterile", false)]),
                ]
            ).favouring(.front),
            Axis(
                "vents", .variant,
                [Option("with vents|mit Nocken|avec ergots|con alette|con aireación|wentylowana", "V"), Option("without vents|ohne Nocken|sans ergots|senza alette|sin aireación|niewentylowana", "N")]),
        ],
        LeafText(
            title: "{size}, {material}, {vents}",
            mpn: ["{brand}PD{size}-{material}-{vents}", "{brand} PS{material}{vents} {size}"],
            about: ["Petri dish {size}, {material}, {vents}.", "Culture dish {size} with lid, {material}, {vents}."],
            uses: ["microbiology", "water testing", "schools"]),
        Trade(0.13, .box, packs: [20, 100, 500]))

    static let tubes = Leaf(
        "Centrifuge tubes",
        "centrifuge tube|Zentrifugenröhrchen|tube à centrifuger|provetta da centrifuga|tubo de centrífuga|probówka wirówkowa",
        [
            volumes([1.5, 2, 15, 50], one: 15),
            Axis(
                "sterility", .line,
                [
                    Option("sterile|steril|stérile|sterile|estéril|sterylna", "S", 1.3, [.flag("sterile", true), .text("material", "polypropylene")]),
                    Option("non-sterile|unsteril|non stérile|non sterile|no estéril|niesterylna", "N", 1, [.flag("sterile", false), .text("material", "polypropylene")]),
                ]), Axis("colour", .variant, [Option(.clear, "C"), Option("amber|braun|ambré|ambra|ámbar|oranżowa", "A", 1.3)]).favouring(.front),
        ],
        LeafText(
            title: "{volume}, {sterility}, {colour}",
            mpn: ["{brand}CT{volume}-{sterility}{colour}", "{brand} ZR{sterility}{colour}{volume}"],
            about: ["Centrifuge tube {volume}, polypropylene, {sterility}, {colour}, with cap.", "Conical tube {volume}, {colour}, {sterility}, leak-proof."],
            uses: ["centrifugation", "sample storage", "molecular biology"]),
        Trade(0.17, .pack, packs: [50, 100, 500]))

    static let filterPaper = Leaf(
        "Filter paper",
        "qualitative filter paper|Filterpapier qualitativ|papier filtre qualitatif|carta da filtro qualitativa|papel de filtro cualitativo|bibuła filtracyjna jakościowa",
        [
            .measured("diameter", .variant, .mm, [55, 70, 90, 110, 125, 150, 185, 240]) { 0.3 + $0 * $0 / 16_000 },
            Axis(
                "speed", .line,
                [
                    Option("fast|schnell|rapide|veloce|rápido|szybka", "F", 1, [.text("filtrationSpeed", "fast"), .measure("retention", 20, .micrometre)]),
                    Option("medium|mittel|moyen|media|medio|średnia", "M", 1, [.text("filtrationSpeed", "medium"), .measure("retention", 10, .micrometre)]),
                    Option("slow|langsam|lent|lenta|lento|wolna", "S", 1.15, [.text("filtrationSpeed", "slow"), .measure("retention", 3, .micrometre)]),
                ]),
        ],
        LeafText(
            title: "Ø {diameter}, {speed}",
            mpn: ["{brand}FP-{speed}-{diameter}", "{brand} 59{speed}{diameter}"],
            about: ["Filter circles {diameter}, cellulose, filtration {speed}.", "Qualitative filter paper, diameter {diameter}, {speed}."],
            uses: ["clarifying solutions", "soil analysis", "food testing"]),
        Trade(0.07, .pack, packs: [100]))

    static let vials = Leaf(
        "Autosampler vials",
        "autosampler vial 2 ml|Autosampler-Vial 2 ml|flacon pour passeur 2 ml|vial per autocampionatore 2 ml|vial para automuestreador 2 ml|fiolka do autosamplera 2 ml",
        [
            Axis(
                "closure", .line,
                [
                    Option("screw thread ND9|Schraubgewinde ND9|à vis ND9|a vite ND9|de rosca ND9|gwint ND9", "ND9"),
                    Option("crimp neck ND11|Rollrand ND11|à sertir ND11|a crimpare ND11|de engarzar ND11|do zaciskania ND11", "ND11", 0.9),
                ]),
            Axis(
                "glass", .variant,
                [
                    Option(
                        "clear glass|Klarglas|verre clair|vetro chiaro|vidrio claro|szkło bezbarwne", "C", 1,
                        [.text("material", "borosilicate glass"), .text("colour", "clear"), .number("volumeMl", 2)]),
                    Option(
                        "amber glass|Braunglas|verre ambré|vetro ambrato|vidrio ámbar|szkło oranżowe", "M", 1.2,
                        [.text("material", "borosilicate glass"), .text("colour", "amber"), .number("volumeMl", 2)]),
                ]),
        ],
        LeafText(
            title: "{closure}, {glass}",
            mpn: ["{brand}V2-{closure}-{glass}", "{brand} AS{glass}{closure}"],
            about: ["Autosampler vial 2 ml, 12 x 32 mm, {closure}, {glass}.", "HPLC vial, {glass}, {closure}, with write-on spot."],
            uses: ["liquid chromatography", "gas chromatography", "sample archives"]),
        Trade(0.16, .pack, packs: [100, 1000]))

    static let pipettes = Leaf(
        "Micropipettes",
        "adjustable micropipette|Mikropipette variabel|micropipette variable|micropipetta variabile|micropipeta variable|mikropipeta zmiennopojemnościowa",
        [
            Axis(
                "range", .variant,
                [("0.5-10 µl", "10"), ("2-20 µl", "20"), ("10-100 µl", "100"), ("20-200 µl", "200"), ("100-1000 µl", "1000"), ("1-5 ml", "5000")].map { (r: String, code: String) in
                    Option(Words(r), code, 1, [.text("volumeRange", r)])
                }),
            Axis(
                "channels", .line,
                [
                    Option("1 channel|1 Kanal|1 canal|1 canale|1 canal|1-kanałowa", "1", 1, [.number("channels", 1)]),
                    Option("8 channels|8 Kanäle|8 canaux|8 canali|8 canales|8-kanałowa", "8", 3.2, [.number("channels", 8)]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{range}, {channels}",
            mpn: ["{brand}MP{channels}-{range}", "{brand} PIP{range}/{channels}"],
            about: ["Air displacement pipette {range}, {channels}, fully autoclavable, with certificate.", "Micropipette {range}, {channels}, with tip ejector and light action."],
            uses: ["molecular biology", "clinical research", "quality control"]),
        Trade(165, marks: ["CE", "ISO 8655"]))

    static let stirrers = Leaf(
        "Magnetic stirrers",
        "magnetic stirrer|Magnetrührer|agitateur magnétique|agitatore magnetico|agitador magnético|mieszadło magnetyczne",
        [
            Axis(
                "heating", .line,
                [
                    Option(
                        "with heating up to 340 °C|mit Heizung bis 340 °C|chauffant jusqu'à 340 °C|riscaldante fino a 340 °C|con calefacción hasta 340 °C|z grzaniem do 340 °C", "H", 1.8,
                        [.flag("heated", true), .measure("temperatureMax", 340, .celsius)]),
                    Option("without heating|ohne Heizung|non chauffant|senza riscaldamento|sin calefacción|bez grzania", "N", 1, [.flag("heated", false)]),
                ]), .measured("capacity", .variant, .l, [5, 10, 20]) { 0.8 + $0 / 25 },
            Axis(
                "display", .variant,
                [
                    Option("digital display|digitale Anzeige|affichage numérique|display digitale|pantalla digital|wyświetlacz cyfrowy", "D", 1.25),
                    Option("analogue dial|analoge Skala|cadran analogique|scala analogica|escala analógica|skala analogowa", "A"),
                ]),
        ],
        LeafText(
            title: "{capacity}, {heating}, {display}",
            mpn: ["{brand}MR-{heating}{display}{capacity}", "{brand} STIR {capacity}{heating}{display}"],
            about: ["Magnetic stirrer {heating}, up to {capacity} of water, {display}, 100 to 1500 rpm.", "Laboratory stirrer, {capacity}, {heating}, {display}."],
            uses: ["preparing solutions", "buffer production", "titration"]),
        Trade(190, marks: ["CE", "RoHS"]))

    static let balances = Leaf(
        "Balances",
        "laboratory balance|Laborwaage|balance de laboratoire|bilancia da laboratorio|balanza de laboratorio|waga laboratoryjna",
        [
            Axis(
                "capacity", .variant,
                [("220 g / 0.1 mg", 220, 5.2), ("120 g / 0.1 mg", 120, 4.4), ("300 g / 1 mg", 300, 2), ("600 g / 0.01 g", 600, 0.9), ("2000 g / 0.01 g", 2000, 1.4), ("6000 g / 0.1 g", 6000, 1)].map {
                    (name: String, g: Double, c: Double) in Option(Words(name), name.split(separator: " ").joined(), c, [.text("capacity", name), .number("capacityG", g)])
                }),
            Axis(
                "calibration", .line,
                [
                    Option("internal calibration|interne Justierung|calibrage interne|calibrazione interna|calibración interna|kalibracja wewnętrzna", "I", 1.35),
                    Option("external calibration|externe Justierung|calibrage externe|calibrazione esterna|calibración externa|kalibracja zewnętrzna", "E"),
                ]),
        ],
        LeafText(
            title: "{capacity}, {calibration}",
            mpn: ["{brand}B-{capacity}-{calibration}", "{brand} WG{calibration} {capacity}"],
            about: ["Laboratory balance {capacity}, {calibration}, with draught shield where needed.", "Precision balance, capacity and readability {capacity}, {calibration}."],
            uses: ["weighing samples", "formulation", "piece counting"]),
        Trade(310, marks: ["CE"]))

    static let phMeters = Leaf(
        "pH meters",
        "pH meter|pH-Meter|pH-mètre|pHmetro|pH-metro|pH-metr",
        [
            Axis(
                "form", .line,
                [
                    Option("benchtop|Tischgerät|de paillasse|da banco|de sobremesa|stacjonarny", "T", 1.9),
                    Option("portable|tragbar|portable|portatile|portátil|przenośny", "P", 1.2, [.text("form", "portable"), .text("ipRating", "IP67")]),
                    Option("pocket tester|Taschentester|testeur de poche|tascabile|de bolsillo|kieszonkowy", "K", 0.4, [.text("form", "pocket tester"), .text("ipRating", "IP67")]),
                ]), Axis("accuracy", .variant, [Option("±0.01 pH", "2", 1), Option("±0.002 pH", "3", 1.5)]),
        ],
        LeafText(
            title: "{form}, {accuracy}",
            mpn: ["{brand}PH-{form}{accuracy}", "{brand} {accuracy}{form} pH"],
            about: ["pH meter, {form}, accuracy {accuracy}, with electrode and buffer solutions.", "pH and temperature meter ({form}), {accuracy}, automatic temperature compensation."],
            uses: ["water analysis", "food production", "swimming pools", "teaching"]),
        Trade(240, marks: ["CE", "RoHS"]))
}
