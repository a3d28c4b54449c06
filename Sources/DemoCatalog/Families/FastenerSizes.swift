extension Fastening {
    // MARK: sizes

    /// A thread of the ISO metric coarse series with its width across flats
    /// (ISO 272), in millimetres.
    struct Thread {
        let diameter: Double
        let pitch: Double
        let flats: Double
        var name: String { "M\(Decimal.text(diameter))" }
    }

    static let threads: [Thread] = [
        Thread(diameter: 3, pitch: 0.5, flats: 5.5), Thread(diameter: 4, pitch: 0.7, flats: 7),
        Thread(diameter: 5, pitch: 0.8, flats: 8), Thread(diameter: 6, pitch: 1, flats: 10),
        Thread(diameter: 8, pitch: 1.25, flats: 13), Thread(diameter: 10, pitch: 1.5, flats: 16),
        Thread(diameter: 12, pitch: 1.75, flats: 18), Thread(diameter: 16, pitch: 2, flats: 24),
        Thread(diameter: 20, pitch: 2.5, flats: 30), Thread(diameter: 24, pitch: 3, flats: 36),
    ]

    static let lengths: [Double] = [
        6, 8, 10, 12, 16, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 120, 140, 160, 180, 200,
    ]

    /// Bolts in the diameters given, each in lengths between `shortest` and
    /// `longest` diameters. Cost 1 is M8 by 40, and follows the mass.
    static func boltSizes(
        _ diameters: ClosedRange<Double>, lengthsInDiameters: ClosedRange<Double>
    ) -> Axis {
        var options: [Option] = []
        for thread in threads where diameters.contains(thread.diameter) {
            for length in lengths where lengthsInDiameters.contains(length / thread.diameter) {
                let d = thread.diameter
                let mass = d * d * (length + 3 * d) / (64 * 64)
                options.append(
                    Option(
                        Words("\(thread.name)×\(Decimal.text(length))"), nil, 0.3 + 0.7 * mass,
                        [
                            .text("size", "\(thread.name)x\(Decimal.text(length))"),
                            .text("thread", thread.name), .measure("pitch", thread.pitch, .mm),
                            .measure("length", length, .mm),
                        ]))
            }
        }
        return Axis("size", .variant, options).favouring(.middle)
    }

    /// Parts known by their thread alone. Cost 1 is M8.
    static func threadSizes(_ diameters: ClosedRange<Double>, flats: Bool) -> Axis {
        Axis(
            "thread", .variant,
            threads.filter { diameters.contains($0.diameter) }.map { thread in
                let d = thread.diameter
                var facts: [Fact] = [
                    .text("thread", thread.name), .measure("diameter", d, .mm),
                ]
                if flats { facts.append(.measure("widthAcrossFlats", thread.flats, .mm)) }
                return Option(Words(thread.name), nil, 0.35 + 0.65 * d * d * d / 512, facts)
            }
        ).favouring(.middle)
    }

    /// Sheet and wood screws: diameter by length in millimetres.
    static func screwSizes(_ sizes: [(Double, [Double])]) -> Axis {
        Axis(
            "size", .variant,
            sizes.flatMap { diameter, lengths in
                lengths.map { length in
                    let name = "\(Decimal.text(diameter))×\(Decimal.text(length))"
                    return Option(
                        Words("\(name) mm"), "\(Decimal.text(diameter))x\(Decimal.text(length))",
                        0.4 + 0.6 * diameter * diameter * length / 800,
                        [
                            .text("size", "\(Decimal.text(diameter))x\(Decimal.text(length)) mm"),
                            .measure("diameter", diameter, .mm), .measure("length", length, .mm),
                        ])
                }
            }
        ).favouring(.middle)
    }

    // MARK: materials

    static func steel(_ label: Words, _ strength: String, _ finish: String, _ cost: Double) -> Option {
        let code = finish == "zinc plated" ? "\(strength) ZN" : strength
        return Option(
            label, code, cost,
            [
                .text("material", "steel"), .text("strengthClass", strength), .text("finish", finish),
            ])
    }

    static let stainless: [Option] = [
        Option(
            .stainlessA2, "A2-70", 1.9,
            [
                .text("material", "A2 stainless steel"), .text("strengthClass", "A2-70"),
                .text("finish", "plain"),
            ]),
        Option(
            .stainlessA4, "A4-80", 2.7,
            [
                .text("material", "A4 stainless steel"), .text("strengthClass", "A4-80"),
                .text("finish", "plain"),
            ]),
    ]

    static let boltGrades = Axis(
        "grade", .line,
        [
            steel("steel 8.8 zinc plated|Stahl 8.8 verzinkt|acier 8.8 zingué|acciaio 8.8 zincato|acero 8.8 cincado|stal 8.8 ocynkowana", "8.8", "zinc plated", 1),
            stainless[0],
            steel("steel 10.9 plain|Stahl 10.9 blank|acier 10.9 brut|acciaio 10.9 grezzo|acero 10.9 natural|stal 10.9 surowa", "10.9", "plain", 1.25),
            stainless[1],
        ]
    ).favouring(.front)

    static let socketGrades = Axis(
        "grade", .line,
        [
            steel("steel 8.8 zinc plated|Stahl 8.8 verzinkt|acier 8.8 zingué|acciaio 8.8 zincato|acero 8.8 cincado|stal 8.8 ocynkowana", "8.8", "zinc plated", 1),
            steel("steel 12.9 black|Stahl 12.9 schwarz|acier 12.9 noir|acciaio 12.9 brunito|acero 12.9 pavonado|stal 12.9 czerniona", "12.9", "black oxide", 1.2),
            stainless[0], stainless[1],
        ]
    ).favouring(.front)

    static let plainMetals = Axis(
        "material", .line,
        [
            Option(.zincPlatedSteel, "ZN", 1), Option(.stainlessA2, "A2", 1.9),
            Option(.stainlessA4, "A4", 2.7),
        ]
    ).favouring(.front)

    static func standard(_ names: Option...) -> Axis { Axis("standard", .line, names) }
}
