import Testing
@testable import Search

/// Scripts without spaces: ICU's dictionaries find the words.
@Suite("Analysis: words of Chinese, Japanese, Thai, Khmer, Lao and Burmese")
struct AnalysisDictionaryTests {
    @Test("sentences are cut into the words that a reader sees", arguments: [
        ("ja", "ステンレスの六角ボルトを買いました", ["ステンレス", "の", "六角", "ボルト", "を"]),
        ("zh", "不锈钢六角螺栓现货供应", ["不锈钢", "六角", "螺栓"]),
        ("th", "ฉันไปตลาดซื้อผลไม้ราคาถูก", ["ฉัน", "ไป", "ตลาด", "ซื้อ", "ราคา", "ถูก"]),
        ("km", "ខ្ញុំចង់ទិញប្រដាប់ធ្វើការ", ["ខ្ញុំ", "ចង់", "ទិញ", "ធ្វើការ"]),
        ("lo", "ຂ້ອຍຢາກຊື້ເຄື່ອງມື", ["ຂ້ອຍ", "ຢາກ", "ຊື້", "ເຄື່ອງມື"]),
        ("my", "ကျွန်တော်ပန်းသီးဝယ်ချင်ပါတယ်", ["ကျွန်တော်", "ပန်းသီး", "ဝယ်"]),
    ])
    func words(_ language: String, _ sentence: String, _ expected: [String]) throws {
        let terms = try AnalysisSupport.terms(sentence)
        #expect(terms.count > 2 && terms.count < sentence.unicodeScalars.count, "\(terms)")
        for word in expected { #expect(terms.contains(word), "\(language): \(word) in \(terms)") }
    }

    @Test("a query of several such words, typed without spaces, asks for all of them", arguments: [
        ("六角ボルト", ["ステンレスの六角ボルト", "ボルトと六角レンチ"], ["六角レンチ", "ボルト"]),
        ("不锈钢螺栓", ["不锈钢六角螺栓", "螺栓,不锈钢"], ["不锈钢螺母", "碳钢螺栓"]),
        ("สกรูราคาถูก", ["สกรูหกเหลี่ยมราคาถูก"], ["สกรูหกเหลี่ยม", "ราคาถูก"]),
    ])
    func queries(_ query: String, _ found: [String], _ others: [String]) throws {
        let shelf = try TitleShelf(found + others, .standard)
        #expect(Set(try shelf.find(query)) == Set(found))
        // In this order without a gap, as a phrase.
        #expect(try shelf.find("\"\(query)\"").allSatisfy { found.contains($0) })
    }

    @Test("width and the shape of kana are folded; scripts are not", arguments: [
        ("ﾎﾞﾙﾄ", "ボルト", true), ("Ｍ８", "m8", true), ("ｽﾃﾝﾚｽ", "ステンレス", true), ("プリンター", "プリンタ", false),
        ("螺絲", "螺丝", false), ("ひらがな", "ヒラガナ", false),
    ])
    func variants(_ one: String, _ other: String, _ isSame: Bool) throws {
        #expect(try (AnalysisSupport.terms(one) == AnalysisSupport.terms(other)) == isSame)
    }
}
