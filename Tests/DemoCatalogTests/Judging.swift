/// What a buyer wants, in terms of the listings' own facts, and how well a
/// listing meets it. The rules are told in `corpora/README.md`.
struct JudgedQuery {
    let id: String
    let text: String
    private let wish: Wish

    enum Wish {
        /// One maker's part number.
        case partNumber(String)
        /// Articles of `leaf` with all of `facts`; `near` are leaves whose
        /// articles might do instead. Without `key`, such as a size or a
        /// number that nothing else can stand for, nothing is relevant.
        case goods(leaf: String, near: [String] = [], key: Fact? = nil, facts: [Fact] = [])
    }

    enum Fact {
        case text(String, String)
        /// The attribute's text holds the word.
        case mentions(String, String)
        case number(String, Double)

        func holds(for listing: Listing) -> Bool {
            switch self {
            case .text(let name, let value): listing.text(name) == value
            case .mentions(let name, let word): listing.text(name)?.contains(word) ?? false
            case .number(let name, let value): listing.number(name) == value
            }
        }
    }

    init(_ id: String, _ text: String, _ wish: Wish) {
        self.id = id
        self.text = text
        self.wish = wish
    }

    /// Grades 0 to 3 for the listings that are worth judging: those of the
    /// families in which something is relevant.
    func grades(_ listings: [Listing]) -> [(id: String, grade: Int)] {
        let graded = listings.map { (listing: $0, grade: grade($0, among: listings)) }
        let families = Set(graded.filter { $0.grade > 0 }.map { $0.listing.path[0] })
        return graded.filter { families.contains($0.listing.path[0]) }.map { ($0.listing.id, $0.grade) }
    }

    private func grade(_ listing: Listing, among all: [Listing]) -> Int {
        switch wish {
        case .partNumber(let number):
            if listing.mpn == number { return 3 }
            return all.contains { $0.mpn == number && $0.productId == listing.productId } ? 1 : 0
        case .goods(let leaf, let near, let key, let facts):
            if let key, !key.holds(for: listing) { return 0 }
            let held = facts.count { $0.holds(for: listing) }
            if listing.leaf == leaf {
                if held == facts.count { return 3 }
                return held * 2 >= facts.count ? 2 : 1
            }
            return near.contains(listing.leaf) && held * 2 >= facts.count ? 1 : 0
        }
    }

    static let all: [JudgedQuery] = [
        JudgedQuery("q01", "m12 hex bolt zinc plated", .goods(
            leaf: "Hex bolts", near: ["Socket head cap screws", "Carriage bolts"],
            facts: [.text("thread", "M12"), .text("finish", "zinc plated")])),
        JudgedQuery("q02", "button head screw stainless steel", .goods(
            leaf: "Button head screws", near: ["Socket head cap screws", "Machine screws"],
            facts: [.mentions("material", "stainless")])),
        JudgedQuery("q03", "chipboard screws 4.5x60", .goods(
            leaf: "Wood screws", near: ["Self-drilling screws"],
            facts: [.number("diameterMm", 4.5), .number("lengthMm", 60)])),
        JudgedQuery("q04", "miniature ball bearing 8 mm bore sealed", .goods(
            leaf: "Miniature ball bearings", near: ["Deep groove ball bearings"],
            facts: [.number("boreMm", 8), .mentions("sealing", "rubber seals")])),
        JudgedQuery("q05", "688-2RS", .goods(
            leaf: "Miniature ball bearings", key: .text("bearingNumber", "688"),
            facts: [.mentions("sealing", "rubber seals")])),
        JudgedQuery("q06", "thrust bearing 25 mm", .goods(
            leaf: "Thrust ball bearings", facts: [.number("boreMm", 25)])),
        JudgedQuery("q07", "TQ-K95-D-BD", .partNumber("TQ-K95-D-BD")),
        JudgedQuery("q08", "contactor 24v dc", .goods(
            leaf: "Contactors", near: ["Relays"], facts: [.text("voltage", "24 V DC")])),
        JudgedQuery("q09", "green led signal lamp 230 V", .goods(
            leaf: "Signal lamps", near: ["Push buttons"],
            facts: [.text("colour", "green"), .number("voltageV", 230)])),
        JudgedQuery("q10", "H07V-K 1x6 black", .goods(
            leaf: "Single-core wires", near: ["Rubber cables"],
            facts: [.text("size", "1x6"), .text("colour", "black")])),
        JudgedQuery("q11", "straight push-in fitting G1/4 6 mm tube", .goods(
            leaf: "Straight push-in fittings",
            near: ["Elbow push-in fittings", "Tee push-in fittings"],
            facts: [.text("thread", "G 1/4"), .number("tubeDiameterMm", 6)])),
        JudgedQuery("q12", "cut resistant gloves size 9", .goods(
            leaf: "Cut-resistant gloves", near: ["Assembly gloves", "Leather gloves"],
            facts: [.text("size", "9")])),
        JudgedQuery("q13", "safety shoes S3 44", .goods(
            leaf: "Safety shoes", facts: [.text("protectionClass", "S3"), .text("size", "44")])),
        JudgedQuery("q14", "brake cleaner spray", .goods(
            leaf: "Maintenance sprays", near: ["Industrial cleaners"],
            facts: [.text("kind", "brake cleaner")])),
        JudgedQuery("q15", "rotary encoder 1000 pulses push-pull", .goods(
            leaf: "Rotary encoders",
            facts: [.number("pulsesPerRevolution", 1000), .text("output", "push-pull")])),
        JudgedQuery("q16", "worm gear motor 0.75 kw", .goods(
            leaf: "Gear motors", near: ["Electric motors"], facts: [.number("powerKw", 0.75)])),
        JudgedQuery("q17", "erlenmeyer flask 250 ml", .goods(
            leaf: "Conical flasks", near: ["Volumetric flasks", "Beakers"],
            facts: [.number("volumeMl", 250)])),
        JudgedQuery("q18", "amber vials for hplc", .goods(
            leaf: "Autosampler vials", facts: [.text("colour", "amber")])),
        JudgedQuery("q19", "hydraulic hose assembly jic", .goods(
            leaf: "Hydraulic hose assemblies", near: ["Hydraulic hoses"],
            facts: [.mentions("ends", "JIC")])),
        JudgedQuery("q20", "stretch film for pallets", .goods(
            leaf: "Stretch film", near: ["Strapping"])),
        JudgedQuery("q21", "sanding discs p180", .goods(
            leaf: "Sanding discs", near: ["Flap discs"], facts: [.number("grit", 180)])),
        JudgedQuery("q22", "kugelhahn 3/4 zoll", .goods(
            leaf: "Ball valves", near: ["Check valves"], facts: [.text("size", "3/4\"")])),
        JudgedQuery("q23", "DIN 933 M12x45", .goods(
            leaf: "Hex bolts", key: .text("size", "M12x45"),
            facts: [.text("standard", "DIN 933")])),
        JudgedQuery("q24", "white mailing box", .goods(
            leaf: "Mailing boxes", near: ["Corrugated boxes", "Padded envelopes"],
            facts: [.text("colour", "white")])),
    ]
}
