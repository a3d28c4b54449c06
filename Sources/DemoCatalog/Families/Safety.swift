extension Family {
    static let safety = Family(
        name: "Safety and workwear", share: 8,
        groups: [
            Group(
                "Hand protection", Protective.gloveMakers, [Protective.cutGloves, Protective.assemblyGloves, Protective.nitrileGloves, Protective.chemicalGloves, Protective.leatherGloves],
                notes: [
                    "Personal protective equipment under Regulation (EU) 2016/425.",
                    "The declaration of conformity can be downloaded from the maker's site.",
                    "Tested for harmful substances.",
                    "Sizes run true; a fitting set can be borrowed.",
                ]),
            Group(
                "Head, eyes and breathing", Protective.headMakers, [Protective.helmets, Protective.glasses, Protective.masks, Protective.earMuffs, Protective.earPlugs],
                notes: [
                    "Personal protective equipment under Regulation (EU) 2016/425.",
                    "Check for damage before each use and replace in good time.",
                    "Individual logo printing from 50 pieces.",
                    "Packed for dispensers or single handing out.",
                ]),
            Group(
                "Clothing and shoes", Protective.clothingMakers, [Protective.safetyShoes, Protective.vests, Protective.trousers, Protective.coveralls],
                notes: [
                    "The declaration of conformity can be downloaded from the maker's site.",
                    "Individual logo printing from 50 pieces.",
                    "Sizes run true; a fitting set can be borrowed.",
                    "Tested for harmful substances.",
                ]),
        ])
}

private enum Protective {
    static let gloveMakers = [
        Brand("Handvarn", "HV", .se, 1.1), Brand("Griffalm", "GA", .de), Brand("Mainprotec", "MP", .fr, 1.1), Brand("Rękawix", "RX", .pl, 0.7),
        Brand("Guantera Sur", "GS", .es, 0.8), Brand("Palmguard Leeds", "PG", .gb),
    ]
    static let headMakers = [
        Brand("Kopfwerk", "KW", .de, 1.15), Brand("Vuesafe", "VS", .gb), Brand("Respira Verde", "RV", .it), Brand("Auralonne Sécurité", "AU", .fr, 1.1),
        Brand("Bezpiek", "BP", .cz, 0.75), Brand("Hörsel", "HS", .se, 1.2),
    ]
    static let clothingMakers = [
        Brand("Arbejdstøj Lolland", "AL", .dk, 1.2), Brand("Trittfest", "TF", .de, 1.1), Brand("Scarpone", "SC", .it), Brand("Robusta Lavoro", "RL", .it, 0.9),
        Brand("Fjällarbete", "FJ", .se, 1.35), Brand("Odzieżak", "OD", .pl, 0.65), Brand("Vestalor", "VL", .fr, 1.05),
    ]

    static func size(_ names: [String], code: String = "") -> Axis {
        Axis(
            "size", .variant,
            names.map { name in
                Option(Words("size \(name)|Größe \(name)|taille \(name)|taglia \(name)|talla \(name)|rozmiar \(name)"), code + name, 1, [.text("size", name)])
            }
        ).favouring(.middle)
    }
    static let handSizes = size(["6", "7", "8", "9", "10", "11"])
    static let bodySizes = size(["S", "M", "L", "XL", "XXL", "3XL"])

