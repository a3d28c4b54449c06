internal import CIntrinsics
internal import Glibc

/// Elements that grow without ever being copied: address space is reserved from the system, memory comes as it is
/// touched, and growth moves pages, not bytes. What the builder of a segment writes lies in these.
///
/// SAFETY: memory is mapped by `init`, moved only by `grow`, unmapped by `deinit`; subscripts check against `count`.
/// PERF: a Swift array that doubles copies and holds old and new at once, which breaks a memory budget.
struct Arena<Element: BitwiseCopyable>: ~Copyable {
    private(set) var pointer: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int
    private static var stride: Int { MemoryLayout<Element>.stride }

    init() {
        capacity = (1 << 20) / Self.stride
        pointer = Self.map(sizeBytes: capacity * Self.stride)
    }

    private static func map(sizeBytes: Int) -> UnsafeMutablePointer<Element> {
        let memory = mmap(nil, sizeBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let memory, memory != MAP_FAILED else { preconditionFailure("no address space left") }
        return memory.bindMemory(to: Element.self, capacity: sizeBytes / stride)
    }

    deinit { munmap(pointer, capacity * Self.stride) }

    /// Memory in use, in bytes.
    var sizeBytes: Int { count * Self.stride }

    private mutating func grow(to wanted: Int) {
        var larger = capacity
        while larger < wanted { larger *= 2 }
        let moved = souk_grow_mapping(pointer, capacity * Self.stride, larger * Self.stride)
        guard let memory = moved else { preconditionFailure("no address space left") }
        pointer = memory.bindMemory(to: Element.self, capacity: larger)
        capacity = larger
        if capacity * Self.stride >= Self.hugeSizeBytes { madvise(pointer, capacity * Self.stride, MADV_HUGEPAGE) }
    }

    /// From this size on, pages of 2 MiB are asked for: of each arena less than one page more is resident than is in use.
    private static var hugeSizeBytes: Int { 16 << 20 }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: count + 1) }
        pointer[count] = element
        count += 1
    }

    /// Says that the element will be needed soon; one that is not there is no fault.
    @inline(__always)
    func prefetch(_ index: Int) { souk_prefetch(pointer + index) }

    mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
        guard let source = elements.baseAddress else { return }
        if count + elements.count > capacity { grow(to: count + elements.count) }
        (pointer + count).update(from: source, count: elements.count)
        count += elements.count
    }

    /// Adds `more` elements whose memory is zero or left from before.
    mutating func extend(by more: Int) {
        if count + more > capacity { grow(to: count + more) }
        count += more
    }

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

    /// Empties, and gives the memory back to the system; what is extended afterwards is zero.
    mutating func removeAll() {
        madvise(pointer, capacity * Self.stride, MADV_DONTNEED)
        count = 0
    }

    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: pointer, count: count) }
}

extension Arena where Element == UInt8 {
    mutating func append(_ bytes: Bytes) {
        append(contentsOf: UnsafeBufferPointer(start: bytes.base.assumingMemoryBound(to: UInt8.self), count: bytes.count))
    }

    @inline(__always)
    func load<T: BitwiseCopyable>(_ offset: Int, as type: T.Type) -> T {
        precondition(offset >= 0 && offset + MemoryLayout<T>.size <= count)
        return UnsafeRawPointer(pointer + offset).loadUnaligned(as: T.self)
    }

    @inline(__always)
    func store<T: BitwiseCopyable>(_ value: T, at offset: Int) {
        precondition(offset >= 0 && offset + MemoryLayout<T>.size <= count)
        UnsafeMutableRawPointer(pointer + offset).storeBytes(of: value, as: T.self)
    }

    /// A view that holds until the arena grows.
    @inline(__always)
    func bytes(_ start: Int, count length: Int) -> Bytes {
        precondition(start >= 0 && length >= 0 && start + length <= count)
        return Bytes(base: UnsafeRawPointer(pointer + start), count: length)
    }
}
