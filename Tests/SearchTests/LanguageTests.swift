import Testing
@testable import Search

@Suite("Analysis: the language of each passage of a text")
struct LanguageTests {
    /// The languages whose stems stand beside words, without repetition.
    private func languages(_ text: String) throws -> Set<String> {
        Set(try AnalyzedText(text, with: .auto).tokens.compactMap(\.language))
    }

    @Test("a short title is taken to be in its language", arguments: [
        ("english", "Stainless steel bolts with washers"), ("german", "Sechskantschrauben aus Edelstahl mit Unterlegscheiben"),
        ("french", "Vis à tête hexagonale avec rondelles"), ("italian", "Viti a testa esagonale con rondelle"),
        ("spanish", "Tornillos de cabeza hexagonal con arandelas"), ("dutch", "Roestvrijstalen bouten met onderlegringen"),
        ("portuguese", "Parafusos de cabeça sextavada com arruelas"), ("swedish", "Rostfria skruvar med brickor för utomhusbruk"),
        ("danish", "Rustfrie skruer med skiver til udendørs brug"), ("finnish", "Ruostumattomat teräspultit ja aluslevyt"),
        ("hungarian", "Rozsdamentes hatlapfejű csavarok alátétekkel"), ("romanian", "Șuruburi din oțel inoxidabil cu șaibe"),
        ("russian", "Болты с шестигранной головкой из нержавеющей стали"), ("greek", "Ανοξείδωτες βίδες με ροδέλες"),
        ("turkish", "Paslanmaz çelik cıvatalar ve pullar için"), ("lithuanian", "Nerūdijančio plieno varžtai su poveržlėmis"),
    ])
    func titles(_ language: String, _ text: String) throws {
        #expect(try languages(text) == [language])
    }

    @Test("a language without a stemmer is not taken for another", arguments: [
        "Śruby ze stali nierdzewnej z podkładkami", "Nerezové šrouby s podložkami pro venkovní použití", "Болти з нержавіючої сталі з шайбами",
    ])
    func others(_ text: String) throws { #expect(try languages(text).isEmpty) }

    @Test("numbers, brands and other scripts have no stems")
    func none() throws {
        for text in ["M8x40 6205-2RS", "", "六角ボルト", "나사 볼트", "🔩", "xq zw"] { #expect(try languages(text).isEmpty, "\(text)") }
    }

    @Test("each passage of a text has its own language, each script too")
    func passages() throws {
        let tokens = try AnalyzedText(
            "Schrauben aus Edelstahl mit Muttern / stainless steel screws with nuts / Болты из нержавеющей стали", with: .auto
        ).tokens.filter { $0.language != nil }.map { "\($0.language ?? "") \($0.token.term)" }
        for expected in ["german schraub", "german mutt", "english screw", "english nut", "russian болт"] {
            #expect(tokens.contains(expected), "\(expected) in \(tokens)")
        }
        #expect(!tokens.contains("german screw") && !tokens.contains("english schrauben"))
    }

    @Test("without its stems, a text under `auto` is the text under `standard`: same terms, ranges and positions")
    func words() throws {
        guard let bytes = try AnalysisSupport.corpus("scale/mixed-1m.jsonl.zst", limit: 2 << 20) else { return }
        let (auto, standard) = (try Analyzer(.auto), try Analyzer(.standard))
        var (stems, plain) = (TokenBuffer(), TokenBuffer())
        var count = 0
        for line in AnalysisSupport.lines(bytes) {
            auto.analyze(Array(line).span, into: &stems)
            standard.analyze(Array(line).span, into: &plain)
            let words = stems.tokens.filter { LanguageStem.language(of: stems.term($0)) == nil }
            #expect(stems.wordCount == plain.tokens.count && words.count == plain.tokens.count)
            for (word, other) in zip(words, plain.tokens) {
                try #require(
                    stems.term(word).elementsEqual(plain.term(other)) && word.start == other.start && word.end == other.end
                        && word.position == other.position, "\(String(decoding: line, as: UTF8.self))")
            }
            count += stems.formCount
        }
        print("auto: \(count) stems")
    }

    /// Names of goods in 24 languages, of three words on average. Learned from the like, but for every seventh division.
    @Test("most short names of goods are taken to be in the language that they are in")
    func names() throws {
        guard let bytes = try AnalysisSupport.corpus("taxonomy/cpv.jsonl.zst") else { return }
        let codes = [
            "en": "english", "de": "german", "nl": "dutch", "da": "danish", "sv": "swedish", "fr": "french", "it": "italian",
            "es": "spanish", "pt": "portuguese", "ro": "romanian", "fi": "finnish", "hu": "hungarian", "lt": "lithuanian",
        ]
        let analyzer = try Analyzer(.auto)
        var buffer = TokenBuffer()
        var (right, wrong, undecided) = (0, 0, 0)
        for line in AnalysisSupport.lines(bytes) {
            let value = try JSONValue(parsing: Array(line))
            guard let code = value["code"]?.string, let names = value["names"]?.members, let number = Int(code.prefix(5)), number % 7 == 0
            else { continue }
            for (key, name) in names {
                guard let language = codes[key], let text = name.string, text.split(separator: " ").count > 1 else { continue }
                analyzer.analyze(Array(text.utf8).span, into: &buffer)
                let found = Set(buffer.tokens.compactMap { LanguageStem.language(of: buffer.term($0))?.rawValue })
                if found.isEmpty { undecided += 1 } else if found == [language] { right += 1 } else { wrong += 1 }
            }
        }
        let all = Double(right + wrong + undecided)
        print("names: \(right) right, \(wrong) wrong, \(undecided) undecided: \(Double(right) / Double(right + wrong)) of those decided")
        #expect(Double(right) / Double(right + wrong) > 0.93 && Double(right) / all > 0.8)
    }

    private static let titles = [
        "Schrauben aus Edelstahl", "Schraube aus Edelstahl", "stainless steel screws with nuts", "a screw made of brass",
        "Vis à tête hexagonale pour le bois", "vis et boulons", "Болты из стали для дома", "болт М8", "六角ボルト", "M8x40",
    ]

    @Test("a word finds its other forms, whatever language the documents are in, and itself first", arguments: [
        ("Schraube", ["Schraube aus Edelstahl", "Schrauben aus Edelstahl"]),
        ("screws", ["stainless steel screws with nuts", "a screw made of brass"]), ("ボルト", ["六角ボルト"]), ("m8x40", ["M8x40"]),
        ("hexagonales", ["Vis à tête hexagonale pour le bois"]), ("болта", ["Болты из стали для дома"]),
        ("boulon", ["vis et boulons"]), ("SCREWS with nut", ["stainless steel screws with nuts"]),
    ])
    func searches(_ query: String, _ expected: [String]) throws {
        #expect(try TitleShelf(Self.titles, .auto).find(query) == expected)
    }

    @Test("what matched by its stem is marked, and the field's length is that of its words")
    func highlights() throws {
        let shelf = try TitleShelf(Self.titles, .auto)
        var request = SearchRequest(query: "screw nut")
        request.highlight = ["title"]
        request.explain = true
        let hit = try #require(try shelf.snapshot.search(request).hits.first)
        #expect(hit.highlights.first?.html == "stainless steel <em>screws</em> with <em>nuts</em>")
        #expect("\(String(describing: hit.explanation))".contains("about 5 words long"))
    }
}