    static let cutGloves = Leaf(
        "Cut-resistant gloves",
        "cut-resistant gloves|Schnittschutzhandschuhe|gants anti-coupures|guanti antitaglio|guantes anticorte|rękawice antyprzecięciowe",
        [
            handSizes,
            Axis(
                "cutLevel", .line,
                [
                    Option("cut level B|Schnittschutz B|coupure B|taglio B|corte B|poziom B", "B", 0.75, [.text("cutLevel", "B"), .text("en388", "4X42B")]),
                    Option("cut level C|Schnittschutz C|coupure C|taglio C|corte C|poziom C", "C", 1, [.text("cutLevel", "C"), .text("en388", "4X43C")]),
                    Option("cut level D|Schnittschutz D|coupure D|taglio D|corte D|poziom D", "D", 1.3, [.text("cutLevel", "D"), .text("en388", "4X43D")]),
                    Option("cut level F|Schnittschutz F|coupure F|taglio F|corte F|poziom F", "F", 2, [.text("cutLevel", "F"), .text("en388", "4X44F")]),
                ]),
            Axis(
                "coating", .line,
                [
                    Option("PU coating|PU-Beschichtung|enduction PU|rivestimento PU|recubrimiento PU|powłoka PU", "PU", 1, [.text("material", "HPPE"), .text("coating", "polyurethane")]),
                    Option(
                        "nitrile foam coating|Nitrilschaum|enduction mousse nitrile|schiuma di nitrile|espuma de nitrilo|pianka nitrylowa", "NF", 1.15,
                        [.text("material", "HPPE"), .text("coating", "nitrile foam")]),
                ]),
        ],
        LeafText(
            title: "{cutLevel}, {coating}, {size}",
            mpn: ["{brand}C-{cutLevel}{coating}-{size}", "{brand} CUT {cutLevel} {coating}/{size}"],
            about: ["Cut-resistant gloves, {cutLevel} to EN 388:2016, {coating}, {size}.", "Knitted glove of HPPE yarn with {coating}, {cutLevel}, {size}; thin enough to feel small parts."],
            uses: ["sheet metal handling", "glass transport", "recycling plants", "assembly of sharp parts"]),
        Trade(5.4, .pair, packs: [1, 10, 12], marks: ["CE", "EN 388"]))

    static let assemblyGloves = Leaf(
        "Assembly gloves",
        "assembly gloves|Montagehandschuhe|gants de montage|guanti da montaggio|guantes de montaje|rękawice montażowe",
        [
            handSizes,
            Axis(
                "coating", .line,
                [
                    Option("PU", nil, 0.8, [.text("material", "polyester"), .text("coating", "polyurethane")]),
                    Option("nitrile|Nitril|nitrile|nitrile|nitrilo|nitryl", "NI", 1, [.text("material", "nylon"), .text("coating", "nitrile")]),
                    Option("latex|Latex|latex|lattice|látex|lateks", "LX", 0.9, [.text("material", "cotton"), .text("coating", "latex")]),
                ]), Axis("colour", .variant, [Option(.grey, "GY"), Option(.black, "BK"), Option(.white, "WH")]),
        ],
        LeafText(
            title: "{coating} {colour}, {size}",
            mpn: ["{brand}A-{coating}{colour}-{size}", "{brand} FIT {coating} {colour}/{size}"],
            about: ["Seamless knitted work gloves with {coating} coating on palm and fingers, {colour}, {size}.", "Light assembly gloves, {coating}, {size}, {colour}; breathable back."],
            uses: ["assembly of small parts", "logistics", "quality inspection", "gardening"]),
        Trade(1.3, .pair, packs: [10, 12, 24], marks: ["CE", "EN 388"]))

    static let nitrileGloves = Leaf(
        "Disposable gloves",
        "disposable gloves|Einweghandschuhe|gants jetables|guanti monouso|guantes desechables|rękawice jednorazowe",
        [
            size(["S", "M", "L", "XL"]),
            Axis(
                "material", .line,
                [
                    Option("nitrile|Nitril|nitrile|nitrile|nitrilo|nitryl", "NI", 1), Option("latex|Latex|latex|lattice|látex|lateks", "LX", 0.9),
                    Option("vinyl|Vinyl|vinyle|vinile|vinilo|winyl", "VI", 0.7),
                ]
            ).favouring(.front),
            Axis("colour", .variant, [Option(.blue, "BU"), Option(.black, "BK"), Option(.white, "WH")]).favouring(.front),
        ],
        LeafText(
            title: "{material} {colour}, {size}",
            mpn: ["{brand}D-{material}-{colour}-{size}", "{brand} ONE {material}{colour} {size}"],
            about: ["Powder-free disposable gloves of {material}, {colour}, {size}.", "Single-use {material} gloves, {colour}, {size}, AQL 1.5, suitable for contact with food."],
            uses: ["laboratories", "food processing", "car repair", "cleaning", "care"]),
        Trade(0.075, .box, packs: [100, 200], marks: ["CE", "EN ISO 374-1", "EN 455"]))

