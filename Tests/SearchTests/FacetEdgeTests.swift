import Testing
@testable import Search

@Suite("Edges that the engine chooses for buckets of numbers")
struct FacetEdgeTests {
    @Test("are round numbers around the values", arguments: [
        (0.0, 100.0, [0.0, 20, 40, 60, 80, 100, 120]), (1, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), (-3, 13, [-4, -2, 0, 2, 4, 6, 8, 10, 12, 14]),
        (0.99, 38.99, [0, 5, 10, 15, 20, 25, 30, 35, 40]), (5, 5, [5, 5.0.nextUp]),
    ])
    func round(_ minimum: Double, _ maximum: Double, _ edges: [Double]) {
        #expect(RoundEdges.between(minimum, maximum) == edges)
    }

    @Test("are whole around whole values, as far as 64 bits and years of four digits go", arguments: [
        (0, 100, [0, 20, 40, 60, 80, 100, 120]), (5, 5, [5, 6]), (0, 1, [0, 1, 2]), (-3, 13, [-4, -2, 0, 2, 4, 6, 8, 10, 12, 14]),
        (.max, .max, [.max, nil]), (.max - 1, .max, [.max - 1, .max, nil]), (.min, .min, [.min, .min + 1]),
        (.min, .min + 1, [.min, .min + 1, .min + 2]),
        (.min, .max, [.min, -5_000_000_000_000_000_000, 0, 5_000_000_000_000_000_000, nil]),
        ((1 << 53) + 1, (1 << 53) + 3, [(1 << 53) + 1, (1 << 53) + 2, (1 << 53) + 3, (1 << 53) + 4]),
    ] as [(Int64, Int64, [Int64?])])
    func whole(_ minimum: Int64, _ maximum: Int64, _ edges: [Int64?]) {
        #expect(RoundEdges.between(minimum, maximum) == edges)
        let year = RoundEdges.between(-62_167_219_200_000_000, 253_402_300_799_999_999, of: .date)
        #expect(year.first == .date(-62_167_219_200_000_000))
        #expect(year.last == .some(nil))
    }

    @Test("never fall and leave no value out, however far apart or close together the values are")
    func cover() {
        Seed.forEachCase("round edges", 20_000) { _, dice in
            func number() -> Double {
                switch dice.below(5) {
                case 0: dice.pick([0, -1e-300, 1e300, -1e300, 1e16, 1e16 + 2, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude])
                case 1: Double(dice.within(-50...50))
                case 2: Double(sign: dice.chance(50) ? .plus : .minus, exponent: dice.within(-1000...1000), significand: 1 + dice.fraction())
                default: Double(dice.within(0...100_000)) / 100
                }
            }
            let (a, b) = (number(), dice.chance(20) ? 0 : number())
            let near = dice.chance(10) && a.nextUp.isFinite ? a.nextUp : b
            let (minimum, maximum) = (min(a, near), max(a, near))
            let edges = RoundEdges.between(minimum, maximum)
            try expectTrue(edges.count >= 2 && edges.count <= 21, "\(minimum) to \(maximum): \(edges.count) edges")
            try expectTrue(edges[0] <= minimum, "\(minimum) is before \(edges)")
            try expectTrue(edges[edges.count - 1] > maximum, "\(maximum) is behind \(edges)")
            try expectTrue(zip(edges, edges.dropFirst()).allSatisfy { $0 <= $1 }, "\(minimum) to \(maximum): \(edges) fall")
        }
    }
}
