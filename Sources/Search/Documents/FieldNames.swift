/// A schema's names as a tree: `attributes.thread` hangs below `attributes`.
///
/// PERF: flat, with children side by side and names in one array: nodes as objects cost a count up and down for each member
/// of each row, 3 % of indexing short documents.
struct FieldNames {
    struct Node {
        let number: Int
        fileprivate let name: Range<Int>
        fileprivate(set) var children = 0..<0
        fileprivate(set) var field: FieldID?
        fileprivate(set) var isKey = false
        /// False only for a field that the schema says not to store.
        fileprivate(set) var isStored = true
    }

    static let root = 0
    private var nodes = [Node(number: root, name: 0..<0)]
    private var text: [UInt8] = []

    private struct Entry {
        var path: ArraySlice<Substring>
        var field: FieldID?
        var isStored = true
    }

    init(_ schema: Schema) {
        var entries: [Entry] = []
        for field in schema.fields {
            entries.append(Entry(path: field.name.split(separator: ".")[...], field: schema.id(of: field.name), isStored: field.isStored))
        }
        entries.append(Entry(path: schema.keyField.split(separator: ".")[...], field: nil))
        insert(entries, below: Self.root)
    }

    private mutating func insert(_ entries: [Entry], below parent: Int) {
        for entry in entries where entry.path.isEmpty {
            if let field = entry.field {
                nodes[parent].field = field
                nodes[parent].isStored = entry.isStored
            } else {
                nodes[parent].isKey = true
            }
        }
        var groups: [(name: Substring, entries: [Entry])] = []
        for entry in entries {
            guard let name = entry.path.first else { continue }
            let rest = Entry(path: entry.path.dropFirst(), field: entry.field, isStored: entry.isStored)
            if let known = groups.firstIndex(where: { $0.name == name }) {
                groups[known].entries.append(rest)
            } else {
                groups.append((name, [rest]))
            }
        }
        let first = nodes.count
        for group in groups {
            let start = text.count
            text.append(contentsOf: group.name.utf8)
            nodes.append(Node(number: nodes.count, name: start..<text.count))
        }
        nodes[parent].children = first..<nodes.count
        for (number, group) in zip(first..., groups) { insert(group.entries, below: number) }
    }

    subscript(number: Int) -> Node { nodes[number] }

    /// The node of that name below `parent`.
    func child(of parent: Int, _ name: Bytes) -> Int? {
        for child in nodes[parent].children where nodes[child].name.count == name.count {
            let start = nodes[child].name.lowerBound
            var i = 0
            while i < name.count, text[start + i] == name[i] { i += 1 }
            if i == name.count { return child }
        }
        return nil
    }
}
