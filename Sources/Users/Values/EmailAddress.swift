/// Where mail goes, in the one form by which accounts are told apart.
///
/// The rule: spaces around it are dropped and all letters made small. Nothing else is changed: who has `a.b+shop@example.com` has
/// another mailbox than `ab@example.com` as far as we can know. Only ASCII is taken (a domain of other letters in its form
/// `xn--`), so that no two addresses look alike or fold to one; a name before the `@` may have what RFC 5322 calls dot-atoms.
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init?(_ typed: String) {
        guard typed.utf8.count <= 320, typed.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let text = typed.lowercased().trimming { $0 == " " || $0 == "\t" }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64 else { return nil }
        let atoms = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard atoms.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isAtomText) }) else { return nil }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy(Self.isLabel) else { return nil }
        // A top-level domain of digits would be an address of IPv4.
        guard labels.last?.utf8.contains(where: { !Self.isDigit($0) }) == true else { return nil }
        self.text = text
    }

    package var description: String { text }

    /// Before the `@`.
    var localPart: Substring { text.prefix { $0 != "@" } }

    private static func isLetter(_ c: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(c) }
    private static func isDigit(_ c: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(c) }
    private static func isAtomText(_ c: UInt8) -> Bool { isLetter(c) || isDigit(c) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(c) }

    private static func isLabel(_ label: Substring) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return (1...63).contains(label.utf8.count) && label.utf8.first != hyphen && label.utf8.last != hyphen
            && label.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == hyphen }
    }
}

extension String {
    func trimming(_ isDropped: (Character) -> Bool) -> String {
        var rest = self[...].drop(while: isDropped)
        while let last = rest.last, isDropped(last) { rest.removeLast() }
        return String(rest)
    }
}
