internal import Search

/// A search's reply as a person reads it in a terminal.
struct ResultPage {
    private let titleField: String?
    /// Fields to look for a passage in that shows why a document was found.
    private let passageFields: [String]

    private static let passageWidth = 160

    init(schema: Schema) {
        titleField = schema.titleField
        passageFields = schema.storedTexts.map(\.name).filter { [titleField] in $0 != titleField }
    }

    var highlightedFields: [String] { (titleField.map { [$0] } ?? []) + passageFields.prefix(3) }

    func text(_ reply: SearchReply, of request: SearchRequest) -> String {
        var text = headline(reply, asked: request.match) + "\n"
        if reply.groups.isEmpty {
            for (i, hit) in reply.hits.enumerated() { text += entry(hit, number: request.offset + i + 1) }
        }
        for group in reply.groups {
            text += "\n\(Terminal.bold(Terminal.printable(group.value ?? "(no value)")))  \(grouped(group.count))\n"
            for (i, hit) in group.hits.enumerated() { text += entry(hit, number: i + 1) }
        }
        for (field, facet) in reply.facets { text += "\n" + table(field, facet) }
        if let cursor = reply.nextCursor { text += Terminal.faint("\nmore: --cursor \(cursor)\n") }
        return text
    }

    private func headline(_ reply: SearchReply, asked: SearchRequest.Match) -> String {
        var words = "\(reply.total.isExact ? "" : "at least ")\(grouped(reply.total.value)) "
        words += reply.total.value == 1 ? "document" : "documents"
        if let groups = reply.groupTotal { words += " in \(grouped(groups)) groups" }
        words += " in \(fixed(Double(reply.tookNanoseconds) / 1e6, 2)) ms"
        if reply.isPartial { words += ", out of time before the end" }
        if reply.match == .most, asked == .auto {
            words += "\nfew have all of these words; behind those that have, there are those that have most"
        }
        if reply.match == .any, asked == .auto { words += "\nnothing has most of these words; these have some of them" }
        if !reply.rules.isEmpty { words += "\nby rules: \(Terminal.printable(reply.rules.joined(separator: ", ")))" }
        if let redirect = reply.redirect { words += "\nredirect: \(Terminal.printable(redirect))" }
        for data in reply.userData { words += "\nuser data: \(Terminal.printable(data.text))" }
        for correction in reply.corrections {
            words += "\n'\(correction.from)' is not in the index; searched for '\(correction.to)'"
        }
        if let other = reply.didYouMean { words += "\ndid you mean: \(other.query)" }
        return Terminal.printable(words)
    }

    private func entry(_ hit: SearchReply.Hit, number: Int) -> String {
        let document = hit.document.flatMap { try? JSONValue(parsing: $0) }
        let marked = { (field: String) in hit.highlights.first { $0.field == field }?.html }
        let title = titleField.flatMap { marked($0).map(styled) ?? document?[$0]?.string.map(Terminal.printable) }
        var text = "\n\(number). \(title ?? Terminal.printable(hit.id))"
        text += Terminal.faint("  \(Terminal.printable(hit.id))  \(fixed(Double(hit.score), 3))\(hit.isPinned ? "  pinned" : "")") + "\n"
        if let passage = passageFields.lazy.compactMap(marked).first(where: { $0.contains("<em>") }) {
            text += "   \(styled(passage))\n"
        }
        if let explanation = hit.explanation { text += tree(explanation, depth: 1) }
        return text
    }

    private func tree(_ node: Explanation, depth: Int) -> String {
        let rule =
            switch node.rule {
            case .sum: ", the sum of"
            case .product: ", the product of"
            case .maximum: ", the greatest of"
            case .value: ""
            }
        let indent = String(repeating: "   ", count: depth)
        let line = "\(indent)\(fixed(node.value, 4))  \(Terminal.printable(node.label))\(node.parts.isEmpty ? "" : rule)\n"
        return node.parts.reduce(line) { $0 + tree($1, depth: depth + 1) }
    }

    private func table(_ field: String, _ facet: Facet) -> String {
        var table = AlignedTable()
        var title = Terminal.bold(field)
        switch facet {
        case .values(let values):
            if values.totalValues > values.values.count {
                title += Terminal.faint("  \(values.values.count) of \(grouped(values.totalValues))")
            }
            for value in values.values {
                table.append(["  \(value.isSelected ? "* " : "")\(Terminal.printable(value.value))", grouped(value.count)])
            }
        case .numbers(let numbers):
            if let minimum = numbers.minimum, let maximum = numbers.maximum, let mean = numbers.mean {
                title += Terminal.faint("  \(short(minimum)) to \(short(maximum)), mean \(short(mean))")
            }
            for bucket in numbers.buckets {
                let from = bucket.from.map { "from \(short($0))" }
                let to = bucket.to.map { "to below \(short($0))" }
                table.append(["  " + [from, to].compactMap { $0 }.joined(separator: " "), grouped(bucket.count)])
            }
        }
        return title + "\n" + table.text
    }

    private func short(_ value: NumberValue) -> String {
        switch value {
        case .real(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : fixed(number, 2)
        case .whole(let number): String(number)
        case .date(let microseconds): formatDate(microseconds)
        }
    }

    /// A highlight's HTML as a terminal shows it: what matched in bold, and a window around the first match.
    private func styled(_ html: String) -> String {
        var text = ""
        var shown = 0
        let parts = html.split(separator: "<em>", omittingEmptySubsequences: false)
        for (i, part) in parts.enumerated() {
            guard shown < Self.passageWidth else { return text + "..." }
            let halves = i == 0 ? ["", part] : part.split(separator: "</em>", maxSplits: 1, omittingEmptySubsequences: false)
            let matched = plain(halves[0])
            var rest = plain(halves.count > 1 ? halves[1] : "")
            if i == 0, rest.count > Self.passageWidth / 2 { rest = "..." + rest.suffix(Self.passageWidth / 2) }
            if shown + matched.count + rest.count > Self.passageWidth {
                rest = rest.prefix(max(Self.passageWidth - shown - matched.count, 0)) + "..."
            }
            shown += matched.count + rest.count
            text += (matched.isEmpty ? "" : Terminal.bold(matched)) + rest
        }
        return text
    }

    private func plain(_ html: Substring) -> String {
        var text = ""
        var rest = html
        while let ampersand = rest.firstIndex(of: "&") {
            text += rest[..<ampersand]
            rest = rest[ampersand...]
            let entity = Self.entities.first { rest.hasPrefix($0.escaped) }
            text += entity?.plain ?? "&"
            rest = rest.dropFirst(entity?.escaped.count ?? 1)
        }
        return Terminal.printable(text + rest)
    }

    private static let entities: [(escaped: String, plain: String)] = [
        ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&#39;", "'"),
    ]
}

extension Schema {
    fileprivate var storedTexts: [Field] { fields.filter { $0.type == .text && $0.isStored } }

    /// The field that names a document to people: `title` or `name`, or else the heaviest text that is stored.
    var titleField: String? {
        let named = ["title", "name"].first { name in storedTexts.contains { $0.name == name } }
        return named ?? storedTexts.max { $0.weight < $1.weight }?.name
    }
}
