extension Family {
    static let office = Family(
        name: "Office", share: 6,
        groups: [
            Group(
                "Paper and envelopes", Desk.paperMakers, [Desk.copyPaper, Desk.envelopes, Desk.notepads],
                notes: [
                    "Packed without plastic where possible.",
                    "A framework agreement brings a fixed price for the year.",
                    "Delivered free of charge above the seller's order value.",
                    "Suitable for archiving.",
                ]),
            Group(
                "Writing and filing", Desk.stationeryMakers, [Desk.ballpoints, Desk.markers, Desk.leverArch, Desk.staplers, Desk.stickyNotes],
                notes: [
                    "A framework agreement brings a fixed price for the year.",
                    "Collected orders reach you in one delivery.",
                    "Matching products of the same series are available.",
                    "Packed without plastic where possible.",
                ]),
            Group(
                "Furniture and equipment", Desk.furnitureMakers, [Desk.chairs, Desk.desks, Desk.whiteboards, Desk.cabinets, Desk.shredders],
                notes: [
                    "Delivered free of charge above the seller's order value.",
                    "Assembly service available in most regions.",
                    "Matching products of the same series are available.",
                    "Five years' guarantee.",
                ]),
        ])
}

private enum Desk {
    static let paperMakers = [
        Brand("Papyrella", "PY", .it), Brand("Nordblatt", "NB", .se, 1.1), Brand("Feuillade", "FE", .fr, 1.05), Brand("Papierna Żywiec", "PZ", .pl, 0.85), Brand("Reamwell", "RM", .gb),
    ]
    static let stationeryMakers = [
        Brand("Schreibfein", "SF", .de, 1.15), Brand("Stylorama", "SY", .fr), Brand("Ordnara", "OR", .de), Brand("Papelo", "PP", .es, 0.8), Brand("Inkwright", "IN", .gb, 1.1),
        Brand("Biurko", "BI", .pl, 0.7),
    ]
    static let furnitureMakers = [
        Brand("Sitzwohl", "SI", .de, 1.2), Brand("Kontorsmide", "KS", .se, 1.25), Brand("Arredufficio Piave", "AP", .it), Brand("Mueblanza", "MZ", .es, 0.8), Brand("Bureauline", "BU", .fr),
        Brand("Mebloport", "MP", .pl, 0.7),
    ]

    static let copyPaper = Leaf(
        "Copy paper",
        "copy paper|Kopierpapier|papier copie|carta per fotocopie|papel de copia|papier ksero",
        [
            Axis("format", .variant, [Option("A4", nil, 1, [.text("size", "A4")]), Option("A3", nil, 2.05, [.text("size", "A3")])]).favouring(.front),
            .measured("grammage", .variant, .gsm, [75, 80, 90, 100, 120, 160]) { $0 / 80 },
            Axis(
                "quality", .line,
                [
                    Option("white, CIE 161|weiß, CIE 161|blanc, CIE 161|bianca, CIE 161|blanco, CIE 161|biały, CIE 161", "W", 1, [.text("colour", "white"), .text("material", "virgin fibre")]),
                    Option(
                        "recycled, CIE 55|Recycling, CIE 55|recyclé, CIE 55|riciclata, CIE 55|reciclado, CIE 55|z recyklingu, CIE 55", "R", 0.95,
                        [.text("colour", "off-white"), .text("material", "recycled fibre")]),
                    Option(
                        "premium, CIE 168|Premium, CIE 168|premium, CIE 168|premium, CIE 168|premium, CIE 168|premium, CIE 168", "P", 1.25,
                        [.text("colour", "white"), .text("material", "virgin fibre")]),
                ]),
        ],
        LeafText(
            title: "{format} {grammage}, {quality}",
            mpn: ["{brand}-{quality}{format}-{grammage}", "{brand} COPY {format} {grammage} {quality}"],
            about: ["Office paper {format}, {grammage}, {quality}, for laser and inkjet printers.", "Multi-purpose paper {format} {grammage}, {quality}, runs without jams on both sides."],
            uses: ["everyday printing", "high-volume copying", "double-sided documents", "training material"]),
        Trade(0.0095, .ream, packs: [500, 2500], marks: ["EU Ecolabel"]))

