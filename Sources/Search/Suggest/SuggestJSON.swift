/// A reply as the bytes of `GET /search/suggestions` and `souk suggest --json`.
extension SuggestReply {
    /// - Parameter query: what was typed.
    package func json(query: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("query", query)
            writer.took(nanoseconds: tookNanoseconds)
            writer.list("suggestions", suggestions) { writer, suggestion in
                writer.object { writer in
                    writer.member("text", suggestion.text)
                    writer.member("field", suggestion.field)
                    writer.key("count")
                    writer.number(suggestion.count)
                    writer.member("highlighted", suggestion.highlighted)
                }
            }
            writer.list("corrections", corrections) { writer, correction in correction.write(to: &writer) }
        }
        return writer.bytes
    }
}
