import Glibc
import Search

/// Processors this process may run on, at least one.
package func availableProcessors() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// Bytes of this process in memory now; nil where the kernel does not say.
func residentBytes() -> Int? {
    guard let fields = readSmallFile("/proc/self/statm")?.split(separator: " "), fields.count > 1, let pages = Int(fields[1])
    else { return nil }
    return pages * sysconf(Int32(_SC_PAGESIZE))
}

/// Bytes that the machine could still hand out without swapping, and all it has; nil where the kernel does not say.
func machineMemory() -> (available: Int, total: Int)? {
    guard let text = readSmallFile("/proc/meminfo") else { return nil }
    func kibibytes(_ name: String) -> Int? {
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return nil }
        return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }
    guard let available = kibibytes("MemAvailable:"), let total = kibibytes("MemTotal:") else { return nil }
    return (available * 1024, total * 1024)
}

/// Bytes free for this user, and all, of the file system that holds a path; nil where it can't be asked.
func diskSpace(of path: String) -> (available: UInt64, total: UInt64)? {
    var facts = statvfs()
    guard statvfs(path, &facts) == 0 else { return nil }
    let blockSize = UInt64(facts.f_frsize)
    return (UInt64(facts.f_bavail) &* blockSize, UInt64(facts.f_blocks) &* blockSize)
}

/// Files of the kernel that fit 16 KiB; nil where they can't be read.
private func readSmallFile(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
}

/// The thread that makes it, for others to look at as long as it runs.
struct KernelThread: Sendable {
    /// Nil where the kernel does not say.
    private let id: id_t?
    private let clock: clockid_t

    init() {
        // A link to "PROCESS/task/THREAD". The C library's gettid is not among what Swift imports.
        var target = [CChar](repeating: 0, count: 64)
        let count = readlink("/proc/thread-self", &target, target.count)
        let path = String(decoding: target.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        id = path.split(separator: "/").last.flatMap { id_t($0) }
        var clock = clockid_t()
        pthread_getcpuclockid(pthread_self(), &clock)
        self.clock = clock
    }

    /// Time it has had a processor.
    var processorNanoseconds: Int64 { nanoseconds(ofClock: clock) }

    /// The greater, the less of a processor that others want; 0 is usual, 19 the most. Without effect where it is forbidden.
    func setNiceness(_ niceness: Int32) {
        if let id { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id, niceness) }
    }
}
