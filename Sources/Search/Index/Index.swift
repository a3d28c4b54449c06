internal import Synchronization

/// An index opened for reading. Any number of these, in any number of processes, read beside one writer; each sees the
/// commit it opened until `refresh`.
package final class Index: Sendable {
    private let directory: any FileSystem
    private let current: Mutex<Snapshot>
    /// One at a time, so that none puts back what another has replaced.
    private let refreshing = Mutex<Void>(())

    /// Opens the newest commit of the index in a folder.
    /// - Throws: `StorageError` (kind `notFound` where there is no index), `Damage`.
    package static func open(_ path: String) throws -> Index { try Index(PosixDirectory(path)) }

    package init(_ directory: any FileSystem) throws {
        self.directory = directory
        current = Mutex(try Self.load(from: directory, after: nil))
    }

    /// The commit as of the last refresh; it stays what it is while it is held.
    package var snapshot: Snapshot { current.withLock { $0 } }

    /// Takes up the newest commit and the newest settings. - Returns: whether either is another one. After an error the old
    /// ones stay.
    package func refresh() throws -> Bool {
        try refreshing.withLock { _ in
            let old = snapshot
            let names = try directory.list()
            guard let newest = Manifest.newest(among: names) else { return false }
            let isSame = Manifest.generation(ofName: newest) == old.generation
            if isSame && SettingsFile.newest(among: names) == old.settings.settings.revision { return false }
            let fresh = try Self.load(from: directory, after: old)
            current.withLock { $0 = fresh }
            return true
        }
    }

    /// A writer may remove files between the reading of a manifest and the opening of what it names. Then there is a newer
    /// manifest; where there is none, the file is missing indeed.
    private static func load(from directory: any FileSystem, after old: Snapshot?) throws -> Snapshot {
        var last: String?
        let settings = try settings(from: directory, after: old)
        while true {
            guard let name = try Manifest.newest(in: directory) else {
                throw StorageError(kind: .notFound, call: "open", file: "manifest", reason: "there is no index in this folder")
            }
            do {
                return try Snapshot(try Manifest.read(name, in: directory), settings, in: directory, reusing: old)
            } catch let error as StorageError where error.kind == .notFound {
                if name == last { throw Damage(file: error.file, offset: 0, reason: "the file is missing") }
                last = name
            }
        }
    }

    private static func settings(from directory: any FileSystem, after old: Snapshot?) throws -> LoadedSettings {
        if let old, SettingsFile.newest(among: try directory.list()) == old.settings.settings.revision { return old.settings }
        return LoadedSettings(try SettingsFile.read(from: directory))
    }
}

