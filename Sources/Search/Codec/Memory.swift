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

/// A fixed number of values that can't be copied, in one piece of memory.
///
/// SAFETY: all `count` values are made by `init` and unmade by `deinit`, and reached by checked indexes only.
/// PERF: objects in an array are retained and released each time one is asked: a third of the time that phrases took and a fifth
/// of unions of 3 to 5 (`perf`, a million documents).
final class Row<Element: ~Copyable> {
    private let memory: UnsafeMutablePointer<Element>
    let count: Int

    /// `make` is given each index, in order.
    init(count: Int, make: (Int) throws -> Element) throws {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: Swift.max(count, 1))
        var made = 0
        do {
            while made < count {
                (memory + made).initialize(to: try make(made))
                made += 1
            }
        } catch {
            memory.deinitialize(count: made)
            memory.deallocate()
            throw error
        }
        // Only now: an object whose properties are all set is unmade by `deinit`.
        self.memory = memory
        self.count = count
    }

    deinit {
        memory.deinitialize(count: count)
        memory.deallocate()
    }

    @inline(__always)
    subscript(index: Int) -> Element {
        unsafeAddress {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            return UnsafePointer(memory + index)
        }
        unsafeMutableAddress {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            return memory + index
        }
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

/// A clock of the system in nanoseconds.
package func nanoseconds(ofClock clock: Int32) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// A monotonic clock in nanoseconds.
package func monotonicNanoseconds() -> Int64 { nanoseconds(ofClock: CLOCK_MONOTONIC) }

/// Wall-clock time in microseconds since 1970-01-01T00:00:00Z.
package func wallClockMicroseconds() -> Int64 { nanoseconds(ofClock: CLOCK_REALTIME) / 1000 }
