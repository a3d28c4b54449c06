extension Family {
    static let packaging = Family(
        name: "Packaging", share: 7,
        groups: [
            Group(
                "Boxes and mailers", Packing.paperMakers, [Packing.boxes, Packing.mailingBoxes, Packing.paddedEnvelopes, Packing.tubes],
                notes: [
                    "Printed with your logo from one pallet upwards.",
                    "Delivered flat to save room.",
                    "Recyclable with waste paper.",
                    "Samples are sent free of charge on request.",
                    "Pallet prices on request.",
                ]),
            Group(
                "Films, bags and cushioning", Packing.filmMakers, [Packing.stretchFilm, Packing.bubbleWrap, Packing.gripBags, Packing.paddingPaper],
                notes: [
                    "Recyclable where separate collection exists.",
                    "Pallet prices on request.",
                    "Store dry at room temperature.",
                    "Samples are sent free of charge on request.",
                ]),
            Group(
                "Tapes, strapping and pallets", Packing.filmMakers, [Packing.tape, Packing.strapping, Packing.labels, Packing.pallets],
                notes: [
                    "Pallet prices on request.",
                    "Store dry at room temperature.",
                    "Printed versions from small quantities.",
                    "Suitable machines and tools are available for hire.",
                ]),
        ])
}

private enum Packing {
    static let paperMakers = [
        Brand("Kartonia", "KA", .de, 1.05), Brand("Cartonval", "CV", .fr), Brand("Scatolificio Secchia", "SS", .it, 0.9), Brand("Tektura Plus", "TP", .pl, 0.75), Brand("Boxmere", "BX", .gb),
        Brand("Wellenwerk", "WW", .at, 1.15),
    ]
    static let filmMakers = [
        Brand("Folianda", "FO", .de, 1.05), Brand("Packarna", "PK", .se, 1.15), Brand("Embalandra", "EM", .es, 0.85), Brand("Nastrotec", "NA", .it), Brand("Wrapley", "WR", .gb),
        Brand("Pakowacz", "PW", .pl, 0.7),
    ]

    /// Cost follows the board used; 1 is a box of 300 by 200 by 200 mm.
    static func boxSizes(_ sizes: [(Double, Double, Double)]) -> Axis {
        Axis(
            "size", .variant,
            sizes.map { (l: Double, w: Double, h: Double) in
                .size(
                    [l, w, h], cost: 0.25 + 0.75 * (l * w + l * h + w * h) / 160_000,
                    [
                        .measure("length", l, .mm), .measure("width", w, .mm), .measure("height", h, .mm), .measure("volume", (l * w * h / 100_000).rounded() / 10, .l),
                    ])
            }
        ).favouring(.middle)
    }

    static let boxes = Leaf(
        "Corrugated boxes",
        "corrugated box|Faltkarton|caisse carton|scatola di cartone|caja de cartón|karton klapowy",
        [
            boxSizes([
                (200, 150, 100), (250, 200, 150), (300, 200, 150), (300, 200, 200), (300, 300, 300), (400, 300, 200), (400, 300, 300), (500, 300, 300), (500, 400, 300), (600, 400, 400),
                (800, 600, 400), (1180, 780, 600),
            ]),
            Axis(
                "board", .line,
                [
                    Option(
                        "single wall 1.20 B|einwellig 1.20 B|simple cannelure 1.20 B|onda singola 1.20 B|canal simple 1.20 B|3-warstwowy 1.20 B", "1W", 1,
                        [.text("material", "corrugated board"), .text("board", "single wall")]),
                    Option(
                        "double wall 2.30 BC|zweiwellig 2.30 BC|double cannelure 2.30 BC|onda doppia 2.30 BC|canal doble 2.30 BC|5-warstwowy 2.30 BC", "2W", 1.7,
                        [.text("material", "corrugated board"), .text("board", "double wall")]),
                ]
            ).favouring(.front),
            Axis("colour", .line, [Option(.brown, "BR"), Option(.white, "WH", 1.2)]).favouring(.front),
        ],
        LeafText(
            title: "{size}, {board}, {colour}",
            mpn: ["{brand}-{board}{colour} {size}", "{brand}FK {size} {board} {colour}"],
            about: ["Shipping box {size} (inside), {board}, {colour}, design FEFCO 0201.", "Folding carton {size} of corrugated board, {board}, {colour}, delivered flat."],
            uses: ["parcel dispatch", "mail order", "storage", "removals", "spare parts logistics"]),
        Trade(0.62, .pack, packs: [10, 20, 25, 50, 100]))