    static let envelopes = Leaf(
        "Envelopes",
        "envelope|Briefumschlag|enveloppe|busta|sobre|koperta",
        [
            Axis(
                "format", .variant,
                [("DL", 110, 220, 1), ("C6", 114, 162, 0.9), ("C5", 162, 229, 1.5), ("C4", 229, 324, 2.8)].map { (n: String, h: Double, w: Double, c: Double) in
                    Option(Words(n), nil, c, [.text("size", n), .measure("height", h, .mm), .measure("width", w, .mm)])
                }),
            Axis(
                "window", .variant,
                [
                    Option("with window|mit Fenster|avec fenêtre|con finestra|con ventana|z okienkiem", "W", 1.05),
                    Option("without window|ohne Fenster|sans fenêtre|senza finestra|sin ventana|bez okienka", "N"),
                ]),
            Axis(
                "closure", .line,
                [
                    Option("self-seal|selbstklebend|autocollante|autoadesiva|autoadhesivo|samoklejąca", "S"),
                    Option("peel and seal|haftklebend|bande protectrice|strip|tira de silicona|z paskiem", "P", 1.2),
                ]), Axis("colour", .line, [Option(.white, "WH"), Option(.brown, "BR", 0.9)]).favouring(.front),
        ],
        LeafText(
            title: "{format} {window}, {closure}, {colour}",
            mpn: ["{brand}EN-{format}{window}{closure}-{colour}", "{brand} {format}{colour} {closure}{window}"],
            about: ["Envelopes {format}, {window}, {closure}, {colour}, 80 g/m² with inside print.", "Business envelope {format}, {colour}, {closure}, {window}."],
            uses: ["invoices", "mailings", "contracts"]),
        Trade(0.032, .box, packs: [100, 500, 1000]))

    static let notepads = Leaf(
        "Notepads",
        "notepad|Notizblock|bloc-notes|blocco appunti|bloc de notas|blok notatnikowy",
        [
            Axis("format", .variant, [Option("A4", nil, 1.8, [.text("size", "A4")]), Option("A5", nil, 1, [.text("size", "A5")]), Option("A6", nil, 0.6, [.text("size", "A6")])]),
            Axis(
                "ruling", .variant,
                [
                    Option("squared|kariert|quadrillé|a quadretti|cuadriculado|w kratkę", "S"), Option("lined|liniert|ligné|a righe|rayado|w linie", "L"),
                    Option("blank|blanko|uni|bianco|liso|gładki", "B"),
                ]), .measured("grammage", .line, .gsm, [60, 80]) { $0 / 60 },
        ],
        LeafText(
            title: "{format} {ruling}, {grammage}",
            mpn: ["{brand}NP-{format}{ruling}-{grammage}", "{brand} PAD {grammage}{format}{ruling}"],
            about: ["Notepad {format}, 50 sheets, {ruling}, {grammage}.", "Writing pad {format}, {ruling}, head-stapled, {grammage}."],
            uses: ["meetings", "training rooms", "reception desks"]),
        Trade(0.8, .pack, packs: [5, 10]))

