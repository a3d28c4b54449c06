internal import Synchronization

/// Names that sort by the time they were given: ULIDs (github.com/ulid/spec), 48 bits of milliseconds since 1970 and
/// 80 bits that are random at first and rise by one within a millisecond, as 26 characters.
package final class TimeOrderedIDs: Sendable {
    private struct Last {
        var milliseconds: UInt64 = 0
        var high: UInt16 = 0
        var low: UInt64 = 0
    }

    private let last = Mutex(Last())

    /// For those that need no order among each other's names; a test makes its own.
    package static let shared = TimeOrderedIDs()

    package init() {}

    package func next() -> String { next(atMilliseconds: UInt64(max(WallClock.system.now().microseconds, 0) / 1000)) }

    package func next(atMilliseconds now: UInt64) -> String {
        let id = last.withLock { last in
            if now > last.milliseconds {
                // The topmost bit stays clear, so that there is room to rise.
                last = Last(milliseconds: now, high: .random(in: 0...0x7FFF), low: .random(in: 0...UInt64.max))
            } else {
                // Also where the clock went back: order matters more than the millisecond.
                last.low &+= 1
                if last.low == 0 { last.high &+= 1 }
            }
            return last
        }
        return Self.text(id.milliseconds << 16 | UInt64(id.high), id.low)
    }

    /// 128 bits, five at a time from the lowest; the first character holds the two that are left over and zeros.
    private static func text(_ high: UInt64, _ low: UInt64) -> String {
        var (high, low) = (high, low)
        var characters = [UInt8](repeating: 0, count: 26)
        for i in characters.indices.reversed() {
            characters[i] = alphabet[Int(low & 31)]
            low = low >> 5 | high << 59
            high >>= 5
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// Whether a text is such a name: 26 characters of the alphabet, the first of them at most 7, since 26 times five bits are
    /// two more than 128.
    package static func isName(_ text: String) -> Bool {
        text.utf8.count == 26 && text.utf8.allSatisfy(alphabet.contains) && text.utf8.first.map { $0 <= UInt8(ascii: "7") } == true
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}
