/// What visitors did with what they were shown, counted by query, document and position.
///
/// A row of a log is a document at a position in an answer: `clicked` says whether it was clicked, or `type` what happened to
/// it (`impression`, `click`, `cart`, `purchase`, and other words for them).
package struct ClickLog {
    package let name: String
    private var names: QueryNames
    private var seenByQuery: [QueryID: [DocumentID: [Int: Cell]]] = [:]
    /// Queries in the order of their first event.
    private var order: [QueryID] = []
    private(set) package var events = 0
    /// Events of queries that are not among those asked.
    private(set) package var strayEvents = 0
    /// Whether the log also says what was shown and not clicked.
    private(set) package var hasImpressions = false

    /// What came of one document at one position for one query.
    struct Cell: Equatable {
        /// Answers in which it stood there.
        var shown = 0
        /// Answers in which it was clicked there.
        var clicks = 0
        /// The worth of what was done with it: 1 a click, more for what says more.
        var gain = 0.0
    }

    static let positions = 1...10_000

    fileprivate enum Deed {
        case impression, click, cart, purchase

        init?(_ word: String) {
            switch word.lowercased() {
            case "impression", "view", "shown", "show", "skip", "none": self = .impression
            case "click", "clicked", "open", "product_click": self = .click
            case "cart", "add_to_cart", "addtocart", "basket": self = .cart
            case "purchase", "order", "buy", "conversion", "checkout": self = .purchase
            default: return nil
            }
        }

        /// What a deed says of a document's worth beside a click. A choice, not a measurement.
        var gain: Double {
            switch self {
            case .impression: 0
            case .click: 1
            case .cart: 2
            case .purchase: 4
            }
        }
    }

    /// - Parameter questions: the queries whose events count; nil: all.
    package init(name: String, questions: QuerySet?) {
        self.name = name
        names = QueryNames(questions)
    }

    package mutating func add(_ record: Record) throws(EvaluationError) {
        let query = try record.queryName()
        let document = DocumentID(try record.required(.document))
        let position = try record.wholeNumber(.position, in: Self.positions)
        let deed = try Self.deed(of: record)
        events += 1
        guard let id = try names.id(of: query, in: record) else {
            strayEvents += 1
            return
        }
        if seenByQuery[id] == nil { order.append(id) }
        if deed.isAnswer, deed.deed == .impression { hasImpressions = true }
        seenByQuery[id, default: [:]][document, default: [:]][position, default: Cell()].add(deed.deed, isAnswer: deed.isAnswer)
    }

    /// What happened, and whether the row itself is a showing of the document: rows with `clicked` are, of the others only
    /// impressions.
    private static func deed(of record: Record) throws(EvaluationError) -> (deed: Deed, isAnswer: Bool) {
        if let word = try record.text(.type) {
            guard let deed = Deed(word) else {
                throw record.bad(expected: "impression, click, cart or purchase as type", found: "\"\(word)\"")
            }
            return (deed, deed == .impression)
        }
        guard let isClicked = try record.flag(.clicked) else {
            throw record.bad(
                expected: "true or false in a column clicked, or impression, click, cart or purchase in a column type", found: record.found)
        }
        return (isClicked ? .click : .impression, true)
    }
}

extension ClickLog.Cell {
    fileprivate mutating func add(_ deed: ClickLog.Deed, isAnswer: Bool) {
        if isAnswer { shown += 1 }
        if deed == .click { clicks += 1 }
        gain += deed.gain
    }
}

// MARK: Judgements

/// How clicks become grades.
package struct ClickJudging: Sendable {
    /// Queries with fewer clicks say too little, and are left out.
    package var fewestClicks = 10
    package var examination: ExaminationChoice = .auto

    package init() {}

    /// A document never clicked is judged 0 once it was looked at so often, as far as examination tells.
    static let examinationsForZero = 3.0
    /// Examinations at the log's mean rate of gain that each document is given beforehand, so that one lucky click at the
    /// bottom of a page does not outweigh hundreds.
    static let priorExaminations = 3.0
    /// Shares of the query's best document from which on a document is given a grade, best grade first.
    static let thresholds: [(grade: Int, share: Double)] = [(3, 0.6), (2, 0.3), (1, 0.1)]
}