    static let ballpoints = Leaf(
        "Ballpoint pens",
        "ballpoint pen|Kugelschreiber|stylo à bille|penna a sfera|bolígrafo|długopis",
        [
            Axis(
                "ink", .variant,
                [
                    Option(.blue, "BU", 1, [.text("colour", "blue")]), Option(.black, "BK", 1, [.text("colour", "black")]), Option(.red, "RD", 1, [.text("colour", "red")]),
                    Option(.green, "GN", 1, [.text("colour", "green")]),
                ]
            ).favouring(.front),
            Axis(
                "mechanism", .line,
                [Option("retractable|mit Druckmechanik|rétractable|a scatto|retráctil|automatyczny", "R", 1.5), Option("with cap|mit Kappe|avec capuchon|con cappuccio|con capuchón|ze skuwką", "C")]),
            Axis(
                "point", .line,
                [
                    Option("medium 1.0 mm|mittel 1.0 mm|moyenne 1.0 mm|media 1.0 mm|media 1.0 mm|średni 1.0 mm", "M", 1, [.text("pointSize", "1.0 mm")]),
                    Option("fine 0.7 mm|fein 0.7 mm|fine 0.7 mm|fine 0.7 mm|fina 0.7 mm|cienki 0.7 mm", "F", 1.1, [.text("pointSize", "0.7 mm")]),
                ]),
        ],
        LeafText(
            title: "{mechanism}, {ink}, {point}",
            mpn: ["{brand}BP{mechanism}{point}-{ink}", "{brand} {ink}{point}{mechanism}"],
            about: ["Ballpoint pen {mechanism}, ink {ink}, point {point}, refillable.", "Smooth writing pen, {ink}, {mechanism}, {point}, document-proof to ISO 12757-2."],
            uses: ["offices", "trade fairs", "delivery drivers"]),
        Trade(0.45, .box, packs: [10, 50, 100]))

    static let markers = Leaf(
        "Permanent markers",
        "permanent marker|Permanentmarker|marqueur permanent|pennarello indelebile|rotulador permanente|marker permanentny",
        [
            Axis(
                "ink", .variant,
                [
                    Option(.black, "BK", 1, [.text("colour", "black")]), Option(.red, "RD", 1, [.text("colour", "red")]), Option(.blue, "BU", 1, [.text("colour", "blue")]),
                    Option(.green, "GN", 1, [.text("colour", "green")]),
                ]
            ).favouring(.front),
            Axis(
                "tip", .line,
                [
                    Option("bullet tip 1.5-3 mm|Rundspitze 1.5-3 mm|pointe ogive 1.5-3 mm|punta tonda 1.5-3 mm|punta redonda 1.5-3 mm|końcówka okrągła 1.5-3 mm", "R"),
                    Option("chisel tip 2-5 mm|Keilspitze 2-5 mm|pointe biseautée 2-5 mm|punta a scalpello 2-5 mm|punta biselada 2-5 mm|końcówka ścięta 2-5 mm", "K", 1.1),
                ]),
        ],
        LeafText(
            title: "{ink}, {tip}",
            mpn: ["{brand}PM-{tip}-{ink}", "{brand} MARK {ink}{tip}"],
            about: ["Permanent marker, {ink}, {tip}, low-odour ink, waterproof and smudge-proof.", "Marker for almost all surfaces, {ink}, {tip}, refillable aluminium barrel."],
            uses: ["marking cartons", "workshops", "warehouses"]),
        Trade(1.2, .box, packs: [10, 12]))

    static let leverArch = Leaf(
        "Lever arch files",
        "lever arch file|Ordner|classeur à levier|raccoglitore a leva|archivador de palanca|segregator",
        [
            Axis("colour", .variant, [Option(.blue, "BU"), Option(.black, "BK"), Option(.grey, "GY"), Option(.red, "RD"), Option(.green, "GN"), Option(.yellow, "YE"), Option(.white, "WH")]),
            Axis(
                "spine", .variant,
                [
                    Option("80 mm spine|Rücken 80 mm|dos 80 mm|dorso 80 mm|lomo 80 mm|grzbiet 80 mm", "80", 1, [.measure("width", 80, .mm)]),
                    Option("50 mm spine|Rücken 50 mm|dos 50 mm|dorso 50 mm|lomo 50 mm|grzbiet 50 mm", "50", 0.95, [.measure("width", 50, .mm)]),
                ]),
            Axis(
                "material", .line,
                [
                    Option("PP covered board|PP-kaschierte Pappe|carton plastifié PP|cartone rivestito PP|cartón forrado PP|tektura oklejona PP", "PP"),
                    Option("recycled board|Recyclingpappe|carton recyclé|cartone riciclato|cartón reciclado|tektura z recyklingu", "RC", 0.9),
                ]),
        ],
        LeafText(
            title: "A4, {spine}, {colour}, {material}",
            mpn: ["{brand}LA{spine}-{material}-{colour}", "{brand} FILE {colour}{spine}{material}"],
            about: ["Lever arch file A4, {spine}, {colour}, {material}, with exchangeable label.", "Document file A4 in {colour}, {spine}, {material}, strong lever mechanism."],
            uses: ["accounting records", "project files", "archives"]),
        Trade(2.3, .pack, packs: [1, 10, 20]))

