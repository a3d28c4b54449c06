import Testing
@testable import Search

@Suite("Compounds written as one word are found by their parts, and parts by compounds")
struct CompoundTests {
    private static let german = [
        "Kinderschuhe rot", "Schuhe für Kinder", "Sicherheitsschuhe S3", "Sicherheit am Arbeitsplatz", "Schuhsohle aus Gummi", "Sohlen",
        "Kinderwagen", "Wagen", "Holzschrauben", "Holz", "Schraube verzinkt",
    ]

    @Test("under German and where the language is found", arguments: [
        AnalyzerKind.snowball(.german), .auto,
    ])
    func german(_ analyzer: AnalyzerKind) throws {
        let shelf = try TitleShelf(
            analyzer == .auto ? Self.german.map { $0 + ", Lieferung in der Schachtel mit Anleitung" } : Self.german, analyzer)
        func find(_ query: String) throws -> [String] { try shelf.find(query).map { String($0.prefix { $0 != "," }) } }
        // The word itself first, then compounds that end in it, then those that begin with it.
        let shoes = try find("Schuhe")
        #expect(shoes.first == "Schuhe für Kinder" && shoes.last == "Schuhsohle aus Gummi")
        #expect(Set(shoes) == ["Schuhe für Kinder", "Kinderschuhe rot", "Sicherheitsschuhe S3", "Schuhsohle aus Gummi"])
        #expect(Set(try find("kinder schuhe")) == ["Schuhe für Kinder", "Kinderschuhe rot"])
        #expect(try find("Kinderschuhe") == ["Kinderschuhe rot", "Schuhe für Kinder"])
        #expect(Set(try find("Schrauben")) == ["Schraube verzinkt", "Holzschrauben"])
        #expect(try find("Wagen") == ["Wagen", "Kinderwagen"])
    }

    @Test("Dutch and the Nordic languages have compounds too", arguments: [
        (SnowballLanguage.dutch, ["werkschoenen zwart", "schoenen", "werk"], "schoen", ["schoenen", "werkschoenen zwart"]),
        (.swedish, ["arbetsskor svarta", "skor", "arbete", "skorsten", "träskruvar", "skruv"], "skruvar", ["skruv"]),
        (.danish, ["sikkerhedssko", "træskruer", "skruer", "sikkerhed"], "skruer", ["skruer"]),
        (.norwegian, ["vannpumpe", "pumpe", "vann"], "pumpe", ["pumpe", "vannpumpe"]),
    ])
    func others(_ language: SnowballLanguage, _ titles: [String], _ query: String, _ expected: [String]) throws {
        #expect(try TitleShelf(titles, .snowball(language)).find(query) == expected)
    }

    @Test("languages without such compounds have none")
    func english() throws {
        #expect(try TitleShelf(["handsaw", "saw", "hand", "chainsaws"], .snowball(.english)).find("saw") == ["saw"])
    }

    /// Words of catalogues, each with its parts by hand: no parts, where it is no compound of two words of four letters and more.
    private static let labelled = """
        Arbeitshandschuhe=Arbeit+Handschuhe Holzschraube=Holz+Schraube Blechschraube=Blech+Schraube Maschinenschraube=Maschine+Schraube \
        Unterlegscheibe= Federring= Kugellager=Kugel+Lager Rollenlager=Rolle+Lager Zylinderrolle=Zylinder+Rolle Schutzbrille=Schutz+Brille \
        Schutzhelm=Schutz+Helm Gehörschutz=Gehör+Schutz Atemschutz=Atem+Schutz Sicherheitsschuhe=Sicherheit+Schuhe \
        Gummistiefel=Gummi+Stiefel Lederhandschuhe=Leder+Handschuhe Winkelschleifer=Winkel+Schleifer Schleifscheibe= \
        Trennscheibe= Bohrmaschine= Bohrhammer= Akkuschrauber=Akku+Schrauber Schraubendreher= Kreuzschlitz=Kreuz+Schlitz \
        Drehmoment= Werkzeugkoffer=Werkzeug+Koffer Werkzeugschrank=Werkzeug+Schrank Messschieber= Wasserwaage=Wasser+Waage \
        Kabelbinder=Kabel+Binder Kabelkanal=Kabel+Kanal Steckdose= Lichtschalter=Licht+Schalter Verteilerkasten=Verteiler+Kasten \
        Schaltschrank=Schalter+Schrank Netzteil=Netz+Teil Netzkabel=Netz+Kabel Steuerleitung=Steuer+Leitung Sicherungskasten=Sicherung+Kasten \
        Glühlampe= Leuchtstoffröhre=Leuchtstoff+Röhre Taschenlampe=Tasche+Lampe Stirnlampe=Stirn+Lampe Kupferrohr=Kupfer+Rohr \
        Stahlrohr=Stahl+Rohr Rohrschelle=Rohr+Schelle Wasserhahn=Wasser+Hahn Druckluft=Druck+Luft Druckregler=Druck+Regler \
        Schlauchklemme=Schlauch+Klemme Gartenschlauch=Garten+Schlauch Hydraulikpumpe=Hydraulik+Pumpe Tauchpumpe= \
        Kolbenstange=Kolben+Stange Gewindestange=Gewinde+Stange Zahnrad= Keilriemen=Keil+Riemen Förderband=Förder+Band \
        Klebeband=Kleben+Band Verpackung= Umzugskarton=Umzug+Karton Papierrolle=Papier+Rolle Briefumschlag=Brief+Umschlag \
        Aktenordner=Akten+Ordner Bürostuhl= Schreibtisch=Schreiben+Tisch Tischlampe=Tisch+Lampe Kugelschreiber=Kugel+Schreiber \
        Druckerpatrone=Drucker+Patrone Bildschirm=Bild+Schirm Tastatur= Lautsprecher=Laut+Sprecher Kopfhörer=Kopf+Hörer \
        Reinigungsmittel=Reinigung+Mittel Mülleimer= Handtuch=Hand+Tuch Papierhandtuch=Papier+Handtuch Seifenspender=Seife+Spender \
        Fensterreiniger=Fenster+Reiniger Besenstiel=Besen+Stiel Leiter= Stehleiter= Gabelstapler=Gabel+Stapler Hubwagen= \
        Sackkarre= Palette= Lagerregal=Lager+Regal Schwerlastregal=Schwerlast+Regal Transporter= Batterie= Ladegerät= \
        Verlängerung= Dichtung= Dichtungsring=Dichtung+Ring Ventil= Kontakt= Elektriker= Messer= Teppichmesser=Teppich+Messer \
        Kinderwagen=Kinder+Wagen Regenjacke=Regen+Jacke Warnweste= Winterjacke=Winter+Jacke Schnittschutz=Schnitt+Schutz \
        Vergaser= Verbinder= Stundenplan=Stunde+Plan Erwachsene= Gemüsesuppe=Gemüse+Suppe
        """

