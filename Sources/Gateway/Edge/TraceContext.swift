import HTTPTypes

/// Which request of which system this one serves: the W3C's `traceparent` (Trace Context, level 1), continued where the caller
/// sent a sound one and begun anew where it was none. Its trace id stands in the logs.
struct TraceContext: Sendable, Hashable {
    /// 32 hexadecimal digits, not all 0.
    let traceID: String

    init(continuing header: String?, using generator: inout some RandomNumberGenerator) {
        let parts = header.map { $0.split(separator: "-", omittingEmptySubsequences: false) } ?? []
        // A later version may have more parts; version ff is none.
        guard parts.count == 4 || parts.count > 4 && parts[0] != "00", Self.isHex(parts[0], 2), parts[0] != "ff",
            Self.isHex(parts[1], 32), Self.isHex(parts[2], 16), Self.isHex(parts[3], 2), parts[1].contains(where: { $0 != "0" }),
            parts[2].contains(where: { $0 != "0" })
        else {
            traceID = Self.id(&generator)
            return
        }
        traceID = String(parts[1])
    }

    private static func isHex(_ text: Substring, _ count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }

    private static func id(_ generator: inout some RandomNumberGenerator) -> String {
        (0..<2).map { _ in
            // 0 is no id.
            let digits = String(UInt64.random(in: 1...UInt64.max, using: &generator), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

extension HTTPField.Name {
    static let traceparent = HTTPField.Name("traceparent")!
}
