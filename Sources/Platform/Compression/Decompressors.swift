internal import CZlib
internal import CZstd

/// Undoes one kind of compression, a piece at a time.
///
/// SAFETY: of both implementations: the C contexts are owned by one object each and freed with it, the stream structures
/// hold pointers only while a call runs, and every call is told the size of both buffers.
package protocol Decompressor {
    /// For messages.
    var format: String { get }
    /// Whether the bytes taken so far end where a compressed stream ends.
    var isBetweenFrames: Bool { get }
    /// Takes bytes from the start of `source` and puts plain ones at the start of `target`.
    func decompress(
        _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
    ) -> Result<(Int, Int), DecompressionFailure>
}

package struct DecompressionFailure: Error {
    package let format: String
    package let reason: String
}

/// gzip (RFC 1952), also several members end to end, as `cat a.gz b.gz` makes them.
package final class Gzip: Decompressor {
    package static let magic: [UInt8] = [0x1F, 0x8B]
    package let format = "gzip"
    package private(set) var isBetweenFrames = false
    private let stream: UnsafeMutablePointer<z_stream>

    package init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let gzipOnly: Int32 = 16
        let status = inflateInit2_(stream, gzipOnly + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "no memory for a gzip context")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    package func decompress(
        _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
    ) -> Result<(Int, Int), DecompressionFailure> {
        if isBetweenFrames {
            guard !source.isEmpty else { return .success((0, 0)) }
            inflateReset(stream)
            isBetweenFrames = false
        }
        // zlib takes a pointer to what it will not write to; the cast is its interface's, not a promise broken.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.assumingMemoryBound(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(source.count)
        stream.pointee.next_out = target.assumingMemoryBound(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(clamping: target.count)
        let room = Int(stream.pointee.avail_out)
        let status = inflate(stream, Z_NO_FLUSH)
        let consumed = source.count - Int(stream.pointee.avail_in)
        let produced = room - Int(stream.pointee.avail_out)
        switch status {
        case Z_STREAM_END: isBetweenFrames = true
        case Z_OK, Z_BUF_ERROR: break
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)"
            return .failure(DecompressionFailure(format: format, reason: reason))
        }
        return .success((consumed, produced))
    }
}

/// zstd (RFC 8878), also several frames end to end.
package final class Zstd: Decompressor {
    package static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
    package let format = "zstd"
    package private(set) var isBetweenFrames = false
    private let context: OpaquePointer

    package init() {
        guard let context = ZSTD_createDCtx() else { preconditionFailure("no memory for a zstd context") }
        self.context = context
    }

    deinit { ZSTD_freeDCtx(context) }

    package func decompress(
        _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
    ) -> Result<(Int, Int), DecompressionFailure> {
        if isBetweenFrames, source.isEmpty { return .success((0, 0)) }
        var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
        var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        let status = ZSTD_decompressStream(context, &output, &input)
        guard ZSTD_isError(status) == 0 else {
            return .failure(DecompressionFailure(format: format, reason: String(cString: ZSTD_getErrorName(status))))
        }
        isBetweenFrames = status == 0
        return .success((input.pos, output.pos))
    }
}
