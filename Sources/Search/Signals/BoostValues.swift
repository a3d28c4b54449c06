internal import Glibc

/// What numbers of documents add to their scores, each as a value from 0 to 1.
struct BoostValues {
    private struct Bound {
        let boost: Ranking.Boost
        let id: FieldID
        /// The index's smallest and largest value.
        let range: ClosedRange<Double>
        let origin: Double
    }

    private let snapshot: Snapshot
    private var bounds: [Bound] = []

    /// - Parameter now: seconds since 1970: the origin of dates.
    init(_ boosts: [Ranking.Boost], _ snapshot: Snapshot, now: Double) throws {
        self.snapshot = snapshot
        for boost in boosts {
            guard let id = snapshot.schema.id(of: boost.field), snapshot.schema[id].type.isNumeric else {
                throw RequestError(
                    parameter: "boost", code: "unknown_field", message: "there is no field of numbers or dates named '\(boost.field)'")
            }
            var origin = now
            if case .decay(_, let given?) = boost.curve { origin = given }
            bounds.append(Bound(boost: boost, id: id, range: try Self.range(id, snapshot), origin: origin))
        }
    }

    private static func range(_ field: FieldID, _ snapshot: Snapshot) throws -> ClosedRange<Double> {
        var range: ClosedRange<Double>?
        for view in snapshot.views {
            guard let (low, high) = try view.segment.numbers(field).extremes else { continue }
            let known = range ?? low...high
            range = min(known.lowerBound, low)...max(known.upperBound, high)
        }
        let scale = unit(of: snapshot.schema[field].type)
        return range.map { $0.lowerBound * scale...$0.upperBound * scale } ?? 0...0
    }

    /// Dates are stored as microseconds, and asked for in seconds.
    private static func unit(of type: FieldType) -> Double { type == .date ? 1e-6 : 1 }

    /// The boosts, for explanations.
    var labels: [String] { bounds.map { "boost \($0.boost.curve.name) of '\($0.boost.field)'" } }

    /// What each boost adds, of `total` points; a document without a value gets nothing.
    func points(segment: Int, document: Int, of total: Double) throws -> [Double] {
        try bounds.map { bound in
            let column = try snapshot.views[segment].segment.numbers(bound.id)
            let scale = Self.unit(of: snapshot.schema[bound.id].type)
            guard let place = column.presence.values(of: document).first else { return 0 }
            let value = column.number(place) * scale
            return min(max(Self.share(value, bound.boost.curve, bound.range, bound.origin), 0), 1) * bound.boost.weight * total
        }
    }

    static func share(_ value: Double, _ curve: Ranking.Boost.Curve, _ range: ClosedRange<Double>, _ origin: Double) -> Double {
        switch curve {
        case .log:
            let most = Glibc.log(1 + max(range.upperBound, 0))
            return most > 0 ? Glibc.log(1 + max(value, 0)) / most : 0
        case .linear:
            let width = range.upperBound - range.lowerBound
            return width > 0 ? (value - range.lowerBound) / width : 0
        case .decay(let half, _): return exp2(-abs(value - origin) / half)
        case .step(let from): return value >= from ? 1 : 0
        }
    }
}

extension Ranking.Boost.Curve {
    fileprivate var name: String {
        switch self {
        case .log: "log"
        case .linear: "linear"
        case .decay: "decay"
        case .step: "step"
        }
    }
}
