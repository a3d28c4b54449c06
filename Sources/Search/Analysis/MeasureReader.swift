internal import Glibc

/// Reads one measure of a text: a number and its unit, or numbers with crosses between them.
///
/// A number in the midst of a word or a code is no measure. `1,500` is fifteen hundred, `1,5` and `0,125` are decimals, a point is
/// a decimal point unless a comma follows. Behind a blank, `in` is a unit only after a fraction or decimal or before an end or a
/// cross (`5 in stock`), and a single letter only as its symbol is written (`5 a day`). What has `/` and a letter behind it is
/// another unit (`10 l/min`), and a straight quote that closes one opened before is no inch.
struct MeasureReader {
    private struct Number {
        var value: Double
        var range: Range<Int>
        var isFractional = false
        var unit: MeasureUnit?
        var unitEnd: Int
    }

    /// Reads what begins at a digit, or at a byte that may begin the sign of a fraction.
    /// - Returns: where to go on, behind `index`.
    static func read(_ text: Span<UInt8>, at index: Int, into found: inout [MeasureScanner.Found]) -> Int {
        let letters = lettersBefore(text, index)
        if letters == nil, !isFree(text, index) {
            var end = index + 1
            while isDigit(byte(text, end)) || isDigit(byte(text, end + 1)) && [0x2E, 0x2C].contains(byte(text, end)) { end += 1 }
            return end
        }
        guard let first = number(text, at: index) else { return index + 1 }
        let single = withUnit(text, first)
        if behindCross(text, single.unitEnd) == nil {
            // Nearly all numbers stand by themselves.
            if letters != nil { return first.range.upperBound }
            guard let unit = single.unit else { return first.range.upperBound }
            let value = isNegative(text, index) ? -single.value : single.value
            found.append(.init(range: first.range.lowerBound..<single.unitEnd, term: term(value, unit)))
            return single.unitEnd
        }
        var numbers = [single]
        while numbers.count < 4, let start = behindCross(text, numbers[numbers.count - 1].unitEnd), let next = number(text, at: start) {
            numbers.append(withUnit(text, next))
        }
        if numbers.count > 1 {
            addCrossed(text, numbers, letters, &found)
        } else if letters != nil {
            return first.range.upperBound
        }
        for (place, number) in numbers.enumerated() where letters == nil || place > 0 {
            guard let unit = number.unit else { continue }
            let sign: Double = place == 0 && isNegative(text, index) ? -1 : 1
            found.append(.init(range: number.range.lowerBound..<number.unitEnd, term: term(sign * number.value, unit)))
        }
        return numbers[numbers.count - 1].unitEnd
    }

    // MARK: Numbers

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    private static func byte(_ text: Span<UInt8>, _ index: Int) -> UInt8 { index >= 0 && index < text.count ? text[index] : 0 }

    /// `12`, `1.5`, `1,500`, `1/2`, `1 1/2`, `1-1/2`, `½`, `1½`.
    private static func number(_ text: Span<UInt8>, at start: Int) -> Number? {
        if let (value, end) = fractionSign(text, start) {
            return Number(value: value, range: start..<end, isFractional: true, unitEnd: end)
        }
        guard isDigit(byte(text, start)) else { return nil }
        var (value, end, isFractional) = decimal(text, start)
        if !isFractional, end - start <= 3 {
            if let fraction = fraction(text, start) {
                (value, end, isFractional) = (fraction.value, fraction.end, true)
            } else {
                let isJoined = byte(text, end) == 0x20 || byte(text, end) == 0x2D
                let rest = isJoined ? fractionSign(text, end + 1) ?? fraction(text, end + 1) : fractionSign(text, end)
                if let rest { (value, end, isFractional) = (value + rest.value, rest.end, true) }
            }
        }
        return Number(value: value, range: start..<end, isFractional: isFractional, unitEnd: end)
    }

    /// Digits, with points and commas between them.
    private static func decimal(_ text: Span<UInt8>, _ start: Int) -> (value: Double, end: Int, isFractional: Bool) {
        var end = start
        var last: Int?
        var kinds = (points: 0, commas: 0)
        while isDigit(byte(text, end)) || (byte(text, end) == 0x2E || byte(text, end) == 0x2C) && isDigit(byte(text, end + 1)) {
            if !isDigit(text[end]) {
                last = end
                if text[end] == 0x2E { kinds.points += 1 } else { kinds.commas += 1 }
            }
            end += 1
        }
        var point = last ?? end
        if let last, text[last] == 0x2C, end - last == 4, last - start <= 3, byte(text, start) != 0x30 { point = end }
        // Two kinds: the last one is the decimal's. Several of one kind group thousands.
        if kinds.points + kinds.commas > 1, kinds.points == 0 || kinds.commas == 0 { point = end }
        var value = 0.0
        var scale = 1.0
        for index in start..<end where isDigit(text[index]) {
            value = value * 10 + Double(text[index] - 0x30)
            if index > point { scale *= 10 }
        }
        return (value / scale, end, point < end)
    }

