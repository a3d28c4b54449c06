/// A 64-bit hash of bytes, the same on every machine and in every version, since key tables on disk rest on it.
/// Eight bytes a step, folded multiplication (as in wyhash by Wang Yi), finished by MurmurHash3's mixer (Appleby).
@inline(__always)
func stableHash(_ bytes: Bytes) -> UInt64 {
    var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15 ^ 0x2545_F491_4F6C_DD1D
    var i = 0
    while i + 8 <= bytes.count {
        hash = fold(hash ^ bytes.load(i, as: UInt64.self), 0xA076_1D64_78BD_642F)
        i += 8
    }
    if i < bytes.count {
        var rest: UInt64 = 0
        if bytes.count >= 8 {
            rest = bytes.load(bytes.count - 8, as: UInt64.self)
        } else {
            while i < bytes.count {
                rest = rest << 8 | UInt64(bytes[i])
                i += 1
            }
        }
        hash = fold(hash ^ rest, 0xE703_7ED1_A0B4_28DB)
    }
    hash ^= hash >> 33
    hash = hash &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ hash >> 33
}

@inline(__always)
private func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
}