    static let chemicalGloves = Leaf(
        "Chemical protection gloves",
        "chemical protection gloves|Chemikalienschutzhandschuhe|gants de protection chimique|guanti per rischio chimico|guantes de protección química|rękawice chemoodporne",
        [
            size(["7", "8", "9", "10", "11"]),
            Axis(
                "material", .line,
                [
                    Option("nitrile|Nitril|nitrile|nitrile|nitrilo|nitryl", "NI"), Option("butyl rubber|Butyl|butyle|butile|butilo|butyl", "BU", 5),
                    Option("chloroprene|Chloropren|chloroprène|cloroprene|cloropreno|chloropren", "CR", 1.4),
                ]
            ).favouring(.front), .measured("length", .line, .mm, [330, 380]) { $0 / 340 },
        ],
        LeafText(
            title: "{material}, {length}, {size}",
            mpn: ["{brand}K-{material}{length}-{size}", "{brand} CHEM {material} {length}/{size}"],
            about: ["Chemical resistant gauntlet of {material}, {length} long, {size}, type A.", "Gloves of {material}, {length}, {size}, with flocked lining and rough grip."],
            uses: ["handling solvents", "degreasing baths", "pickling plants", "tank cleaning"]),
        Trade(4.6, .pair, packs: [1, 12], marks: ["CE", "EN ISO 374-1"]))

    static let leatherGloves = Leaf(
        "Leather gloves",
        "leather work gloves|Lederhandschuhe|gants en cuir|guanti in pelle|guantes de piel|rękawice skórzane",
        [
            size(["8", "9", "10", "11"]),
            Axis(
                "leather", .line,
                [
                    Option("cow split leather|Rindspaltleder|croûte de bovin|crosta bovina|serraje vacuno|dwoina bydlęca", "SP", 0.7, [.text("material", "cow split leather")]),
                    Option("grain leather|Narbenleder|pleine fleur|pieno fiore|flor|skóra licowa", "NA", 1.1, [.text("material", "grain leather")]),
                ]), Axis("purpose", .line, [Option("driver|Fahrer|conducteur|autista|conductor|kierowca", "F"), Option("welding|Schweißer|soudeur|saldatore|soldador|spawalnicze", "W", 1.7)]),
        ],
        LeafText(
            title: "{purpose}, {leather}, {size}",
            mpn: ["{brand}L-{purpose}{leather}-{size}", "{brand} LEDER {leather}{purpose}/{size}"],
            about: ["Leather gloves, type {purpose}, of {leather}, {size}.", "Sturdy work gloves of {leather}, type {purpose}, {size}, with reinforced seams."],
            uses: ["building sites", "forestry", "driving machines", "warehouse work"]),
        Trade(4.8, .pair, packs: [1, 12], marks: ["CE", "EN 388"]))

    static let helmets = Leaf(
        "Safety helmets",
        "safety helmet|Schutzhelm|casque de chantier|elmetto di protezione|casco de seguridad|kask ochronny",
        [
            Axis("colour", .variant, [Option(.white, "WH"), Option(.yellow, "YE"), Option(.blue, "BU"), Option(.red, "RD"), Option(.orange, "OR"), Option(.green, "GN")]),
            Axis(
                "suspension", .line,
                [
                    Option("pinlock harness|Gurtband-Einstellung|serrage à glissière|regolazione manuale|ajuste manual|regulacja pasowa", "P"),
                    Option("ratchet wheel|Drehverschluss|serrage à molette|regolazione a cremagliera|ruleta de ajuste|regulacja pokrętłem", "R", 1.4),
                ]), Axis("material", .line, [Option("HDPE", nil, 1), Option("ABS", nil, 1.35)]),
        ],
        LeafText(
            title: "{colour}, {suspension}, {material}",
            mpn: ["{brand}H-{material}{suspension}-{colour}", "{brand} TOP {material} {suspension} {colour}"],
            about: ["Ventilated industrial helmet, {colour}, {suspension}, shell of {material}.", "{colour} safety helmet of {material} with {suspension}, slots for ear muffs."],
            uses: ["building sites", "shipyards", "steel plants", "visitors"]),
        Trade(8.5, packs: [1, 10], marks: ["CE", "EN 397"]))

