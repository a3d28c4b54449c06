/// A moment, in whole microseconds since 1970 in UTC: what the databases store and the wire shows as ISO 8601.
package struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    package static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }

    /// Stops at the ends of time rather than trap.
    package static func + (time: Self, duration: Duration) -> Self {
        let (seconds, attoseconds) = duration.components
        let whole = seconds.multipliedReportingOverflow(by: 1_000_000)
        let step = whole.partialValue.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        let sum = time.microseconds.addingReportingOverflow(step.partialValue)
        if whole.overflow || step.overflow || sum.overflow { return Self(microseconds: seconds < 0 ? .min : .max) }
        return Self(microseconds: sum.partialValue)
    }

    package static func - (time: Self, duration: Duration) -> Self {
        let difference = time.microseconds.subtractingReportingOverflow(duration.microsecondsClamped)
        return Self(microseconds: difference.overflow ? (duration > .zero ? .min : .max) : difference.partialValue)
    }

    /// Until a later moment; negative where it is past.
    package func duration(to later: Self) -> Duration { .microseconds(later.microseconds) - .microseconds(microseconds) }

    /// `2026-11-25T15:34:30.123456Z`. Days are turned into a date by Howard Hinnant's `civil_from_days`
    /// (howardhinnant.github.io/date_algorithms.html).
    package var description: String {
        let (seconds, fraction) = microseconds.quotientAndRemainder(flooringBy: 1_000_000)
        let (days, second) = seconds.quotientAndRemainder(flooringBy: 86400)
        let shifted = days + 719_468
        let (era, dayOfEra) = shifted.quotientAndRemainder(flooringBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let date = "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))"
        let time = "\(Self.digits(second / 3600, 2)):\(Self.digits(second / 60 % 60, 2)):\(Self.digits(second % 60, 2))"
        return "\(date)T\(time).\(Self.digits(fraction, 6))Z"
    }

    private static func digits(_ number: Int64, _ count: Int) -> String {
        let text = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, count - text.count)) + text
    }
}

extension Duration {
    /// In whole microseconds, stopped at the ends of what 64 bits hold.
    package var microsecondsClamped: Int64 { (Timestamp(microseconds: 0) + self).microseconds }
}

extension Int64 {
    /// The quotient rounded down and the remainder, which is never negative.
    fileprivate func quotientAndRemainder(flooringBy divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
