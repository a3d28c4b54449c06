internal import Glibc

/// The arithmetic mean of at least one value.
func mean(_ values: [Double]) -> Double {
    precondition(!values.isEmpty, "a mean needs a value")
    return values.reduce(0, +) / Double(values.count)
}

/// Student's paired t-test, two-sided: could differences like these come about if the true mean difference were 0?
package struct PairedTTest: Equatable, Sendable {
    /// The mean difference over its standard error; infinite if all differences are the same and not 0.
    package let t: Double
    /// One less than the number of pairs.
    package let degreesOfFreedom: Int
    /// The probability of a `t` at least this far from 0, from 0 to 1. It is 1 if all differences are 0.
    package let p: Double

    /// `nil` for fewer than two differences, whose spread is unknown.
    package init?(differences: [Double]) {
        guard differences.count >= 2 else { return nil }
        let count = Double(differences.count)
        let center = mean(differences)
        let squares = differences.reduce(0) { $0 + ($1 - center) * ($1 - center) }
        let standardError = (squares / (count - 1) / count).squareRoot()
        t = center == 0 ? 0 : center / standardError
        degreesOfFreedom = differences.count - 1
        p = Self.twoSidedP(t: t, degreesOfFreedom: Double(degreesOfFreedom))
    }

    /// The weight of Student's distribution outside of -|t|...|t|.
    /// Source: Abramowitz and Stegun, 26.7.1 with 26.5.27; also DLMF 8.17.
    static func twoSidedP(t: Double, degreesOfFreedom: Double) -> Double {
        guard t.isFinite else { return 0 }
        let x = degreesOfFreedom / (degreesOfFreedom + t * t)
        return regularizedIncompleteBeta(a: degreesOfFreedom / 2, b: 0.5, x: x)
    }
}

/// Fisher's randomisation test of paired differences, two-sided: if swapping the two systems on any query changed
/// nothing, how often would the mean difference be at least this far from 0?
///
/// Assumes nothing about how differences are distributed. Source: Smucker, Allan and Carterette, "A comparison of
/// statistical significance tests for information retrieval evaluation", CIKM 2007.
package struct RandomisationTest: Equatable, Sendable {
    /// Above 0, at most 1.
    package let p: Double
    /// How many assignments of signs were looked at: all 2^n if that is no more than asked for, else random ones.
    package let trials: Int
    /// What the random assignments follow from.
    package let seed: UInt64

    package static let standardTrials = 100_000
    package static let standardSeed: UInt64 = 1

    /// Takes at least one difference and at least one trial.
    package init(
        differences: [Double], trials: Int = RandomisationTest.standardTrials,
        seed: UInt64 = RandomisationTest.standardSeed
    ) {
        precondition(trials >= 1 && !differences.isEmpty, "a randomisation test needs a trial and a difference")
        // Queries on which the systems agree add 0 under either sign.
        let sizes = differences.filter { $0 != 0 }.map(abs)
        let observed = abs(differences.reduce(0, +))
        // Sums of the same numbers in another order differ in their last bits; those count as equal.
        let threshold = observed - 1e-12 * sizes.reduce(0, +)
        self.seed = seed

        if sizes.count < Int.bitWidth - 2, 1 << sizes.count <= trials {
            self.trials = 1 << sizes.count
            let extreme = (0..<self.trials).count { signs in
                abs(Self.sum(of: sizes) { signs >> $0 & 1 == 1 }) >= threshold
            }
            p = Double(extreme) / Double(self.trials)
        } else {
            self.trials = trials
            var random = SplitMix64(state: seed)
            var extreme = 0
            for _ in 0..<trials {
                var bits: UInt64 = 0
                let sum = Self.sum(of: sizes) { index in
                    bits = index % 64 == 0 ? random.next() : bits >> 1
                    return bits & 1 == 1
                }
                if abs(sum) >= threshold { extreme += 1 }
            }
            // The observed assignment is one of those that could have been drawn, so p is never 0.
            p = Double(extreme + 1) / Double(trials + 1)
        }
    }

    private static func sum(of sizes: [Double], isNegative: (Int) -> Bool) -> Double {
        var sum = 0.0
        for (index, size) in sizes.enumerated() { sum += isNegative(index) ? -size : size }
        return sum
    }
}
