extension Family {
    static let maintenance = Family(
        name: "Maintenance and warehouse", share: 7,
        groups: [
            Group(
                "Lubricants and chemicals", Upkeep.chemistryMakers, [Upkeep.greases, Upkeep.sprays, Upkeep.threadlockers, Upkeep.sealants, Upkeep.cleaners, Upkeep.wipes],
                notes: [
                    "Read label and safety data sheet before use.",
                    "Shelf life at least 24 months in the closed container.",
                    "Sample quantities for trials on request.",
                    "Volume discounts for yearly call-off orders.",
                ]),
            Group(
                "Storage and transport", Upkeep.storageMakers, [Upkeep.bins, Upkeep.racks, Upkeep.castors, Upkeep.handTrucks],
                notes: [
                    "Delivery by pallet carrier where weight or size demand it.",
                    "Spare parts remain available for at least five years.",
                    "Volume discounts for yearly call-off orders.",
                    "Chosen by maintenance teams across Europe.",
                ]),
            Group(
                "Lifting and lashing", Upkeep.liftingMakers, [Upkeep.roundSlings, Upkeep.ratchetStraps, Upkeep.shackles, Upkeep.chainHoists],
                notes: [
                    "Never exceed the permitted load.",
                    "Have it inspected once a year by a competent person.",
                    "Test certificate and instructions are enclosed.",
                    "Chosen by maintenance teams across Europe.",
                ]),
        ])
}

private enum Upkeep {
    static let chemistryMakers = [
        Brand("Lubrana", "LB", .it), Brand("Schmierol", "SO", .de, 1.15), Brand("Klebrix", "KX", .at, 1.2), Brand("Chemovia", "CV", .fr, 1.05), Brand("Smarpol", "SM", .pl, 0.7),
        Brand("Oilsworth", "OW", .gb),
    ]
    static let storageMakers = [
        Brand("Regalon", "RG", .de, 1.1), Brand("Magazzeno", "MG", .it), Brand("Lagerkompis", "LK", .se, 1.2), Brand("Rayonor", "RY", .fr), Brand("Półkomet", "PM", .pl, 0.7),
        Brand("Rollhaven", "RH", .nl, 1.05),
    ]
    static let liftingMakers = [
        Brand("Hebezug Saar", "HZ", .de, 1.15), Brand("Eslingas Ría", "ER", .es, 0.8), Brand("Liftmoor", "LM", .gb), Brand("Zurrfest", "ZF", .at, 1.1), Brand("Sangletto", "SG", .it, 0.9),
    ]

    static let greases = Leaf(
        "Greases",
        "multi-purpose grease|Mehrzweckfett|graisse multi-usages|grasso multiuso|grasa multiuso|smar uniwersalny",
        [
            Axis(
                "type", .line,
                [
                    Option(
                        "lithium EP2|Lithium EP2|lithium EP2|litio EP2|litio EP2|litowy EP2", "EP2", 1,
                        [.text("thickener", "lithium"), .text("nlgiClass", "2"), .measure("temperatureMax", 120, .celsius)]),
                    Option(
                        "high temperature polyurea|Hochtemperatur Polyharnstoff|haute température polyurée|alta temperatura poliurea|alta temperatura poliurea|wysokotemperaturowy polimocznikowy",
                        "HT", 2.6, [.text("thickener", "polyurea"), .text("nlgiClass", "2"), .measure("temperatureMax", 180, .celsius)]),
                    Option(
                        "food grade H1|lebensmittelecht H1|alimentaire H1|alimentare H1|alimentaria H1|spożywczy H1", "H1", 2.2,
                        [.text("thickener", "aluminium complex"), .text("nlgiClass", "2"), .text("registration", "NSF H1"), .measure("temperatureMax", 130, .celsius)]),
                ]
            ).favouring(.front),
            Axis(
                "container", .variant,
                [
                    ("400 g cartridge|Kartusche 400 g|cartouche 400 g|cartuccia 400 g|cartucho 400 g|kartusz 400 g", "400G", 0.4, 1.0),
                    ("1 kg tin|Dose 1 kg|boîte 1 kg|barattolo 1 kg|bote 1 kg|puszka 1 kg", "1KG", 1, 2.1), ("5 kg bucket|Eimer 5 kg|seau 5 kg|secchio 5 kg|cubo 5 kg|wiadro 5 kg", "5KG", 5, 8.5),
                    ("18 kg hobbock|Hobbock 18 kg|fût 18 kg|fustino 18 kg|bidón 18 kg|hobok 18 kg", "18KG", 18, 27),
                ].map { (label: String, code: String, kg: Double, c: Double) in Option(Words(label), code, c, [.text("container", String(label.split(separator: "|")[0])), .number("netWeightKg", kg)])
                }
            ).favouring(.front),
        ],
        LeafText(
            title: "{type}, {container}",
            mpn: ["{brand}G-{type}-{container}", "{brand} GREASE {type}/{container}"],
            about: ["Lubricating grease {type}, {container}, for plain and rolling bearings.", "Bearing grease {type} in {container}, water resistant and stable under load."],
            uses: ["motor bearings", "conveyor rollers", "construction machines", "central lubrication"]),
        Trade(5.6, .can, packs: [1, 1, 1, 6], marks: ["REACH"]))

