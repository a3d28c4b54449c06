internal import ArgumentParser
internal import Search

/// `souk synonyms`, `souk rules`, `souk stopwords`: one family, whatever the list is of.
struct SettingsCommand<Item: SettingsItem & ShownItem>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Item.plural,
            abstract: Item.abstract,
            discussion: """
                The next search goes by them, nothing is indexed again. A server takes them up when it next looks for commits.

                Examples:
                \(Item.examples.map { "  souk \(Item.plural) \($0)" }.joined(separator: "\n"))
                """,
            subcommands: [
                SettingsListCommand<Item>.self, SettingsPutCommand<Item>.self, SettingsDeleteCommand<Item>.self,
                SettingsImportCommand<Item>.self,
            ])
    }
}

struct SettingsListCommand<Item: SettingsItem & ShownItem>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: "Shows them, or those of the ids given.",
            discussion: "Example:\n  souk \(Item.plural) list --index shop --json > \(Item.plural).json")
    }

    @OptionGroup var location: IndexOption
    @Flag(help: "Print JSON, as import reads it.")
    var json = false
    @Argument(help: "Ids; all where none is given.")
    var ids: [String] = []

    func run() throws {
        var items = Item.items(of: try SettingsStore(path: location.path).read())
        for id in ids where !items.contains(where: { $0.id == id }) { throw AskedWrongly("there is no \(Item.singular) '\(id)'") }
        if !ids.isEmpty { items = ids.compactMap { id in items.first { $0.id == id } } }
        guard !json else { return try printData(JSONValue.array(items.map(\.json)).text + "\n") }
        var table = AlignedTable()
        for item in items { table.append(([item.id] + item.cells).map(Terminal.printable)) }
        if items.isEmpty { Terminal.say("none yet; souk \(Item.plural) --help shows how to add some") } else { try printData(table.text) }
    }
}

struct SettingsPutCommand<Item: SettingsItem & ShownItem>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "put", abstract: "Adds one, or replaces the one of its id.",
            discussion: """
                Examples:
                \(Item.examples.filter { $0.hasPrefix("put") }.map { "  souk \(Item.plural) \($0)" }.joined(separator: "\n"))
                """)
    }

    @OptionGroup var location: IndexOption
    @Argument(help: ArgumentHelp(stringLiteral: Item.form))
    var item: String

    func run() throws {
        let items = try Item.read(typed: Array(item.utf8))
        let settings = try store(items, replacing: false, in: location)
        let now = Item.items(of: settings)
        for item in items { Terminal.say("\(Item.singular) '\(item.id)' is set; there are \(now.count)") }
    }
}

struct SettingsDeleteCommand<Item: SettingsItem & ShownItem>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "delete", abstract: "Takes some away, or all.",
            discussion: "Examples:\n  souk \(Item.plural) delete --index shop ID\n  souk \(Item.plural) delete --index shop --all")
    }

    @OptionGroup var location: IndexOption
    @Flag(help: "Take all of them away.")
    var all = false
    @Argument(help: "Ids of those to take away.")
    var ids: [String] = []

    func validate() throws {
        guard all != !ids.isEmpty else { throw ValidationError("name the ids to take away, or say --all") }
    }

    func run() throws {
        let settings = try SettingsStore(path: location.path).change { settings in
            var items = all ? [] : Item.items(of: settings)
            for id in ids {
                guard let place = items.firstIndex(where: { $0.id == id }) else {
                    throw AskedWrongly("there is no \(Item.singular) '\(id)'")
                }
                items.remove(at: place)
            }
            Item.set(items, in: &settings)
        }
        Terminal.say("\(Item.items(of: settings).count) are left")
    }
}

struct SettingsImportCommand<Item: SettingsItem & ShownItem>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import", abstract: "Reads a file of them.",
            discussion: """
                \(Item.fileForm) Those with an id that is there already are replaced. All or nothing: a file with a mistake changes nothing.

                Examples:
                  souk \(Item.plural) import --index shop \(Item.fileExample)
                  souk \(Item.plural) import --index shop --replace \(Item.fileExample)
                """)
    }

    @OptionGroup var location: IndexOption
    @Flag(help: "Take away those that are not in the file.")
    var replace = false
    @Option(help: ArgumentHelp(stringLiteral: "Of synonyms: solr, wordnet or json; told by the file's beginning unless said."))
    var format: SynonymFormat?
    @Argument(help: "The file, packed or not; - is standard input.")
    var file: String

    func validate() throws {
        guard format == nil || Item.self == Synonym.self else { throw ValidationError("--format is for synonyms; \(Item.plural) are JSON") }
    }

    func run() throws {
        let bytes = try readFile(file)
        let items: [Item]
        do throws(SettingsError) { items = try Item.read(file: bytes, format) } catch {
            throw InputError(file: file, reason: error.description)
        }
        let settings = try store(items, replacing: replace, in: location)
        Terminal.say("\(grouped(items.count)) read; there are \(grouped(Item.items(of: settings).count))")
    }
}

extension SynonymFormat: ExpressibleByArgument {}

/// Sets items beside those that are there, or in their stead.
private func store<Item: SettingsItem>(_ items: [Item], replacing: Bool, in location: IndexOption) throws -> SearchSettings {
    try SettingsStore(path: location.path).change { settings in
        var all = replacing ? [] : Item.items(of: settings)
        var places: [String: Int] = [:]
        for (place, item) in all.enumerated() { places[item.id] = place }
        for item in items {
            if let place = places[item.id] { all[place] = item } else {
                places[item.id] = all.count
                all.append(item)
            }
        }
        Item.set(all, in: &settings)
    }
}
