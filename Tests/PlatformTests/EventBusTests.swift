import Testing

@testable import Platform

@Suite("The event bus")
struct EventBusTests {
    @Test("subscribers get the types they asked for, from then on")
    func subscribe() async throws {
        let bus = EventBus()
        bus.publish(try stepEvent("early", 0))
        let all = bus.subscribe()
        let some = bus.subscribe(to: ["b"])
        for (i, type) in ["a", "b", "c"].enumerated() { bus.publish(try stepEvent("k", i, type: type)) }
        var types: [String] = []
        for await event in all.prefix(3) { types.append(event.type) }
        #expect(types == ["a", "b", "c"])
        for await event in some.prefix(1) { #expect(event.type == "b") }
    }

    @Test("a slow subscriber loses the oldest events and holds up nobody")
    func overflow() async throws {
        let bus = EventBus()
        let stream = bus.subscribe(bufferLimit: 2)
        for i in 0..<5 { bus.publish(try stepEvent("k", i)) }
        var steps: [Int] = []
        for await event in stream.prefix(2) { steps.append(try event.decode(as: Step.self).n) }
        #expect(steps == [3, 4])
    }

    @Test("a question has one answer, or is refused when nobody answers, or not in time")
    func request() async throws {
        let bus = EventBus()
        await #expect(throws: Refusal(.unavailable, code: "no_responder", detail: "nobody answers double")) {
            _ = try await bus.request("double", Step(n: 1), timeout: .seconds(600), as: Step.self)
        }
        try bus.respond(to: "double") { (step: Step) in Step(n: step.n * 2) }
        #expect(throws: Refusal.self) { try bus.respond(to: "double") { (step: Step) in step } }
        let answer = try await bus.request("double", Step(n: 21), timeout: .seconds(600), as: Step.self)
        #expect(answer == Step(n: 42))
        bus.withdraw(from: "double")
        try bus.respond(to: "double") { (step: Step) -> Step in throw Refusal(.conflict, code: "odd", detail: "odd") }
        await #expect(throws: Refusal(.conflict, code: "odd", detail: "odd")) {
            _ = try await bus.request("double", Step(n: 1), timeout: .seconds(600), as: Step.self)
        }
        // One that doesn't stop when told to.
        let release = CommitSignal()
        try bus.respond(to: "slow") { (step: Step) in
            while release.rings == 0 { try? await Task.sleep(for: .milliseconds(1)) }
            return step
        }
        do {
            _ = try await bus.request("slow", Step(n: 1), timeout: .milliseconds(5), as: Step.self)
            Issue.record("it was answered")
        } catch let refusal as Refusal {
            #expect(refusal.code == "responder_timeout" && refusal.kind == .unavailable)
        }
        release.ring()
    }
}
