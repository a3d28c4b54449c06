/// The number of words of a field in one byte: exact below 40, then steps of about 6.5 %, up to some tens of millions.
/// A decoded length is never more than the one encoded. Lucene's norms do the same with four significant bits.
enum FieldLength {
    private static let lengths: [UInt32] = {
        var table = (0..<40).map { UInt32($0) }
        while table.count < 256 { table.append(max(table.last! + 1, UInt32(Double(table.last!) * 1.065))) }
        return table
    }()

    static func decode(_ byte: UInt8) -> UInt32 { lengths[Int(byte)] }

    static func encode(_ length: Int) -> UInt8 {
        if length < 40 { return UInt8(max(length, 0)) }
        var low = 39
        var high = 255
        while low < high {
            let middle = (low + high + 1) / 2
            if Int(lengths[middle]) <= length { low = middle } else { high = middle - 1 }
        }
        return UInt8(low)
    }
}
