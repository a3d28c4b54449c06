import Foundation
import Testing

@testable import Evaluation

/// The figures of ir_measures, the reference that others in this field quote, for the same files.
///
/// Needs a Python that has it: `SOUK_PYTHON=$(scripts/check-evaluation --python)`.
@Suite struct ReferenceTests {
    private static let python = ProcessInfo.processInfo.environment["SOUK_PYTHON"]
    private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    private static let corpora =
        ProcessInfo.processInfo.environment["SOUK_CORPORA"].map { URL(filePath: $0) }
        ?? root.appending(path: "../shared/corpora").standardized
    private static let sets = ["chorus-icecat", "esci-us-sample", "cranfield", "vaswani-npl"]

    @Test(
        "random runs full of ties are given the figures of ir_measures",
        .enabled(if: python != nil, "set SOUK_PYTHON to a Python that has ir_measures"))
    func randomRuns() throws {
        let seed = testSeed()
        var random = SplitMix64(state: seed)
        try Self.compareWithReference { folder in
            try (0..<200).map { round in
                let drawn = try RandomEvaluation(using: &random)
                return try Self.write(
                    drawn.runText, drawn.qrelsText, name: "\(seed)-\(round)", in: folder,
                    metrics: RandomEvaluation.metrics)
            }
        }
    }

    @Test(
        "a run with ties on each relevance set is given the figures of ir_measures",
        .enabled(if: python != nil, "set SOUK_PYTHON to a Python that has ir_measures"),
        .enabled(if: FileManager.default.fileExists(atPath: corpora.path), "the corpora are absent"))
    func relevanceSets() throws {
        let seed = testSeed()
        var random = SplitMix64(state: seed)
        let metrics = try Metric.list(
            "ndcg,ndcg@10,ndcg_exp@10,map,map@1000,mrr,mrr@10,p@10,recall@100,judged@10,success@5,bpref")
        try Self.compareWithReference { folder in
            try Self.sets.map { set in
                let url = Self.corpora.appending(path: "relevance/\(set)/qrels.tsv")
                let qrels = try String(contentsOf: url, encoding: .utf8)
                let judgements = try Judgements(text: qrels, name: "\(set)/qrels.tsv")
                let run = Self.plausibleRun(judgements, using: &random)
                return try Self.write(run, qrels, name: set, in: folder, metrics: metrics)
            }
        }
    }

    /// A run that finds most of what was judged and as much again, better documents a little higher, scores rounded
    /// so that many are tied, and every tenth query left out.
    private static func plausibleRun(
        _ judgements: Judgements, using random: inout some RandomNumberGenerator
    ) -> String {
        var run = ""
        for query in judgements.queries where Int.random(in: 0..<10, using: &random) > 0 {
            let judged = judgements.grades(of: query).sorted { $0.key < $1.key }
            for (document, grade) in judged where Int.random(in: 0..<4, using: &random) > 0 {
                let score = Double(max(grade, 0)) + Double(Int.random(in: 0...30, using: &random)) / 10
                run += "\(query) Q0 \(document) 0 \(score) drawn\n"
            }
            for other in 0..<judged.count {
                run += "\(query) Q0 unjudged-\(other) 0 \(Double(Int.random(in: 0...30, using: &random)) / 10) drawn\n"
            }
        }
        return run
    }

    /// Writes a run, its judgements and our report on them; gives their paths.
    private static func write(
        _ run: String, _ qrels: String, name: String, in folder: URL, metrics: [Metric]
    ) throws -> [String] {
        let card = try Scorecard(
            Run(text: run, name: name), against: Judgements(text: qrels, name: name), metrics: metrics)
        let texts = [("run", run), ("qrels", qrels), ("json", Report(card, perQuery: true).jsonLines)]
        return try texts.map { kind, text in
            let file = folder.appending(path: "\(name).\(kind)")
            try text.write(to: file, atomically: false, encoding: .utf8)
            return file.path
        }
    }

    private static func compareWithReference(_ prepare: (URL) throws -> [[String]]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "evaluation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let triples = try prepare(folder)
        let script = root.appending(path: "scripts/check-evaluation").path
        let errors = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: try #require(python))
        process.arguments = [script] + triples.flatMap { $0 }
        process.standardError = errors
        try process.run()
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: said.prefix(4_000), as: UTF8.self))")
    }
}