    static let glasses = Leaf(
        "Safety glasses",
        "safety glasses|Schutzbrille|lunettes de protection|occhiali di protezione|gafas de seguridad|okulary ochronne",
        [
            Axis(
                "lens", .variant,
                [
                    Option("clear lens|klare Scheibe|oculaire incolore|lente trasparente|lente transparente|soczewka bezbarwna", "C", 1, [.text("lens", "clear")]),
                    Option("grey lens|graue Scheibe|oculaire gris|lente grigia|lente gris|soczewka szara", "G", 1.1, [.text("lens", "grey")]),
                    Option("yellow lens|gelbe Scheibe|oculaire jaune|lente gialla|lente amarilla|soczewka żółta", "Y", 1.1, [.text("lens", "yellow")]),
                ]
            ).favouring(.front),
            Axis(
                "coating", .line,
                [
                    Option("anti-fog|beschlagfrei|antibuée|antiappannamento|antivaho|przeciwmgielne", "AF", 1.3),
                    Option("scratch resistant|kratzfest|anti-rayures|antigraffio|antirrayado|odporne na zarysowania", "AS"),
                ]),
            Axis(
                "style", .line,
                [
                    Option("spectacles|Bügelbrille|branches|a stanghette|patillas|z zausznikami", "S"), Option("goggles|Vollsichtbrille|lunettes-masque|a mascherina|panorámicas|gogle", "G", 1.7),
                    Option("over-spectacles|Überbrille|sur-lunettes|sovraocchiali|cubregafas|nakładane na okulary", "U", 1.05),
                ]
            ).favouring(.front),
        ],
        LeafText(
            title: "{style}, {lens}, {coating}",
            mpn: ["{brand}E-{style}{lens}-{coating}", "{brand} VISION {coating}{style}{lens}"],
            about: ["Eye protection, {style}, {lens}, {coating}, polycarbonate.", "Light safety eyewear ({style}) with {lens}, {coating}, filters all UV."],
            uses: ["grinding", "laboratories", "turning and milling", "visitors"]),
        Trade(5.2, packs: [1, 10], marks: ["CE", "EN 166"]))

    static let masks = Leaf(
        "Respirator masks",
        "respirator mask|Atemschutzmaske|masque de protection respiratoire|mascherina filtrante|mascarilla filtrante|półmaska filtrująca",
        [
            Axis("protectionClass", .line, [Option("FFP2", nil, 1), Option("FFP3", nil, 2.4), Option("FFP1", nil, 0.7)]).favouring(.front),
            Axis(
                "valve", .variant,
                [Option("with valve|mit Ventil|avec soupape|con valvola|con válvula|z zaworem", "V", 1.5), Option("without valve|ohne Ventil|sans soupape|senza valvola|sin válvula|bez zaworu", "N")]),
            Axis("form", .line, [Option("cup shape|Formmaske|coque|a conchiglia|moldeada|kopułowa", "C"), Option("foldable|faltbar|pliable|pieghevole|plegable|składana", "F", 0.9)]),
        ],
        LeafText(
            title: "{protectionClass}, {valve}, {form}",
            mpn: ["{brand}R-{protectionClass}{valve}-{form}", "{brand} AIR {form}{protectionClass}{valve}"],
            about: ["Particle filtering half mask {protectionClass} NR, {valve}, {form}.", "Dust mask {protectionClass}, {valve}, {form}, with adjustable nose clip."],
            uses: ["grinding dust", "grain and flour", "renovation", "welding fume with low load"]),
        Trade(0.85, .box, packs: [10, 20, 50], marks: ["CE", "EN 149"]))

