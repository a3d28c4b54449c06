/// Reads and changes the settings of an index: the next search of every process goes by them, as soon as it looks for them.
package struct SettingsStore: Sendable {
    /// The settings are no longer those that the change was meant for.
    package struct Conflict: Error, Equatable, CustomStringConvertible {
        package let revision: UInt64
        package var description: String {
            "the settings were changed meanwhile, they are at revision \(revision): read them again, and change those"
        }
    }

    private let directory: any FileSystem

    /// - Throws: `StorageError`, kind `notFound` where there is no such folder.
    package init(path: String) throws { self.init(try PosixDirectory(path)) }

    package init(_ directory: any FileSystem) { self.directory = directory }

    package func read() throws -> SearchSettings { try SettingsFile.read(from: directory) }

    /// Changes what there is, all or nothing.
    /// - Parameter revision: what the settings must still be at; nil: whatever they are.
    /// - Returns: the settings as they are now.
    /// - Throws: `Conflict`; `SettingsError` where they don't fit the index; `StorageError` (`locked` while another process
    ///   changes them); what `body` throws.
    package func change(ifAt revision: UInt64? = nil, _ body: (inout SearchSettings) throws -> Void) throws -> SearchSettings {
        let lock = try directory.lock("settings.lock")
        defer { withExtendedLifetime(lock) {} }
        guard let name = try Manifest.newest(in: directory) else {
            throw StorageError(kind: .notFound, call: "open", file: "manifest", reason: "there is no index in this folder")
        }
        let schema = try Manifest.read(name, in: directory).schema
        let old = try read()
        if let revision, revision != old.revision { throw Conflict(revision: old.revision) }
        var new = old
        try body(&new)
        new.revision = old.revision
        if new == old { return old }
        // What is written must be read again.
        _ = try SearchSettings(json: new.json)
        try new.check(against: schema)
        new.revision += 1
        try SettingsFile.write(new, to: directory)
        return new
    }
}

extension SearchSettings {
    /// - Throws: `SettingsError` with what this index can't take.
    func check(against schema: Schema) throws {
        var problems: [SettingsProblem] = []
        func check<Item: SettingsItem>(_ items: [Item]) {
            if items.count > Item.limit {
                problems.append(SettingsProblem(Item.plural, .tooMany, "\(items.count) are too many; at most \(Item.limit)"))
            }
        }
        check(synonyms)
        check(rules)
        check(stopWords)
        let cutter = WordCutter(schema)
        for (i, rule) in rules.enumerated() {
            for (member, text) in rule.placedFilters {
                do throws(RequestError) { _ = try Filter(parsing: text, schema: schema) } catch {
                    problems.append(SettingsProblem("rules[\(i)].\(member)", .badSyntax, "\(error.message) in: \(text.prefix(200))"))
                }
            }
            for (j, query) in rule.condition.queries.enumerated() {
                if let wrong = try Self.objection(to: query, cutter) {
                    problems.append(SettingsProblem("rules[\(i)].when.query[\(j)]", .badValue, wrong))
                }
            }
            if problems.count >= SettingsError.mostProblems { break }
        }
        for (i, synonym) in synonyms.enumerated() {
            for (name, terms) in [("root", synonym.roots), ("synonyms", synonym.synonyms)] {
                for (j, term) in terms.enumerated() {
                    guard let wrong = try Self.objection(to: term, cutter) else { continue }
                    problems.append(SettingsProblem("synonyms[\(i)].\(name)[\(j)]", .badValue, wrong))
                }
            }
            if problems.count >= SettingsError.mostProblems { break }
        }
        if !problems.isEmpty { throw SettingsError(problems: problems) }
    }

    private static func objection(to text: String, _ cutter: WordCutter) throws -> String? {
        let count = try cutter.words(of: text).count
        if count == 0 { return "'\(text.prefix(60))' has no word that can be searched" }
        return count > WordTable.lengthLimit ? "has \(count) words; at most \(WordTable.lengthLimit)" : nil
    }
}

extension Rule {
    /// The filters with the members they stand in.
    fileprivate var placedFilters: [(member: String, text: String)] {
        var all: [(String, String)] = []
        if let filter = condition.filter { all.append(("when.filter", filter)) }
        if let filter = action.filter { all.append(("then.filter", filter)) }
        all += action.boosts.enumerated().map { ("then.boost[\($0)].filter", $1.filter) }
        all += action.buries.enumerated().map { ("then.bury[\($0)].filter", $1.filter) }
        return all
    }
}
