/// A reply as the bytes of `GET /search/suggestions` and `souk suggest --json`.
extension SuggestReply {
    /// - Parameter query: what was typed.
    package func json(query: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("query", query)
            writer.took(nanoseconds: tookNanoseconds)
            writer.key("partial")
            writer.bool(isPartial)
            writer.list("suggestions", suggestions) { writer, suggestion in
                writer.object { writer in
                    writer.member("text", suggestion.text)
                    writer.member("kind", suggestion.kind.rawValue)
                    writer.key("field")
                    if let field = suggestion.field { writer.string(field) } else { writer.null() }
                    writer.key("count")
                    writer.number(suggestion.count)
                    writer.member("highlighted", suggestion.highlighted)
                    if let scope = suggestion.scope, let field = suggestion.field {
                        writer.key("scope")
                        writer.object { writer in
                            writer.member("field", field)
                            writer.member("value", scope)
                        }
                    }
                }
            }
            writer.list("corrections", corrections) { writer, correction in correction.write(to: &writer) }
        }
        return writer.bytes
    }
}
