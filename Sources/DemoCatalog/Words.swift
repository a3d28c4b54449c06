/// The languages in which the made-up sellers write their titles.
enum Language: Int, CaseIterable, Sendable {
    case english, german, french, italian, spanish, polish
}

/// One word or phrase in every language, written
/// `"english|german|french|italian|spanish|polish"`, or only once where all
/// languages agree (`"M8"`).
struct Words: ExpressibleByStringLiteral, Sendable {
    private let forms: [String]

    @inline(never)
    init(stringLiteral value: String) {
        self.init(value)
    }

    @inline(never)
    init(_ value: String) {
        forms = value.split(separator: "|").map(String.init)
        precondition(
            forms.count == 1 || forms.count == Language.allCases.count,
            "a phrase needs one form, or one a language: \(value)")
    }

    subscript(language: Language) -> String {
        forms.count == 1 ? forms[0] : forms[language.rawValue]
    }

    var english: String { forms[0] }
}

// Materials and colours that several families share.
extension Words {
    static let steel: Words = "steel|Stahl|acier|acciaio|acero|stal"
    static let zincPlatedSteel: Words =
        "zinc plated steel|Stahl verzinkt|acier zingué|acciaio zincato|acero cincado|stal ocynkowana"
    static let galvanisedSteel: Words =
        "galvanised steel|Stahl feuerverzinkt|acier galvanisé|acciaio galvanizzato|acero galvanizado|stal cynkowana ogniowo"
    static let castIron: Words = "cast iron|Gusseisen|fonte|ghisa|hierro fundido|żeliwo"
    static let stainlessA2: Words =
        "A2 stainless steel|Edelstahl A2|inox A2|acciaio inox A2|acero inoxidable A2|stal nierdzewna A2"
    static let stainlessA4: Words =
        "A4 stainless steel|Edelstahl A4|inox A4|acciaio inox A4|acero inoxidable A4|stal kwasoodporna A4"
    static let stainless304: Words =
        "stainless steel 304|Edelstahl 1.4301|inox 304|acciaio inox 304|acero inoxidable 304|stal nierdzewna 304"
    static let stainless316: Words =
        "stainless steel 316L|Edelstahl 1.4404|inox 316L|acciaio inox 316L|acero inoxidable 316L|stal nierdzewna 316L"
    static let brass: Words = "brass|Messing|laiton|ottone|latón|mosiądz"
    static let nickelPlatedBrass: Words =
        "nickel plated brass|Messing vernickelt|laiton nickelé|ottone nichelato|latón niquelado|mosiądz niklowany"
    static let aluminium: Words = "aluminium|Aluminium|aluminium|alluminio|aluminio|aluminium"
    static let polyamide: Words = "polyamide|Polyamid|polyamide|poliammide|poliamida|poliamid"
    static let polyurethane: Words =
        "polyurethane|Polyurethan|polyuréthane|poliuretano|poliuretano|poliuretan"
    static let polypropylene: Words =
        "polypropylene|Polypropylen|polypropylène|polipropilene|polipropileno|polipropylen"
    static let borosilicate: Words = """
        borosilicate glass 3.3|Borosilikatglas 3.3|verre borosilicaté 3.3|vetro borosilicato 3.3|\
        vidrio borosilicato 3.3|szkło borokrzemowe 3.3
        """
    static let rubber: Words = "rubber|Gummi|caoutchouc|gomma|caucho|guma"
    static let leather: Words = "leather|Leder|cuir|pelle|piel|skóra"

    static let black: Words = "black|schwarz|noir|nero|negro|czarny"
    static let white: Words = "white|weiß|blanc|bianco|blanco|biały"
    static let grey: Words = "grey|grau|gris|grigio|gris|szary"
    static let red: Words = "red|rot|rouge|rosso|rojo|czerwony"
    static let blue: Words = "blue|blau|bleu|blu|azul|niebieski"
    static let green: Words = "green|grün|vert|verde|verde|zielony"
    static let yellow: Words = "yellow|gelb|jaune|giallo|amarillo|żółty"
    static let orange: Words = "orange|orange|orange|arancione|naranja|pomarańczowy"
    static let brown: Words = "brown|braun|marron|marrone|marrón|brązowy"
    static let clear: Words = "clear|transparent|transparent|trasparente|transparente|przezroczysty"
}