    static let earMuffs = Leaf(
        "Ear muffs",
        "ear muffs|Kapselgehörschützer|casque antibruit|cuffie antirumore|orejeras|nauszniki przeciwhałasowe",
        [
            Axis("attenuation", .line, [25.0, 28, 31, 35].map { db in Option(Words("SNR \(Decimal.text(db)) dB"), Decimal.text(db), db / 28, [.measure("attenuation", db, .decibel)]) }),
            Axis(
                "wearing", .variant,
                [Option("headband|Kopfbügel|serre-tête|archetto|diadema|pałąk", "K"), Option("helmet mounted|Helmbefestigung|pour casque|per elmetto|para casco|nahełmowe", "H", 1.1)]),
        ],
        LeafText(
            title: "{attenuation}, {wearing}",
            mpn: ["{brand}EM{attenuation}-{wearing}", "{brand} SONO {wearing}{attenuation}"],
            about: ["Ear muffs {attenuation}, {wearing}, with soft wide cushions.", "Hearing protectors with attenuation {attenuation}, {wearing}, hygiene kit available."],
            uses: ["saw mills", "ground handling", "pressing shops", "forestry"]),
        Trade(16, marks: ["CE", "EN 352-1"]))

    static let earPlugs = Leaf(
        "Ear plugs",
        "ear plugs|Gehörschutzstöpsel|bouchons d'oreilles|tappi auricolari|tapones para oídos|zatyczki do uszu",
        [
            Axis(
                "kind", .line,
                [
                    Option(
                        "foam, disposable|Schaumstoff, Einweg|mousse, jetables|schiuma, monouso|espuma, desechables|piankowe, jednorazowe", "F", 1,
                        [.text("material", "PU foam"), .measure("attenuation", 37, .decibel)]),
                    Option(
                        "reusable with cord|wiederverwendbar mit Band|réutilisables avec cordon|riutilizzabili con cordino|reutilizables con cordón|wielorazowe ze sznurkiem", "R", 7,
                        [.text("material", "TPE"), .measure("attenuation", 27, .decibel)]),
                ]), Axis("colour", .variant, [Option(.yellow, "YE"), Option(.orange, "OR"), Option(.green, "GN")]),
        ],
        LeafText(
            title: "{kind}, {colour}",
            mpn: ["{brand}EP{kind}-{colour}", "{brand} PLUG {colour}{kind}"],
            about: ["Ear plugs, {kind}, {colour}, packed in pairs.", "Soft hearing protection, {kind}, {colour}."],
            uses: ["production halls", "events", "building sites"]),
        Trade(0.11, .box, packs: [200, 500], marks: ["CE", "EN 352-2"]))

    static let safetyShoes = Leaf(
        "Safety shoes",
        "safety shoes|Sicherheitsschuhe|chaussures de sécurité|scarpe antinfortunistiche|zapatos de seguridad|buty ochronne",
        [
            size((38...47).map(String.init)),
            Axis("protectionClass", .line, [Option("S3", nil, 1), Option("S1P", nil, 0.85), Option("S2", nil, 0.9), Option("S7", nil, 1.3)]).favouring(.front),
            Axis(
                "height", .line,
                [
                    Option("low shoe|Halbschuh|basses|basse|zapato bajo|półbuty", "L", 1, [.text("shoeForm", "low shoe")]),
                    Option("boot|Stiefel|montantes|alte|bota|trzewiki", "H", 1.1, [.text("shoeForm", "boot")]),
                ]),
            Axis(
                "material", .line,
                [Option(.leather, "LE"), Option("microfibre|Mikrofaser|microfibre|microfibra|microfibra|mikrofibra", "MF", 0.95), Option("textile|Textil|textile|tessuto|textil|tkanina", "TX", 0.9)]),
        ],
        LeafText(
            title: "{protectionClass}, {height}, {material}, {size}",
            mpn: ["{brand}-{protectionClass}{height}{material}-{size}", "{brand} {material} {protectionClass} {height}/{size}"],
            about: [
                "Safety footwear {protectionClass}, {height}, upper of {material}, {size}, slip resistance SR.",
                "{protectionClass} shoe ({height}) with {material} upper, {size}, composite toe cap and ESD sole.",
            ],
            uses: ["warehouse and logistics", "metal industry", "crafts", "building sites"]),
        Trade(64, .pair, marks: ["CE", "EN ISO 20345"]))

