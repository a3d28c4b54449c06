/// A small generator, one for each decision that has to be repeatable by
/// itself. SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable
/// Pseudorandom Number Generators", OOPSLA 2014; constants of the variant by
/// S. Vigna (public domain).
struct Chance {
    private var state: UInt64

    /// A stream that depends on the two keys and on nothing else.
    init(_ key: UInt64, _ stream: UInt64) {
        state = Chance.mixed(key, stream)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Chance.scrambled(state)
    }

    /// Uniform in `0..<bound`, by Lemire's multiplication; the bias is below
    /// `bound / 2^64`.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "nothing to choose from")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Uniform in [0, 1).
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    mutating func happens(_ probability: Double) -> Bool {
        unit() < probability
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[below(choices.count)]
    }

    /// About normal with mean 0 and deviation 1: the sum of four uniform
    /// numbers, so never beyond 3.47. Enough for prices, and the same on every
    /// machine.
    mutating func normal() -> Double {
        let bits = next()
        var sum = 0.0
        for shift in stride(from: UInt64(0), to: 64, by: 16) {
            sum += Double((bits >> shift) & 0xFFFF) * 0x1p-16
        }
        return (sum - 2) * 1.7320508075688772
    }

    /// A log-normal factor with median 1.
    mutating func factor(spread: Double) -> Double {
        Chance.exponential(spread * normal())
    }

    /// Many small numbers and few large ones: Pareto with exponent 1, which is
    /// what ranks drawn by Zipf's law look like.
    mutating func zipf(scale: Double, cap: Int) -> Int {
        let value = scale / (1 - unit()) - scale
        return value >= Double(cap) ? cap : Int(value)
    }

    static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
        scrambled(scrambled(a &+ 0x9E37_79B9_7F4A_7C15) ^ (b &* 0xD1B5_4A32_D192_ED03))
    }

    private static func scrambled(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// e^x for |x| below about 20, by squaring a Taylor series. Written out
    /// because the C library's last bit differs between machines.
    static func exponential(_ x: Double) -> Double {
        let r = x / 1024
        var term = 1.0
        var sum = 1.0
        for n in 1...6 {
            term *= r / Double(n)
            sum += term
        }
        for _ in 0..<10 { sum *= sum }
        return sum
    }
}

/// Draws an index with given weights.
struct WeightedChoice: Sendable {
    private let cumulative: [Double]

    init(_ weights: [Double]) {
        precondition(!weights.isEmpty && weights.allSatisfy { $0 > 0 }, "weights must be positive")
        var total = 0.0
        cumulative = weights.map { weight in
            total += weight
            return total
        }
    }

    /// Weights 1, 1/2, 1/3 ...: Zipf's law over `count` ranks.
    static func zipf(_ count: Int) -> WeightedChoice {
        WeightedChoice((1...count).map { 1 / Double($0) })
    }

    func draw(_ chance: inout Chance) -> Int {
        let last = cumulative.count - 1
        let target = chance.unit() * cumulative[last]
        var low = 0
        var high = last
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] > target { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// Numbers as text, without locale.
enum Decimal {
    /// The shortest form with at most three decimals: `40`, `2.5`, `0.75`.
    static func text(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let sign = thousandths < 0 ? "-" : ""
        let whole = abs(thousandths) / 1000
        var rest = abs(thousandths) % 1000
        guard rest != 0 else { return "\(sign)\(whole)" }
        var digits = 3
        while rest % 10 == 0 {
            rest /= 10
            digits -= 1
        }
        let tail = String(rest)
        return "\(sign)\(whole)." + String(repeating: "0", count: digits - tail.count) + tail
    }
}