    /// `3/8`: of halves, quarters, eighths and so on, and of tenths.
    private static func fraction(_ text: Span<UInt8>, _ start: Int) -> (value: Double, end: Int)? {
        var slash = start
        while slash - start < 3, isDigit(byte(text, slash)) { slash += 1 }
        guard slash > start, byte(text, slash) == 0x2F else { return nil }
        var end = slash + 1
        while end - slash < 4, isDigit(byte(text, end)) { end += 1 }
        let (above, below) = (decimal(text, start).value, decimal(text, slash + 1).value)
        guard [2, 3, 4, 8, 10, 16, 32, 64].contains(below), above > 0 else { return nil }
        return (above / below, end)
    }

    /// `½`, `⅛` and so on.
    private static func fractionSign(_ text: Span<UInt8>, _ start: Int) -> (value: Double, end: Int)? {
        switch (byte(text, start), byte(text, start + 1), byte(text, start + 2)) {
        case (0xC2, 0xBC, _): (0.25, start + 2)
        case (0xC2, 0xBD, _): (0.5, start + 2)
        case (0xC2, 0xBE, _): (0.75, start + 2)
        case (0xE2, 0x85, 0x93): (1.0 / 3, start + 3)
        case (0xE2, 0x85, 0x94): (2.0 / 3, start + 3)
        case (0xE2, 0x85, 0x9B...0x9E): (Double(2 * (text[start + 2] - 0x9B) + 1) / 8, start + 3)
        default: nil
        }
    }

    // MARK: What stands before

    /// One to three letters before a number, with a blank, a bracket or nothing before them: the `M` of `M8x40`.
    private static func lettersBefore(_ text: Span<UInt8>, _ index: Int) -> Range<Int>? {
        var start = index
        while isLetter(byte(text, start - 1)) { start -= 1 }
        guard start < index, index - start <= 3, start == 0 || [0x20, 0x28, 0x09, 0x0A, 0x2C].contains(text[start - 1]) else { return nil }
        return start..<index
    }

    /// Whether no word and no code goes on before a number.
    private static func isFree(_ text: Span<UInt8>, _ index: Int) -> Bool {
        let before = byte(text, index - 1)
        // A digit is before the sign of a fraction alone, and was no number.
        if isLetter(before) || isDigit(before) || before == 0x5F || before == 0x2F { return false }
        if before >= 0x80 {
            // A blank that does not break lines, ×, Ø and ø.
            let pair = (byte(text, index - 2), before)
            return pair == (0xC2, 0xA0) || pair == (0x80, 0xAF) || pair == (0xC3, 0x97) || pair == (0xC3, 0x98) || pair == (0xC3, 0xB8)
        }
        guard [0x2D, 0x2E, 0x2C, 0x3A].contains(before) else { return true }
        return !isLetter(byte(text, index - 2)) && byte(text, index - 2) < 0x80
    }

    private static func isNegative(_ text: Span<UInt8>, _ index: Int) -> Bool {
        byte(text, index - 1) == 0x2D && [0, 0x20, 0x28].contains(byte(text, index - 2))
    }

    // MARK: What stands behind

    private static func skipBlank(_ text: Span<UInt8>, _ index: Int) -> Int {
        if byte(text, index) == 0x20 { return index + 1 }
        if byte(text, index) == 0xC2, byte(text, index + 1) == 0xA0 { return index + 2 }
        if byte(text, index) == 0xE2, byte(text, index + 1) == 0x80, byte(text, index + 2) == 0xAF { return index + 3 }
        return index
    }

    /// The place behind `x`, `×` or `*`, with or without blanks around it, if a number may begin there.
    private static func behindCross(_ text: Span<UInt8>, _ index: Int) -> Int? {
        var place = skipBlank(text, index)
        switch byte(text, place) {
        case 0x78, 0x58, 0x2A: place += 1
        case 0xC3 where byte(text, place + 1) == 0x97: place += 2
        default: return nil
        }
        place = skipBlank(text, place)
        return isDigit(byte(text, place)) || byte(text, place) >= 0xC2 ? place : nil
    }

