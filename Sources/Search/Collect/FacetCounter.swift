/// Counts the values of a field over given documents.
struct FacetCounter {
    let snapshot: Snapshot
    let deadline: Deadline

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
            for (step, place) in prefix.filter({ counts[$0] > 0 }).enumerated() {
                try deadline.check(step: step)
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
        // UTF-8 has no byte 0xFF, so the last one can be raised.
        var behind = prefix
        behind[behind.count - 1] += 1
        return from..<(try order.firstPlace(notLessThan: behind).place)
    }

    private func count(
        _ bits: BitSet, _ column: KeywordColumn, _ number: Int, _ order: GlobalOrdinals, _ counts: inout [UInt32]
    ) throws {
        let local = Slab<UInt32>(count: column.dictionary.count, filledWith: 0)
        column.count(bits, into: local)
        for ordinal in 0..<local.count where local[ordinal] > 0 { counts[order.place(ordinal, segment: number)] &+= local[ordinal] }
    }

    // MARK: Numbers

    private func numbers(_ request: FacetRequest, _ field: FieldID, _ documents: [BitSet]) throws -> NumberFacet {
        let type = snapshot.schema[field].type
        var facet = NumberFacet()
        var sum = 0.0
        var valueCount = 0
        var least = Int64.max
        var most = Int64.min
        let columns = try snapshot.views.map { try $0.segment.numbers(field) }
        for (column, bits) in zip(columns, documents) {
            var stored = (least: Int64.max, most: Int64.min)
            let countBefore = valueCount
            bits.forEach { document in
                let places = column.presence.values(of: document)
                if places.isEmpty { return }
                facet.count += 1
                for place in places {
                    let value = column.values[place]
                    sum += column.number(stored: value)
                    valueCount += 1
                    stored = (min(stored.least, value), max(stored.most, value))
                }
            }
            if valueCount == countBefore { continue }
            least = min(least, column.key(stored: stored.least))
            most = max(most, column.key(stored: stored.most))
        }
        guard valueCount > 0 else { return facet }
        facet.minimum = NumberValue(key: least, of: type)
        facet.maximum = NumberValue(key: most, of: type)
        let mean = sum / Double(valueCount)
        facet.mean = type == .date ? .date(Int64(mean.rounded())) : .real(mean)
        let edges: [NumberValue?] = request.edges.isEmpty ? RoundEdges.between(least, most, of: type) : request.edges
        facet.buckets = buckets(edges, isGiven: !request.edges.isEmpty, type, columns, documents)
        return facet
    }

    /// Edges rise; nil at last: no upper bound.
    private func buckets(
        _ edges: [NumberValue?], isGiven: Bool, _ type: FieldType, _ columns: [NumberColumn], _ documents: [BitSet]
    ) -> [NumberFacet.Bucket] {
        guard edges.count >= 2 else { return [] }
        var counts = Array(repeating: 0, count: edges.count - 1)
        // An edge that no key reaches begins no bucket that could hold one.
        let starts = edges.compactMap { $0?.firstKey(of: type) }
        var seen: [Int] = []
        for (column, bits) in zip(columns, documents) {
            bits.forEach { document in
                seen.removeAll(keepingCapacity: true)
                for place in column.presence.values(of: document) {
                    guard let bucket = Self.bucket(of: column.key(place), starts), bucket < counts.count, !seen.contains(bucket)
                    else { continue }
                    seen.append(bucket)
                    counts[bucket] += 1
                }
            }
        }
        let buckets = counts.enumerated().map { NumberFacet.Bucket(from: edges[$0], to: edges[$0 + 1], count: $1) }
        return isGiven ? buckets : buckets.filter { $0.count > 0 }
    }

    /// The last of the rising `starts` that is not above the key.
    private static func bucket(of key: Int64, _ starts: [Int64]) -> Int? {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= key { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
