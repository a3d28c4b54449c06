/// The best hits of each group, and how many each has. A document without a value is a group of its own.
struct GroupCollector {
    struct Group {
        /// Place in `GlobalOrdinals`; nil for a document without a value.
        var place: Int?
        var count = 0
        var best: BestHits
    }

    private let columns: [KeywordColumn]
    private let order: GlobalOrdinals
    private let hitOrder: HitOrder
    private let hitLimit: Int
    private var groups: [Int: Group] = [:]
    /// Groups of one document; only the best can be shown, all are counted.
    private var singles: BestHits
    private var singleCount = 0

    init(_ request: GroupRequest, _ snapshot: Snapshot, hitOrder: HitOrder, groupLimit: Int) throws {
        let schema = snapshot.schema
        guard let id = schema.id(of: request.field), schema[id].type.isKeyword else {
            throw RequestError(
                parameter: "group", code: "not_a_group_field",
                message: "'\(request.field)' is no keyword field of this index: hits are grouped by keyword, path or identifier fields")
        }
        guard request.limit >= 1 else {
            throw RequestError(parameter: "groupLimit", code: "bad_value", message: "a group shows at least 1 hit")
        }
        columns = try snapshot.views.map { try $0.segment.keywords(id) }
        order = try snapshot.ordinals(id)
        self.hitOrder = hitOrder
        hitLimit = request.limit
        singles = BestHits(limit: groupLimit, order: hitOrder)
    }

    mutating func add(_ candidate: Candidate) {
        guard let ordinal = columns[candidate.segment].ordinal(of: candidate.document, largest: false) else {
            singleCount += 1
            return singles.offer(candidate)
        }
        let place = order.place(ordinal, segment: candidate.segment)
        groups[place, default: Group(place: place, best: BestHits(limit: hitLimit, order: hitOrder))].count += 1
        groups[place]?.best.offer(candidate)
    }

    var groupCount: Int { groups.count + singleCount }

    /// The groups in the order of their best hits, from `offset` on.
    func ranked(offset: Int, limit: Int) throws -> [(value: String?, count: Int, hits: [Candidate])] {
        var all: [(place: Int?, count: Int, hits: [Candidate])] = groups.values.map { ($0.place, $0.count, $0.best.sorted()) }
        all += singles.sorted().map { (nil, 1, [$0]) }
        all.sort { hitOrder.precedes($0.hits[0], $1.hits[0]) }
        return try all.dropFirst(offset).prefix(limit).map { group in
            (try group.place.map { String(decoding: try order.value(at: $0), as: UTF8.self) }, group.count, group.hits)
        }
    }
}
