import Testing

@testable import Search

@Suite("Analysis: folding")
struct AnalysisFoldingTests {
    @Test("what people type without marks meets what is written with them", arguments: [
        ("Straße", "strasse"), ("STRASSE", "strasse"), ("İstanbul", "istanbul"), ("ISTANBUL", "istanbul"),
        ("ıstanbul", "istanbul"),
        ("ﬁlter", "filter"), ("Ｍ８", "m8"), ("Café", "cafe"), ("Cafe\u{301}", "cafe"), ("naïve", "naive"), ("Łódź", "lodz"),
        ("Ærø", "aero"), ("đồng", "dong"), ("Þór", "thor"), ("œuvre", "oeuvre"), ("ΣΊΣΥΦΟΣ", "σισυφοσ"), ("Σίσυφος", "σισυφοσ"),
        ("ᾳ", "αι"), ("ёлка", "елка"), ("йод", "йод"), ("ї", "ї"), ("за\u{301}мок", "замок"), ("Ѓ", "ѓ"), ("co\u{AD}op", "coop"),
        ("don’t", "don't"), ("٣٤٥", "345"), ("१२", "12"), ("Å", "a"), ("K", "k"), ("ǅ", "dz"),
    ])
    func examples(_ text: String, _ term: String) throws {
        #expect(try AnalysisSupport.terms(text) == [term])
    }

    @Test("marks that make a word what it is stay, points and vowel signs of Hebrew and Arabic go", arguments: [
        ("हिन्दी", "हिन्दी"), ("ガス", "ガス"), ("ｶﾞｽ", "ガス"), ("ไทย", "ไทย"), ("한국", "한국"),
        ("שָׁלוֹם", "שלום"), ("كِتَابٌ", "كتاب"), ("كتـــاب", "كتاب"), ("آب", "آب"), ("தமிழ்", "தமிழ்"),
    ])
    func scripts(_ text: String, _ term: String) throws {
        #expect(try AnalysisSupport.terms(text) == [term])
    }

    @Test("a word that folds to nothing stays as it is")
    func nothingLeft() throws {
        #expect(try AnalysisSupport.terms("ـــ") == ["ـــ"])
        #expect(try AnalysisSupport.terms("\u{3164}") == ["\u{3164}"])
        #expect(try AnalysisSupport.terms("___ __ _ _a_") == ["_a_"])
    }

    @Test("composed and decomposed forms of Unicode's normalisation test fold alike")
    func normalizationTest() throws {
        guard let file = try AnalysisSupport.corpus("truth/unicode/NormalizationTest.txt.zst") else { return }
        var folding = Folding()
        var (wrong, cases) = (0, 0)
        for line in String(decoding: file, as: UTF8.self).split(separator: "\n")
        where !line.hasPrefix("#") && !line.hasPrefix("@") {
            let forms = line.split(separator: ";").prefix(5).map { form in
                var bytes: [UInt8] = []
                for scalar in form.split(separator: " ") { UTF8Reading.append(UInt32(scalar, radix: 16) ?? 0, to: &bytes) }
                return folding.fold(bytes.span, depth: .full)
            }
            if Set(forms).count != 1 { wrong += 1 }
            cases += 1
        }
        #expect(cases > 19_000 && wrong == 0)
    }

    @Test("all case variants of Unicode's table fold alike")
    func caseFolding() throws {
        guard let file = try AnalysisSupport.corpus("truth/unicode/CaseFolding.txt") else { return }
        var folding = Folding()
        var (wrong, cases): ([String], Int) = ([], 0)
        for line in String(decoding: file, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: ";").map { $0.split(separator: " ") }
            guard parts.count >= 3, let status = parts[1].first, status == "C" || status == "F" else { continue }
            var (source, target): ([UInt8], [UInt8]) = ([], [])
            for scalar in parts[0] { UTF8Reading.append(UInt32(scalar, radix: 16) ?? 0, to: &source) }
            for scalar in parts[2] { UTF8Reading.append(UInt32(scalar, radix: 16) ?? 0, to: &target) }
            for depth in [FoldDepth.caseOnly, .full]
            where folding.fold(source.span, depth: depth) != folding.fold(target.span, depth: depth) { wrong.append(String(line)) }
            cases += 1
        }
        #expect(cases > 1500 && wrong == [])
    }

    @Test("the table of letters holds nothing that ICU and the slow folding would not say")
    func letterTable() {
        var folding = Folding()
        for (table, depth) in [(LetterTable.full, FoldDepth.full), (.caseOnly, .caseOnly)] {
            var wrong: [UInt32] = []
            var simple = 0
            for scalar in UInt32(0)..<0x10000 where !(0xD800..<0xE000).contains(scalar) {
                let entry = table[scalar]
                if entry.wordClass != ICU.wordClass(scalar) { wrong.append(scalar) }
                if entry.needsFolding { continue }
                var source: [UInt8] = []
                UTF8Reading.append(scalar, to: &source)
                let folded = (0..<entry.foldedSize).map { UInt8(truncatingIfNeeded: entry.folded >> UInt32(8 * $0)) }
                if folding.fold(source.span, depth: depth) != folded { wrong.append(scalar) }
                simple += 1
            }
            #expect(wrong == [])
            #expect(simple > 30_000)
        }
    }

    @Test("folding twice gives what folding once gives")
    func idempotent() throws {
        var random = AnalysisRandom("idempotent")
        var folding = Folding()
        let scalars = AnalysisWordTests.Alphabet.plane.scalars
        for _ in 0..<20_000 {
            let once = folding.fold(random.text(scalars, upTo: 4).span, depth: .full)
            try #require(folding.fold(once.span, depth: .full) == once, "\(once)")
        }
    }
}