/// One commit of an index with its settings, immutable: what a search runs on.
package final class Snapshot: Sendable {
    let manifest: Manifest
    let views: [SegmentView]
    let settings: LoadedSettings
    /// What people searched for, as far as that is known.
    let queries: PastQueries
    private let caches: Caches

    /// What was made of the commit; shared by snapshots that differ in their settings alone.
    private final class Caches: Sendable {
        struct State {
            var ordinals: [FieldID: GlobalOrdinals] = [:]
            var completions: [FieldID: Completions] = [:]
            var compounds: [FieldID: [SnowballLanguage: CompoundLexicon]] = [:]
            var filters: [FilterKey: BitSet] = [:]
            var filterOrder: [FilterKey] = []
        }
        let state = Mutex(State())

        func withLock<Result>(_ body: (inout State) -> Result) -> Result { state.withLock { body(&$0) } }
    }

    private struct FilterKey: Hashable {
        /// Bytes: strings that look alike are equal in Swift, but not in a dictionary of terms.
        let filter: [UInt8]
        let segment: Int
    }

    fileprivate init(_ manifest: Manifest, _ settings: LoadedSettings, in directory: any FileSystem, reusing old: Snapshot?) throws {
        self.manifest = manifest
        self.settings = settings
        if let old, old.manifest == manifest { caches = old.caches } else { caches = Caches() }
        queries = try PastQueries(in: directory)
        var known: [String: Segment] = [:]
        for view in old?.views ?? [] { known[view.file.name] = view.segment }
        views = try manifest.segments.map { entry in
            let segment: Segment
            if let open = known[entry.file.name], open.file.identity == entry.file.identity {
                segment = open
            } else {
                segment = try Segment(entry.file, schema: manifest.schema, in: directory)
            }
            let live = try entry.live.map {
                try LiveDocuments.read($0.name, identity: $0.identity, documentCount: segment.documentCount, in: directory)
            }
            return SegmentView(segment: segment, file: entry.file, live: live)
        }
    }

    package var schema: Schema { manifest.schema }
    package var generation: UInt64 { manifest.generation }

    /// Live documents.
    package var documentCount: Int { views.reduce(0) { $0 + $1.liveCount } }

    /// All documents in the segments, deleted ones that no merge has dropped yet included: N of the scoring formula.
    var physicalCount: Int { views.reduce(0) { $0 + $1.segment.documentCount } }

    func statistics(_ field: FieldID) -> TextStatistics {
        views.reduce(TextStatistics()) { $0 + $1.segment.meta.fields[Int(field.rawValue)].statistics }
    }

    /// The order of a keyword field's values over all segments; made when first asked for.
    func ordinals(_ field: FieldID) throws -> GlobalOrdinals {
        if let known = caches.withLock({ $0.ordinals[field] }) { return known }
        let made = try GlobalOrdinals(views.map { try $0.segment.keywords(field).dictionary })
        caches.withLock { $0.ordinals[field] = made }
        return made
    }

    /// The compounds of a language in a field, of which its terms begin with `mark`; nil: the language has none.
    func compounds(_ field: FieldID, _ language: SnowballLanguage, _ mark: [UInt8]) -> CompoundLexicon? {
        guard CompoundSplitter.languages.contains(language) else { return nil }
        return caches.withLock { caches in
            if let known = caches.compounds[field]?[language] { return known }
            let lexicon = CompoundLexicon(views.map(\.segment), field, language, mark)
            caches.compounds[field, default: [:]][language] = lexicon
            return lexicon
        }
    }

    /// The values of a keyword or path field, or the words of a text field as they are written, to complete a beginning from;
    /// made when first asked for.
    func completions(_ field: FieldID) throws -> Completions {
        if let known = caches.withLock({ $0.completions[field] }) { return known }
        let made = try schema[field].type.isKeyword ? valueCompletions(field) : wordCompletions(field)
        caches.withLock { $0.completions[field] = made }
        return made
    }

    /// Words of documents that are deleted, too: their counts are about right.
    private func wordCompletions(_ field: FieldID) throws -> Completions {
        var builder = Completions.Builder()
        for (number, view) in views.enumerated() {
            func home(_ ordinal: Int) -> Completions.Home { .init(segment: UInt32(number), ordinal: UInt32(ordinal)) }
            if case .snowball = schema[field].analyzer {
                let words = try view.segment.surfaceWords(schema[field].analyzer)
                for ordinal in 0..<words.near.count {
                    let count = UInt32(words.near.count(at: ordinal))
                    builder.add(folded: Array(words.near.term(at: ordinal)), count: count, at: home(ordinal))
                }
            } else {
                var cursor = try view.segment.postings(field).dictionary.cursor()
                while let next = try cursor.next() {
                    // Stems and measures stand beside words, and are none.
                    if cursor.term.first == LanguageStem.opening || cursor.term.first == MeasureScanner.mark { continue }
                    builder.add(folded: cursor.term, count: next.entry.documentCount, at: home(next.ordinal))
                }
            }
        }
        return builder.finish()
    }

    private func valueCompletions(_ field: FieldID) throws -> Completions {
        var builder = Completions.Builder()
        var folding = Folding()
        let isPath = schema[field].type == .path
        for (number, view) in views.enumerated() {
            let column = try view.segment.keywords(field)
            var counts = [UInt32](repeating: 0, count: column.dictionary.count)
            // Deleted documents are still in the lists.
            view.live?.forEach { document in column.forEachOrdinal(of: document) { counts[$0] &+= 1 } }
            var cursor = column.dictionary.cursor()
            while try cursor.advance() {
                let count = view.live == nil ? try cursor.entry().documentCount : counts[cursor.ordinal]
                if count == 0 { continue }
                let value = isPath ? PathValue.lastPart(cursor.term) : cursor.term
                var text = folding.fold(value.span, depth: .full)
                // Paths that end alike are not one.
                if isPath { text += [0] + folding.fold(cursor.term.span, depth: .full) }
                builder.add(folded: text, count: count, at: .init(segment: UInt32(number), ordinal: UInt32(cursor.ordinal)))
            }
        }
        return builder.finish()
    }

    private static let filterCacheLimit = 256

    /// A filter's documents in a segment, kept for the next search with the same filter.
    func cachedFilter(_ filter: String, segment: Int, make: () throws -> BitSet) throws -> BitSet {
        let key = FilterKey(filter: Array(filter.utf8), segment: segment)
        if let known = caches.withLock({ $0.filters[key] }) { return known }
        let made = try make()
        caches.withLock { caches in
            if caches.filters.updateValue(made, forKey: key) == nil { caches.filterOrder.append(key) }
            if caches.filterOrder.count > Self.filterCacheLimit { caches.filters[caches.filterOrder.removeFirst()] = nil }
        }
        return made
    }

    /// The stored document with this key as JSON, or nil.
    package func document(id: String) throws -> [UInt8]? {
        guard let place = try place(ofID: id) else { return nil }
        return try views[place.segment].segment.documents().document(place.document)
    }

    /// Where the living document with this key lies.
    func place(ofID id: String) throws -> (segment: Int, document: Int)? {
        try Bytes.of(Array(id.utf8)) { key throws in
            let hash = stableHash(key)
            for (number, view) in views.enumerated().reversed() {
                var found: Int?
                try view.segment.keys().forEachDocument(key, hash: hash) { document throws(Damage) in
                    guard view.isLive(document) else { return false }
                    found = document
                    return true
                }
                if let found { return (number, found) }
            }
            return nil
        }
    }

    /// Every document that lies in a segment, live or not, in the order of segments: for checks and tests.
    func physicalDocuments() throws -> [(key: String, sequence: UInt64, isLive: Bool)] {
        var all: [(key: String, sequence: UInt64, isLive: Bool)] = []
        for view in views {
            let keys = try view.segment.keys()
            let sequences = try view.segment.sequences()
            for document in 0..<view.segment.documentCount {
                all.append((try keys.key(of: document).string, sequences[document], view.isLive(document)))
            }
        }
        return all
    }
}

/// A segment as one commit sees it.
struct SegmentView: Sendable {
    let segment: Segment
    let file: SegmentFile
    /// Nil: all documents live.
    let live: BitSet?
    let liveCount: Int

    init(segment: Segment, file: SegmentFile, live: BitSet?) {
        self.segment = segment
        self.file = file
        self.live = live
        liveCount = live?.population ?? segment.documentCount
    }

    @inline(__always)
    func isLive(_ document: Int) -> Bool { live?.contains(document) ?? true }
}