    static let staplers = Leaf(
        "Staplers",
        "stapler|Heftgerät|agrafeuse|cucitrice|grapadora|zszywacz",
        [
            Axis(
                "capacity", .variant,
                [(20, "24/6"), (30, "24/6"), (60, "23/8"), (100, "23/13")].map { (n: Double, staple: String) in
                    Option(
                        Words("\(Decimal.text(n)) sheets|\(Decimal.text(n)) Blatt|\(Decimal.text(n)) feuilles|\(Decimal.text(n)) fogli|\(Decimal.text(n)) hojas|\(Decimal.text(n)) kartek"),
                        Decimal.text(n), 0.4 + n / 30, [.number("sheets", n), .text("stapleSize", staple)])
                }), Axis("colour", .variant, [Option(.black, "BK"), Option(.blue, "BU"), Option(.red, "RD"), Option(.white, "WH")]),
            Axis("material", .line, [Option("metal|Metall|métal|metallo|metal|metal", "M", 1.3), Option("plastic|Kunststoff|plastique|plastica|plástico|tworzywo", "P")]),
        ],
        LeafText(
            title: "{capacity}, {colour}, {material}",
            mpn: ["{brand}ST{capacity}-{material}{colour}", "{brand} HEFT {colour}{material}{capacity}"],
            about: ["Stapler for {capacity}, {colour}, body of {material}.", "Desk stapler, {capacity}, {colour}, {material}, with anti-jam guide."],
            uses: ["offices", "print shops", "schools"]),
        Trade(9))

    static let stickyNotes = Leaf(
        "Sticky notes",
        "sticky notes|Haftnotizen|notes repositionnables|foglietti adesivi|notas adhesivas|karteczki samoprzylepne",
        [
            Axis(
                "size", .variant,
                [(38, 51), (76, 76), (76, 127), (102, 152)].map { (w: Double, h: Double) in .size([w, h], cost: 0.4 + w * h / 9600, [.measure("width", w, .mm), .measure("height", h, .mm)]) }),
            Axis(
                "colour", .variant,
                [
                    Option(.yellow, "YE"), Option("neon assorted|neon sortiert|néon assorti|neon assortiti|neón surtido|neon mix", "NE", 1.2),
                    Option("pastel assorted|pastell sortiert|pastel assorti|pastello assortiti|pastel surtido|pastel mix", "PA", 1.1),
                ]
            ).favouring(.front),
            Axis(
                "material", .line,
                [
                    Option("standard paper|Papier|papier|carta|papel|papier", "P", 1, [.text("material", "paper")]),
                    Option("recycled paper|Recyclingpapier|papier recyclé|carta riciclata|papel reciclado|papier z recyklingu", "R", 1.05),
                ]),
        ],
        LeafText(
            title: "{size}, {colour}, {material}",
            mpn: ["{brand}SN{size}-{material}{colour}", "{brand} NOTE {colour}{material} {size}"],
            about: ["Repositionable notes {size}, {colour}, {material}, 100 sheets a pad.", "Sticky notes {size} in {colour}, {material}, removed without a trace."],
            uses: ["workshops and meetings", "page marking", "reminders"]),
        Trade(0.75, .pack, packs: [12, 24]))

