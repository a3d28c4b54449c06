/// A yes or no for each document, as a value; the filter language (`FilterParser`) is its written form.
package indirect enum Filter: Sendable, Equatable {
    case all
    /// The field holds this value. For an array field: one of its values is this.
    case equals(field: String, FilterValue)
    case isIn(field: String, [FilterValue])
    /// Values between two bounds, each optional and open or closed. Numbers, dates, and keywords by the order of bytes.
    case range(field: String, lower: Bound?, upper: Bound?)
    case exists(field: String)
    /// Text: has all these words. Keyword: holds these characters somewhere, letter case aside.
    case contains(field: String, String)
    /// Keyword: begins with these characters, letter case aside. Text: has a word that does.
    case startsWith(field: String, String)
    case geoDistance(field: String, latitude: Double, longitude: Double, meters: Double)
    case and([Filter])
    case or([Filter])
    case not(Filter)

    package struct Bound: Sendable, Equatable {
        package var value: FilterValue
        package var isIncluded: Bool
        package init(_ value: FilterValue, isIncluded: Bool = true) {
            self.value = value
            self.isIncluded = isIncluded
        }
    }
}

/// A constant as written; what it means is settled by the field's type when the filter meets a schema:
/// "2024-05-01" is a date for a date field and a keyword for a keyword field.
package enum FilterValue: Sendable, Equatable, Hashable {
    case string(String)
    case number(Double)
    /// A whole number of 2^53 or more, where doubles no longer tell one from the next; smaller ones are `number`.
    case whole(Int64)
    case bool(Bool)
}
