/// Microseconds since 1970-01-01T00:00:00Z of an RFC 3339 date-time, or of a date alone (its midnight in UTC).
/// Digits of the fraction past the sixth are dropped. Nil for anything else, such as the 30th of February.
package func parseDate(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    func digits(_ from: Int, _ count: Int) -> Int? {
        guard from + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[from..<from + count] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
    func mark(_ at: Int, _ wanted: Character...) -> Bool {
        at < bytes.count && wanted.contains(Character(UnicodeScalar(bytes[at])))
    }
    guard let year = digits(0, 4), mark(4, "-"), let month = digits(5, 2), mark(7, "-"), let day = digits(8, 2),
        (1...12).contains(month), day >= 1, day <= daysIn(month, of: year)
    else { return nil }
    let midnight = daysSince1970(year, month, day) * 86_400_000_000
    if bytes.count == 10 { return midnight }
    guard mark(10, "T", "t", " "), let hour = digits(11, 2), mark(13, ":"), let minute = digits(14, 2), mark(16, ":"),
        let second = digits(17, 2), hour < 24, minute < 60, second <= 60
    else { return nil }
    var micros = Int64(hour * 3600 + minute * 60 + second) * 1_000_000
    var at = 19
    if mark(at, ".") {
        at += 1
        var unit: Int64 = 100_000
        let start = at
        while let digit = digits(at, 1) {
            micros += Int64(digit) * unit
            unit /= 10
            at += 1
        }
        if at == start { return nil }
    }
    if mark(at, "Z", "z") { return at + 1 == bytes.count ? midnight + micros : nil }
    guard mark(at, "+", "-"), let hours = digits(at + 1, 2), mark(at + 3, ":"), let minutes = digits(at + 4, 2),
        hours < 24, minutes < 60, at + 6 == bytes.count
    else { return nil }
    let offset = Int64(hours * 3600 + minutes * 60) * 1_000_000
    return midnight + micros + (mark(at, "-") ? offset : -offset)
}

/// RFC 3339 in UTC with the digits of the fraction that are needed.
package func formatDate(_ microseconds: Int64) -> String {
    var day = microseconds / 86_400_000_000
    var rest = microseconds % 86_400_000_000
    if rest < 0 {
        day -= 1
        rest += 86_400_000_000
    }
    // Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ value: Int64, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let seconds = rest / 1_000_000
    var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(ofYear - (153 * shiftedMonth + 2) / 5 + 1, 2))"
    text += "T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    let fraction = rest % 1_000_000
    if fraction > 0 {
        var digits = padded(fraction, 6)
        while digits.last == "0" { digits.removeLast() }
        text += "." + digits
    }
    return text + "Z"
}

private func daysIn(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
}

/// Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
private func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}
