internal import Synchronization

/// Bits that threads set and read without a lock; a bit once set stays set.
///
/// SAFETY: the words are allocated in `init` and freed in `deinit`; all access goes through atomics.
final class AtomicBits: @unchecked Sendable {
    let count: Int
    private let words: UnsafeMutablePointer<Atomic<UInt64>>
    private let wordCount: Int

    init(count: Int) {
        self.count = count
        wordCount = (count + 63) / 64
        words = .allocate(capacity: max(wordCount, 1))
        for i in 0..<wordCount { (words + i).initialize(to: Atomic(0)) }
    }

    deinit {
        words.deinitialize(count: wordCount)
        words.deallocate()
    }

    @inline(__always)
    func contains(_ index: Int) -> Bool {
        precondition(index >= 0 && index < count)
        return words[index >> 6].load(ordering: .acquiring) >> UInt64(index & 63) & 1 == 1
    }

    func insert(_ index: Int) {
        precondition(index >= 0 && index < count)
        words[index >> 6].bitwiseOr(1 << UInt64(index & 63), ordering: .releasing)
    }
}