    static let vests = Leaf(
        "High-visibility vests",
        "high-visibility vest|Warnweste|gilet haute visibilité|gilet alta visibilità|chaleco de alta visibilidad|kamizelka ostrzegawcza",
        [
            bodySizes,
            Axis(
                "colour", .variant,
                [
                    Option("fluorescent yellow|Warngelb|jaune fluo|giallo fluo|amarillo flúor|żółty fluorescencyjny", "FY", 1, [.text("colour", "yellow")]),
                    Option("fluorescent orange|Warnorange|orange fluo|arancio fluo|naranja flúor|pomarańczowy fluorescencyjny", "FO", 1, [.text("colour", "orange")]),
                ]),
            Axis(
                "fastening", .line,
                [
                    Option("hook and loop|Klettverschluss|auto-agrippant|a strappo|cierre autoadherente|na rzep", "H"),
                    Option("zip|Reißverschluss|fermeture à glissière|cerniera|cremallera|zamek", "Z", 1.5),
                ]),
        ],
        LeafText(
            title: "{colour}, {fastening}, {size}",
            mpn: ["{brand}V-{fastening}{colour}-{size}", "{brand} SIGNAL {colour} {fastening}/{size}"],
            about: ["High-visibility vest, {colour}, {fastening}, {size}, class 2 with two reflective bands.", "{colour} warning vest of polyester, {fastening}, {size}."],
            uses: ["road works", "warehouses", "emergency services", "drivers"]),
        Trade(3.4, packs: [1, 10, 50], marks: ["CE", "EN ISO 20471"]))

    static let trousers = Leaf(
        "Work trousers",
        "work trousers|Arbeitshose|pantalon de travail|pantaloni da lavoro|pantalón de trabajo|spodnie robocze",
        [
            size(["44", "46", "48", "50", "52", "54", "56", "58"]), Axis("colour", .variant, [Option(.black, "BK"), Option(.grey, "GY"), Option(.blue, "BU")]),
            Axis(
                "fabric", .line,
                [
                    Option(
                        "cotton/polyester|Baumwolle/Polyester|coton/polyester|cotone/poliestere|algodón/poliéster|bawełna/poliester", "CP", 1,
                        [.text("material", "cotton/polyester"), .measure("fabricWeight", 270, .gsm)]),
                    Option("stretch|Stretch|stretch|stretch|stretch|stretch", "ST", 1.4, [.text("material", "polyamide/elastane"), .measure("fabricWeight", 245, .gsm)]),
                ]),
        ],
        LeafText(
            title: "{fabric}, {colour}, {size}",
            mpn: ["{brand}T-{fabric}-{colour}-{size}", "{brand} WORK {fabric} {colour}/{size}"],
            about: ["Work trousers of {fabric} fabric, {colour}, {size}, with knee pad pockets.", "Hard-wearing trousers, {fabric}, {colour}, {size}, triple seams and tool pockets."],
            uses: ["craftsmen", "installation", "logistics", "machine operators"]),
        Trade(42, marks: ["EN 14404"]))

    static let coveralls = Leaf(
        "Disposable coveralls",
        "disposable coverall|Einweg-Schutzanzug|combinaison jetable|tuta monouso|mono desechable|kombinezon jednorazowy",
        [
            bodySizes,
            Axis(
                "type", .line,
                [
                    Option("type 5/6|Typ 5/6|type 5/6|tipo 5/6|tipo 5/6|typ 5/6", "56", 1, [.text("protectionType", "5/6"), .text("material", "SMS nonwoven")]),
                    Option("type 4/5/6|Typ 4/5/6|type 4/5/6|tipo 4/5/6|tipo 4/5/6|typ 4/5/6", "456", 1.8, [.text("protectionType", "4/5/6"), .text("material", "laminated polypropylene")]),
                ]), Axis("colour", .variant, [Option(.white, "WH"), Option(.blue, "BU")]).favouring(.front),
        ],
        LeafText(
            title: "{type}, {colour}, {size}",
            mpn: ["{brand}CO-{type}{colour}-{size}", "{brand} SUIT {type} {colour}/{size}"],
            about: ["Hooded protective coverall {type}, category III, {colour}, {size}.", "Disposable suit, {type}, {colour}, {size}, elastic at hood, arms and legs."],
            uses: ["asbestos removal", "spray painting", "agriculture", "laboratories"]),
        Trade(3.9, .box, packs: [5, 25, 50], marks: ["CE", "EN 13982-1"]))
}