    static let chairs = Leaf(
        "Office chairs",
        "office swivel chair|Bürodrehstuhl|fauteuil de bureau|sedia da ufficio|silla de oficina|krzesło biurowe obrotowe",
        [
            Axis(
                "mechanism", .line,
                [
                    Option("synchronous mechanism|Synchronmechanik|mécanisme synchrone|meccanismo sincrono|mecanismo síncrono|mechanizm synchroniczny", "SY", 1.3),
                    Option("permanent contact|Permanentkontakt|contact permanent|contatto permanente|contacto permanente|stały kontakt", "PC"),
                ]),
            Axis(
                "back", .variant,
                [
                    Option("mesh back|Netzrücken|dossier résille|schienale in rete|respaldo de malla|oparcie siatkowe", "M", 1.1),
                    Option("upholstered back|Polsterrücken|dossier rembourré|schienale imbottito|respaldo tapizado|oparcie tapicerowane", "U"),
                ]), Axis("colour", .variant, [Option(.black, "BK"), Option(.grey, "GY"), Option(.blue, "BU"), Option(.red, "RD")]).favouring(.front),
            Axis(
                "armrests", .variant,
                [
                    Option("with armrests|mit Armlehnen|avec accoudoirs|con braccioli|con reposabrazos|z podłokietnikami", "A", 1.18),
                    Option("without armrests|ohne Armlehnen|sans accoudoirs|senza braccioli|sin reposabrazos|bez podłokietników", "N"),
                ]),
        ],
        LeafText(
            title: "{mechanism}, {back}, {colour}, {armrests}",
            mpn: ["{brand}OC-{mechanism}{back}{armrests}-{colour}", "{brand} {back}{mechanism} {colour}{armrests}"],
            about: ["Swivel chair with {mechanism}, {back}, {colour}, {armrests}, up to 120 kg.", "Office chair, {back}, {colour}, {mechanism}, {armrests}, castors for hard floors."],
            uses: ["desks", "control rooms", "home offices"]),
        Trade(170, marks: ["EN 1335"]))

    static let desks = Leaf(
        "Desks",
        "height-adjustable desk|Schreibtisch höhenverstellbar|bureau réglable en hauteur|scrivania regolabile in altezza|escritorio regulable en altura|biurko z regulacją wysokości",
        [
            Axis(
                "size", .variant,
                [(1200, 800), (1400, 800), (1600, 800), (1800, 800), (2000, 900)].map { (w: Double, d: Double) in
                    .size([w, d], cost: 0.5 + w * d / 2_560_000, [.measure("width", w, .mm), .measure("depth", d, .mm)])
                }
            ).favouring(.middle),
            Axis(
                "top", .variant,
                [
                    Option("white|weiß|blanc|bianco|blanco|biały", "WH", 1, [.text("colour", "white")]),
                    Option("oak décor|Eiche Dekor|décor chêne|decoro rovere|decorado roble|dekor dąb", "OK", 1.03, [.text("colour", "oak")]), Option(.grey, "GY", 1, [.text("colour", "grey")]),
                ]),
            Axis("drive", .line, [Option("electric|elektrisch|électrique|elettrica|eléctrico|elektryczne", "E", 1.6), Option("crank|Kurbel|à manivelle|a manovella|de manivela|z korbą", "K")])
                .favouring(.front),
        ],
        LeafText(
            title: "{size}, {top}, {drive}",
            mpn: ["{brand}DK{drive}-{size}-{top}", "{brand} DESK {size} {top}{drive}"],
            about: ["Sit-stand desk {size}, top {top}, adjustment {drive}, 650 to 1250 mm.", "Desk {size}, {top}, {drive} height adjustment, with cable tray."],
            uses: ["offices", "control rooms", "packing stations"]),
        Trade(310, marks: ["EN 527"]))

