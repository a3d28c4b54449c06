internal import CZlib

/// The bytes as a gzip member (RFC 1952), at the level that costs least: an answer is sent once.
///
/// SAFETY: the stream lives in this call alone, its pointers hold for the call of `deflate`, and the target has the room that
/// `deflateBound` asks for, so that one call ends the stream.
package func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    let gzip: Int32 = 16
    let status = deflateInit2_(
        &stream, Z_BEST_SPEED, Z_DEFLATED, gzip + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "no memory for a gzip context")
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    return [UInt8](unsafeUninitializedCapacity: room) { target, count in
        bytes.withUnsafeBufferPointer { source in
            stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(room)
            precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END, "deflateBound was too small")
        }
        count = room - Int(stream.avail_out)
    }
}

/// All that a compressed body holds. - Throws: `DecompressionFailure`; `TooLong` past the limit, however small the body was.
package func decompressed(_ bytes: [UInt8], by decompressor: any Decompressor, upTo limitBytes: Int) throws -> [UInt8] {
    var result: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var offset = 0
    while true {
        let (consumed, produced) = try bytes.withUnsafeBytes { source in
            try piece.withUnsafeMutableBytes { target in
                try decompressor.decompress(UnsafeRawBufferPointer(rebasing: source[offset...]), into: target).get()
            }
        }
        offset += consumed
        guard result.count + produced <= limitBytes else { throw TooLong(limitBytes: limitBytes) }
        result += piece[..<produced]
        if produced == 0, offset == bytes.count || consumed == 0 { break }
    }
    guard decompressor.isBetweenFrames, offset == bytes.count else {
        throw DecompressionFailure(format: decompressor.format, reason: "the body ends too soon")
    }
    return result
}

package struct TooLong: Error {
    package let limitBytes: Int
}
