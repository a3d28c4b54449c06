internal import Synchronization

/// The settings of an index on disk: one file, replaced whole by each change.
///
/// ```
/// magic "SOUKSETS" u64 | version u32 | 0 u32 | revision u64 | JSON: length varint, bytes | CRC-32C of all before u32
/// ```
/// The name carries the revision, the newest counts. A change is written beside it, synced and renamed into place, as a
/// manifest is: after a crash there are the settings of before or of after.
enum SettingsFile {
    private static let magic: UInt64 = 0x5354_4553_4B55_4F53  // "SOUKSETS"
    private static let version: UInt32 = 1
    private static let files = NumberedFiles(prefix: "settings-")

    /// The newest revision among the names of a folder; 0: none was ever set.
    static func newest(among names: [String]) -> UInt64 { names.compactMap(files.number(ofName:)).max() ?? 0 }

    /// The newest settings of a folder, empty where there are none.
    static func read(from directory: any FileSystem) throws -> SearchSettings {
        var last: UInt64 = 0
        while true {
            let revision = newest(among: try directory.list())
            if revision == 0 { return SearchSettings() }
            do {
                return try read(revision, from: directory)
            } catch let error as StorageError where error.kind == .notFound {
                // A change may remove the file between the look for it and the opening; then there is a newer one.
                if revision == last { throw Damage(file: error.file, offset: 0, reason: "the file is missing") }
                last = revision
            }
        }
    }

    private static func read(_ revision: UInt64, from directory: any FileSystem) throws -> SearchSettings {
        let name = files.name(revision)
        let file = try directory.read(name)
        defer { withExtendedLifetime(file) {} }
        let bytes = file.bytes
        func damage(_ offset: Int, _ reason: String) -> Damage {
            Damage(file: name, offset: UInt64(offset), reason: "\(reason); remove the file to search without settings")
        }
        guard bytes.count >= 29, bytes[0..<bytes.count - 4].crc32c == bytes.load(bytes.count - 4, as: UInt32.self) else {
            throw damage(0, "checksum of the settings differs, or they were cut short")
        }
        guard bytes.load(0, as: UInt64.self) == magic else { throw damage(0, "no settings") }
        guard bytes.load(8, as: UInt32.self) == version else {
            throw damage(8, "format version \(bytes.load(8, as: UInt32.self)); this program reads \(version)")
        }
        var reader = ByteReader(bytes[0..<bytes.count - 4], at: 16)
        do {
            let stored: UInt64 = try reader.get()
            guard stored == revision, stored < 1 << 62 else { throw damage(16, "revision \(stored) under another name") }
            var settings = try SearchSettings(json: try JSONValue(parsing: Array(try reader.getString().utf8)))
            settings.revision = stored
            return settings
        } catch let error as Malformed {
            throw damage(error.offset, error.reason)
        } catch let error as JSONError {
            throw damage(24, "not JSON: \(error.reason)")
        } catch let error as SettingsError {
            throw damage(24, error.description)
        }
    }

    /// Makes these the settings of the folder: when it returns, they survive any crash.
    static func write(_ settings: SearchSettings, to directory: any FileSystem) throws(StorageError) {
        var writer = ByteWriter()
        writer.put(magic)
        writer.put(version)
        writer.put(UInt32(0))
        writer.put(settings.revision)
        writer.put(string: settings.json.text)
        writer.put(crc32c(writer.bytes))
        try files.write(settings.revision, writer.bytes, to: directory)
        let name = files.name(settings.revision)
        for old in try directory.list() where old != name && old.hasPrefix(files.prefix) { try directory.remove(old) }
    }
}

/// Settings as a snapshot holds them, with what rooms below make of them once.
final class LoadedSettings: Sendable {
    let settings: SearchSettings
    private let made = Mutex<(any Sendable)?>(nil)

    init(_ settings: SearchSettings) { self.settings = settings }

    /// What `make` makes of the settings, kept for the next one who asks.
    func kept<Made: Sendable>(_ make: (SearchSettings) throws -> Made) rethrows -> Made {
        if let known = made.withLock({ $0 as? Made }) { return known }
        let fresh = try make(settings)
        made.withLock { $0 = fresh }
        return fresh
    }
}
