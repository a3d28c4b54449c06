/// A reply as the bytes of `POST /search` and `souk search --json`.
///
/// Members are always there, empty or null where there is nothing, but for those a request asks for: `document`,
/// `explanation`, `sort` and `pinned` in a hit, and `groups` with `groupTotal`.
extension SearchReply {
    /// - Parameters:
    ///   - query: what was typed.
    ///   - queryID: the name under which clicks will refer to this search; nil where none are recorded.
    package func json(query: String, queryID: String?) -> [UInt8] {
        let documentBytes = hits.reduce(0) { $0 + ($1.document?.count ?? 0) }
        var writer = JSONWriter(capacity: 1024 + 256 * hits.count + documentBytes)
        writer.object { writer in
            writer.key("queryId")
            writer.optional(queryID)
            writer.member("query", query)
            writer.key("total")
            writer.object { writer in
                writer.key("value")
                writer.number(total.value)
                writer.member("relation", total.isExact ? "eq" : "gte")
            }
            writer.took(nanoseconds: tookNanoseconds)
            writer.key("partial")
            writer.bool(isPartial)
            writer.member("match", match.rawValue)
            writer.list("hits", hits) { writer, hit in hit.write(to: &writer) }
            if groupTotal != nil || !groups.isEmpty { writeGroups(to: &writer) }
            writer.key("facets")
            writer.object { writer in
                for (field, facet) in facets {
                    writer.key(field)
                    facet.write(to: &writer)
                }
            }
            writer.list("corrections", corrections) { writer, correction in correction.write(to: &writer) }
            writer.key("didYouMean")
            if let didYouMean { didYouMean.write(to: &writer) } else { writer.null() }
            writer.key("nextCursor")
            writer.optional(nextCursor)
            writer.list("rules", rules) { writer, rule in writer.string(rule) }
            writer.key("redirect")
            writer.optional(redirect)
            writer.list("userData", userData) { writer, value in writer.value(value) }
        }
        return writer.bytes
    }

    private func writeGroups(to writer: inout JSONWriter) {
        writer.list("groups", groups) { writer, group in
            writer.object { writer in
                writer.key("value")
                writer.optional(group.value)
                writer.key("count")
                writer.number(group.count)
                writer.list("hits", group.hits) { writer, hit in hit.write(to: &writer) }
            }
        }
        writer.key("groupTotal")
        if let groupTotal { writer.number(groupTotal) } else { writer.null() }
    }
}

extension SearchReply.Correction {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("from", from)
            writer.member("to", to)
        }
    }
}

extension SearchReply.DidYouMean {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("query", query)
            writer.list("corrections", corrections) { writer, correction in correction.write(to: &writer) }
        }
    }
}

extension SearchReply.Hit {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.key("score")
            writer.number(score)
            if let document {
                writer.key("document")
                writer.raw(document)
            }
            writer.key("highlights")
            writer.object { writer in
                for (field, html) in highlights { writer.member(field, html) }
            }
            writer.member("matchedOn", matchedOn.rawValue)
            if isPinned {
                writer.key("pinned")
                writer.bool(true)
            }
            if let explanation {
                writer.key("explanation")
                explanation.write(to: &writer)
            }
            if !sortValues.isEmpty {
                writer.list("sort", sortValues) { writer, value in writer.value(value) }
            }
        }
    }
}

extension Explanation {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("label", label)
            writer.key("value")
            writer.number(value)
            writer.member("rule", rule.rawValue)
            writer.list("parts", parts) { writer, part in part.write(to: &writer) }
        }
    }
}

extension Facet {
    fileprivate func write(to writer: inout JSONWriter) {
        switch self {
        case .values(let facet): facet.write(to: &writer)
        case .numbers(let facet): facet.write(to: &writer)
        }
    }
}

extension ValueFacet {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.list("values", values) { writer, value in
                writer.object { writer in
                    writer.member("value", value.value)
                    writer.key("count")
                    writer.number(value.count)
                    writer.key("selected")
                    writer.bool(value.isSelected)
                }
            }
            writer.key("totalValues")
            writer.number(totalValues)
        }
    }
}

extension NumberFacet {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("count")
            writer.number(count)
            writer.key("min")
            writer.optional(minimum)
            writer.key("max")
            writer.optional(maximum)
            writer.key("mean")
            writer.optional(mean)
            writer.list("buckets", buckets) { writer, bucket in
                writer.object { writer in
                    writer.key("from")
                    writer.optional(bucket.from)
                    writer.key("to")
                    writer.optional(bucket.to)
                    writer.key("count")
                    writer.number(bucket.count)
                }
            }
        }
    }
}

extension JSONWriter {
    mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    mutating func took(nanoseconds: Int64) {
        key("tookMs")
        // To the microsecond: finer digits would be noise.
        number((Double(nanoseconds) / 1e3).rounded() / 1e3)
    }

    fileprivate mutating func optional(_ value: String?) {
        if let value { string(value) } else { null() }
    }

    fileprivate mutating func optional(_ value: NumberValue?) { self.value(value?.json ?? .null) }

    mutating func list<Item>(_ name: String, _ items: [Item], _ body: (inout JSONWriter, Item) -> Void) {
        key(name)
        array { writer in
            for item in items { body(&writer, item) }
        }
    }
}
