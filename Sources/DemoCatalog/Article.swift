/// What a maker made: one choice on each axis of a leaf, under one brand.
struct Article {
    let shelf: Shelf
    let brand: Brand
    private(set) var choice: [Int]
    /// The same for all variants of a product line, whoever sells them.
    private(set) var productHash: UInt64
    /// The same for all offers of one article.
    private(set) var articleHash: UInt64

    /// Draws the product line from `line` and the variant from `variant`.
    init(from assortment: Assortment, line: inout Chance, variant: inout Chance) {
        shelf = assortment.drawShelf(&line)
        let brandNumber = shelf.brandChoice.draw(&line)
        brand = shelf.brands[brandNumber]
        choice = []
        choice.reserveCapacity(shelf.axes.count)
        productHash = Chance.mixed(UInt64(shelf.number), UInt64(brandNumber))
        articleHash = 0
        for axis in shelf.axes {
            switch axis.level {
            case .line:
                choice.append(axis.choice.draw(&line))
                productHash = Chance.mixed(productHash, UInt64(choice.count << 16 | choice[choice.count - 1]))
            case .variant:
                choice.append(axis.choice.draw(&variant))
            }
        }
        articleHash = choice.reduce(productHash) { Chance.mixed($0, UInt64($1)) }
    }

    /// EUR for one piece, before the seller's own margin.
    var piecePrice: Double {
        var price = shelf.trade.price * brand.level
        for (axis, option) in zip(shelf.axes, choice) { price *= axis.options[option].cost }
        var chance = Chance(productHash, 1)
        return price * chance.factor(spread: 0.15)
    }

    /// A maker keeps to one style of part number on a shelf.
    func appendPartNumber(to line: inout [UInt8]) {
        let style = brand.code.utf8.reduce(0) { $0 &+ Int($1) } % shelf.partNumbers.count
        for piece in shelf.partNumbers[style].pieces {
            switch piece {
            case .literal(let bytes): line += bytes
            case .code(let axis), .label(let axis): line += shelf.axes[axis].options[choice[axis]].code
            case .slot: line.append(brand.code)
            }
        }
    }

    /// Members of the attributes object, without the braces.
    func appendAttributes(to line: inout [UInt8]) {
        for (axis, option) in zip(shelf.axes, choice) { line += axis.options[option].attributes }
        line.append("\"countryOfOrigin\":\"\(brand.country.rawValue)\"")
    }

    /// `P-` and eight digits of Crockford's base 32.
    func appendProductID(to line: inout [UInt8]) {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
        line.append("P-")
        for shift in stride(from: UInt64(35), through: 0, by: -5) {
            line.append(alphabet[Int((productHash >> shift) & 31)])
        }
    }

    /// A GTIN-13 beginning with 2, which GS1 keeps for numbers that never
    /// leave a company: it cannot be that of a real product. Check digit as in
    /// the GS1 General Specifications, 7.9.
    func appendEAN(pack: Int, to line: inout [UInt8]) {
        var rest = Chance.mixed(articleHash, UInt64(pack)) % 100_000_000_000
        var digits = [UInt8](repeating: 2, count: 12)
        for position in stride(from: 11, through: 1, by: -1) {
            digits[position] = UInt8(rest % 10)
            rest /= 10
        }
        var sum = 0
        for (position, digit) in digits.enumerated() {
            sum += Int(digit) * (position % 2 == 0 ? 1 : 3)
            line.append(0x30 + digit)
        }
        line.append(UInt8(0x30 + (10 - sum % 10) % 10))
    }
}
