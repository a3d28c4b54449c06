/// Values of path fields: `Fasteners > Bolts > Hex bolts` means itself and every path above it.
enum PathValue {
    static let separator: [UInt8] = Array(" > ".utf8)

    /// The parts between `>`, blanks around them dropped, empty ones left out.
    static func parts(of value: Bytes) -> [Bytes] {
        var parts: [Bytes] = []
        var start = 0
        for i in 0...value.count where i == value.count || value[i] == UInt8(ascii: ">") {
            var from = start
            var to = i
            while from < to, value[from] == 0x20 { from += 1 }
            while to > from, value[to - 1] == 0x20 { to -= 1 }
            if from < to { parts.append(value[from..<to]) }
            start = i + 1
        }
        return parts
    }

    /// The value as the index holds it: parts joined by the separator.
    static func normalized(_ value: String) -> String {
        Bytes.of(Array(value.utf8)) { bytes in
            parts(of: bytes).map(\.string).joined(separator: " > ")
        }
    }

    /// What stands behind the last `>`.
    static func lastPart(_ path: [UInt8]) -> [UInt8] {
        guard let mark = path.lastIndex(of: UInt8(ascii: ">")) else { return path }
        return Array(path[(mark + 1)...].drop { $0 == 0x20 })
    }

    static func depth(_ value: String) -> Int { value.isEmpty ? 0 : value.split(separator: ">").count }
}
