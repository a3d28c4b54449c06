/// Files of which the one with the greatest number counts: manifests, settings. A name is a prefix and the number in sixteen
/// hexadecimal digits, so that names have the order of their numbers.
struct NumberedFiles {
    let prefix: String

    func name(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return prefix + String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Nil: a file of another kind.
    func number(ofName name: String) -> UInt64? {
        guard name.hasPrefix(prefix), name.utf8.count == prefix.utf8.count + 16 else { return nil }
        return UInt64(name.dropFirst(prefix.count), radix: 16)
    }

    /// Makes a file of these bytes, written beside its name and renamed into place: when it returns, the file survives any crash,
    /// and so do the names of all files made before it.
    func write(_ number: UInt64, _ bytes: [UInt8], to directory: any FileSystem) throws(StorageError) {
        let name = name(number)
        let file = try directory.create(name + ".tmp")
        try Bytes.of(bytes) { bytes throws(StorageError) in try file.append(bytes.buffer) }
        try file.sync()
        try file.close()
        // Names that this one makes matter must be durable before it.
        try directory.syncDirectory()
        try directory.rename(name + ".tmp", to: name)
        try directory.syncDirectory()
    }
}
