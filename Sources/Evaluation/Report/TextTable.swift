/// Columns lined up for a terminal: the first to the left, since it names the row, the others to the right.
struct TextTable {
    private var rows: [[String]]

    init(header: [String]) { rows = [header] }

    /// Appends a row of as many cells as the header has.
    mutating func append(_ row: [String]) {
        precondition(row.count == rows[0].count, "a row has a cell a column")
        rows.append(row)
    }

    /// The table's lines, each with its line feed.
    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + blanks : blanks + cell.0
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}

/// A value of moderate size with four decimals, as results in this field are quoted.
func fourDecimals(_ value: Double) -> String { decimals(value, 4) }

/// A value of moderate size with so many decimals, at most nine, rounded; a sign only where something is left.
func decimals(_ value: Double, _ count: Int) -> String {
    let scale = (0..<count).reduce(1) { scale, _ in scale * 10 }
    guard let scaled = Int(exactly: (abs(value) * Double(scale)).rounded()) else { return value.description }
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard count > 0 else { return "\(sign)\(scaled)" }
    let fraction = String(scaled % scale)
    return "\(sign)\(scaled / scale)." + String(repeating: "0", count: count - fraction.count) + fraction
}

/// A difference: with its sign even where it is a rise.
func signed(_ value: Double, decimals count: Int = 4) -> String {
    let text = decimals(value, count)
    return text.hasPrefix("-") || text.allSatisfy { !("1"..."9").contains($0) } ? text : "+" + text
}

/// The probability of a test as tables print it.
func probability(_ p: Double) -> String { p < 0.00005 ? "<0.0001" : fourDecimals(p) }
