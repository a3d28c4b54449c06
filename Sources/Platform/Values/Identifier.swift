/// The name of one thing, typed by what it names: `Identifier<Listing>` is never taken for `Identifier<Order>`. Names sort by
/// the time they were given (`TimeOrderedIDs`). They are no secrets: who has seen one can guess its neighbours.
package struct Identifier<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    /// A name not given before.
    package static func next(_ ids: TimeOrderedIDs = .shared) -> Self { Self(trusted: ids.next()) }

    /// Nil where the text is no such name.
    package init?(_ text: String) {
        guard TimeOrderedIDs.isName(text) else { return nil }
        self.text = text
    }

    private init(trusted text: String) { self.text = text }

    package var description: String { text }

    package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "an id has 26 characters of Crockford's base 32")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
