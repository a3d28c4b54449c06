internal import CZstd
internal import Synchronization

/// zstd (RFC 8878) with contexts that are kept, since making one costs more than compressing a page.
///
/// SAFETY: contexts are owned by exactly one object and freed with it; every call passes the sizes of both buffers,
/// and a frame's stated size is never trusted beyond the capacity the caller gives.

/// A dictionary that makes small blocks compress like large ones; trained per segment.
final class ZstdDictionary: @unchecked Sendable {  // immutable after init; zstd documents shared read-only use as safe
    let bytes: [UInt8]
    fileprivate let forReading: OpaquePointer

    init?(bytes: [UInt8]) {
        guard let handle = bytes.withUnsafeBytes({ ZSTD_createDDict($0.baseAddress, $0.count) }) else { return nil }
        self.bytes = bytes
        forReading = handle
    }

    deinit { ZSTD_freeDDict(forReading) }

    /// Trains at most `capacity` bytes from samples laid end to end, or nil where they are too few or too alike.
    static func trained(samples: [UInt8], sizes: [Int], capacity: Int) -> [UInt8]? {
        guard sizes.count >= 64 else { return nil }
        var dictionary = [UInt8](repeating: 0, count: capacity)
        var parameters = ZDICT_fastCover_params_t()
        parameters.k = 512
        parameters.d = 8
        parameters.f = 18
        parameters.accel = 4
        parameters.steps = 1
        let size = dictionary.withUnsafeMutableBytes { target in
            samples.withUnsafeBytes { source in
                ZDICT_trainFromBuffer_fastCover(
                    target.baseAddress, target.count, source.baseAddress, sizes, UInt32(sizes.count), parameters)
            }
        }
        guard ZDICT_isError(size) == 0 else { return nil }
        return Array(dictionary[..<size])
    }
}

final class ZstdCompressor {
    private let context: OpaquePointer
    private var dictionary: OpaquePointer?
    private let level: Int32

    init(level: Int32, dictionary: [UInt8]? = nil) {
        guard let context = ZSTD_createCCtx() else { preconditionFailure("no memory for a zstd context") }
        self.context = context
        self.level = level
        self.dictionary = dictionary.flatMap { bytes in
            bytes.withUnsafeBytes { ZSTD_createCDict($0.baseAddress, $0.count, level) }
        }
    }

    deinit {
        ZSTD_freeCDict(dictionary)
        ZSTD_freeCCtx(context)
    }

    /// Compresses `source` into `target`, which is resized to what came out.
    func compress(_ source: Bytes, into target: inout [UInt8]) {
        let bound = ZSTD_compressBound(source.count)
        if target.count < bound { target = [UInt8](repeating: 0, count: bound) }
        let size = target.withUnsafeMutableBytes { out in
            if let dictionary {
                ZSTD_compress_usingCDict(context, out.baseAddress, out.count, source.base, source.count, dictionary)
            } else {
                ZSTD_compressCCtx(context, out.baseAddress, out.count, source.base, source.count, level)
            }
        }
        precondition(ZSTD_isError(size) == 0, "zstd cannot fail with room for the bound")
        target.removeLast(target.count - size)
    }
}

/// Inflates frames. One thread at a time takes a context; a few are kept.
final class ZstdDecompressor: Sendable {
    static let shared = ZstdDecompressor()

    /// A context and nothing else; whoever took it from the pool is its only user.
    private struct Context: @unchecked Sendable { let pointer: OpaquePointer }
    private let idle = Mutex<[Context]>([])

    deinit { idle.withLock { for context in $0 { ZSTD_freeDCtx(context.pointer) } } }

    private func take() -> Context {
        if let context = idle.withLock({ $0.popLast() }) { return context }
        guard let pointer = ZSTD_createDCtx() else { preconditionFailure("no memory for a zstd context") }
        return Context(pointer: pointer)
    }

    /// Decompresses one frame of exactly `size` bytes, as the caller's layout says, or nil where it is not that.
    func decompress(_ source: Bytes, size: Int, dictionary: ZstdDictionary? = nil) -> [UInt8]? {
        let context = take()
        defer { idle.withLock { $0.append(context) } }
        var whole = false
        let result = [UInt8](unsafeUninitializedCapacity: size) { target, count in
            let got =
                if let dictionary {
                    ZSTD_decompress_usingDDict(
                        context.pointer, target.baseAddress, size, source.base, source.count, dictionary.forReading)
                } else {
                    ZSTD_decompressDCtx(context.pointer, target.baseAddress, size, source.base, source.count)
                }
            whole = ZSTD_isError(got) == 0 && got == size
            count = whole ? size : 0
        }
        return whole ? result : nil
    }
}
