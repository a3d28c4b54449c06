/// Queries, and what is known of the worth of documents for them.
package struct TestCollection: Sendable {
    package let questions: QuerySet
    package let judgements: Judgements
    /// Judged queries that are not among the questions.
    package let notAsked: [QueryID]

    package init(questions: QuerySet, judgements: Judgements) {
        self.questions = questions
        self.judgements = judgements
        let asked = Set(questions.queries.map(\.id))
        notAsked = judgements.queries.filter { !asked.contains($0) }
    }

    /// Judgements from records `query, document, grade`. A query is named by id or by what was typed; without `questions` the
    /// records must say the latter, and are the questions themselves. A query that is not among `questions` keeps the name it has.
    package init(questions: QuerySet?, judgementsNamed name: String, records: () throws -> Record?) throws {
        var names = QueryNames(questions)
        var table = JudgementTable(name: name)
        while let record = try records() {
            let query = try record.queryName()
            let document = DocumentID(try record.required(.document))
            let grade = try record.wholeNumber(.grade, in: Judgements.grades)
            let id = try names.id(of: query, in: record) ?? QueryID(query.id ?? query.either ?? query.text ?? "")
            try table.add(query: id, document: document, grade: grade, line: record.line)
        }
        self.init(
            questions: questions ?? QuerySet(name: name, queries: names.queries), judgements: Judgements(table))
    }

    /// The judgements as a table that reads back with what was typed, `query,document,grade`, worst grades last.
    package var judgementsCSV: String {
        let texts = Dictionary(questions.queries.map { ($0.id, $0.text) }) { first, _ in first }
        var csv = "query,document,grade\n"
        for query in judgements.queries {
            let sorted = judgements.grades(of: query).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            for (document, grade) in sorted {
                csv += "\(quoted(texts[query] ?? query.text)),\(quoted(document.text)),\(grade)\n"
            }
        }
        return csv
    }

    private func quoted(_ cell: String) -> String {
        let needsQuotes = cell.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), .lineFeed, .carriageReturn].contains($0) }
        return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }
}
