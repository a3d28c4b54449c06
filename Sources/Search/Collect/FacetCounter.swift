/// Counts the values of a field over given documents.
struct FacetCounter {
    let snapshot: Snapshot

    /// `documents`: for each segment, those to count. `selected`: values that the filter asks this field to have.
    func count(_ request: FacetRequest, _ documents: [BitSet], selected: Set<[UInt8]>) throws -> Facet {
        let schema = snapshot.schema
        guard let id = schema.id(of: request.field) else {
            throw RequestError(parameter: "facets", code: "unknown_field", message: "there is no field '\(request.field)'")
        }
        let type = schema[id].type
        if type.isKeyword { return .values(try values(request, id, documents, selected)) }
        guard type.isNumeric else {
            throw RequestError(
                parameter: "facets", code: "not_a_facet",
                message: "'\(request.field)' is a \(type.rawValue) field: facets count keyword, path, number, bool and date fields")
        }
        return .numbers(try numbers(request, id, documents))
    }

    // MARK: Keywords

    private func values(
        _ request: FacetRequest, _ field: FieldID, _ documents: [BitSet], _ selected: Set<[UInt8]>
    ) throws -> ValueFacet {
        let order = try snapshot.ordinals(field)
        var counts = [UInt32](repeating: 0, count: order.count)
        for (number, bits) in documents.enumerated() {
            try count(bits, try snapshot.views[number].segment.keywords(field), number, order, &counts)
        }
        let isPath = snapshot.schema[field].type == .path
        var facet = ValueFacet()
        var found: [(place: Int, count: UInt32)] = []
        if isPath || request.under != nil {
            let prefix = try Self.bounds(of: request.under, isPath: isPath, order)
            let depth = PathValue.depth(request.under ?? "") + 1
            for place in prefix where counts[place] > 0 {
                if isPath {
                    let value = String(decoding: try order.value(at: place), as: UTF8.self)
                    guard PathValue.depth(value) == depth else { continue }
                }
                found.append((place, counts[place]))
            }
        } else {
            for place in 0..<order.count where counts[place] > 0 { found.append((place, counts[place])) }
        }
        facet.totalValues = found.count
        // Places follow the order of bytes, so equal counts fall back to it.
        if request.order == .count { found.sort { $0.count != $1.count ? $0.count > $1.count : $0.place < $1.place } }
        for item in found.prefix(request.limit) {
            let value = String(decoding: try order.value(at: item.place), as: UTF8.self)
            facet.values.append(.init(value: value, count: Int(item.count), isSelected: selected.contains(Array(value.utf8))))
        }
        return facet
    }

    /// The places whose values lie under a path (or begin with the characters of a keyword).
    private static func bounds(of under: String?, isPath: Bool, _ order: GlobalOrdinals) throws -> Range<Int> {
        guard let under, !under.isEmpty else { return 0..<order.count }
        let prefix = Array((isPath ? PathValue.normalized(under) + " > " : under).utf8)
        let from = try order.firstPlace(notLessThan: prefix).place
        var to = from
        while to < order.count, try order.value(at: to).starts(with: prefix) { to += 1 }
        return from..<to
    }

    private func count(
        _ bits: BitSet, _ column: KeywordColumn, _ number: Int, _ order: GlobalOrdinals, _ counts: inout [UInt32]
    ) throws {
        var local = [UInt32](repeating: 0, count: column.dictionary.count)
        bits.forEach { document in column.forEachOrdinal(of: document) { local[$0] &+= 1 } }
        for (ordinal, count) in local.enumerated() where count > 0 { counts[order.place(ordinal, segment: number)] &+= count }
    }

    // MARK: Numbers

    private func numbers(_ request: FacetRequest, _ field: FieldID, _ documents: [BitSet]) throws -> NumberFacet {
        var facet = NumberFacet()
        var sum = 0.0
        var valueCount = 0
        let columns = try snapshot.views.map { try $0.segment.numbers(field) }
        for (column, bits) in zip(columns, documents) {
            bits.forEach { document in
                let places = column.presence.values(of: document)
                if places.isEmpty { return }
                facet.count += 1
                for place in places {
                    let value = column.number(place)
                    sum += value
                    valueCount += 1
                    facet.minimum = min(facet.minimum ?? value, value)
                    facet.maximum = max(facet.maximum ?? value, value)
                }
            }
        }
        guard let minimum = facet.minimum, let maximum = facet.maximum else { return facet }
        facet.mean = sum / Double(valueCount)
        let edges = request.edges.isEmpty ? RoundEdges.between(minimum, maximum) : request.edges
        facet.buckets = buckets(edges, isGiven: !request.edges.isEmpty, columns, documents)
        return facet
    }

    private func buckets(
        _ edges: [Double], isGiven: Bool, _ columns: [NumberColumn], _ documents: [BitSet]
    ) -> [NumberFacet.Bucket] {
        guard edges.count >= 2 else { return [] }
        var counts = Array(repeating: 0, count: edges.count - 1)
        var seen: [Int] = []
        for (column, bits) in zip(columns, documents) {
            bits.forEach { document in
                seen.removeAll(keepingCapacity: true)
                for place in column.presence.values(of: document) {
                    guard let bucket = Self.bucket(of: column.number(place), edges), !seen.contains(bucket) else { continue }
                    seen.append(bucket)
                    counts[bucket] += 1
                }
            }
        }
        let buckets = counts.enumerated().map { NumberFacet.Bucket(from: edges[$0], to: edges[$0 + 1], count: $1) }
        return isGiven ? buckets : buckets.filter { $0.count > 0 }
    }

    /// The bucket `edges[i] ..< edges[i + 1]` that holds the value.
    private static func bucket(of value: Double, _ edges: [Double]) -> Int? {
        var low = 0
        var high = edges.count
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low > 0 && low < edges.count ? low - 1 : nil
    }
}

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
}
