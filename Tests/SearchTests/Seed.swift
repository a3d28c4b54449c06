import Glibc
import Testing

/// The seed of this run of the random tests: from `SOUK_SEED`, else from the clock.
///
/// Each case draws from dice of its own, made from seed, test and case number, so that a failing case can be run alone:
/// `SOUK_SEED=7 SOUK_CASE=12 swift test -c release --filter Oracle`. `SOUK_CASES=10` runs ten times as many cases.
enum Seed {
    static let value: UInt64 = {
        let given = environment("SOUK_SEED").flatMap { UInt64($0) }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let value = given ?? (UInt64(bitPattern: Int64(time.tv_sec)) &* 1_000_003 ^ UInt64(bitPattern: Int64(time.tv_nsec))) % 1_000_000_000
        print("random tests of the engine: SOUK_SEED=\(value)")
        return value
    }()

    private static let scale: Double = environment("SOUK_CASES").flatMap { Double($0) } ?? 1
    private static let onlyCase: Int? = environment("SOUK_CASE").flatMap { Int($0) }

    /// How many cases to run where `count` is the plain number.
    static func cases(_ count: Int) -> Int { max(1, Int((Double(count) * scale).rounded())) }

    static func dice(_ test: StaticString, _ index: Int) -> Dice {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        test.withUTF8Buffer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 } }
        var mixer = Dice(value ^ hash)
        return Dice(mixer.next() &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15)
    }

    /// What a message says so that its reader can see the failure again.
    static func replay(_ index: Int) -> String { "SOUK_SEED=\(value) SOUK_CASE=\(index)" }

    /// Runs `count` cases, or the one that `SOUK_CASE` names. An error of a case becomes a failure that says how to see it
    /// again; after three of them the rest is left out.
    static func forEachCase(
        _ test: StaticString, _ count: Int, _ location: SourceLocation = #_sourceLocation, _ body: (Int, inout Dice) throws -> Void
    ) {
        var failures = 0
        for index in onlyCase.map({ $0..<$0 + 1 }) ?? 0..<cases(count) {
            var dice = dice(test, index)
            do { try body(index, &dice) } catch {
                Issue.record("\(test), \(replay(index)): \(error)", sourceLocation: location)
                failures += 1
                if failures == 3 { return }
            }
        }
    }

    private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ limit: Int) -> Int { limit <= 1 ? 0 : Int(next() % UInt64(limit)) }

    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }

    /// True in `percent` of a hundred throws.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

    /// A position in `0..<count`, small ones far more often: as words and brands are.
    mutating func skewed(_ count: Int) -> Int {
        let u = fraction()
        return min(count - 1, Int(Double(count) * u * u * u))
    }
}

/// Why a case failed, with all that is needed to look into it.
struct Mismatch: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

func expectSame<T: Equatable>(_ actual: T, _ expected: T, _ what: @autoclosure () -> String) throws(Mismatch) {
    if actual != expected { throw Mismatch("\(what()): got \(actual), expected \(expected)") }
}

func expectTrue(_ holds: Bool, _ what: @autoclosure () -> String) throws(Mismatch) {
    if !holds { throw Mismatch(what()) }
}
