import HTTPTypes
import Hummingbird
import Search

/// `/search/settings`, and its lists item by item: `/search/synonyms`, `/search/rules`, `/search/stopwords`. What is changed here
/// holds for the next search; other processes take it up when they next look for commits.
struct SettingsRoutes: Sendable {
    let served: ServedIndex
    let threads: SearchThreads

    /// A list of synonyms is longer than what is asked of a search.
    static let bodyLimitBytes = 64 << 20

    var all: [Route] {
        [.get("/search/settings", .indexers, whole), .put("/search/settings", .indexers, replaceWhole)] + routes(Synonym.self)
            + routes(Rule.self) + routes(StopWordList.self)
    }

    private func routes<Item: SettingsItem>(_ type: Item.Type) -> [Route] {
        let path = "/search/\(Item.plural)"
        return [
            .get(path, .indexers) { try await list(type, $0, $1) }, .post(path, .indexers) { try await add(type, $0, $1) },
            .get("\(path)/:id", .indexers) { try await one(type, $0, $1) },
            .put("\(path)/:id", .indexers) { try await put(type, $0, $1) },
            .delete("\(path)/:id", .indexers) { try await delete(type, $0, $1) },
        ]
    }

    // MARK: All of them

    @Sendable private func whole(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let settings = try await read()
        return Self.response(settings.json, settings)
    }

    @Sendable private func replaceWhole(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let new = try SearchSettings(json: try await json(of: request))
        let settings = try await change(request) { settings in
            let revision = settings.revision
            settings = new
            settings.revision = revision
        }
        return Self.response(settings.json, settings)
    }

    // MARK: Item by item

    private func list<Item: SettingsItem>(_ type: Item.Type, _ request: Request, _ context: GatewayContext) async throws -> Response {
        let settings = try await read()
        return Self.response(.object([("items", .array(Item.items(of: settings).map(\.json)))]), settings)
    }

    private func one<Item: SettingsItem>(_ type: Item.Type, _ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let settings = try await read()
        guard let item = Item.items(of: settings).first(where: { $0.id == id }) else { throw NoSuchItem(kind: Item.singular, id: id) }
        return Self.response(item.json, settings)
    }

    private func add<Item: SettingsItem>(_ type: Item.Type, _ request: Request, _ context: GatewayContext) async throws -> Response {
        var added = [try Self.item(type, await json(of: request))]
        let settings = try await change(request, item: added[0]) { [added] settings in
            var items = Item.items(of: settings)
            var new = added
            if items.contains(where: { $0.id == new[0].id }) { throw ItemExists(kind: Item.singular, id: new[0].id) }
            Item.named(&new, beside: items)
            items += new
            Item.set(items, in: &settings)
        }
        if let last = Item.items(of: settings).last { added = [last] }
        var response = Self.response(added[0].json, settings, status: .created)
        response.headers[.location] = "/search/\(Item.plural)/\(added[0].id)"
        return response
    }

    private func put<Item: SettingsItem>(_ type: Item.Type, _ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try context.parameters.require("id")
        var item = try Self.item(type, await json(of: request))
        guard item.id.isEmpty || item.id == id else {
            throw SettingsError(problems: [SettingsProblem("id", .badValue, "is '\(item.id)', but the address says '\(id.prefix(128))'")])
        }
        item.id = id
        // The id of the address is held to what ids are, too.
        let checked = try Self.item(type, item.json)
        let settings = try await change(request, item: checked) { settings in
            var items = Item.items(of: settings)
            if let place = items.firstIndex(where: { $0.id == id }) { items[place] = checked } else { items.append(checked) }
            Item.set(items, in: &settings)
        }
        return Self.response(checked.json, settings)
    }

    private func delete<Item: SettingsItem>(_ type: Item.Type, _ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let settings = try await change(request) { settings in
            var items = Item.items(of: settings)
            guard let place = items.firstIndex(where: { $0.id == id }) else { throw NoSuchItem(kind: Item.singular, id: id) }
            items.remove(at: place)
            Item.set(items, in: &settings)
        }
        var response = Response(status: .noContent)
        response.headers[.eTag] = Self.tag(settings)
        return response
    }

    // MARK: What they share

    private static func item<Item: SettingsItem>(_ type: Item.Type, _ json: JSONValue) throws -> Item {
        do throws(SettingsProblem) { return try Item(json: json, at: "") } catch { throw SettingsError(problems: [error]) }
    }

    private func json(of request: Request) async throws -> JSONValue {
        // Without this a page of another site could post here, by a form.
        let type = request.headers[.contentType]?.lowercased().split(separator: ";").first.map { $0.filter { $0 != " " } }
        guard type == "application/json" else { throw UnsupportedType() }
        let body = try await request.body(upTo: Self.bodyLimitBytes)
        do { return try JSONValue(parsing: body) } catch {
            let place = Schema.place(of: error.offset, in: body)
            throw SettingsError(problems: [SettingsProblem("", .badJSON, "the body is not JSON: \(place): \(error.reason)")])
        }
    }

    private func read() async throws -> SearchSettings {
        try await threads.run { [served] in
            _ = try served.snapshot()
            return try SettingsStore(path: served.path).read()
        }
    }

    /// How long a change waits for the ones before it, which take some milliseconds each.
    private static let patience: (count: Int, pause: Duration) = (100, .milliseconds(20))

    /// Changes the settings, if they are what `If-Match` says, and makes the next search go by them.
    private func change(
        _ request: Request, _ body: @escaping @Sendable (inout SearchSettings) throws -> Void
    ) async throws -> SearchSettings {
        // No revision is as large as what `noVersion` becomes.
        let revision = try request.ifMatch().map { UInt64(bitPattern: $0) }
        for _ in 0..<Self.patience.count {
            do {
                return try await threads.run { [served] in
                    _ = try served.snapshot()
                    let settings = try SettingsStore(path: served.path).change(ifAt: revision, body)
                    _ = served.refresh()
                    return settings
                }
            } catch let error as StorageError where error.kind == .locked {
                try await Task.sleep(for: Self.patience.pause)
            }
        }
        throw SettingsBusy()
    }

    /// Problems of the one item are told by its own members, not by its place in the list.
    private func change<Item: SettingsItem>(
        _ request: Request, item: Item, _ body: @escaping @Sendable (inout SearchSettings) throws -> Void
    ) async throws -> SearchSettings {
        do { return try await change(request, body) } catch let error as SettingsError {
            throw SettingsError(problems: error.problems.map { problem in
                var problem = problem
                if problem.place.hasPrefix("\(Item.plural)["), let dot = problem.place.firstIndex(of: ".") {
                    problem.place = String(problem.place[dot...].dropFirst())
                }
                return problem
            })
        }
    }

    private static func tag(_ settings: SearchSettings) -> String { "\"\(settings.revision)\"" }

    private static func response(_ json: JSONValue, _ settings: SearchSettings, status: HTTPResponse.Status = .ok) -> Response {
        var response = Response(json: Array(json.text.utf8), status: status)
        response.headers[.eTag] = tag(settings)
        return response
    }
}

struct NoSuchItem: Error {
    let kind: String
    let id: String
}

struct ItemExists: Error {
    let kind: String
    let id: String
}

/// Another process holds the settings for seconds on end.
struct SettingsBusy: Error {}

struct UnsupportedType: Error {}
