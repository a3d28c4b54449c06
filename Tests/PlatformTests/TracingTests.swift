import TestDatabases
import Testing

@testable import Platform

@Suite("Traces")
struct TracingTests {
    private static let trace = "0af7651916cd43dd8448eb211c80319c"

    private static func tracer(_ ratio: Double, limit: Int = 1000) -> Tracer { Tracer(ratio: ratio, queue: SpanQueue(limit: limit, batch: 100)) }

    @Test("a sound traceparent is continued, and in place of another a trace is begun")
    func parents() throws {
        func scope(_ header: String?) -> TraceScope? { TraceScope(nil, parent: header, state: nil) }
        #expect(scope("00-\(Self.trace)-b7ad6b7169203331-01")?.traceID.description == Self.trace)
        #expect(scope("01-\(Self.trace)-b7ad6b7169203331-00-more")?.traceID.description == Self.trace)
        #expect(scope(nil) == nil)
        let zeros = String(repeating: "0", count: 32)
        for unsound in [
            "", "00", "00-\(Self.trace)-b7ad6b7169203331-01-more", "ff-\(Self.trace)-b7ad6b7169203331-01", "00-\(zeros)-b7ad6b7169203331-01",
            "00-\(Self.trace)-0000000000000000-01", "00-\(Self.trace.uppercased())-b7ad6b7169203331-01",
            "00-\(Self.trace)-b7ad6b7169203331-1", "00-\(Self.trace)-b7ad6b716920333-01", "é0-\(Self.trace)-b7ad6b7169203331-01",
            "00-\(Self.trace.dropLast())+-b7ad6b7169203331-01",
        ] {
            let begun = try #require(scope(unsound)).traceID.description
            #expect(begun != Self.trace && begun != zeros && begun.count == 32, "\(unsound)")
        }
    }

    @Test("callers say whether their traces are kept; of others the ratio is, each by its number")
    func sampling() {
        for ratio in [0, 0.25, 1] {
            let tracer = Self.tracer(ratio)
            for (flags, isKept) in [("01", true), ("03", true), ("00", false), ("02", false)] {
                let scope = TraceScope(tracer, parent: "00-\(Self.trace)-b7ad6b7169203331-\(flags)", state: nil)
                #expect(scope?.isRecorded == isKept && (scope?.child() != nil) == isKept)
            }
            let begun = (0..<4000).compactMap { _ in TraceScope(tracer, parent: nil, state: nil) }
            let kept = begun.count { $0.isRecorded }
            // Of 4000 at a quarter, the deviation is 27.
            #expect(begun.count == 4000 && (ratio == 0.25 ? (800...1200).contains(kept) : kept == Int(ratio * 4000)))
            #expect(begun.allSatisfy { $0.isRecorded == tracer.keeps($0.traceID) })
            #expect(TraceScope(tracer, parent: nil, state: nil, isProbe: true)?.isRecorded == false)
        }
    }

    @Test("spans name their parents and last as long as what they tell of")
    func nesting() throws {
        let tracer = Self.tracer(1)
        let outer = try #require(TraceScope(tracer, parent: "00-\(Self.trace)-b7ad6b7169203331-01", state: "a=1"))
        let inner = try #require(outer.child())
        inner.finish("inner", .internal)
        outer.finish("outer", .server, isFailure: true, [("n", .number(7))])
        let spans = tracer.queue.first()
        #expect(spans.map(\.name) == ["inner", "outer"])
        #expect(spans[1].parentID == 0xb7ad_6b71_6920_3331 && spans[1].isParentRemote && spans[1].isFailure)
        #expect(spans[0].parentID == spans[1].id && !spans[0].isParentRemote && spans[0].id != spans[1].id)
        #expect(spans.allSatisfy { $0.traceID.description == Self.trace && $0.state == "a=1" })
        #expect(spans[1].startNanoseconds <= spans[0].startNanoseconds && spans[0].startNanoseconds <= spans[0].endNanoseconds)
        #expect(spans[0].endNanoseconds <= spans[1].endNanoseconds)
    }

    @Test("a tracestate that the standard does not allow goes nowhere")
    func states() {
        #expect(TraceState.sound("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE") != nil)
        #expect(TraceState.sound(nil) == nil && TraceState.sound("") == nil && TraceState.sound("a=\u{7}") == nil)
        #expect(TraceState.sound("a=" + String(repeating: "x", count: 511)) == nil)
        #expect(TraceState.sound((0..<33).map { "k\($0)=v" }.joined(separator: ",")) == nil)
    }

    @Test("a full queue drops the newest and counts them, and rings when a batch is full")
    func queue() throws {
        let queue = SpanQueue(limit: 5, batch: 3)
        let scope = try #require(TraceScope(Tracer(ratio: 1, queue: queue), parent: nil, state: nil))
        for i in 0..<8 {
            #expect(queue.full.rings == (i < 3 ? 0 : 1))
            scope.child()?.finish("\(i)", .internal)
        }
        #expect(queue.count == 5 && queue.dropped == 3)
        #expect(queue.first().map(\.name) == ["0", "1", "2"])
        queue.remove(3)
        #expect(queue.first().map(\.name) == ["3", "4"])
        queue.remove(9)
        #expect(queue.count == 0)
    }

    @Test("transactions are spans of the request they serve; a refusal is no failure, an error of the database is", arguments: Driver.available)
    func transactions(driver: Driver) async throws {
        try await withDatabase(driver) { plain in
            let tracer = Self.tracer(1)
            let database = TracedDatabase(plain, module: "shop")
            let scope = try #require(TraceScope(tracer, parent: nil, state: nil))
            try await database.read { _ = try $0.row("SELECT 1 AS one") }
            #expect(tracer.queue.count == 0, "nobody is served")
            await TraceScope.$current.withValue(scope) {
                _ = try? await database.read { _ = try $0.row("SELECT 1 AS one") }
                _ = try? await database.write { _ in throw Refusal(.conflict, code: "taken", detail: "taken") }
                _ = try? await database.write(.readCommitted) { _ = try $0.execute("NO SQL") }
            }
            let spans = tracer.queue.first()
            #expect(spans.map(\.name) == ["read shop", "write shop", "write shop"])
            #expect(spans.map(\.isFailure) == [false, false, true])
            #expect(spans.allSatisfy { $0.kind == .client && $0.traceID == scope.traceID && $0.parentID != nil })
            let system = spans[0].attributes.first { $0.name == "db.system.name" }?.value
            #expect(system == .text(driver == .postgres ? "postgresql" : "sqlite"))
        }
    }
}
