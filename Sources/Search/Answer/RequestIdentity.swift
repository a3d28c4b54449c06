extension SearchRequest {
    /// A hash of all that settles which documents are hits, and in which order.
    var identity: UInt64 {
        var text = IdentityText()
        text.add(query)
        text.add(match.rawValue)
        text.add(typo.rawValue)
        text.add(lastIsPrefix ? "prefix" : "")
        text.add(filter.text)
        text.add(enforced.map(\.text))
        if let structured { text.add(structured) }
        for key in sort {
            switch key.key {
            case .score: text.add("_score")
            case .field(let name): text.add(name)
            }
            text.add(key.isDescending ? "desc" : "asc")
        }
        if ranking != .plain { text.add(ranking) }
        text.add(contexts)
        text.add(hidden)
        text.add(pins.count)
        for pin in pins {
            text.add(pin.id)
            text.add(pin.position)
        }
        text.add((usesSynonyms ? 1 : 0) + (usesRules ? 2 : 0))
        text.add(stopWords)
        return Bytes.of(text.bytes) { stableHash($0) }
    }
}

/// What tells a request from others, spelt out: describing a value at run time takes as long as answering a simple query.
private struct IdentityText {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(128) }

    mutating func add(_ part: String) {
        add(part.utf8.count)
        bytes.append(contentsOf: part.utf8)
    }

    mutating func add(_ number: Int) {
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    mutating func add(_ number: Double) { add(Int(bitPattern: UInt(number.bitPattern))) }

    mutating func add(_ ranking: Ranking) {
        add(ranking.k1)
        add(ranking.b)
        add(ranking.functionWords)
        for (name, weight) in ranking.weights.sorted(by: { $0.key < $1.key }) {
            add(name)
            add(weight)
        }
        for signal in Ranking.Signals.names { add(ranking.signals[keyPath: signal.path]) }
        add(ranking.signals.window)
        for boost in ranking.boosts {
            add(boost.field)
            add(boost.weight)
            add(boost.curve)
        }
        guard let expansion = ranking.expansion else { return add(0) }
        add(expansion.documents)
        add(expansion.words)
        add(expansion.weight)
        add(expansion.leastWords)
    }

    private mutating func add(_ curve: Ranking.Boost.Curve) {
        switch curve {
        case .log: add("log")
        case .linear: add("linear")
        case .step(let from):
            add("step")
            add(from)
        case .decay(let half, let origin):
            add("decay")
            add(half)
            add(origin ?? .nan)
        }
    }

    mutating func add(_ parts: [String]) {
        add(parts.count)
        for part in parts { add(part) }
    }

    mutating func add(_ choice: StopWordChoice) {
        switch choice {
        case .none: add("off")
        case .all: add("on")
        case .named(let names): add(names)
        }
    }

    mutating func add(_ query: Query) {
        switch query {
        case .all: add("all")
        case .nothing: add("nothing")
        case .words(let words):
            add("words")
            add(words.text)
            add(words.fields)
            switch words.match {
            case .any: add("any")
            case .all: add("all")
            case .most: add("most")
            case .minimum(let count): add(count)
            }
            add((words.lastIsPrefix ? 1 : 0) + (words.correctsTypos ? 2 : 0) + (words.usesSynonyms ? 4 : 0))
            add(words.stopWords)
        case .phrase(let phrase):
            add("phrase")
            add(phrase.text)
            add(phrase.slop)
            add(phrase.fields)
        case .prefix(let text, let fields):
            add("prefix")
            add(text)
            add(fields)
        case .fuzzy(let fuzzy):
            add("fuzzy")
            add(fuzzy.text)
            add(fuzzy.distance)
            add(fuzzy.prefixLength)
            add(fuzzy.fields)
        case .filter(let filter):
            add("filter")
            add(filter.text)
        case .boolean(let boolean):
            add("boolean")
            add(boolean.minimumShould.map { max(0, $0) } ?? -1)
            for parts in [boolean.must, boolean.should, boolean.mustNot] {
                add(parts.count)
                for part in parts { add(part) }
            }
        case .either(let parts):
            add("either")
            add(parts.count)
            for part in parts { add(part) }
        case .boosted(let query, let factor):
            add("boosted")
            add(Int(bitPattern: UInt(factor.bitPattern)))
            add(query)
        }
    }
}
