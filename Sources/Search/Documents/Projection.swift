/// The object's members that `keeps` wants, by dotted path; an object is entered only where some of its members may
/// differ, that is always. The text must be a valid JSON object.
func project(_ object: Bytes, _ keeps: (String) -> Bool) -> [UInt8] {
    var cursor = JSONCursor(object)
    var target: [UInt8] = []
    do throws(JSONError) {
        try copyObject(&cursor, path: "", keeps, into: &target)
    } catch {
        return object.array
    }
    return target
}

/// The members of a stored document that were asked for, by dotted name; those within one asked for come with it.
func project(_ document: [UInt8], on fields: [String]) -> [UInt8] {
    Bytes.of(document) { bytes in
        project(bytes) { path in
            fields.contains { $0 == path || $0.hasPrefix(path + ".") || path.hasPrefix($0 + ".") }
        }
    }
}

private func copyObject(
    _ cursor: inout JSONCursor, path: String, _ keeps: (String) -> Bool, into target: inout [UInt8], depth: Int = 0
) throws(JSONError) {
    guard depth < JSONCursor.depthLimit else { throw cursor.error("nested too deep") }
    try cursor.expect(UInt8(ascii: "{"))
    target.append(UInt8(ascii: "{"))
    var isFirst = true
    var hasMembers = false
    while try cursor.next(isFirst: isFirst, close: UInt8(ascii: "}")) {
        isFirst = false
        let name = try cursor.key()
        let inner = path.isEmpty ? cursor.text(name) : path + "." + cursor.text(name)
        let kind = try cursor.peekKind()
        let start = cursor.offset
        guard keeps(inner) else {
            try cursor.skipValue()
            continue
        }
        if hasMembers { target.append(UInt8(ascii: ",")) }
        hasMembers = true
        target.append(UInt8(ascii: "\""))
        target.append(contentsOf: cursor.bytes[name.range].buffer)
        target.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
        if kind == .object {
            try copyObject(&cursor, path: inner, keeps, into: &target, depth: depth + 1)
        } else {
            try cursor.skipValue()
            target.append(contentsOf: cursor.bytes[start..<cursor.offset].buffer)
        }
    }
    target.append(UInt8(ascii: "}"))
}
