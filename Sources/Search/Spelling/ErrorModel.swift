/// How likely it is that somebody who meant one word typed another: the channel of the noisy-channel model (Kernighan,
/// Church and Gale, "A spelling correction program based on a noisy channel model", 1990; kinds of errors after Mitton,
/// "Spelling checkers, spelling correctors and the misspellings of poor spellers", 1987).
///
/// A cost is a negative logarithm of a probability, in nats, but for a constant. Each kind of edit has its own: letters go
/// missing more easily than others come in, and above all those that are not heard. What an edit costs was fitted by
/// conditional logistic regression on half of the words of three lists of misspellings; the other half is got right as often.
struct ErrorModel {
    /// A word as code points.
    typealias Word = [UInt32]

    private enum Cost {
        static let swappedVowels: Float = 1.2
        static let swapped: Float = 2.1
        /// Another vowel, another letter that may sound the same, a neighbour on the keyboard, any other.
        static let vowel: Float = 2.6
        static let soundalike: Float = 2.7
        static let neighbour: Float = 4.8
        static let other: Float = 5.2
        static let missingDouble: Float = 0.9
        static let missingH: Float = 1.4
        static let missingLastE: Float = 1.2
        static let missingVowel: Float = 1.6
        static let missing: Float = 2.7
        static let addedDouble: Float = 1.5
        static let addedLastE: Float = 2.3
        static let addedVowel: Float = 3.3
        static let added: Float = 4.3
        /// An apostrophe or the like, missing or added.
        static let sign: Float = 1.2
        /// `f` for `ph`, or the other way round.
        static let digraph: Float = 2
        /// More, where the first letter is concerned.
        static let first: Float = 1.3
    }

    /// What a document more makes of a word: the exponent of its frequency, fitted with the costs. Below 1, since what people look
    /// for and what catalogues write about are not the same.
    static let frequencyExponent: Float = 0.7

    /// No error costs less.
    static var leastCost: Float { Cost.missingDouble }

    /// Edits that lie further apart than this are not looked for.
    private static let band = 2
    private var table: [Float] = []

    /// The cost of the likeliest way from `meant` to `typed`; infinite beyond a few edits. 0: the same word.
    mutating func cost(of typed: Word, meant: Word) -> Float {
        let width = typed.count + 1
        guard abs(typed.count - meant.count) <= Self.band else { return .infinity }
        table.removeAll(keepingCapacity: true)
        table.append(contentsOf: repeatElement(.infinity, count: (meant.count + 1) * width))
        table[0] = 0
        // Cell (i, j): the cheapest way from the first i letters of what was meant to the first j of what was typed.
        for i in 0...meant.count {
            for j in max(0, i - Self.band)...max(0, min(typed.count, i + Self.band)) where j <= typed.count {
                let before = table[i * width + j]
                guard before < .infinity else { continue }
                let first = i == 0 ? Cost.first : 0
                func reach(_ cell: Int, _ cost: Float) { table[cell] = min(table[cell], before + cost) }
                if i < meant.count { reach((i + 1) * width + j, Self.missing(meant, i) + first) }
                if j < typed.count { reach(i * width + j + 1, Self.added(typed, j) + first) }
                guard i < meant.count, j < typed.count else { continue }
                let (a, b) = (meant[i], typed[j])
                reach((i + 1) * width + j + 1, a == b ? 0 : Self.replaced(a, b) + first)
                if i + 1 < meant.count, j + 1 < typed.count, a != b, a == typed[j + 1], b == meant[i + 1] {
                    let isVowels = Letter.isVowel(a) && Letter.isVowel(b)
                    reach((i + 2) * width + j + 2, (isVowels ? Cost.swappedVowels : Cost.swapped) + first)
                }
                if b == Letter.f, Letter.isPH(meant, at: i) { reach((i + 2) * width + j + 1, Cost.digraph) }
                if a == Letter.f, Letter.isPH(typed, at: j) { reach((i + 1) * width + j + 2, Cost.digraph) }
            }
        }
        return table[table.count - 1]
    }