    private static func withUnit(_ text: Span<UInt8>, _ number: Number) -> Number {
        var number = number
        if isEnd(text, number.range.upperBound) { return number }
        let end = number.range.upperBound
        var start = skipBlank(text, end)
        let hasBlank = start > end
        let hasHyphen = !hasBlank && byte(text, start) == 0x2D
        if hasHyphen { start += 1 }
        var unitEnd = start
        while unitEnd < text.count, unitEnd - start < 24, isUnitByte(text[unitEnd]) { unitEnd += 1 }
        if unitEnd == start, byte(text, start) == 0x22 { unitEnd += 1 }
        if [0x32, 0x33].contains(byte(text, unitEnd)), unitEnd > start, byte(text, unitEnd - 1) | 0x20 == 0x6D { unitEnd += 1 }
        // A cross is no part of a unit: 40mmx60, 5mm×3.
        if unitEnd - start > 1, byte(text, unitEnd - 1) | 0x20 == 0x78, isDigit(byte(text, unitEnd)) { unitEnd -= 1 }
        if unitEnd - start > 2, byte(text, unitEnd - 2) == 0xC3, byte(text, unitEnd - 1) == 0x97 { unitEnd -= 2 }
        guard unitEnd > start, !isDigit(byte(text, unitEnd)) else { return number }
        if byte(text, unitEnd) == 0x2F, isLetter(byte(text, unitEnd + 1)) { return number }
        if byte(text, unitEnd) == 0x5F { return number }
        // Before the rules, which look at more: most words behind a number are no unit.
        let spelling = text.extracting(start..<unitEnd)
        guard let unit = MeasureUnit.named(spelling) else { return number }
        guard mayBeUnit(text, spelling, number, hasBlank: hasBlank, hasHyphen: hasHyphen, unitEnd) else { return number }
        (number.unit, number.unitEnd) = (unit, unitEnd)
        return number
    }

    /// Whether nothing behind a number can be its unit: nearly always.
    @inline(__always)
    private static func isEnd(_ text: Span<UInt8>, _ index: Int) -> Bool {
        var next = byte(text, index)
        if next == 0x20 || next == 0x2D { next = byte(text, index + 1) }
        return !isUnitByte(next) && next != 0x22
    }

    private static func isUnitByte(_ byte: UInt8) -> Bool { isLetter(byte) || byte >= 0x80 }

    private static func mayBeUnit(
        _ text: Span<UInt8>, _ spelling: Span<UInt8>, _ number: Number, hasBlank: Bool, hasHyphen: Bool, _ end: Int
    ) -> Bool {
        if number.value > 1e30 { return false }
        if spelling.count == 1, spelling[0] == 0x22 {
            // Not the end of what a quote shortly before opened.
            let start = number.range.lowerBound
            let quotes = (max(0, start - 256)..<start).count { text[$0] == 0x22 && !isDigit(byte(text, $0 - 1)) }
            return !hasBlank && !hasHyphen && quotes % 2 == 0
        }
        if spelling.count == 1 {
            let symbols = hasBlank || hasHyphen ? "mlLgvVAwWNK" : "mMlLgGvVaAwWNK"
            return symbols.utf8.contains(spelling[0])
        }
        if hasBlank, spelling.count == 2, spelling[0] | 0x20 == 0x69, spelling[1] | 0x20 == 0x6E {
            let next = byte(text, skipBlank(text, end))
            return number.isFractional || [0, 0x2C, 0x3B, 0x29, 0x78, 0x2A, 0xC3].contains(next)
        }
        return true
    }

    // MARK: Terms

    private static func addCrossed(
        _ text: Span<UInt8>, _ numbers: [Number], _ letters: Range<Int>?, _ found: inout [MeasureScanner.Found]
    ) {
        let cross = UInt8(ascii: "x")
        let end = numbers[numbers.count - 1].unitEnd
        var plain = [MeasureScanner.mark]
        if let letters {
            for index in letters { plain.append(text[index] | 0x20) }
        }
        plain.append(contentsOf: numbers.map { digits($0.value) }.joined(separator: [cross]))
        let range = (letters?.lowerBound ?? numbers[0].range.lowerBound)..<end
        // A unit behind the last number is that of all.
        let shared = numbers[numbers.count - 1].unit
        let isShared = numbers.dropLast().allSatisfy { $0.unit == nil }
        let units = numbers.map { isShared ? shared : $0.unit }
        let millimetre = MeasureUnit(base: "m", factor: 1e-3)
        if letters != nil || units.allSatisfy({ $0 == nil || $0 == millimetre }) { found.append(.init(range: range, term: plain)) }
        guard letters == nil, units.allSatisfy({ $0 != nil }) else { return }
        let measures = zip(numbers, units).map { number, unit in unit.map { term(number.value, $0).dropFirst() } ?? [] }
        found.append(.init(range: range, term: [MeasureScanner.mark] + measures.joined(separator: [cross])))
    }

    private static func term(_ value: Double, _ unit: MeasureUnit) -> [UInt8] {
        [MeasureScanner.mark] + digits((value + unit.offset) * unit.factor) + Array(unit.base.utf8)
    }

    /// A number by its first nine digits: whole ones as they are, others as digits and the power of ten.
    static func digits(_ value: Double) -> [UInt8] {
        guard (1e-40...1e40).contains(abs(value)) else { return [UInt8(ascii: "0")] }
        var exponent = Int(floor(log10(abs(value)))) - 8
        var digits = Int((abs(value) / pow(10, Double(exponent))).rounded())
        while digits % 10 == 0 {
            digits /= 10
            exponent += 1
        }
        // Up to millions as people write them.
        if (1...6).contains(exponent) {
            for _ in 0..<exponent { digits *= 10 }
            exponent = 0
        }
        return Array(((value < 0 ? "-" : "") + String(digits) + (exponent == 0 ? "" : "e\(exponent)")).utf8)
    }
}
