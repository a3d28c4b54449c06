import Platform
import Testing

@Suite("What is called outside")
struct OutsideTests {
    private struct Unwell: Error {}

    private static func fails(_ breaker: CircuitBreaker) async { _ = try? await breaker.call { throw Unwell() } }

    @Test("a circuit opens at the threshold, calls nothing while it is open, and closes when one try goes well")
    func breaker() async throws {
        let clock = SetClock()
        var settings = BreakerSettings()
        settings.failureThreshold = 3
        let breaker = CircuitBreaker("mail", settings, clock: clock.clock)
        for _ in 0..<2 { await Self.fails(breaker) }
        #expect(breaker.state == .closed)
        await Self.fails(breaker)
        #expect(breaker.state == .open(until: clock.clock.now() + .seconds(30)))
        let calls = Counter()
        let answer = try await breaker.call { calls.count += 1; return "called" } fallback: { $0.name == "mail" ? "fallback" : "" }
        #expect(answer == "fallback" && calls.count == 0)
        await #expect(throws: CircuitBreaker.Open.self) { try await breaker.call {} }
        clock.advance(by: .seconds(30))
        #expect(breaker.isCallable)
        // A try that fails opens it again.
        await Self.fails(breaker)
        #expect(breaker.state == .open(until: clock.clock.now() + .seconds(30)))
        clock.advance(by: .seconds(31))
        try await breaker.call {
            #expect(breaker.state == .halfOpen)
            // Only one tries.
            await #expect(throws: CircuitBreaker.Open.self) { try await breaker.call {} }
        }
        #expect(breaker.state == .closed)
    }

    @Test("failures far apart open nothing, and a refusal is an answer")
    func forgiving() async throws {
        let clock = SetClock()
        var settings = BreakerSettings()
        settings.failureThreshold = 2
        let breaker = CircuitBreaker("mail", settings, clock: clock.clock)
        for _ in 0..<5 {
            await Self.fails(breaker)
            clock.advance(by: .seconds(60))
        }
        #expect(breaker.state == .closed)
        for _ in 0..<5 { _ = try? await breaker.call { throw Refusal(.conflict, code: "taken", detail: "taken") } }
        #expect(breaker.state == .closed)
        for _ in 0..<2 { await Self.fails(breaker) }
        clock.advance(by: .seconds(30))
        // The one that tries is given up: another may try.
        _ = try? await breaker.call { throw CancellationError() }
        #expect(breaker.isCallable)
        try await breaker.call {}
        #expect(breaker.state == .closed)
    }

    private static func turns(_ pool: UpstreamPool, _ count: Int) async throws -> String {
        var turns = ""
        for _ in 0..<count { turns += try await pool.call { $0.address } }
        return turns
    }

    @Test("calls go by turns, by weights spread evenly, and to who has least to do")
    func choices() async throws {
        let upstreams = [Upstream("a", weight: 5), Upstream("b"), Upstream("c")]
        #expect(try await Self.turns(UpstreamPool(upstreams, .roundRobin), 7) == "abcabca")
        #expect(try await Self.turns(UpstreamPool(upstreams, .weighted), 14).count { $0 == "a" } == 10)
        #expect(try await !Self.turns(UpstreamPool(upstreams, .weighted), 7).contains("aaaa"))
        let pool = UpstreamPool([Upstream("a", weight: 2), Upstream("b")], .leastConnections)
        // Nested, so that each is under way while the next is chosen.
        let chosen = try await pool.call { first in
            try await pool.call { second in try await pool.call { third in first.address + second.address + third.address } }
        }
        #expect(chosen.sorted() == ["a", "a", "b"])
        #expect(pool.standing.allSatisfy { $0.active == 0 })
    }

    @Test("what fails is passed over: at once, by its breaker, and by a check")
    func failing() async throws {
        let clock = SetClock()
        var settings = BreakerSettings()
        settings.failureThreshold = 1
        let pool = UpstreamPool([Upstream("a"), Upstream("b")], .roundRobin, breaker: settings, clock: clock.clock)
        let answer = try await pool.call { upstream in
            if upstream.address == "a" { throw Unwell() }
            return upstream.address
        }
        #expect(answer == "b")
        #expect(pool.standing.map(\.isWell) == [false, true])
        #expect(try await Self.turns(pool, 3) == "bbb")
        clock.advance(by: .seconds(30))
        await pool.check { $0.address != "b" }
        #expect(try await Self.turns(pool, 2) == "aa")
        await pool.check { _ in false }
        await #expect(throws: UpstreamPool.Exhausted.self) { try await pool.call { $0.address } }
        // A refusal is an answer: nobody else is asked.
        await pool.check { _ in true }
        let calls = Counter()
        await #expect(throws: Refusal.self) {
            try await pool.call { _ in
                calls.count += 1
                throw Refusal(.conflict, code: "taken", detail: "taken")
            }
        }
        #expect(calls.count == 1)
    }

    private final class Counter {
        var count = 0
    }
}