    static let mailingBoxes = Leaf(
        "Mailing boxes",
        "mailing box|Maxibriefkarton|boîte postale|scatola postale|caja postal|karton wysyłkowy",
        [
            boxSizes([(160, 110, 50), (180, 130, 45), (240, 160, 45), (250, 175, 80), (305, 220, 80), (350, 250, 50), (350, 250, 120), (430, 305, 100)]),
            Axis("colour", .line, [Option(.brown, "BR"), Option(.white, "WH", 1.1), Option(.black, "BK", 1.4)]).favouring(.front),
        ],
        LeafText(
            title: "{size}, {colour}",
            mpn: ["{brand}-MB{colour} {size}", "{brand}PB {size} {colour}"],
            about: ["Self-locking mailing box {size}, {colour}, die-cut from E-flute board.", "Postal box {size}, {colour}, set up by hand in seconds without tape."],
            uses: ["online shops", "samples", "books and electronics"]),
        Trade(0.55, .pack, packs: [20, 25, 50]))

    static let paddedEnvelopes = Leaf(
        "Padded envelopes",
        "padded envelope|Luftpolstertasche|enveloppe à bulles|busta imbottita|sobre acolchado|koperta bąbelkowa",
        [
            Axis(
                "size", .variant,
                [("A/11", 120, 175), ("C/13", 170, 225), ("D/14", 200, 275), ("E/15", 240, 275), ("G/17", 250, 350), ("H/18", 290, 370), ("K/20", 370, 480)].map {
                    (name: String, w: Double, h: Double) in
                    Option(Words("\(name) \(Decimal.text(w))×\(Decimal.text(h)) mm"), name, w * h / 60_000, [.text("size", name), .measure("width", w, .mm), .measure("height", h, .mm)])
                }),
            Axis(
                "material", .line,
                [
                    Option("kraft paper with bubbles|Kraftpapier mit Luftpolster|kraft à bulles|carta kraft con bolle|kraft con burbujas|papier kraft z bąbelkami", "KB"),
                    Option("all paper|Vollpapier|tout papier|tutta carta|todo papel|w całości z papieru", "VP", 1.3),
                ]),
        ],
        LeafText(
            title: "{size}, {material}",
            mpn: ["{brand}PE-{size}-{material}", "{brand}{material} {size}"],
            about: ["Padded mailer {size}, {material}, self-sealing.", "Envelope {size} of {material} with tear strip."],
            uses: ["small parts", "books", "jewellery and electronics"]),
        Trade(0.17, .box, packs: [50, 100, 200]))

    static let tubes = Leaf(
        "Mailing tubes",
        "mailing tube|Versandrohr|tube d'expédition|tubo di spedizione|tubo de envío|tuba wysyłkowa",
        [
            Axis(
                "size", .variant,
                [(430, 60), (530, 60), (640, 80), (750, 80), (860, 100), (1000, 100)].map { (l: Double, d: Double) in
                    .size([l, d], cost: l * d / 50_000, [.measure("length", l, .mm), .measure("diameter", d, .mm)])
                }),
            Axis(
                "closure", .line,
                [
                    Option("plastic caps|Kunststoffdeckel|embouts plastique|tappi in plastica|tapas de plástico|zatyczki plastikowe", "K"),
                    Option("cardboard caps|Kartondeckel|embouts carton|tappi in cartone|tapas de cartón|zatyczki kartonowe", "P", 1.1),
                ]),
        ],
        LeafText(
            title: "{size}, {closure}",
            mpn: ["{brand}VR{closure} {size}", "{brand}-TUBE {size}{closure}"],
            about: ["Round mailing tube {size}, {closure}, 2 mm wall.", "Cardboard tube {size} with {closure}."],
            uses: ["plans and posters", "samples of bar stock", "textiles"]),
        Trade(1.1, .pack, packs: [10, 25]))

