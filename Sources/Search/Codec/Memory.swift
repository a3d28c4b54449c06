internal import Glibc

/// A fixed number of elements that one owner keeps: scratch space of cursors and collectors.
///
/// An array as a class's property pays for uniqueness and exclusivity on each write of an inner loop; this does not.
/// Subscripts are checked, so a wrong index stops the process instead of reading elsewhere.
///
/// SAFETY: the memory is allocated by `init`, freed by `deinit`, and reached only through checked subscripts or
/// through `pointer`, whose users are the kernels of `BitPacking.swift` and the named unsafe files.
struct Slab<Element: BitwiseCopyable>: ~Copyable {
    let pointer: UnsafeMutablePointer<Element>
    let count: Int

    init(count: Int, filledWith value: Element) {
        pointer = .allocate(capacity: Swift.max(count, 1))
        pointer.initialize(repeating: value, count: Swift.max(count, 1))
        self.count = count
    }

    /// Whatever lies in memory: for what is written before it is read.
    init(uninitialized count: Int) {
        pointer = .allocate(capacity: Swift.max(count, 1))
        self.count = count
    }

    deinit { pointer.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            return pointer[index]
        }
        nonmutating set {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            pointer[index] = newValue
        }
    }

    func fill(_ value: Element) { pointer.update(repeating: value, count: count) }

    func fill(_ value: Element, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        (pointer + range.lowerBound).update(repeating: value, count: range.count)
    }

    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: pointer, count: count * MemoryLayout<Element>.stride)
    }
}

@inline(__always)
func memoryOrder(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ count: Int) -> Int { Int(memcmp(a, b, count)) }

/// The largest resident size this process has had, in bytes, as the kernel counts it.
package func peakResidentBytes() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
}

/// A monotonic clock in nanoseconds.
package func monotonicNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// Wall-clock time in microseconds since 1970-01-01T00:00:00Z.
package func wallClockMicroseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
}
