internal import Crypto
internal import Foundation
internal import Platform

/// The audit log as a chain: each entry's hash is over the hash of the one before it and over itself, so that none can be
/// changed, taken out or put in without all that follow being changed too. Who can write to the database can still do that to
/// the whole of it, or cut its end off: against them the newest number and hash (`AuditReport.head`) are noted elsewhere.
///
/// What an entry says of a person lies beside the chain with a random salt; the chain holds only a hash of both. Erasing the
/// person erases text and salt: the chain still holds, and without the salt nobody can guess what the text was. So it can't show
/// whether what is missing there was erased rightly.
enum AuditChain {
    static let start = [UInt8](repeating: 0, count: 32)

    /// Each part with its length before it, so that no two entries are written alike; nothing has a length of its own.
    static func hash(
        previous: [UInt8], number: Int64, time: Timestamp, actor: Actor, action: String, target: String, before: String?, after: String?,
        personHash: [UInt8]?
    ) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: previous)
        let texts: [String?] = [String(number), String(time.microseconds), actor.id, actor.onBehalfOf, action, target, before, after]
        for part in texts.map({ $0.map { Array($0.utf8) } }) + [personHash] {
            let length = part.map { Int64($0.count) } ?? -1
            hash.update(data: (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) })
            if let part { hash.update(data: part) }
        }
        return Array(hash.finalize())
    }

    static func personHash(salt: [UInt8], content: String) -> [UInt8] { Array(SHA256.hash(data: salt + Array(content.utf8))) }

    static func json(_ facts: [String: String]?) throws -> String? {
        guard let facts else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(facts), as: UTF8.self)
    }
}

/// What a walk along the whole chain found.
package struct AuditReport: Hashable, Sendable {
    package let count: Int64
    /// Of the newest entry, as hexadecimal digits: note it elsewhere.
    package let head: String
    /// The first entry that is not as it was written, with what is wrong with it; nil where all are.
    package let fault: Fault?

    package struct Fault: Hashable, Sendable {
        package let number: Int64
        package let reason: String
    }
}

extension AuditReport {
    /// Reads the chain in pieces, each of which sees what is there by then: entries are only ever added.
    static func verify(_ database: any SQLDatabase) async throws -> AuditReport {
        var count: Int64 = 0
        var hash = AuditChain.start
        while true {
            let (after, previous) = (count, hash)
            let piece = try await database.read { try Self.verifyPiece($0, after: after, previous: previous) }
            (count, hash) = (piece.count, piece.hash)
            if piece.fault != nil || piece.isLast {
                let head = hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                return AuditReport(count: count, head: head, fault: piece.fault)
            }
        }
    }

    private struct Piece: Sendable {
        var count: Int64
        var hash: [UInt8]
        var fault: Fault?
        var isLast = false
    }

    private static let pieceLength = 1000

    private static func verifyPiece(_ transaction: Transaction, after: Int64, previous: [UInt8]) throws -> Piece {
        var piece = Piece(count: after, hash: previous)
        let rows = try transaction.rows("\(AuditEntry.selection) AND number > $1 ORDER BY number LIMIT \(pieceLength)", after)
        for row in rows {
            let entry = try AuditEntry(row)
            if let reason = reason(entry, after: piece.count, piece.hash, salt: try row["salt"], transaction) {
                piece.fault = Fault(number: entry.number, reason: reason)
                return piece
            }
            (piece.count, piece.hash) = (entry.number, entry.hash)
        }
        piece.isLast = rows.count < pieceLength
        if piece.isLast, let head = try transaction.row("SELECT number, hash FROM audit_head") {
            if try head["number"] != piece.count || head["hash"] != piece.hash {
                piece.fault = Fault(number: piece.count + 1, reason: "the chain ends before its head")
            }
        }
        return piece
    }

    private static func reason(
        _ entry: AuditEntry, after count: Int64, _ previous: [UInt8], salt: [UInt8]?, _ transaction: Transaction
    ) -> String? {
        guard entry.number == count + 1 else { return "entries before it are missing" }
        guard entry.previous == previous else { return "it does not follow the entry before it" }
        let hash = AuditChain.hash(
            previous: entry.previous, number: entry.number, time: entry.time, actor: entry.actor, action: entry.action.rawValue,
            target: entry.target, before: entry.before, after: entry.after, personHash: entry.personHash)
        guard hash == entry.hash else { return "it is not what was written" }
        if let salt, let content = entry.person, AuditChain.personHash(salt: salt, content: content) != entry.personHash {
            return "what it says of a person is not what was written"
        }
        return nil
    }
}