    /// A catalogue of single words, as a shop has them in other listings; and some that lie in wait inside others.
    private static let traps = "porter kontakter kast karte elle lette stelle halle wachs wachse binde bind gase gaser lage lang ating ring"

    @Test("of a hundred words labelled by hand, what is split is split rightly, and most of what can be is")
    func precision() throws {
        var titles: [String] = [Self.traps]
        var expected: [(word: String, parts: [String])] = []
        for line in Self.labelled.split(separator: " ") {
            let halves = line.split(separator: "=", omittingEmptySubsequences: false)
            let parts = halves[1].split(separator: "+").map(String.init)
            expected.append((String(halves[0]), parts))
            titles.append(String(halves[0]))
            titles.append(contentsOf: parts)
            titles.append(contentsOf: parts)
        }
        let shelf = try TitleShelf(titles, .snowball(.german))
        let field = try #require(shelf.snapshot.schema.id(of: "title"))
        let lexicon = try #require(shelf.snapshot.compounds(field, .german, []))
        func stem(_ word: String) throws -> [UInt8] { try AnalyzerPool.shared.tokens(of: Array(word.utf8), with: .snowball(.german))[0].term }
        var (right, wrong, missed) = (0, [String](), [String]())
        for (word, parts) in expected {
            let split = try lexicon.split(try stem(word))
            let wanted = try parts.isEmpty ? nil : CompoundSplitter.Split(modifier: stem(parts[0]), head: stem(parts[1]))
            if split == wanted {
                right += split == nil ? 0 : 1
            } else if split == nil {
                missed.append(word)
            } else {
                wrong.append("\(word): \(split.map { String(decoding: $0.modifier + [0x2B] + $0.head, as: UTF8.self) } ?? "")")
            }
        }
        let count = expected.count { !$0.parts.isEmpty }
        print("compounds: \(right) split rightly of \(count), wrongly \(wrong), missed \(missed); \(expected.count) words in all")
        #expect(expected.count >= 100 && Double(right) / Double(right + wrong.count) >= 0.95 && Double(right) / Double(count) >= 0.9)
    }

    /// For reading: what the splitter makes of a real catalogue's words.
    @Test("German text gives splits")
    func realText() throws {
        guard let bytes = try AnalysisSupport.corpus("scale/mixed-1m.jsonl.zst", limit: 120 << 20) else { return }
        var titles: [String] = []
        for line in AnalysisSupport.lines(bytes) {
            // The last line is cut.
            guard let value = try? JSONValue(parsing: Array(line)), value["lang"]?.string == "de" else { continue }
            titles.append("\(value["title"]?.string ?? "") \(value["text"]?.string ?? "")".filter { $0 != "\"" && $0 != "\\" && $0 >= " " })
        }
        let shelf = try TitleShelf(titles, .snowball(.german))
        let field = try #require(shelf.snapshot.schema.id(of: "title"))
        let lexicon = try #require(shelf.snapshot.compounds(field, .german, []))
        var (words, splits) = (0, [String]())
        for view in shelf.snapshot.views {
            let endings = try view.segment.endings(field)
            let dictionary = try view.segment.postings(field).dictionary
            for place in 0..<endings.count {
                words += 1
                let term = try dictionary.term(at: try endings.ordinal(place))
                guard let split = try lexicon.split(term) else { continue }
                splits.append("\(String(decoding: term, as: UTF8.self))=\(String(decoding: split.modifier + [0x2B] + split.head, as: UTF8.self))")
            }
        }
        var dice = Dice(7)
        print("German text: \(titles.count) documents, \(words) long words, \(splits.count) split, for instance")
        print(splits.sorted().shuffled(using: &dice).prefix(110).joined(separator: "  "))
        #expect(splits.count > words / 10)
    }
}
