/// About ten edges at round numbers (1, 2, 5 times a power of ten) around given values.
enum RoundEdges {
    static func between(_ minimum: Double, _ maximum: Double) -> [Double] {
        guard maximum > minimum else { return [minimum, minimum.nextUp] }
        let rough = (maximum - minimum) / 8
        guard rough.isFinite, rough.isNormal else { return [minimum, maximum.nextUp] }
        var unit = 1.0
        while unit * 10 <= rough { unit *= 10 }
        while unit > rough { unit /= 10 }
        let step = unit * (rough / unit > 5 ? 10 : rough / unit > 2 ? 5 : rough / unit > 1 ? 2 : 1)
        var edges: [Double] = []
        var index = (minimum / step).rounded(.down)
        // A minimum that is nothing beside the step is rounded away, be it below 0.
        if index * step > minimum { index -= 1 }
        while edges.count < 20 {
            let edge = index * step
            edges.append(edges.isEmpty ? min(edge, minimum) : edge)
            if edge > maximum { return edges }
            index += 1
        }
        return edges + [maximum.nextUp]
    }

    /// The same at whole numbers. The first edge is the minimum where a round one would be below `limits`; nil at last: no
    /// upper bound, where the next edge would be above them.
    static func between(_ minimum: Int64, _ maximum: Int64, limits: ClosedRange<Int64> = .min ... .max) -> [Int64?] {
        let span = UInt64(bitPattern: maximum &- minimum)
        let rough = max(1, span / 8 + (span % 8 > 0 ? 1 : 0))
        var unit: UInt64 = 1
        while unit <= rough / 10 { unit *= 10 }
        let step = Int64([1, 2, 5, 10].map { $0 * unit }.first { $0 >= rough } ?? rough)
        let past = minimum % step + (minimum % step < 0 ? step : 0)
        let (first, isTooLow) = minimum.subtractingReportingOverflow(past)
        var edges: [Int64?] = [isTooLow || first < limits.lowerBound ? minimum : first]
        var (edge, isTooHigh) = minimum.addingReportingOverflow(step - past)
        while !isTooHigh, edge <= limits.upperBound {
            edges.append(edge)
            if edge > maximum { return edges }
            (edge, isTooHigh) = edge.addingReportingOverflow(step)
        }
        return edges + [nil]
    }

    /// What RFC 3339 can write: the years 0000 to 9999.
    private static let writableDates: ClosedRange<Int64> = -62_167_219_200_000_000...253_402_300_799_999_999

    /// Around the values of two keys of a field.
    static func between(_ least: Int64, _ most: Int64, of type: FieldType) -> [NumberValue?] {
        switch type {
        case .double: between(unsortable(least), unsortable(most)).map { .real($0) }
        case .date: between(least, most, limits: writableDates).map { $0.map { .date($0) } }
        default: between(least, most).map { $0.map { .whole($0) } }
        }
    }
}
