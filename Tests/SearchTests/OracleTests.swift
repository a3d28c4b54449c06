import Testing
@testable import Search

/// The engine against its naive twin: random corpora, random lives of an index, random requests of every kind.
@Suite("Oracle: the engine answers as the definitions say")
struct OracleTests {
    @Test("in small indexes of every schema, whatever was put, replaced, deleted, committed, merged", arguments: CorpusSchema.allCases)
    func smallIndexes(_ kind: CorpusSchema) throws {
        let share: [CorpusSchema: Int] = [.listing: 40, .plain: 15, .languages: 25, .columns: 20, .parts: 15]
        Seed.forEachCase("small indexes", share[kind] ?? 10) { index, dice in
            let history = try OracleHistory(kind, &dice)
            let keys = dice.pick([3, 20, 80])
            for _ in 0..<dice.within(2...5) {
                try history.change(dice.pick([0, 1, 5, 30, 80]), keys: keys, &dice)
                try history.commit()
                if dice.chance(40) { try history.changeSettings(&dice) }
                try history.compare(8, &dice)
                switch dice.below(6) {
                case 0: try history.merge()
                case 1: try history.optimize()
                case 2: try history.reopen()
                default: continue
                }
                try history.compare(6, &dice)
            }
            try history.change(5, keys: keys, &dice)
            // What is not committed is not seen.
            try history.compare(2, &dice)
        }
    }

    /// Blocks of postings hold 128 documents and skipping begins only beyond a few of them.
    @Test("in indexes of thousands of documents", arguments: [CorpusSchema.plain, .listing])
    func largerIndexes(_ kind: CorpusSchema) throws {
        Seed.forEachCase("larger indexes", 3) { index, dice in
            let history = try OracleHistory(kind, &dice)
            for _ in 0..<2 {
                try history.change(kind == .plain ? 1200 : 500, keys: 2000, &dice)
                try history.commit()
                if dice.chance(50) { try history.changeSettings(&dice) }
                try history.compare(20, &dice)
            }
            try history.optimize()
            try history.compare(20, &dice)
        }
    }

    @Test("from where a cursor stands, also when the index has changed since")
    func cursors() throws {
        Seed.forEachCase("cursors", 30) { index, dice in
            let history = try OracleHistory(dice.pick([.listing, .columns, .languages]), &dice)
            try history.change(60, keys: 100, &dice)
            try history.commit()
            for _ in 0..<3 { try history.compareCursorAcrossCommits(&dice) }
        }
    }

    @Test("in an empty index, and in one whose documents are all deleted")
    func emptyIndexes() throws {
        Seed.forEachCase("empty indexes", 5) { index, dice in
            let history = try OracleHistory(.listing, &dice)
            try history.commit()
            try history.compare(10, &dice)
        }
    }
}
