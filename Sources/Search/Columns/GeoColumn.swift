internal import Glibc

/// A place on earth, WGS 84, to 10^-7 of a degree: about a centimetre.
struct GeoPoint: Equatable, Sendable {
    let latitude: Int32
    let longitude: Int32

    /// Nil outside -90...90 and -180...180.
    init?(latitude: Double, longitude: Double) {
        guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        self.latitude = Int32((latitude * 1e7).rounded())
        self.longitude = Int32((longitude * 1e7).rounded())
    }

    fileprivate init(packed: Int64) {
        latitude = Int32(truncatingIfNeeded: packed >> 32)
        longitude = Int32(truncatingIfNeeded: packed)
    }

    var packed: Int64 { Int64(latitude) << 32 | Int64(UInt32(bitPattern: longitude)) }

    /// Metres along the great circle of a sphere of 6,371,008.8 m (mean radius of WGS 84), by the haversine formula.
    func distance(to other: GeoPoint) -> Double {
        let radians = Double.pi / 180 / 1e7
        let (a, b) = (Double(latitude) * radians, Double(other.latitude) * radians)
        let half = sin((b - a) / 2)
        let across = sin((Double(other.longitude) - Double(longitude)) * radians / 2)
        let h = half * half + cos(a) * cos(b) * across * across
        return 2 * 6_371_008.8 * asin(min(1, h.squareRoot()))
    }
}

/// Places by document: a number column whose values are `GeoPoint.packed`.
struct GeoColumn: Sendable {
    let numbers: NumberColumn

    init(_ numbers: NumberColumn) { self.numbers = numbers }

    func point(of document: Int) -> GeoPoint? {
        numbers.presence.values(of: document).first.map { GeoPoint(packed: numbers.values[$0]) }
    }

    /// Documents no farther than `meters` from the point.
    func documents(within meters: Double, of center: GeoPoint) -> BitSet {
        var bits = BitSet(count: numbers.documentCount)
        // A degree of latitude is never shorter than 111,194 m on this sphere: what lies farther north or south is out.
        let reach = meters / 111_194 * 1e7 + 1
        for document in 0..<numbers.documentCount {
            guard let point = point(of: document), abs(Double(point.latitude) - Double(center.latitude)) <= reach else { continue }
            if point.distance(to: center) <= meters { bits.insert(document) }
        }
        return bits
    }
}