    static let stretchFilm = Leaf(
        "Stretch film",
        "stretch film|Stretchfolie|film étirable|film estensibile|film estirable|folia stretch",
        [
            Axis(
                "kind", .line,
                [
                    Option("hand film|Handfolie|manuel|manuale|manual|ręczna", "H", 1, [.text("application", "hand"), .measure("length", 300, .m)]),
                    Option("machine film|Maschinenfolie|machine|automatico|automático|maszynowa", "M", 3.9, [.text("application", "machine"), .measure("length", 1500, .m)]),
                ]
            ).favouring(.front),
            .measured("thickness", .variant, .micrometre, [12, 17, 20, 23]) { $0 / 20 },
            Axis("colour", .variant, [Option(.clear, "TR"), Option(.black, "BK", 1.1)]).favouring(.front),
        ],
        LeafText(
            title: "{kind} 500 mm, {thickness}, {colour}",
            mpn: ["{brand}SF-{kind}500-{thickness}-{colour}", "{brand}{kind}{colour} 500/{thickness}"],
            about: ["Stretch film for pallets, {kind}, width 500 mm, {thickness}, {colour}.", "Cast stretch film {thickness}, {colour}, {kind}, high puncture resistance."],
            uses: ["securing pallet loads", "bundling", "protection against dust"]),
        Trade(6.4, .roll, packs: [1, 6]))

    static let bubbleWrap = Leaf(
        "Bubble wrap",
        "bubble wrap roll|Luftpolsterfolie|film à bulles|film a bolle|plástico de burbujas|folia bąbelkowa",
        [
            .measured("width", .variant, .mm, [300, 500, 1000, 1200]) { $0 / 1000 }, .measured("length", .variant, .m, [10, 50, 100]) { 0.1 + $0 / 110 },
            Axis(
                "material", .line,
                [
                    Option("PE, 50 % recycled|PE, 50 % Rezyklat|PE, 50 % recyclé|PE, 50 % riciclato|PE, 50 % reciclado|PE, 50 % z recyklingu", "R"),
                    Option("PE three-layer|PE dreilagig|PE trois couches|PE tre strati|PE tres capas|PE trójwarstwowa", "3", 1.35),
                ]),
        ],
        LeafText(
            title: "{width} × {length}, {material}",
            mpn: ["{brand}BW-{width}-{length}-{material}", "{brand}LP{material} {width}x{length}"],
            about: ["Air bubble film {width} wide, {length} long, {material}, bubble 10 mm.", "Cushioning film, {width} by {length}, {material}."],
            uses: ["wrapping fragile goods", "filling voids", "interleaving"]),
        Trade(24, .roll, packs: [1, 1, 5]))

    static let gripBags = Leaf(
        "Grip seal bags",
        "grip seal bag|Druckverschlussbeutel|sachet zip|busta con chiusura a pressione|bolsa con cierre zip|woreczek strunowy",
        [
            Axis(
                "size", .variant,
                [(40, 60), (60, 80), (80, 120), (100, 150), (120, 170), (150, 220), (200, 300), (250, 350), (300, 400)].map { (w: Double, h: Double) in
                    .size([w, h], cost: 0.2 + w * h / 19_000, [.measure("width", w, .mm), .measure("height", h, .mm)])
                }
            ).favouring(.middle), .measured("thickness", .line, .micrometre, [50, 90]) { $0 / 55 },
            Axis(
                "print", .variant,
                [
                    Option("plain|unbedruckt|neutre|neutra|liso|gładki", "N"),
                    Option("with write-on panel|mit Beschriftungsfeld|avec bandes blanches|con fasce scrivibili|con banda de escritura|z polem opisowym", "W", 1.1),
                ]),
        ],
        LeafText(
            title: "{size}, {thickness}, {print}",
            mpn: ["{brand}GB {size}/{thickness}{print}", "{brand}-DV{print}{thickness}-{size}"],
            about: ["Resealable LDPE bag {size}, {thickness}, {print}.", "Grip seal pouch {size} of polyethylene, {thickness}, {print}, food safe."],
            uses: ["screws and small parts", "samples", "documents", "food"]),
        Trade(0.022, .box, packs: [100, 500, 1000], marks: ["EU 10/2011"]))

