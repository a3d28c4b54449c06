/// A name given by the outside world, equal to another only if their bytes are equal.
///
/// Swift's own `String` calls "é" in one code point and in two the same; a catalogue that holds both holds two
/// documents. The order is that of the UTF-8 bytes, which is also the order of `strcmp`, of Perl's `lt` and of
/// Python's code points, so that ties fall as they do in the programs of other people.
package struct ExternalID<Subject>: Hashable, Comparable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: Self, right: Self) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    // Strings of equal bytes hash equally, which is all that is asked; the rare canonical twins share a bucket.
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension ExternalID: CustomStringConvertible {
    package var description: String { text }
}

extension ExternalID: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text) }
}

/// What an `ExternalID` may name.
package enum QuerySubject {}
package enum DocumentSubject {}

package typealias QueryID = ExternalID<QuerySubject>
package typealias DocumentID = ExternalID<DocumentSubject>
