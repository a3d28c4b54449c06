/// A request as the body of `POST /listings/resolve`, and its reply.
extension ResolveRequest {
    /// - Throws: `RequestError`, naming the member at fault.
    package init(json: [UInt8]) throws(RequestError) {
        let example = "send an object such as {\"numbers\": [\"6205-2RS\", \"LM358\"]}"
        let body: JSONValue
        do { body = try JSONValue(parsing: json) } catch {
            throw RequestError("body", .badJSON, "not JSON: \(Schema.place(of: error.offset, in: json)): \(error.reason); \(example)")
        }
        guard let members = body.members else {
            throw RequestError("body", .badJSON, "expected an object, found \(body.kindName); \(example)")
        }
        self.init(numbers: [])
        var hasNumbers = false
        for (name, value) in members {
            switch name {
            case "numbers":
                numbers = try Self.list(value, name, upTo: Self.numberLimit) { $0.string ?? $0.int.map(String.init) }
                hasNumbers = true
            case "field":
                guard value == .null || value.string != nil else {
                    throw RequestError(name, .badValue, "expected the name of an identifier field, found \(value.kindName)")
                }
                field = value.string
            case "fields": fields = value == .null ? [] : try Self.list(value, name, upTo: RequestReader.nameLimit, \.string)
            default:
                throw RequestError(
                    String(name.prefix(60)), .unknownParameter, "unknown member '\(name.prefix(60))'; known are numbers, field, fields")
            }
        }
        guard hasNumbers else { throw RequestError("numbers", .badValue, "is missing; \(example)") }
    }

    private static func list(
        _ value: JSONValue, _ name: String, upTo limit: Int, _ read: (JSONValue) -> String?
    ) throws(RequestError) -> [String] {
        guard let items = value.array else {
            throw RequestError(name, .badValue, "expected an array of strings, found \(value.kindName)")
        }
        guard items.count <= limit else {
            throw RequestError(
                name, .tooMany, "\(items.count) of them; at most \(limit) can be asked for at once: send the rest in a second request")
        }
        var texts: [String] = []
        for (place, item) in items.enumerated() {
            guard let text = read(item) else {
                throw RequestError("\(name)[\(place)]", .badValue, "expected a string, found \(item.kindName)")
            }
            texts.append(text)
        }
        return texts
    }
}

extension ResolveReply {
    package func json() -> [UInt8] {
        var writer = JSONWriter(capacity: 256 + 160 * resolutions.count)
        writer.object { writer in
            writer.took(nanoseconds: tookNanoseconds)
            writer.key("partial")
            writer.bool(isPartial)
            writer.key("counts")
            writer.object { writer in
                for status in Resolution.Status.allCases {
                    writer.key(status.rawValue)
                    writer.number(resolutions.count { $0.status == status })
                }
            }
            writer.list("results", resolutions) { writer, resolution in resolution.write(to: &writer) }
        }
        return writer.bytes
    }
}

extension Resolution {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("number", number)
            writer.member("status", status.rawValue)
            writer.key("total")
            writer.number(total)
            writer.list("candidates", candidates) { writer, candidate in
                writer.object { writer in
                    writer.member("id", candidate.id)
                    writer.member("field", candidate.field)
                    writer.member("value", candidate.value)
                    if let document = candidate.document {
                        writer.key("document")
                        writer.raw(document)
                    }
                }
            }
            writer.key("suggestion")
            if let suggestion { writer.string(suggestion) } else { writer.null() }
        }
    }
}
