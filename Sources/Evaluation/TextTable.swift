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
func fourDecimals(_ value: Double) -> String {
    let scaled = (abs(value) * 10_000).rounded()
    guard let tenThousandths = Int(exactly: scaled) else { return value.description }
    let decimals = String(tenThousandths % 10_000)
    let sign = value < 0 && tenThousandths > 0 ? "-" : ""
    return sign + "\(tenThousandths / 10_000)." + String(repeating: "0", count: 4 - decimals.count) + decimals
}