    private static func replaced(_ meant: UInt32, _ typed: UInt32) -> Float {
        if Letter.isVowel(meant) && Letter.isVowel(typed) { return Cost.vowel }
        if Letter.soundAlike(meant, typed) { return Cost.soundalike }
        return Letter.areNeighbours(meant, typed) ? Cost.neighbour : Cost.other
    }

    private static func missing(_ meant: Word, _ i: Int) -> Float {
        let letter = meant[i]
        if isDoubled(meant, i) { return Cost.missingDouble }
        if letter == Letter.h { return Cost.missingH }
        if letter == Letter.e, i == meant.count - 1 { return Cost.missingLastE }
        if Letter.isVowel(letter) { return Cost.missingVowel }
        return Letter.isSign(letter) ? Cost.sign : Cost.missing
    }

    private static func added(_ typed: Word, _ j: Int) -> Float {
        let letter = typed[j]
        if isDoubled(typed, j) { return Cost.addedDouble }
        if letter == Letter.e, j == typed.count - 1 { return Cost.addedLastE }
        if Letter.isVowel(letter) { return Cost.addedVowel }
        return Letter.isSign(letter) ? Cost.sign : Cost.added
    }

    private static func isDoubled(_ word: Word, _ i: Int) -> Bool {
        i > 0 && word[i - 1] == word[i] || i + 1 < word.count && word[i + 1] == word[i]
    }
}

/// What the model knows of letters: those of the Latin alphabet without diacritics, as terms are.
private enum Letter {
    static let e = Unicode.Scalar("e").value
    static let f = Unicode.Scalar("f").value
    static let h = Unicode.Scalar("h").value
    private static let p = Unicode.Scalar("p").value

    static func isPH(_ word: [UInt32], at place: Int) -> Bool { place + 1 < word.count && word[place] == p && word[place + 1] == h }

    static func isVowel(_ letter: UInt32) -> Bool { letter < 128 && vowels >> UInt128(letter) & 1 == 1 }

    /// Punctuation within a word.
    static func isSign(_ letter: UInt32) -> Bool { letter < 0x30 || letter == 0x2019 }

    static func soundAlike(_ a: UInt32, _ b: UInt32) -> Bool { has(alike, a, b) }

    static func areNeighbours(_ a: UInt32, _ b: UInt32) -> Bool { has(neighbours, a, b) }

    private static let vowels: UInt128 = "aeiouy".unicodeScalars.reduce(0) { $0 | 1 << UInt128($1.value) }

    /// For each letter from a to z, a bit for each letter that may be written for the same sound.
    private static let alike = pairs([
        "ck", "cs", "cq", "kq", "sz", "gj", "dt", "bp", "mn", "fv", "vw", "cx", "sx", "uw", "iy", "tc", "ts",
    ])

    /// And for each letter those beside it on a keyboard.
    private static let neighbours: [UInt32] = {
        let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map(Array.init)
        // The lower rows begin a quarter and three quarters of a key further right.
        let shifts = [0, 0.25, 0.75]
        var close: [String] = []
        for (i, row) in rows.enumerated() {
            for (j, a) in row.enumerated() {
                for (k, other) in rows.enumerated() where abs(i - k) <= 1 {
                    for (l, b) in other.enumerated() where abs(Double(j) + shifts[i] - Double(l) - shifts[k]) <= 1 && a != b {
                        close.append(String([a, b]))
                    }
                }
            }
        }
        return pairs(close)
    }()

    private static func pairs(_ pairs: [String]) -> [UInt32] {
        var bits = [UInt32](repeating: 0, count: 26)
        for pair in pairs {
            let letters = pair.unicodeScalars.map { Int($0.value) - 97 }
            bits[letters[0]] |= 1 << UInt32(letters[1])
            bits[letters[1]] |= 1 << UInt32(letters[0])
        }
        return bits
    }

    private static func has(_ pairs: [UInt32], _ a: UInt32, _ b: UInt32) -> Bool {
        let (a, b) = (a &- 97, b &- 97)
        return a < 26 && b < 26 && pairs[Int(a)] >> b & 1 == 1
    }
}
