/// `Sources/ARCHITECTURE.md` as far as tests can hold the house to it.
///
/// Rooms are the rows of the table whose first cells are folders of the target that its heading names ("## Search, room by
/// room"), in their order: "| `Codec/` | ... |", several in one row where they stand side by side. Unsafe files are the items "- `Search/Codec/Bytes.swift`" below the
/// heading that has the word "unsafe" in it; several paths may stand in one item.
struct Architecture {
    /// By target, in the order in which they may use each other: a room uses those before it.
    let rooms: [String: [[String]]]
    let unsafeFiles: [String]

    init(_ text: String) {
        var rooms: [String: [[String]]] = [:]
        var target: String?
        var unsafeFiles: [String] = []
        var isUnsafeSection = false
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") {
                isUnsafeSection = line.lowercased().contains("unsafe")
                target = line.prefixMatch(of: /## (\w+), room by room/).map { String($0.1) }
            }
            let quoted = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            if let target, line.hasPrefix("| `"), let firstCell = line.dropFirst().split(separator: "|").first {
                let folders = quoted.filter { $0.hasSuffix("/") && firstCell.contains("`\($0)`") }
                if !folders.isEmpty { rooms[target, default: []].append(folders.map { String($0.dropLast()) }) }
            }
            if isUnsafeSection { unsafeFiles += quoted.filter { $0.hasSuffix(".swift") } }
        }
        self.rooms = rooms
        self.unsafeFiles = unsafeFiles
    }

    /// The place of each room of a target in the order.
    func levels(of target: String) -> [String: Int] {
        var levels: [String: Int] = [:]
        for (level, names) in rooms[target, default: []].enumerated() {
            for name in names { levels[name] = level }
        }
        return levels
    }
}
