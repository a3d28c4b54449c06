/// The number of a trace: 16 bytes, not all 0.
package struct TraceID: Sendable, Hashable, CustomStringConvertible {
    let high: UInt64
    /// Drawn at random where the trace was begun here, and by most others, so that parts of all traces can be chosen by it.
    let low: UInt64

    init?(high: UInt64, low: UInt64) {
        guard high != 0 || low != 0 else { return nil }
        self.high = high
        self.low = low
    }

    static func random(using generator: inout some RandomNumberGenerator) -> TraceID {
        // 0 is no id.
        TraceID(high: UInt64.random(in: 1...UInt64.max, using: &generator), low: UInt64.random(in: 0...UInt64.max, using: &generator))
            ?? TraceID(one: 1)
    }

    private init(one: UInt64) { (high, low) = (one, one) }

    /// 32 hexadecimal digits.
    package var description: String { high.sixteenDigits + low.sixteenDigits }
}

/// What a caller says of the trace that its request is part of: the header `traceparent` (W3C Trace Context, level 1; of level 2
/// its flag for random ids is of no use here).
package struct TraceParent: Sendable, Hashable {
    package let traceID: TraceID
    /// The caller's span, not 0.
    package let spanID: UInt64
    /// The caller keeps its spans of this trace, or may.
    package let isSampled: Bool

    /// Nil where it is no sound one.
    package init?(_ header: String) {
        let parts = header.split(separator: "-", omittingEmptySubsequences: false)
        // A later version may have more parts; version ff is none.
        guard parts.count == 4 || parts.count > 4 && parts[0] != "00", Self.number(parts[0], digits: 2) != nil, parts[0] != "ff",
            parts[1].utf8.count == 32, let high = Self.number(parts[1].prefix(16), digits: 16),
            let low = Self.number(parts[1].dropFirst(16), digits: 16), let traceID = TraceID(high: high, low: low),
            let spanID = Self.number(parts[2], digits: 16), spanID != 0, let flags = Self.number(parts[3], digits: 2)
        else { return nil }
        self.traceID = traceID
        self.spanID = spanID
        isSampled = flags & 1 == 1
    }

    /// Small letters alone, as the standard has it.
    private static func number(_ text: Substring, digits: Int) -> UInt64? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else { return nil }
        return UInt64(text, radix: 16)
    }
}

/// The header `tracestate`: what other tracers want to be passed on. It goes to the collector as it came.
package enum TraceState {
    /// Nil where it is longer than tracers must keep, or has what the standard does not allow.
    package static func sound(_ header: String?) -> String? {
        guard let header, !header.isEmpty, header.utf8.count <= 512, header.split(separator: ",").count <= 32,
            header.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        return header
    }
}

extension UInt64 {
    /// Hexadecimal, with zeros in front.
    package var sixteenDigits: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
