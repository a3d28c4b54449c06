/// Values as PostgreSQL writes them in text: integers and reals in decimal, bytes as `\x` and hexadecimal digits.
extension SQLValue {
    var postgresText: String? {
        switch self {
        case .null: nil
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): text
        case .bytes(let bytes): "\\x" + Self.hexadecimal(bytes)
        }
    }

    /// `type` is the number that pg_type.dat gives a type.
    init(postgres text: String, type: UInt32, sql: String) throws(SQLError) {
        let value: SQLValue? =
            switch type {
            case 20, 21, 23, 26: Int64(text).map(Self.integer)  // int8, int2, int4, oid
            case 700, 701: Double(text).map(Self.real)  // float4, float8
            // numeric: what sum() makes of integers, where SQLite stays with integers, and avg(), where it gives a real number.
            case 1700: Int64(text).map(Self.integer) ?? Double(text).map(Self.real)
            case 16: .integer(text == "t" ? 1 : 0)  // bool, which comparisons give
            case 17: Self.bytes(hexadecimal: text).map(Self.bytes)  // bytea
            default: .text(text)
            }
        guard let value else { throw SQLError(.unexpectedValue, "the server sent no value of type \(type)", sql: sql) }
        self = value
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(hexadecimal text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count >= 2, digits.count % 2 == 0, digits[0] == UInt8(ascii: "\\"), digits[1] == UInt8(ascii: "x") else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2 - 1)
        for i in stride(from: 2, to: digits.count, by: 2) {
            guard let high = digit(digits[i]), let low = digit(digits[i + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

/// What the server says of an error (www.postgresql.org/docs/current/errcodes-appendix.html).
struct PostgresReport {
    let state: String
    let message: String
    let detail: String
    let table: String
    let constraint: String

    func error(sql: String) -> SQLError {
        // Messages of class 22, data exceptions, quote the value.
        let told = state.hasPrefix("22") ? "a value does not fit" : message
        return SQLError(kind, code: state, told, sql: sql)
    }

    private var kind: SQLError.Kind {
        switch state {
        case "23505": .unique(constraint: uniqueName)
        case "23503": .foreignKey
        case "23514": .check(constraint: constraint)
        case "23502": .notNull
        case "40001", "40P01": .conflict
        case "57014": .timeout
        case "55P03", "53300": .busy
        case "57P01", "57P02", "57P03": .connectionLost
        default: state.hasPrefix("08") ? .connectionLost : .other
        }
    }

    /// The columns as SQLite names them, from the detail `Key (company, member)=(..., ...) already exists.`, whose brackets are
    /// the same in all languages. An index over expressions keeps its name.
    private var uniqueName: String {
        guard let open = detail.firstIndex(of: "("), let end = detail[open...].firstRange(of: ")=(") else { return constraint }
        let columns = detail[detail.index(after: open)..<end.lowerBound].split(separator: ", ")
        let isPlain = columns.allSatisfy { $0.utf8.allSatisfy { Self.isOfName($0) } }
        return isPlain && !table.isEmpty ? columns.map { "\(table).\($0)" }.joined(separator: ", ") : constraint
    }

    private static func isOfName(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
