import Glibc
import Testing

@testable import Evaluation

@Suite struct SignificanceTests {
    /// Hours of sleep gained under two drugs, Student's own example ("The probable error of a mean", 1908).
    private let sleep: [Double] = zip(
        [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    ).map(-)

    @Test("the paired t-test gives Student's figures for Student's data")
    func student() throws {
        let test = try #require(PairedTTest(differences: sleep))
        #expect(abs(test.t - -4.062127683) < 1e-8)
        #expect(test.degreesOfFreedom == 9)
        #expect(abs(test.p - 0.002832890197) < 1e-10)
    }

    @Test(
        "p at the quantiles of printed tables is the tables' level",
        arguments: [
            (12.7062047, 1.0, 0.05), (4.30265273, 2, 0.05), (2.22813885, 10, 0.05), (3.16927267, 10, 0.01),
            (2.00029782, 60, 0.05), (1.98397152, 100, 0.05), (3.39049131, 100, 0.001),
        ])
    func quantiles(t: Double, degreesOfFreedom: Double, level: Double) {
        for sign in [1.0, -1] {
            let p = PairedTTest.twoSidedP(t: sign * t, degreesOfFreedom: degreesOfFreedom)
            #expect(abs(p - level) < 1e-8)
        }
    }

    @Test("with many pairs the t distribution becomes the normal one")
    func normalLimit() {
        for t in [0.1, 1, 1.959963985, 3, 6] {
            let normal = erfc(t / 2.0.squareRoot())
            #expect(abs(PairedTTest.twoSidedP(t: t, degreesOfFreedom: 1e6) - normal) < 1e-6)
        }
    }

    @Test("the incomplete beta function agrees with its closed forms and its symmetry")
    func incompleteBeta() {
        for step in 0...100 {
            let x = Double(step) / 100
            #expect(abs(regularizedIncompleteBeta(a: 1, b: 1, x: x) - x) < 1e-13)
            #expect(abs(regularizedIncompleteBeta(a: 3, b: 1, x: x) - x * x * x) < 1e-13)
            #expect(abs(regularizedIncompleteBeta(a: 0.5, b: 0.5, x: x) - 2 / .pi * asin(x.squareRoot())) < 1e-13)
            for (a, b) in [(2.5, 0.5), (30, 4), (500, 0.5), (0.1, 7)] {
                let both = regularizedIncompleteBeta(a: a, b: b, x: x) + regularizedIncompleteBeta(a: b, b: a, x: 1 - x)
                #expect(abs(both - 1) < 1e-12)
            }
        }
    }

    @Test("no difference at all is no evidence, the same difference everywhere is the strongest")
    func degenerate() throws {
        #expect(PairedTTest(differences: [0.5]) == nil)
        #expect(PairedTTest(differences: []) == nil)
        let none = try #require(PairedTTest(differences: [0, 0, 0]))
        #expect(none.t == 0 && none.p == 1)
        let same = try #require(PairedTTest(differences: [0.25, 0.25, 0.25]))
        #expect(same.t == .infinity && same.p == 0)
        #expect(RandomisationTest(differences: [0, 0]).p == 1)
    }

    @Test("few queries are tested exactly: p is a count of sign patterns over 2^n")
    func exactRandomisation() {
        // All of one sign: only that pattern and its mirror are as extreme.
        let test = RandomisationTest(differences: [0.1, 0.2, 0.3, 0.4])
        #expect(test.trials == 16 && test.p == 2.0 / 16)
        // The sum is 2; the eight patterns sum to 6, 4, 2, 0, 0, -2, -4 and -6, of which six are as far from 0.
        #expect(RandomisationTest(differences: [3, -2, 1]).p == 6.0 / 8)
        #expect(RandomisationTest(differences: [3, 0, -2, 0, 1]).p == 6.0 / 8)
        // Nine of Student's ten sleepers differ between the drugs, all in one direction.
        #expect(RandomisationTest(differences: sleep).p == 2.0 / 512)
    }

    @Test("many queries are sampled, the same from the same seed, near the exact p")
    func sampledRandomisation() {
        var random = SplitMix64(state: 7)
        let differences = (0..<14).map { _ in Double.random(in: -0.5...0.8, using: &random) }
        let exact = RandomisationTest(differences: differences)
        #expect(exact.trials == 1 << 14)
        let sampled = RandomisationTest(differences: differences, trials: 10_000, seed: 3)
        #expect(sampled.trials == 10_000)
        #expect(sampled == RandomisationTest(differences: differences, trials: 10_000, seed: 3))
        // Five standard deviations of a share of 10,000 trials are at most 0.025.
        #expect(abs(sampled.p - exact.p) < 0.025)
    }

    @Test("more queries than one random word has bits are all given signs of their own")
    func manyQueries() {
        // 200 signs of their own sum to S with mean 0 and standard deviation 14.1, and 30 + S is at least as far from
        // 0 as 30 itself if S >= 0, in 0.53 of all cases. Signs that repeat after 64 would spread S twice as wide.
        let differences = (0..<200).map { $0 % 2 == 0 ? 1.0 : -1 } + [30]
        let test = RandomisationTest(differences: differences, trials: 20_000, seed: 5)
        #expect(test.p > 0.47 && test.p < 0.56)
    }

    @Test("the generator gives the published numbers of its algorithm")
    func splitMix() {
        var random = SplitMix64(state: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
    }
}
