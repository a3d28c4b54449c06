/// Puts an offer into words: its title and its description.
struct Prose {
    let offer: Offer
    private var article: Article { offer.article }
    private var shelf: Shelf { offer.article.shelf }

    // MARK: title

    func appendTitle(_ chance: inout Chance, to line: inout [UInt8]) {
        let spelling = Spelling(
            by: chance.pick(Spelling.By.allCases), inch: chance.pick(Spelling.Inch.allCases))
        let language = offer.language.rawValue
        switch chance.below(6) {
        case 0:
            line.append("\(article.brand.name) ")
            line += shelf.nouns[language]
            line.append(" ")
            append(shelf.title, spelling, to: &line)
        case 1:
            line += shelf.capitalNouns[language]
            line.append(" ")
            append(shelf.title, spelling, to: &line)
            line.append(" - \(article.brand.name)")
        case 2:
            line.append("\(article.brand.name) ")
            article.appendPartNumber(to: &line)
            line.append(" ")
            line += shelf.nouns[language]
        case 3:
            line += shelf.capitalNouns[language]
            line.append(" ")
            append(shelf.title, spelling, to: &line)
            appendPack(to: &line)
        case 4:
            line.append("\(article.brand.name) ")
            line += shelf.nouns[language]
            line.append(" ")
            append(shelf.title, spelling, to: &line)
            appendPack(to: &line)
        default:
            line += shelf.capitalNouns[language]
            line.append(" ")
            append(shelf.title, spelling, to: &line)
        }
    }

    private func appendPack(to line: inout [UInt8]) {
        guard offer.pack > 1, let phrase = offer.unit.packPhrase else { return }
        line.append(", ")
        for byte in phrase[offer.language].utf8 {
            if byte == 0x23 { line.appendInteger(offer.pack) } else { line.append(byte) }
        }
    }

    // MARK: description

    /// Two to five sentences: what it is, what for, and some more.
    func appendDescription(_ chance: inout Chance, to line: inout [UInt8]) {
        let spelling = Spelling(
            by: chance.pick(Spelling.By.allCases), inch: chance.pick(Spelling.Inch.allCases))
        let firstUse = chance.below(shelf.uses.count)
        var sentences = 1
        appendSentence(chance.pick(shelf.about), spelling, uses: firstUse, to: &line)

        func add(_ template: Template) {
            guard sentences < 5 else { return }
            sentences += 1
            line.append(" ")
            appendSentence(template, spelling, uses: firstUse, to: &line)
        }
        let usesPart = chance.happens(0.8)
        if usesPart { add(chance.pick(Phrases.uses)) }
        if !usesPart || chance.happens(0.55) { add(chance.pick(shelf.notes)) }
        if chance.happens(0.2) { add(chance.pick(Phrases.makers)) }
        if offer.pack > 1, chance.happens(0.5), let pack = Phrases.packs[offer.unit] { add(pack) }
        if offer.discontinued {
            add(Phrases.discontinued)
        } else if let stock = offer.stock, stock > 0, chance.happens(0.3) {
            add(chance.pick(Phrases.inStock))
        } else if chance.happens(0.25) {
            add(chance.pick(Phrases.general))
        }
        if offer.language != .english, sentences < 5, chance.happens(0.3) {
            line.append(" \(Phrases.closing[offer.language])")
        }
    }

    private func appendSentence(
        _ template: Template, _ spelling: Spelling, uses: Int, to line: inout [UInt8]
    ) {
        let start = line.count
        append(template, spelling, language: .english, uses: uses, to: &line)
        line.capitalise(at: start)
    }

    // MARK: gaps

    private func append(_ title: Template, _ spelling: Spelling, to line: inout [UInt8]) {
        append(title, spelling, language: offer.language, uses: 0, to: &line)
    }

    private func append(
        _ template: Template, _ spelling: Spelling, language: Language, uses: Int, to line: inout [UInt8]
    ) {
        for piece in template.pieces {
            switch piece {
            case .literal(let bytes): line += bytes
            case .code(let axis): line += shelf.axes[axis].options[article.choice[axis]].code
            case .label(let axis):
                let option = shelf.axes[axis].options[article.choice[axis]]
                let label = option.labels[language.rawValue]
                if option.needsSpelling {
                    spelling.append(label, in: language, to: &line)
                } else {
                    line += label
                }
            case .slot(let slot): append(slot, uses: uses, to: &line)
            }
        }
    }

    private func append(_ slot: Template.Slot, uses: Int, to line: inout [UInt8]) {
        let count = shelf.uses.count
        switch slot {
        case .brand: line.append(article.brand.name)
        case .makerCountry: line.append(article.brand.country.name)
        case .noun: line += shelf.nouns[Language.english.rawValue]
        case .plural: line += shelf.plural
        case .use1: line += shelf.uses[uses]
        case .use2: line += shelf.uses[(uses + 1) % count]
        case .use3: line += shelf.uses[(uses + 2) % count]
        case .pack: line.appendInteger(offer.pack)
        case .city: line.append(offer.seller.city.name)
        }
    }
}

/// Sentences that fit every leaf.
enum Phrases {
    static let uses: [Template] = [
        "Typical uses are {use1} and {use2}.", "Often ordered for {use1}, {use2} and {use3}.",
        "Well suited to {use1} and {use2}.", "A common choice for {use1}.",
        "Made for {use1}, but just as useful for {use2}.", "Recommended for {use1} and {use2}.",
        "Our customers buy these {plural} mostly for {use1} and {use2}.",
        "Proven in daily work for {use1}, {use2} and {use3}.", "Intended for {use1}.",
        "Main applications: {use1}, {use2}, {use3}.",
    ].map { Template($0) }

    static let makers: [Template] = [
        "{brand} makes this series in {makerCountry}.", "Original {brand} quality.",
        "Part of the standard range of {brand}.", "{brand} has been making {plural} for decades.",
        "Made in {makerCountry}.", "{brand} is known for even quality from batch to batch.",
    ].map { Template($0) }

    static let inStock: [Template] = [
        "Dispatched from our warehouse in {city}.", "In stock in {city} and ready to ship.",
        "Orders placed before 14:00 leave {city} the same day.", "Can be collected in {city} by arrangement.",
    ].map { Template($0) }

    static let general: [Template] = [
        "Ask us for a quote on larger quantities.", "Further sizes and versions on request.",
        "Data sheet on request.", "Call-off orders with fixed prices are possible.",
        "We are glad to help you choose.", "Staggered deliveries can be agreed.",
    ].map { Template($0) }

    static let discontinued = Template("Discontinued by the maker; a successor is listed on request.")

    static let packs: [SalesUnit: Template] = [
        .pack: Template("Supplied in packs of {pack}."), .box: Template("One box holds {pack} pieces."),
        .ring: Template("Supplied in rings of {pack} m."), .pair: Template("Sold in bundles of {pack} pairs."),
        .roll: Template("Packed {pack} rolls to a carton."), .ream: Template("The price is for {pack} sheets."),
    ]

    static let closing: Words = """
        In stock.|Ab Lager lieferbar, Mengenrabatt auf Anfrage.|Livraison rapide, devis sur demande.|\
        Pronta consegna, preventivo su richiesta.|Entrega rápida, consulte precios por cantidad.|\
        Szybka wysyłka, rabaty przy większych zamówieniach.
        """
}
