/// What a person asks to be without: `knife set without block` asks for knife sets, and better for those whose text says
/// "without block". Words after the negation are not sought, up to one that goes on about the thing.
///
/// They are not excluded either: what has no block seldom says so without naming it.
struct Unwanted {
    /// Words of the query before the negation, and behind what it covers.
    let wanted: [TypedQuery.Clause]
    /// The negation and what it covers.
    let phrase: String
    /// What it covers, as typed.
    let words: [String]

    private static let negations: Set<String> = ["without", "w/o", "ohne", "sans", "senza", "zonder", "utan", "uden", "uten", "без"]
    private static let ends: Set<String> = ["with", "for", "mit", "für", "avec", "pour", "met", "voor", "con", "per", "med", "till", "til"]

    /// Nil where the words ask for everything they name.
    init?(_ loose: [TypedQuery.Clause]) {
        let folded = loose.map { $0.text.lowercased() }
        // A query that begins so, or ends so, is about the word itself.
        guard let place = folded.dropFirst().dropLast().firstIndex(where: Self.negations.contains) else { return nil }
        let end = folded[(place + 1)...].firstIndex(where: Self.ends.contains) ?? loose.count
        guard end > place + 1 else { return nil }
        wanted = Array(loose[..<place] + loose[end...])
        phrase = loose[place..<end].map(\.text).joined(separator: " ")
        words = loose[(place + 1)..<end].map(\.text)
    }
}
