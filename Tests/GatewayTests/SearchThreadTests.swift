import Synchronization
import Testing

@testable import Gateway

@Suite("Search threads")
struct SearchThreadTests {
    @Test("searches run beside one another up to the count of threads, and what waits past the limit is refused")
    func threads() async throws {
        let threads = SearchThreads(count: 2, queueLimit: 3, asideLimit: 0)
        defer { threads.close() }
        let gate = Gate()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            // Two run and hold their threads, three wait, the rest is refused.
            for _ in 0..<2 { group.addTask { try await threads.run { gate.wait() } } }
            try await gate.reached(by: 2)
            for _ in 0..<10 {
                group.addTask {
                    do { return try await threads.run { true } } catch is SearchThreads.Overload { return false }
                }
            }
            var refused = 0
            for _ in 0..<7 { if try await group.next() == false { refused += 1 } }
            #expect(refused == 7)
            #expect(threads.waiting == 3)
            gate.open()
            for try await isAnswered in group { #expect(isAnswered) }
        }
    }

    @Test("closed threads finish what waits and take no more")
    func closing() async throws {
        let threads = SearchThreads(count: 1, queueLimit: 10, asideLimit: 0)
        let gate = Gate()
        async let first = threads.run { gate.wait() }
        try await gate.reached(by: 1)
        async let second = threads.run { true }
        while threads.waiting == 0 { try await Task.sleep(for: .milliseconds(1)) }
        threads.close()
        await #expect(throws: SearchThreads.Overload.self) { try await threads.run { true } }
        gate.open()
        let answers = try await [first, second]
        #expect(answers == [true, true])
    }

    @Test("searches that do not end hold up no other, however many came first")
    func slow() async throws {
        let threads = SearchThreads(count: 2, queueLimit: 100, patience: .milliseconds(1))
        let gate = Gate()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { try await threads.run { gate.wait() } } }
            // All twenty begin, though only two threads were asked for, and none has ended.
            try await gate.reached(by: 20)
            for i in 0..<100 {
                let answer = try await threads.run { i }
                #expect(answer == i)
            }
            gate.open()
            for try await isAnswered in group { #expect(isAnswered) }
        }
        // The threads that went aside end; those in their place go on.
        while threads.aside > 0 { try await Task.sleep(for: .milliseconds(1)) }
        #expect(try await threads.run { true })
        threads.close()
    }

    @Test("past the limit slow searches wait for each other, and go on when one ends")
    func limit() async throws {
        let threads = SearchThreads(count: 1, queueLimit: 100, patience: .milliseconds(1), asideLimit: 3)
        let gate = Gate()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<6 { group.addTask { try await threads.run { gate.wait() } } }
            try await gate.reached(by: 4)
            #expect(threads.waiting == 2)
            #expect(threads.aside == 3)
            gate.open()
            try await gate.reached(by: 6)
            gate.open()
            for try await isAnswered in group { #expect(isAnswered) }
        }
        threads.close()
    }

    @Test("every search is run once and answered, whoever asks at once")
    func many() async throws {
        let threads = SearchThreads(count: 3, queueLimit: 10_000, patience: .milliseconds(1))
        defer { threads.close() }
        let runs = Count()
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for i in 0..<5000 {
                group.addTask {
                    try await threads.run {
                        runs.value.add(1, ordering: .relaxed)
                        return i
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 5000 * 4999 / 2)
        #expect(runs.value.load(ordering: .relaxed) == 5000)
    }

    @Test("an error of a search reaches the one who asked")
    func error() async throws {
        struct Broken: Error {}
        let threads = SearchThreads(count: 1, queueLimit: 1)
        defer { threads.close() }
        await #expect(throws: Broken.self) { try await threads.run { throw Broken() } }
    }
}

private final class Count: Sendable {
    let value = Atomic(0)
}
