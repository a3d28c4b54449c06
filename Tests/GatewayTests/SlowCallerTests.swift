import Foundation
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Search
import Testing

@testable import Gateway

/// Bytes to a server and back, without a client that knows HTTP.
private struct RawConnection: ~Copyable {
    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        try #require(status == 0)
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// All that comes until the server closes.
    func rest() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer.prefix(count)
        }
    }

    deinit { close(descriptor) }
}

@Suite("Callers that take their time")
struct SlowCallerTests {
    @Test(
        "a connection on which a request does not go on is closed",
        arguments: ["", "GET /health HTTP/1.1\r\nHos", "POST /search HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"q\""])
    func idle(beginning: String) async throws {
        try await withShop(live: true, change: { $0.idleTimeout = .milliseconds(200) }) { client in
            let port = try #require(client.port)
            #expect(try await Self.said(by: port, to: beginning).hasPrefix("HTTP/1.1 200") == false)
            // Others are answered meanwhile.
            let whole = "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            #expect(try await Self.said(by: port, to: whole).hasPrefix("HTTP/1.1 200"))
        }
    }

    /// All that the server says until it closes.
    private static func said(by port: Int, to beginning: String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        let connection = try RawConnection(port: port)
                        connection.send(beginning)
                        return connection.rest()
                    })
            }
        }
    }

    @Test("a body that trickles is refused, one that comes is not")
    func trickle() async throws {
        func read(_ pace: BodyPace) async throws -> [UInt8] {
            let parts = AsyncStream<ByteBuffer> { stream in
                for _ in 0..<3 { stream.yield(ByteBuffer(string: "abc")) }
                stream.finish()
            }
            let head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/search")
            return try await Request(head: head, body: .init(asyncSequence: parts)).body(upTo: 100, pace: pace)
        }
        #expect(try await read(.usual).count == 9)
        await #expect(throws: BodyTooSlow.self) { try await read(BodyPace(patience: .nanoseconds(-1), bytesPerSecond: 1 << 40)) }
        let pace = BodyPace(patience: .seconds(30), bytesPerSecond: 1000)
        #expect(pace.allows(0, after: .seconds(30)) && !pace.allows(0, after: .seconds(31)))
        #expect(pace.allows(5000, after: .seconds(35)) && !pace.allows(5000, after: .seconds(36)))
        #expect(Problem(of: BodyTooSlow()).status == .requestTimeout)
    }
}