    static let whiteboards = Leaf(
        "Whiteboards",
        "whiteboard|Whiteboard|tableau blanc|lavagna bianca|pizarra blanca|tablica suchościeralna",
        [
            Axis(
                "size", .variant,
                [(600, 450), (900, 600), (1200, 900), (1500, 1000), (1800, 1200)].map { (w: Double, h: Double) in
                    .size([w, h], cost: 0.3 + w * h / 1_080_000, [.measure("width", w, .mm), .measure("height", h, .mm)])
                }
            ).favouring(.middle),
            Axis(
                "surface", .line,
                [
                    Option("enamelled|emailliert|émaillé|smaltata|vitrificada|emaliowana", "E", 1.7),
                    Option("lacquered steel|lackierter Stahl|acier laqué|acciaio laccato|acero lacado|stal lakierowana", "L"),
                ]),
        ],
        LeafText(
            title: "{size}, {surface}",
            mpn: ["{brand}WB-{surface} {size}", "{brand} BOARD {size}{surface}"],
            about: ["Magnetic whiteboard {size}, {surface}, with pen tray and aluminium frame.", "Dry-wipe board {size}, surface {surface}, can be hung upright or across."],
            uses: ["meeting rooms", "shop-floor boards", "training"]),
        Trade(58))

    static let cabinets = Leaf(
        "Filing cabinets",
        "steel filing cabinet|Aktenschrank Stahl|armoire métallique|armadio metallico|armario metálico|szafa metalowa na akta",
        [
            Axis(
                "size", .variant,
                [(1000, 800, 400), (1200, 920, 420), (1950, 800, 400), (1950, 920, 420), (1950, 1200, 420)].map { (h: Double, w: Double, d: Double) in
                    .size([h, w, d], cost: 0.4 + h * w / 2_600_000, [.measure("height", h, .mm), .measure("width", w, .mm), .measure("depth", d, .mm)])
                }),
            Axis(
                "doors", .line,
                [
                    Option("hinged doors|Flügeltüren|portes battantes|ante battenti|puertas batientes|drzwi skrzydłowe", "H"),
                    Option("roller shutter|Rollladen|rideaux|serranda|persiana|żaluzjowa", "R", 1.4),
                ]), Axis("colour", .variant, [Option(.grey, "GY"), Option(.white, "WH"), Option(.black, "BK")]).favouring(.front),
        ],
        LeafText(
            title: "{size}, {doors}, {colour}",
            mpn: ["{brand}FC-{doors} {size} {colour}", "{brand} SCHRANK {size}{doors}{colour}"],
            about: ["Filing cabinet {size} (height, width, depth) of sheet steel, {doors}, {colour}, lockable.", "Steel cabinet {size}, {doors}, {colour}, shelves adjustable without tools."],
            uses: ["archives", "offices", "workshops"]),
        Trade(245))

    static let shredders = Leaf(
        "Paper shredders",
        "paper shredder|Aktenvernichter|destructeur de documents|distruggidocumenti|destructora de papel|niszczarka dokumentów",
        [
            Axis(
                "level", .line,
                [
                    Option("P-4 4×40 mm", "P4", 1, [.text("securityLevel", "P-4")]), Option("P-5 2×15 mm", "P5", 1.35, [.text("securityLevel", "P-5")]),
                    Option("P-2 6 mm", "P2", 0.8, [.text("securityLevel", "P-2")]),
                ]), .measured("binVolume", .variant, .l, [20, 30, 60, 100]) { 0.4 + $0 / 40 },
        ],
        LeafText(
            title: "{level}, {binVolume}",
            mpn: ["{brand}SH{level}-{binVolume}", "{brand} CUT {binVolume}{level}"],
            about: ["Document shredder, security level {level}, bin {binVolume}, to ISO/IEC 21964.", "Quiet shredder {level} with {binVolume} bin, takes staples and cards."],
            uses: ["personnel departments", "surgeries", "law firms"]),
        Trade(230, marks: ["CE", "RoHS"]))
}
