import HTTPTypes
import Hummingbird
import Platform

/// `If-Match` (RFC 9110, section 13.1.1), for things whose tag is the number of their version.
enum IfMatch {
    /// No version has this number.
    static let noVersion: Int64 = -1

    /// The version that is asked for; nil where any will do, and `noVersion` where only tags are named that this server never
    /// gives, weak ones among them: they match nothing, so what is asked is not done. - Throws: where it is no list of tags, or
    /// names several versions.
    static func version(_ header: String?) throws(Refusal) -> Int64? {
        guard let header, header[...].trimmingSpaces != "*" else { return nil }
        guard let tags = tags(header) else { throw refusal("is the ETag of the answer before, such as \"3\" with its quotes, or *") }
        let versions = Set(tags.compactMap { $0.isWeak ? nil : Int64($0.text) })
        guard versions.count <= 1 else { throw refusal("names several versions; name the one that the change is based on") }
        return versions.first ?? noVersion
    }

    private static func refusal(_ detail: String) -> Refusal {
        Refusal(
            .invalid, code: "invalid_if_match", detail: "If-Match \(detail)",
            fields: [.init("If-Match", code: "invalid", detail: detail)])
    }

    /// Nil where there is none, or something between them.
    private static func tags(_ header: String) -> [(isWeak: Bool, text: Substring)]? {
        var tags: [(isWeak: Bool, text: Substring)] = []
        var rest = header[...]
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" }
            let isWeak = rest.hasPrefix("W/")
            if isWeak { rest = rest.dropFirst(2) }
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return nil }
            tags.append((isWeak, rest.dropFirst()[..<end]))
            rest = rest[end...].dropFirst().drop { $0 == " " || $0 == "\t" }
            if rest.isEmpty { return tags }
            guard rest.first == "," else { return nil }
            rest = rest.dropFirst()
        }
    }
}

extension Request {
    func ifMatch() throws(Refusal) -> Int64? {
        // Several fields are one list.
        let values = headers[values: .ifMatch]
        return try IfMatch.version(values.isEmpty ? nil : values.joined(separator: ", "))
    }
}
