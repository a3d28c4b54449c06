internal import Glibc
internal import Synchronization

/// Inflated bytes that stay where they are while anyone holds this object.
///
/// SAFETY: the memory is filled in `init`, freed in `deinit` and never changed between.
final class InflatedPage: @unchecked Sendable {
    let bytes: Bytes

    init<Element: BitwiseCopyable>(_ array: [Element]) {
        let size = array.count * MemoryLayout<Element>.stride
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size, 1), alignment: 16)
        array.withUnsafeBytes { memory.copyMemory(from: $0) }
        bytes = Bytes(base: UnsafeRawPointer(memory.baseAddress!), count: size)
    }

    deinit { bytes.base.deallocate() }
}

/// Inflated pages and document blocks of all segments of a process, within a bound: the same page is not inflated twice
/// while it is in use. Which one leaves is decided by a clock hand (second chance), so that scans do not empty it.
final class PageCache: Sendable {
    struct Key: Hashable, Sendable {
        let file: ObjectIdentifier
        let kind: Kind
        let number: Int
    }

    /// What a key's number counts. Kinds are apart by type, so that none can be taken for another.
    enum Kind: Hashable, Sendable {
        /// Pages of a field's postings.
        case page(field: Int)
        /// Dense lists of a field as bits, by the number of their first block's facts.
        case dense(field: Int)
        /// What begins with up to three letters in a field, by those letters, of which there are so many bytes.
        case begun(field: Int, size: Int)
        /// Blocks of stored documents.
        case documents
    }

    private struct Entry {
        let key: Key
        let page: InflatedPage
        var wasUsed: Bool
    }

    private struct State {
        var places: [Key: Int] = [:]
        var entries: [Entry] = []
        var hand = 0
        var sizeBytes = 0
    }

    /// Only searches use it: writers read their pages through caches of their own.
    static let shared = PageCache(limitBytes: min(max(memoryBytes / 64, 64 << 20), 512 << 20))
    private let limitBytes: Int
    private let state = Mutex(State())

    init(limitBytes: Int) { self.limitBytes = limitBytes }

    /// Of the machine, or of the control group that this process is held to where that has less.
    private static var memoryBytes: Int {
        let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        guard let file = fopen("/sys/fs/cgroup/memory.max", "r") else { return machine }
        defer { fclose(file) }
        var text = [UInt8](repeating: 0, count: 32)
        let count = fread(&text, 1, text.count, file)
        // "max" where there is no limit.
        let digits = String(decoding: text.prefix(count).prefix { $0 &- 0x30 < 10 }, as: UTF8.self)
        return min(machine, Int(digits) ?? machine)
    }

    /// The page under `key`, made by `inflate` outside the lock where it is not there.
    func page<E: Error>(_ key: Key, inflate: () throws(E) -> InflatedPage) throws(E) -> InflatedPage {
        let known = state.withLock { state -> InflatedPage? in
            guard let place = state.places[key] else { return nil }
            state.entries[place].wasUsed = true
            return state.entries[place].page
        }
        if let known { return known }
        let page = try inflate()
        state.withLock { insert(key, page, into: &$0) }
        return page
    }

    private func insert(_ key: Key, _ page: InflatedPage, into state: inout State) {
        guard state.places[key] == nil else { return }
        state.sizeBytes += page.bytes.count
        while state.sizeBytes > limitBytes, !state.entries.isEmpty {
            state.hand %= state.entries.count
            if state.entries[state.hand].wasUsed {
                state.entries[state.hand].wasUsed = false
                state.hand += 1
            } else {
                remove(at: state.hand, from: &state)
            }
        }
        state.places[key] = state.entries.count
        state.entries.append(Entry(key: key, page: page, wasUsed: false))
    }

    private func remove(at place: Int, from state: inout State) {
        let last = state.entries.count - 1
        state.sizeBytes -= state.entries[place].page.bytes.count
        state.places[state.entries[place].key] = nil
        if place != last {
            state.entries[place] = state.entries[last]
            state.places[state.entries[place].key] = place
        }
        state.entries.removeLast()
    }

    /// Forgets all pages of a file that is no longer read.
    func drop(file: ObjectIdentifier) {
        state.withLock { state in
            for place in stride(from: state.entries.count - 1, through: 0, by: -1) where state.entries[place].key.file == file {
                remove(at: place, from: &state)
            }
        }
    }
}
