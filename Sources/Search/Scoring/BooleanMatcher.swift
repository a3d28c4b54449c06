/// All of `must`, at least `minimumShould` of `should`, none of `mustNot`.
///
/// Where only the best are wanted and one of `should` is enough, parts that together cannot lift a document over the
/// threshold do not look for documents, they only score those that others find: MaxScore (Turtle and Flood, "Query
/// evaluation: strategies and optimizations", 1995), decided for each window by its block maxima.
final class BooleanMatcher: Matcher {
    private let must: [any Matcher]
    private let should: [any Matcher]
    private let mustNot: [any Matcher]
    private let minimumShould: Int
    private let progress: SearchProgress
    /// A part that documents may lack: it must know by itself which it matches, and gives a score only to those.
    private let isOptional: Bool
    private let own = WindowBits()
    private var matchedBase: UInt32 = .max
    private let other = WindowBits()
    private let counts = Slab<UInt16>(count: Window.length, filledWith: 0)
    private var bounds: [(bound: Int32, part: Int)] = []

    init(
        must: [any Matcher], should: [any Matcher], mustNot: [any Matcher], minimumShould: Int, isOptional: Bool = false,
        progress: SearchProgress
    ) {
        precondition(!must.isEmpty || minimumShould > 0, "something must be found")
        self.must = must
        self.should = should
        self.mustNot = mustNot
        self.minimumShould = minimumShould
        self.isOptional = isOptional
        self.progress = progress
    }

    func lowerBound(_ document: UInt32) -> UInt32 {
        guard !must.isEmpty else { return should.lazy.map { $0.lowerBound(document) }.min() ?? .max }
        var bound = document
        while true {
            var next = bound
            for part in must { next = max(next, part.lowerBound(next)) }
            if next == bound || next == .max { return next }
            bound = next
        }
    }

    func match(_ window: Window, _ bits: borrowing WindowBits) throws(Damage) {
        try find(window, bits)
        if isOptional {
            own.copy(bits)
            matchedBase = window.base
        }
    }

    private func find(_ window: Window, _ bits: borrowing WindowBits) throws(Damage) {
        bits.clear()
        if minimumShould > 0 { try matchShould(window, bits) }
        for (number, part) in must.enumerated() {
            try part.match(window, other)
            if number == 0 && minimumShould == 0 { bits.copy(other) } else { bits.formIntersection(other) }
            if bits.isEmpty { return }
        }
        for part in mustNot {
            try part.match(window, other)
            bits.subtract(other)
        }
    }

    private func matchShould(_ window: Window, _ bits: borrowing WindowBits) throws(Damage) {
        if minimumShould == 1 {
            let weak = weakParts(window)
            for (number, part) in should.enumerated() where !weak.contains(number) {
                try part.match(window, other)
                bits.formUnion(other)
            }
            return
        }
        counts.fill(0)
        for part in should {
            try part.match(window, other)
            other.forEach { counts[$0] &+= 1 }
        }
        for place in 0..<Window.length where counts[place] >= UInt16(min(minimumShould, 65_535)) { bits.insert(place) }
    }

    /// The parts that need not look for documents: others find those that they can lift over the threshold.
    private func weakParts(_ window: Window) -> [Int] {
        guard progress.prunes, must.isEmpty, progress.threshold > 0 else { return [] }
        bounds.removeAll(keepingCapacity: true)
        for (number, part) in should.enumerated() { bounds.append((part.bound(window), number)) }
        bounds.sort { $0.bound < $1.bound }
        var sum: Int32 = 0
        var weak: [Int] = []
        for (bound, part) in bounds {
            sum += bound
            if !progress.cannotReach(sum) { break }
            weak.append(part)
        }
        return weak
    }

    func score(_ window: Window, _ survivors: borrowing WindowBits, _ scores: borrowing WindowScores) throws(Damage) {
        guard isOptional else { return try addScores(window, survivors, scores) }
        if matchedBase != window.base { try find(window, own) }
        own.formIntersection(survivors)
        matchedBase = .max
        try addScores(window, own, scores)
    }

    private func addScores(
        _ window: Window, _ survivors: borrowing WindowBits, _ scores: borrowing WindowScores
    ) throws(Damage) {
        for part in must { try part.score(window, survivors, scores) }
        for part in should { try part.score(window, survivors, scores) }
    }

    func bound(_ window: Window) -> Int32 {
        var sum: Int32 = 0
        for part in must { sum += part.bound(window) }
        for part in should { sum += part.bound(window) }
        return sum
    }
}