    static let paddingPaper = Leaf(
        "Packing paper",
        "packing paper|Packpapier|papier de calage|carta da imballo|papel de embalaje|papier pakowy",
        [
            .measured("width", .variant, .mm, [375, 500, 750, 1000]) { $0 / 500 }, .measured("grammage", .line, .gsm, [50, 70, 90]) { $0 / 70 },
            Axis("form", .line, [Option("roll|Rolle|rouleau|rotolo|rollo|rolka", "R"), Option("fan-folded|Zickzack|plié en accordéon|a modulo continuo|plegado en zigzag|składany", "Z", 1.15)]),
        ],
        LeafText(
            title: "{width}, {grammage}, {form}",
            mpn: ["{brand}PP-{form}{width}-{grammage}", "{brand}KR {width}/{grammage}{form}"],
            about: ["Brown kraft paper {grammage}, {width} wide, {form}.", "Void fill paper {width}, {grammage}, {form}, made of waste paper."],
            uses: ["filling voids", "wrapping", "covering tables"]),
        Trade(19, .roll, packs: [1, 2]))

    static let tape = Leaf(
        "Packing tape",
        "packing tape|Packband|ruban adhésif d'emballage|nastro adesivo da imballo|cinta de embalaje|taśma pakowa",
        [
            Axis(
                "size", .variant,
                [(50, 66), (75, 66), (48, 60), (50, 132)].map { (w: Double, l: Double) in
                    Option(Words("\(Decimal.text(w)) mm × \(Decimal.text(l)) m"), "\(Decimal.text(w))x\(Decimal.text(l))", w * l / 3300, [.measure("width", w, .mm), .measure("length", l, .m)])
                }
            ).favouring(.front),
            Axis(
                "material", .line,
                [
                    Option("PP low-noise|PP leise|PP silencieux|PP silenzioso|PP silencioso|PP cicha", "PP"), Option("PVC", nil, 1.6),
                    Option("paper, natural rubber|Papier, Naturkautschuk|papier, caoutchouc naturel|carta, gomma naturale|papel, caucho natural|papierowa, kauczukowa", "PA", 1.9),
                ]),
            Axis(
                "colour", .variant,
                [
                    Option(.brown, "BR"), Option(.clear, "TR"),
                    Option("printed fragile|bedruckt Vorsicht Glas|imprimé fragile|stampato fragile|impreso frágil|z nadrukiem uwaga szkło", "FR", 1.3, [.text("colour", "printed")]),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{size} {material}, {colour}",
            mpn: ["{brand}PT-{material}-{size}-{colour}", "{brand} {size} {material}{colour}"],
            about: ["Carton sealing tape {size}, {material}, {colour}.", "Adhesive tape {size} for boxes, {material}, {colour}, sticks down to 0 °C."],
            uses: ["closing cartons", "parcel dispatch", "bundling"]),
        Trade(1.35, .box, packs: [6, 36, 72]))

    static let strapping = Leaf(
        "Strapping",
        "strapping band|Umreifungsband|feuillard de cerclage|reggetta|fleje|taśma spinająca",
        [
            Axis(
                "material", .line,
                [
                    Option("PET", nil, 1.3), "PP", Option("composite polyester|Textil-Polyester|textile polyester|tessile poliestere|textil poliéster|poliestrowa tekstylna", "CO", 1.4),
                    Option(.steel, "ST", 2),
                ]), .measured("width", .variant, .mm, [12, 16, 19]) { $0 / 12 }, .measured("length", .line, .m, [600, 1000]) { $0 / 700 },
        ],
        LeafText(
            title: "{material} {width}, {length}",
            mpn: ["{brand}ST-{material}{width}/{length}", "{brand}UR {width}-{length} {material}"],
            about: ["Strapping of {material}, {width} wide, {length} on the reel.", "{width} strapping band, {material}, {length}, for hand and machine tools."],
            uses: ["securing pallets", "bundling pipes", "timber"]),
        Trade(21, .roll, packs: [1, 1, 4]))

    static let labels = Leaf(
        "Thermal labels",
        "thermal labels|Thermoetiketten|étiquettes thermiques|etichette termiche|etiquetas térmicas|etykiety termiczne",
        [
            Axis(
                "size", .variant,
                [(57, 32), (76, 51), (100, 50), (100, 150), (102, 152), (105, 148)].map { (w: Double, h: Double) in
                    .size([w, h], cost: 0.3 + w * h / 15_000, [.measure("width", w, .mm), .measure("height", h, .mm)])
                }),
            Axis(
                "core", .variant,
                [
                    Option("25 mm core|Kern 25 mm|mandrin 25 mm|anima 25 mm|mandril 25 mm|gilza 25 mm", "25"),
                    Option("76 mm core|Kern 76 mm|mandrin 76 mm|anima 76 mm|mandril 76 mm|gilza 76 mm", "76", 1.3),
                ]),
            Axis("adhesive", .line, [Option("permanent|permanent|permanent|permanente|permanente|trwały", "P"), Option("removable|ablösbar|repositionnable|rimovibile|removible|usuwalny", "R", 1.25)])
                .favouring(.front),
        ],
        LeafText(
            title: "{size}, {core}, {adhesive}",
            mpn: ["{brand}TL {size}-{core}{adhesive}", "{brand}-ET{core}{adhesive} {size}"],
            about: ["Direct thermal labels {size} on roll, {core}, {adhesive} adhesive.", "White thermal labels {size}, {core}, {adhesive}, free of phenols."],
            uses: ["shipping labels", "shelf marking", "product labelling"]),
        Trade(4.9, .roll, packs: [1, 12]))

    static let pallets = Leaf(
        "Pallets",
        "pallet|Palette|palette|pallet|palé|paleta",
        [
            Axis(
                "size", .variant,
                [(1200, 800, 1), (800, 600, 0.6), (1200, 1000, 1.25), (600, 400, 0.45)].map { (l: Double, w: Double, c: Double) in
                    .size([l, w], cost: c, [.measure("length", l, .mm), .measure("width", w, .mm)])
                }
            ).favouring(.front),
            Axis(
                "material", .line,
                [
                    Option(
                        "heat-treated wood|Holz wärmebehandelt|bois traité thermiquement|legno trattato termicamente|madera tratada térmicamente|drewno po obróbce cieplnej", "HT", 1,
                        [.text("material", "wood"), .text("treatment", "ISPM 15")]),
                    Option("recycled plastic|Recycling-Kunststoff|plastique recyclé|plastica riciclata|plástico reciclado|tworzywo z recyklingu", "PL", 1.9, [.text("material", "recycled plastic")]),
                ]), .measured("load", .line, .kg, [600, 1000, 1500]) { 0.7 + $0 / 3000 },
        ],
        LeafText(
            title: "{size}, {material}, {load}",
            mpn: ["{brand}PAL {size} {material} {load}", "{brand}-{material}{load}-{size}"],
            about: ["Transport pallet {size}, {material}, dynamic load {load}.", "Four-way pallet {size} of {material} for loads up to {load}."],
            uses: ["export shipments", "block storage", "conveyor lines"]),
        Trade(14, packs: [1, 10]))
}