    static let sprays = Leaf(
        "Maintenance sprays",
        "maintenance spray 400 ml|Wartungsspray 400 ml|aérosol d'entretien 400 ml|spray per manutenzione 400 ml|spray de mantenimiento 400 ml|spray konserwacyjny 400 ml",
        [
            Axis(
                "kind", .line,
                [
                    Option("penetrating oil|Rostlöser|dégrippant|sbloccante|aflojatodo|odrdzewiacz", "PO"), Option("silicone|Silikon|silicone|silicone|silicona|silikonowy", "SI", 1.1),
                    Option("chain lubricant|Kettenspray|lubrifiant chaîne|lubrificante catene|lubricante de cadenas|do łańcuchów", "CH", 1.3),
                    Option("brake cleaner|Bremsenreiniger|nettoyant freins|pulitore freni|limpiafrenos|do hamulców", "BC", 0.7),
                    Option("contact cleaner|Kontaktreiniger|nettoyant contacts|pulitore contatti|limpiacontactos|do styków", "CC", 1.4),
                    Option("zinc coating|Zinkspray|zinc à froid|zinco a freddo|zinc en frío|cynk w sprayu", "ZN", 1.5),
                ]),
            Axis(
                "version", .variant,
                [
                    Option("standard|Standard|standard|standard|estándar|standard", "S", 1, [.text("version", "standard"), .number("volumeMl", 400)]),
                    Option("food grade H1|lebensmittelecht H1|alimentaire H1|alimentare H1|alimentario H1|spożywczy H1", "H", 1.5, [.text("version", "food grade H1"), .number("volumeMl", 400)]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{kind}, {version}",
            mpn: ["{brand}SP-{kind}-{version}", "{brand} {kind}400{version}"],
            about: ["Aerosol can 400 ml, {kind}, {version}.", "Technical spray for the workshop: {kind}, {version}, 400 ml, works in any position."],
            uses: ["workshops", "vehicle fleets", "machine maintenance"]),
        Trade(4.1, .can, packs: [1, 12], marks: ["REACH"]))

    static let threadlockers = Leaf(
        "Threadlockers",
        "threadlocker|Schraubensicherung|frein filet|frenafiletti|fijador de roscas|klej do gwintów",
        [
            Axis(
                "strength", .line,
                [
                    Option("medium strength|mittelfest|résistance moyenne|media resistenza|resistencia media|średnia wytrzymałość", "M", 1, [.text("strength", "medium"), .text("colour", "blue")]),
                    Option("high strength|hochfest|haute résistance|alta resistenza|alta resistencia|wysoka wytrzymałość", "H", 1.05, [.text("strength", "high"), .text("colour", "green")]),
                    Option("low strength|niedrigfest|faible résistance|bassa resistenza|baja resistencia|niska wytrzymałość", "L", 1, [.text("strength", "low"), .text("colour", "purple")]),
                ]), .measured("volume", .variant, .ml, [10, 50, 250]) { 0.4 + $0 / 80 },
        ],
        LeafText(
            title: "{strength}, {volume}",
            mpn: ["{brand}TL-{strength}{volume}", "{brand} LOCK {volume}{strength}"],
            about: ["Anaerobic threadlocker, {strength}, {volume}, for threads up to M36.", "Liquid screw locking, {strength}, bottle of {volume}, cures without air."],
            uses: ["vibrating machines", "stud bolts", "adjusting screws"]),
        Trade(14, .bottle, marks: ["REACH"]))

    static let sealants = Leaf(
        "Silicone sealants",
        "silicone sealant 310 ml|Silikon-Dichtstoff 310 ml|mastic silicone 310 ml|sigillante siliconico 310 ml|sellador de silicona 310 ml|uszczelniacz silikonowy 310 ml",
        [
            Axis(
                "kind", .line,
                [
                    Option("neutral cure|neutralvernetzend|neutre|neutro|neutra|neutralny", "N", 1.2), Option("acetoxy|essigvernetzend|acétique|acetico|acética|octowy", "A"),
                    Option("high temperature 300 °C|Hochtemperatur 300 °C|haute température 300 °C|alta temperatura 300 °C|alta temperatura 300 °C|wysokotemperaturowy 300 °C", "HT", 1.8),
                ]), Axis("colour", .variant, [Option(.clear, "CL"), Option(.white, "WH"), Option(.black, "BK"), Option(.grey, "GY"), Option(.red, "RD")]).favouring(.front),
        ],
        LeafText(
            title: "{kind}, {colour}",
            mpn: ["{brand}SS-{kind}-{colour}", "{brand} SIL {colour}{kind}"],
            about: ["Silicone sealant {kind}, {colour}, cartridge 310 ml.", "Elastic joint sealant, {kind}, {colour}, for inside and outside."],
            uses: ["glazing", "sanitary joints", "ovens and flues", "ventilation ducts"]),
        Trade(4.8, packs: [1, 12], marks: ["CE"]))

    static let cleaners = Leaf(
        "Industrial cleaners",
        "industrial cleaner concentrate|Industriereiniger Konzentrat|nettoyant industriel concentré|detergente industriale concentrato|limpiador industrial concentrado|koncentrat czyszczący przemysłowy",
        [
            .measured("volume", .variant, .l, [1, 5, 10, 25, 200]) { 0.3 + $0 * 0.55 },
            Axis(
                "ph", .line,
                [
                    Option("alkaline|alkalisch|alcalin|alcalino|alcalino|zasadowy", "A", 1, [.text("phType", "alkaline")]),
                    Option("neutral|neutral|neutre|neutro|neutro|obojętny", "N", 1.05, [.text("phType", "neutral")]),
                    Option("acidic|sauer|acide|acido|ácido|kwasowy", "S", 1.1, [.text("phType", "acidic")]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{ph}, {volume}",
            mpn: ["{brand}IC-{ph}-{volume}L", "{brand} CLEAN {volume}L{ph}"],
            about: ["Cleaning concentrate, {ph}, {volume}, to be diluted from 1:10 to 1:50.", "Industrial cleaner ({ph}), {volume}, low foaming, suited to scrubbing machines."],
            uses: ["workshop floors", "machine cleaning", "parts washers"]),
        Trade(6.2, .can))

    static let wipes = Leaf(
        "Cleaning wipes",
        "cleaning wipes roll|Putztuchrolle|bobine d'essuyage|rotolo di panni|bobina de limpieza|czyściwo w rolce",
        [
            Axis(
                "sheets", .variant,
                [500.0, 1000, 1500].map { n in
                    Option(
                        Words("\(Decimal.text(n)) sheets|\(Decimal.text(n)) Blatt|\(Decimal.text(n)) feuilles|\(Decimal.text(n)) strappi|\(Decimal.text(n)) hojas|\(Decimal.text(n)) listków"),
                        Decimal.text(n), 0.1 + n / 1000, [.number("sheets", n)])
                }),
            Axis(
                "plies", .variant,
                [
                    Option("3-ply|3-lagig|3 plis|3 veli|3 capas|3-warstwowe", "3", 1.2, [.number("plies", 3)]),
                    Option("2-ply|2-lagig|2 plis|2 veli|2 capas|2-warstwowe", "2", 0.85, [.number("plies", 2)]),
                ]), Axis("colour", .line, [Option(.blue, "BU", 1.05), Option(.white, "WH")]),
        ],
        LeafText(
            title: "{sheets}, {plies}, {colour}",
            mpn: ["{brand}WR-{sheets}-{plies}{colour}", "{brand} WIPE {colour}{plies}/{sheets}"],
            about: ["Wiping roll with {sheets}, {plies}, {colour}, tear-resistant when wet.", "Cleaning paper roll, {plies}, {colour}, {sheets} of 36 x 36 cm."],
            uses: ["workshops", "kitchens", "laboratories", "print shops"]),
        Trade(17, .roll, packs: [1, 2]))

    static let bins = Leaf(
        "Storage bins",
        "open-fronted storage bin|Sichtlagerkasten|bac à bec|contenitore a bocca di lupo|gaveta apilable|pojemnik magazynowy",
        [
            Axis(
                "size", .variant,
                [(160, 95, 75), (230, 150, 125), (350, 210, 145), (350, 210, 200), (500, 310, 200), (500, 310, 300)].map { (l: Double, w: Double, h: Double) in
                    .size(
                        [l, w, h], cost: 0.2 + l * w * h / 13_000_000,
                        [.measure("length", l, .mm), .measure("width", w, .mm), .measure("height", h, .mm), .measure("volume", (l * w * h / 100_000).rounded() / 10, .l)])
                }
            ).favouring(.middle), Axis("colour", .variant, [Option(.blue, "BU"), Option(.red, "RD"), Option(.yellow, "YE"), Option(.green, "GN"), Option(.grey, "GY"), Option(.black, "BK")]),
            Axis(
                "material", .line,
                [Option(.polypropylene, "PP"), Option("conductive PP (ESD)|leitfähiges PP (ESD)|PP conducteur (ESD)|PP conduttivo (ESD)|PP conductor (ESD)|PP przewodzący (ESD)", "ESD", 1.9)]
            ).favouring(.front),
        ],
        LeafText(
            title: "{size}, {colour}, {material}",
            mpn: ["{brand}SB-{size}-{material}-{colour}", "{brand} BOX {material}{colour} {size}"],
            about: ["Stackable storage bin {size}, {colour}, {material}, with label holder.", "Picking bin {size} of {material}, {colour}; can be hung on louvred panels."],
            uses: ["small parts storage", "kanban shelves", "service vans"]),
        Trade(4.9, packs: [1, 10, 20]))

    static let racks = Leaf(
        "Shelving racks",
        "boltless shelving rack|Fachbodenregal Stecksystem|rayonnage sans vis|scaffale a incastro|estantería sin tornillos|regał półkowy wtykowy",
        [
            Axis(
                "size", .variant,
                [(1800, 900, 400), (2000, 1000, 400), (2000, 1000, 500), (2000, 1000, 600), (2500, 1000, 500), (2500, 1300, 600), (3000, 1300, 600)].map { (h: Double, w: Double, d: Double) in
                    .size([h, w, d], cost: 0.3 + h * w * d / 1_400_000_000, [.measure("height", h, .mm), .measure("width", w, .mm), .measure("depth", d, .mm)])
                }), .measured("shelfLoad", .line, .kg, [100, 150, 230, 330]) { 0.7 + $0 / 500 },
            Axis(
                "finish", .line,
                [
                    Option("galvanised|verzinkt|galvanisé|zincato|galvanizada|ocynkowany", "GV"),
                    Option("powder coated|pulverbeschichtet|époxy|verniciato a polvere|pintada epoxi|malowany proszkowo", "PC", 1.12),
                ]),
        ],
        LeafText(
            title: "{size}, {shelfLoad}, {finish}",
            mpn: ["{brand}SR-{size}-{shelfLoad}-{finish}", "{brand} RACK {size}/{shelfLoad}{finish}"],
            about: ["Shelving bay {size} (height, width, depth), {shelfLoad} a shelf, {finish}, five shelves.", "Boltless rack {size}, {finish}, shelf load {shelfLoad}, set up without tools."],
            uses: ["warehouses", "archives", "garages", "spare part stores"]),
        Trade(95))

    static let castors = Leaf(
        "Castors",
        "transport castor|Transportrolle|roulette de manutention|ruota industriale|rueda industrial|zestaw kołowy",
        [
            Axis(
                "diameter", .variant,
                [(80, 100), (100, 120), (125, 150), (160, 250), (200, 350)].map { (d: Double, load: Double) in
                    Option(Words("Ø \(Decimal.text(d)) mm"), Decimal.text(d), 0.3 + d * d / 22_000, [.measure("diameter", d, .mm), .measure("load", load, .kg)])
                }
            ).favouring(.middle),
            Axis(
                "kind", .variant,
                [
                    Option("swivel|Lenkrolle|pivotante|girevole|giratoria|skrętny", "S"),
                    Option("swivel with brake|Lenkrolle mit Bremse|pivotante à frein|girevole con freno|giratoria con freno|skrętny z hamulcem", "B", 1.25),
                    Option("fixed|Bockrolle|fixe|fissa|fija|stały", "F", 0.8),
                ]),
            Axis(
                "tread", .line,
                [
                    Option(
                        "polyurethane tread|Polyurethan-Laufbelag|bandage polyuréthane|rivestimento poliuretano|banda de poliuretano|bieżnik poliuretanowy", "PU", 1.3,
                        [.text("material", "polyurethane")]),
                    Option("solid rubber tyre|Vollgummireifen|bandage caoutchouc|gomma piena|goma maciza|opona gumowa", "RB", 0.9, [.text("material", "rubber")]),
                    Option("polyamide wheel|Polyamidrad|roue polyamide|ruota in poliammide|rueda de poliamida|koło poliamidowe", "PA", 1, [.text("material", "polyamide")]),
                ]),
        ],
        LeafText(
            title: "{diameter} {kind}, {tread}",
            mpn: ["{brand}C{diameter}-{kind}-{tread}", "{brand}{kind}{tread}-{diameter}"],
            about: ["Castor {diameter}, {kind}, {tread}, roller bearing, plate fitting.", "Industrial castor {diameter}, {kind}, with {tread} in a pressed steel housing."],
            uses: ["transport trolleys", "workbenches", "scaffolds", "waste containers"]),
        Trade(11, packs: [1, 4]))

    static let handTrucks = Leaf(
        "Hand trucks",
        "hand truck|Sackkarre|diable|carrello a due ruote|carretilla de mano|wózek dwukołowy",
        [
            .measured("load", .variant, .kg, [150, 200, 250, 300, 400]) { 0.5 + $0 / 400 },
            Axis("material", .line, [Option("steel tube|Stahlrohr|tube d'acier|tubo d'acciaio|tubo de acero|rura stalowa", "ST"), Option(.aluminium, "AL", 1.9)]),
            Axis(
                "tyres", .variant,
                [
                    Option("pneumatic tyres|Luftreifen|pneumatiques|pneumatiche|ruedas neumáticas|opony pneumatyczne", "P"),
                    Option("puncture-proof tyres|pannensichere Reifen|increvables|antiforatura|impinchables|opony bezdętkowe", "S", 1.1),
                ]),
        ],
        LeafText(
            title: "{load}, {material}, {tyres}",
            mpn: ["{brand}HT{load}-{material}-{tyres}", "{brand} {material}{tyres} {load}"],
            about: ["Hand truck for loads up to {load}, {material}, {tyres}.", "Sack truck {load}, {material}, {tyres}, with safety grips."],
            uses: ["deliveries", "warehouses", "removals"]),
        Trade(78))

    static let wll = [500.0, 1000, 2000, 3000, 5000]
    static let slingColours = ["violet", "violet", "green", "yellow", "red"]

    static let roundSlings = Leaf(
        "Round slings",
        "round sling|Rundschlinge|élingue ronde|brache ad anello|eslinga redonda|zawiesie wężowe",
        [
            Axis(
                "load", .variant,
                zip(wll.dropFirst(), slingColours.dropFirst()).map { load, colour in
                    Option(Words("\(Decimal.text(load)) kg"), Decimal.text(load), 0.5 + load / 2000, [.measure("workingLoad", load, .kg), .text("colour", colour)])
                }),
            .measured("workingLength", .variant, .m, [1, 1.5, 2, 3, 4, 6]) { 0.2 + $0 / 2.5 },
            Axis("material", .line, [Option("polyester|Polyester|polyester|poliestere|poliéster|poliester", "PES")]),
        ],
        LeafText(
            title: "{load}, {workingLength}, {material}",
            mpn: ["{brand}RS-{load}-{workingLength}-{material}", "{brand} {material} {load}/{workingLength}"],
            about: ["Round sling, working load {load}, length {workingLength}, {material}, to EN 1492-2.", "Endless sling {workingLength} of {material} for {load}, colour coded."],
            uses: ["crane work", "machine removal", "sensitive loads"]),
        Trade(12, marks: ["CE", "EN 1492-2"]))

    static let ratchetStraps = Leaf(
        "Ratchet straps",
        "ratchet lashing strap|Zurrgurt mit Ratsche|sangle d'arrimage à cliquet|cinghia di ancoraggio a cricchetto|trincaje con carraca|pas transportowy z grzechotką",
        [
            Axis(
                "size", .variant,
                [(25, 5, 1500), (35, 6, 2000), (50, 8, 5000), (50, 10, 5000), (50, 12, 5000)].map { (w: Double, l: Double, lc: Double) in
                    Option(
                        Words("\(Decimal.text(w)) mm × \(Decimal.text(l)) m"), "\(Decimal.text(w))-\(Decimal.text(l))", 0.2 + w * l / 520,
                        [.measure("width", w, .mm), .measure("length", l, .m), .measure("lashingCapacity", lc, .kg)])
                }), Axis("ends", .line, [Option("with hooks|mit Haken|avec crochets|con ganci|con ganchos|z hakami", "H"), Option("endless|endlos|sans fin|ad anello|sin fin|bez haków", "E", 0.8)]),
            Axis("colour", .variant, [Option(.blue, "BU"), Option(.orange, "OR"), Option(.red, "RD")]),
        ],
        LeafText(
            title: "{size}, {ends}, {colour}",
            mpn: ["{brand}ZG-{size}{ends}-{colour}", "{brand} LASH {colour}{ends} {size}"],
            about: ["Lashing strap {size}, {ends}, {colour}, polyester, to EN 12195-2.", "Ratchet strap {size}, {ends}, {colour}, with GS-tested ratchet."],
            uses: ["truck loads", "trailers", "securing machines"]),
        Trade(13, packs: [1, 10], marks: ["EN 12195-2"]))

    static let shackles = Leaf(
        "Shackles",
        "bow shackle|Schäkel geschweift|manille lyre|grillo ad omega|grillete lira|szekla omega",
        [
            Axis(
                "load", .variant,
                [(500, 7), (1000, 10), (2000, 13), (3250, 16), (4750, 19), (6500, 22), (8500, 25)].map { (kg: Double, pin: Double) in
                    Option(Words("\(Decimal.text(kg)) kg"), Decimal.text(kg), 0.3 + kg / 3000, [.measure("workingLoad", kg, .kg), .measure("diameter", pin, .mm)])
                }),
            Axis(
                "pin", .line,
                [
                    Option("screw pin|Schraubbolzen|axe vissé|perno a vite|perno roscado|sworzeń śrubowy", "S"),
                    Option("safety bolt|Sicherungsbolzen|axe boulonné|perno di sicurezza|perno de seguridad|sworzeń z nakrętką", "B", 1.2),
                ]), Axis("material", .line, [Option(.galvanisedSteel, "GV"), Option(.stainless316, "SS", 3.5)]).favouring(.front),
        ],
        LeafText(
            title: "{load}, {pin}, {material}",
            mpn: ["{brand}BS-{load}-{pin}{material}", "{brand} {pin}{load} {material}"],
            about: ["Bow shackle, working load {load}, {pin}, {material}, to EN 13889.", "Forged shackle {load}, {pin}, {material}, safety factor 6."],
            uses: ["lifting gear", "rigging", "mooring"]),
        Trade(6.5, packs: [1, 10], marks: ["CE"]))

    static let chainHoists = Leaf(
        "Chain hoists",
        "manual chain hoist|Handkettenzug|palan manuel à chaîne|paranco manuale a catena|polipasto manual de cadena|wciągnik łańcuchowy ręczny",
        [
            Axis("load", .variant, wll.map { kg in Option(Words("\(Decimal.text(kg)) kg"), Decimal.text(kg), 0.6 + kg / 2200, [.measure("workingLoad", kg, .kg)]) }),
            .measured("liftHeight", .variant, .m, [3, 6, 9]) { 0.75 + $0 / 12 },
            Axis(
                "safety", .line,
                [
                    Option("standard|Standard|standard|standard|estándar|standard", "N"),
                    Option("with overload clutch|mit Überlastsicherung|avec limiteur de charge|con limitatore di carico|con limitador de carga|ze sprzęgłem przeciążeniowym", "O", 1.25),
                ]),
        ],
        LeafText(
            title: "{load}, {liftHeight}, {safety}",
            mpn: ["{brand}CH{load}-{liftHeight}-{safety}", "{brand} HOIST {safety}{load}/{liftHeight}"],
            about: ["Hand chain hoist {load}, lifting height {liftHeight}, {safety}, to EN 13157.", "Manual hoist for {load} and {liftHeight} of lift, {safety}, compact steel housing."],
            uses: ["assembly", "engine removal", "building sites"]),
        Trade(120, marks: ["CE", "EN 13157"]))
}
