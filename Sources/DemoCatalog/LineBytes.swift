// The little JSON the catalogue needs, written straight into bytes.
extension [UInt8] {
    mutating func append(_ text: String) {
        append(contentsOf: text.utf8)
    }

    /// `"name":` after a comma.
    mutating func appendKey(_ name: String) {
        append(",\"")
        append(name)
        append("\":")
    }

    /// A string member; `text` must not need escaping.
    mutating func appendMember(_ name: String, _ text: String) {
        appendKey(name)
        append("\"")
        append(text)
        append("\"")
    }

    mutating func appendMember(_ name: String, _ number: Int) {
        appendKey(name)
        appendInteger(number)
    }

    mutating func appendMember(_ name: String, _ flag: Bool) {
        appendKey(name)
        append(flag ? "true" : "false")
    }

    /// A decimal number, zero-padded on the left to `digits`.
    mutating func appendInteger(_ number: Int, digits: Int = 1) {
        if number < 0 { append("-") }
        var rest = number.magnitude
        let start = count
        repeat {
            append(UInt8(0x30 + rest % 10))
            rest /= 10
        } while rest > 0 || count - start < digits
        var (low, high) = (start, count - 1)
        while low < high {
            swapAt(low, high)
            (low, high) = (low + 1, high - 1)
        }
    }

    /// `1299` as `12.99`, with `decimals` digits after the point.
    mutating func appendFixed(_ units: Int, decimals: Int) {
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        if units < 0 { append("-") }
        let size = abs(units)
        appendInteger(size / scale)
        append(".")
        appendInteger(size % scale, digits: decimals)
    }

    /// Makes the ASCII letter at `position` a capital, except where a capital
    /// follows: "pH" stays.
    mutating func capitalise(at position: Int) {
        guard position < count, (0x61...0x7A).contains(self[position]) else { return }
        guard position + 1 == count || !(0x41...0x5A).contains(self[position + 1]) else { return }
        self[position] -= 0x20
    }
}
