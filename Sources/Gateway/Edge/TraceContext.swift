import HTTPTypes

/// Which request of which system this one serves: the W3C's `traceparent` (Trace Context, level 1), continued where the caller
/// sent a sound one and begun where not. Its trace id stands in logs and events.
struct TraceContext: Sendable, Hashable {
    /// 32 hexadecimal digits, not all 0.
    let traceID: String
    /// This request's own span, 16 hexadecimal digits, not all 0.
    let spanID: String
    /// The caller's span.
    let parentID: String?
    /// Whether the caller records the trace.
    let isSampled: Bool

    init(continuing header: String?, using generator: inout some RandomNumberGenerator) {
        spanID = Self.id(words: 1, &generator)
        let parts = header.map { $0.split(separator: "-", omittingEmptySubsequences: false) } ?? []
        // A later version may have more parts; version ff is none.
        guard parts.count == 4 || parts.count > 4 && parts[0] != "00", Self.isHex(parts[0], 2), parts[0] != "ff",
            Self.isHex(parts[1], 32), Self.isHex(parts[2], 16), Self.isHex(parts[3], 2), parts[1].contains(where: { $0 != "0" }),
            parts[2].contains(where: { $0 != "0" })
        else {
            traceID = Self.id(words: 2, &generator)
            parentID = nil
            isSampled = false
            return
        }
        traceID = String(parts[1])
        parentID = String(parts[2])
        isSampled = (UInt8(parts[3], radix: 16) ?? 0) & 1 == 1
    }

    /// What a call outside that serves this request sends along.
    var header: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

    private static func isHex(_ text: Substring, _ count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }

    private static func id(words: Int, _ generator: inout some RandomNumberGenerator) -> String {
        (0..<words).map { _ in
            // 0 is no id.
            let digits = String(UInt64.random(in: 1...UInt64.max, using: &generator), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

extension HTTPField.Name {
    static let traceparent = HTTPField.Name("traceparent")!
}
