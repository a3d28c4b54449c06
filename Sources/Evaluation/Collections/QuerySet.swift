/// Queries to ask, in the order of their file.
package struct QuerySet: Sendable {
    package struct Query: Equatable, Sendable {
        package let id: QueryID
        package let text: String
    }

    /// What messages call the file they came from.
    package let name: String
    package let queries: [Query]

    /// Reads lines `id TAB text`. Tabs after the first belong to the text. An id holds no blanks, because judgements
    /// and runs, whose columns are separated by blanks, could not name it.
    package init(bytes: [UInt8], name: String) throws(EvaluationError) {
        let expected = "\"id TAB text\", or a header such as id,query in the first line"
        let lines = Lines(bytes: bytes, name: name)
        var queries: [Query] = []
        var lineByID: [QueryID: Int] = [:]
        for line in lines {
            guard let tab = line.bytes.firstIndex(of: .tab), tab > line.bytes.startIndex else {
                throw lines.bad(line, expected: expected, found: lines.quoted(line))
            }
            let idBytes = line.bytes[..<tab]
            let textBytes = line.bytes[(tab + 1)...]
            guard !idBytes.contains(where: \.isBlank), !textBytes.allSatisfy(\.isBlank) else {
                throw lines.bad(line, expected: expected, found: lines.quoted(line))
            }
            let id = QueryID(try lines.text(idBytes, of: line))
            if let firstLine = lineByID.updateValue(line.number, forKey: id) {
                throw .duplicate(file: name, line: line.number, firstLine: firstLine, what: "query \(id)")
            }
            queries.append(Query(id: id, text: try lines.text(textBytes, of: line)))
        }
        self.name = name
        self.queries = queries
    }

    init(name: String, queries: [Query]) {
        self.name = name
        self.queries = queries
    }

    package init(text: String, name: String) throws(EvaluationError) {
        try self.init(bytes: Array(text.utf8), name: name)
    }
}
