internal import Foundation

/// Something that happened, as one module tells the others.
///
/// On the wire it is an envelope: `{eventId, eventType, timestamp, key, sequence, data, metadata: {version, source, userId,
/// traceId}}`.
package struct Event: Hashable, Sendable {
    package struct Metadata: Hashable, Sendable {
        /// Of the form of `data`, for its type.
        package let version: Int
        /// The module that says it.
        package let source: String
        package let userID: String?
        package let traceID: String?

        package init(version: Int = 1, source: String, userID: String? = nil, traceID: String? = nil) {
            self.version = version
            self.source = source
            self.userID = userID
            self.traceID = traceID
        }
    }

    package let id: Identifier<Event>
    /// `listing.updated`
    package let type: String
    /// The thing it is about. Events of one key are delivered in the order in which they happened; those of others may overtake.
    package let key: String
    package let timestamp: Timestamp
    /// JSON text.
    package let data: String
    package let metadata: Metadata
    /// Its place in the log; nil until it has one (`EventLog.settle`).
    package let sequence: Int64?

    /// Tells of something now. Throws where `data` has no JSON: a number that is none, for instance.
    package init(
        _ type: String, key: String, data: some Encodable, metadata: Metadata, clock: WallClock = .system,
        ids: TimeOrderedIDs = .shared
    ) throws {
        id = .next(ids)
        self.type = type
        self.key = key
        timestamp = clock.now()
        self.data = try JSONText.encode(data)
        self.metadata = metadata
        sequence = nil
    }

    package func decode<Data: Decodable>(as type: Data.Type = Data.self) throws -> Data { try JSONText.decode(data) }

    package var envelope: String {
        var metadata = "\"version\":\(self.metadata.version),\"source\":\(JSONText.quoted(self.metadata.source))"
        if let user = self.metadata.userID { metadata += ",\"userId\":\(JSONText.quoted(user))" }
        if let trace = self.metadata.traceID { metadata += ",\"traceId\":\(JSONText.quoted(trace))" }
        let place = sequence.map { ",\"sequence\":\($0)" } ?? ""
        return """
            {"eventId":"\(id)","eventType":\(JSONText.quoted(type)),"timestamp":"\(timestamp)","key":\(JSONText.quoted(key))\(place),\
            "data":\(data),"metadata":{\(metadata)}}
            """
    }
}

extension Event {
    /// The columns of tables that hold events.
    static let columns = "position, id, type, key, at, data, version, source, user_id, trace_id"

    init(_ row: Row) throws(SQLError) {
        id = try row["id"]
        type = try row["type"]
        key = try row["key"]
        timestamp = try row["at"]
        data = try row["data"]
        metadata = Metadata(
            version: try row["version"], source: try row["source"], userID: try row["user_id"], traceID: try row["trace_id"])
        sequence = try row["position"]
    }
}

/// JSON as text, which is how it is stored.
package enum JSONText {
    package static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    package static func decode<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