/// What came of a log of clicks.
package struct ClickOutcome: Sendable {
    package let collection: TestCollection
    package let examination: Examination
    package let events: Int
    package let strayEvents: Int
    /// Queries with too few clicks.
    package let leftOut: Int

    /// What was made of the log, for a person.
    package var sentence: String {
        let judged = collection.judgements.gradeCounts.reduce(0) { $0 + $1.count }
        let queries = collection.questions.queries.count
        var sentence = "\(events) events: \(judged) judgements of \(queries) \(queries == 1 ? "query" : "queries")"
        if leftOut > 0 { sentence += ", \(leftOut) with too few clicks left out" }
        if strayEvents > 0 { sentence += ", \(strayEvents) events of queries that are not asked" }
        switch examination.source {
        case .logarithmic: sentence += "; examination taken as 1/log2(position + 1)"
        case .estimated(let pairs):
            let shown = examination.estimates.prefix(5).map { decimals($0, 2) }.joined(separator: ", ")
            sentence += "; examination estimated from \(pairs) documents that moved: \(shown)"
            if examination.estimates.count > 5 { sentence += ", ..." }
        }
        return sentence
    }
}

extension ClickLog {
    /// Turns the log into graded judgements.
    ///
    /// A document's worth for a query is what was done with it over how often it was looked at: gains over expected
    /// examinations (clicks over expected clicks: Zhang and Jones, "Comparing click logs and editorial labels for training
    /// query rewriting", WWW 2007 workshop). A log of clicks alone has no examinations; there each gain is weighted with the
    /// inverse of its position's examination, as for showings of equal number (inverse propensity scoring: Joachims,
    /// Swaminathan and Schnabel, "Unbiased learning-to-rank with biased feedback", WSDM 2017). Grades follow from the share of
    /// the query's best document (`ClickJudging.thresholds`).
    package func judged(_ judging: ClickJudging) throws(EvaluationError) -> ClickOutcome {
        let examination = Examination(judging.examination, pairs: hasImpressions ? pairs() : [])
        var table = JudgementTable(name: name)
        var kept: Set<QueryID> = []
        let prior = hasImpressions ? meanRate(examination) * ClickJudging.priorExaminations : 0
        for query in order {
            let documents = seenByQuery[query] ?? [:]
            let clicks = documents.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.clicks } }
            guard clicks >= max(judging.fewestClicks, 1) else { continue }
            kept.insert(query)
            let grades = Self.grades(documents.mapValues { worth(of: $0, examination, prior: prior) })
            for (document, grade) in grades.sorted(by: { $0.key < $1.key }) {
                try table.add(query: query, document: document, grade: grade, line: 0)
            }
        }
        let questions = QuerySet(name: name, queries: names.queries.filter { kept.contains($0.id) })
        return ClickOutcome(
            collection: TestCollection(questions: questions, judgements: Judgements(table)), examination: examination,
            events: events, strayEvents: strayEvents, leftOut: order.count - kept.count)
    }

    private struct Worth {
        var value: Double
        var isTouched: Bool
        var examinations: Double
    }

    private func worth(of cells: [Int: Cell], _ examination: Examination, prior: Double) -> Worth {
        // In the order of positions, since sums of the same numbers in another order differ in their last bits.
        let rising = cells.sorted { $0.key < $1.key }
        let gain = rising.reduce(0) { $0 + $1.value.gain }
        guard hasImpressions else {
            let weighted = rising.reduce(0) { $0 + $1.value.gain / examination.probability(at: $1.key) }
            return Worth(value: weighted, isTouched: gain > 0, examinations: 0)
        }
        // A click is of an answer, also where the log has not its impression.
        let examinations = rising.reduce(0) {
            $0 + Double(max($1.value.shown, $1.value.clicks)) * examination.probability(at: $1.key)
        }
        let value = (gain + prior) / (examinations + ClickJudging.priorExaminations)
        return Worth(value: value, isTouched: gain > 0, examinations: examinations)
    }

    private static func grades(_ worths: [DocumentID: Worth]) -> [DocumentID: Int] {
        let best = worths.values.filter(\.isTouched).map(\.value).max() ?? 0
        return worths.compactMapValues { worth in
            guard worth.isTouched else { return worth.examinations >= ClickJudging.examinationsForZero ? 0 : nil }
            return ClickJudging.thresholds.first { worth.value >= best * $0.share }?.grade ?? 0
        }
    }

    private func meanRate(_ examination: Examination) -> Double {
        var (gain, examinations) = (0.0, 0.0)
        for pair in pairs() {
            for (position, cell) in pair {
                gain += cell.gain
                examinations += Double(max(cell.shown, cell.clicks)) * examination.probability(at: position)
            }
        }
        return examinations > 0 ? gain / examinations : 0
    }

    /// One a query and document, positions rising, in an order that does not change from run to run.
    private func pairs() -> [[(position: Int, cell: Cell)]] {
        order.flatMap { query in
            (seenByQuery[query] ?? [:]).sorted { $0.key < $1.key }.map { document in
                document.value.sorted { $0.key < $1.key }.map { (position: $0.key, cell: $0.value) }
            }
        }
    }
}
