import Platform
import Synchronization

/// Limits that servers on one database share, without asking it for each request.
///
/// Each server counts for itself (`TokenBuckets`), and of subjects that are busy it borrows tokens from the bucket that all share: a
/// loan is one statement for a part of the burst, taken while there are still tokens left of the last. The first few requests of a
/// subject are let through on credit, which the first loan tells of, so who comes seldom costs nothing. A server whose database does
/// not answer in time, or that asks for `loanLimit` loans already, lives on its own count, and tells what it let through later.
///
/// Let a limit allow r requests a minute and b at once. Servers together let through at most b and r a minute and, for each of them,
/// `credit` (a sixteenth of b, at least 1) and `largestLoan` (an eighth, at least 1); the credit again each time a subject comes back
/// after `memory`. What their clocks differ by is that much more time.
final class SharedLimits: Sendable {
    struct Loan: Sendable, Equatable {
        let granted: Int
        /// When the shared bucket is full, in microseconds since 1970.
        let fullAt: Int64
    }

    /// Takes what was spent, whether there is enough or not, and up to `wanted` more as far as there is.
    typealias Lender = @Sendable (_ subject: String, _ limit: RateLimit, _ spent: Int, _ wanted: Int) async throws -> Loan

    struct Habits: Sendable {
        /// So long a request may wait for a loan.
        var patience: Duration = .milliseconds(200)
        /// A subject that has not come for so long is forgotten.
        var memory: Duration = .seconds(60)
        /// After a loan that was less than wished for, no other for so long.
        var pause: Duration = .milliseconds(200)
        /// Loans asked for at once.
        var loanLimit = 64
        /// Subjects remembered who are on credit.
        var subjectLimit = 100_000
    }

    fileprivate enum Answer {
        case yes, no
        /// It can't be known now.
        case unknown
        /// There was a loan, and others have spent it.
        case again
    }

    fileprivate struct Account {
        var tokens = 0
        /// Requests that may still be let through before anybody is asked.
        var credit: Int
        /// What was let through on credit and not told.
        var debt = 0
        /// Requests since `countedFrom`, let through or not.
        var asked = 0
        var countedFrom: Int64
        var lastSeen: Int64
        var fullAt: Int64 = 0
        /// Nothing is to be had until then.
        var closedUntil: Int64 = 0
        var isAsking = false
        /// Counts the loans asked for.
        var loan = 0
        /// The loan asked for takes longer than anybody should wait.
        var isLate = false
        /// The last one asked for was not answered.
        var hasFailed = false
        var waiters: [CheckedContinuation<Answer, Never>] = []

        var isQuiet: Bool { !isAsking && fullAt == 0 }
    }

    private struct State {
        var accounts: [String: Account] = [:]
        var loans = 0
        var sweepAt = 4096
    }

    private let buckets: TokenBuckets
    private let lender: Lender?
    private let habits: Habits
    private let clock: WallClock
    private let breaker: CircuitBreaker
    private let state = Mutex(State())

    /// - Parameter lender: nil: this is the only server.
    init(lender: Lender? = nil, habits: Habits = Habits(), clock: WallClock = .system) {
        buckets = TokenBuckets(clock: clock)
        self.lender = lender
        self.habits = habits
        self.clock = clock
        var breaker = BreakerSettings()
        breaker.failureThreshold = 3
        breaker.recoveryTimeout = .seconds(5)
        self.breaker = CircuitBreaker("shared limits", breaker, clock: clock)
    }

    var subjectCount: Int { state.withLock { $0.accounts.count } }

    func take(_ subject: String, _ limit: RateLimit) async -> TokenBuckets.Verdict {
        let own = buckets.take(subject, limit)
        guard own.isAllowed, let lender, breaker.isCallable else { return own }
        var answer = Answer.again
        while answer == .again { answer = await share(subject, limit, lender) }
        guard answer != .unknown else {
            // Told with the next loan; no more than a burst, or a long silence of the database would be paid for long after it.
            state.withLock { state in
                guard let debt = state.accounts[subject]?.debt else { return }
                state.accounts[subject]?.debt = min(debt + 1, max(debt, limit.burst))
            }
            return own
        }
        if answer == .no { buckets.giveBack(subject, limit) }
        return verdict(own, subject, limit, isAllowed: answer == .yes)
    }

    private func share(_ subject: String, _ limit: RateLimit, _ lender: @escaping Lender) async -> Answer {
        let now = clock.now().microseconds
        let (answer, asks) = state.withLock { state -> (Answer?, Int?) in
            var account = account(subject, limit, now, &state)
            defer { state.accounts[subject] = account }
            account.asked += 1
            account.lastSeen = now
            let answer = account.spend(now)
            let isShort = account.tokens <= limit.largestLoan / 4 && account.credit <= limit.credit / 2
            // Who was let through by the last of one token's credit may never come again.
            guard answer != .no, isShort, answer == nil || limit.credit > 1 || account.fullAt > 0, !account.isAsking,
                now >= account.closedUntil, state.loans < habits.loanLimit
            else { return (answer ?? (account.isAsking && !account.isLate ? nil : .unknown), nil) }
            account.isAsking = true
            account.loan += 1
            state.loans += 1
            return (answer, account.wish(limit, now))
        }
        if let asks { Task { await borrow(asks, subject, limit, lender) } }
        if let answer { return answer }
        return await loan(of: subject)
    }

    /// Waits until there is one, or for as long as anybody should.
    private func loan(of subject: String) async -> Answer {
        await withCheckedContinuation { continuation in
            let now = clock.now().microseconds
            // It may have come meanwhile.
            let (answer, first) = state.withLock { state -> (Answer?, Int?) in
                guard var account = state.accounts[subject] else { return (.unknown, nil) }
                defer { state.accounts[subject] = account }
                if let answer = account.spend(now) { return (answer, nil) }
                guard !account.isLate, !account.hasFailed else { return (.unknown, nil) }
                guard account.isAsking else { return (.again, nil) }
                account.waiters.append(continuation)
                return (nil, account.waiters.count == 1 ? account.loan : nil)
            }
            if let answer { return continuation.resume(returning: answer) }
            guard let first else { return }
            Task {
                try? await Task.sleep(for: habits.patience)
                tire(of: subject, loan: first)
            }
        }
    }

    /// Of this loan only: another one may be asked for by now, which is not late.
    private func tire(of subject: String, loan: Int) {
        let waiters = state.withLock { state -> [CheckedContinuation<Answer, Never>] in
            guard var account = state.accounts[subject], account.isAsking, account.loan == loan else { return [] }
            defer { state.accounts[subject] = account }
            account.isLate = true
            defer { account.waiters = [] }
            return account.waiters
        }
        for waiter in waiters { waiter.resume(returning: .unknown) }
    }

    private func borrow(_ wanted: Int, _ subject: String, _ limit: RateLimit, _ lender: Lender) async {
        let spent = state.withLock { $0.accounts[subject]?.debt ?? 0 }
        let loan = try? await breaker.call { try await lender(subject, limit, spent, wanted) }
        let now = clock.now().microseconds
        let (lucky, waiters) = state.withLock { state -> (Int, [CheckedContinuation<Answer, Never>]) in
            state.loans -= 1
            guard var account = state.accounts[subject] else { return (0, []) }
            defer { state.accounts[subject] = account }
            let waiters = account.waiters
            (account.isAsking, account.isLate, account.waiters) = (false, false, [])
            guard let loan else {
                account.hasFailed = true
                return (0, waiters)
            }
            account.hasFailed = false
            (account.asked, account.countedFrom) = (0, now)
            account.debt -= min(spent, account.debt)
            account.fullAt = loan.fullAt
            account.tokens += loan.granted
            if loan.granted < wanted {
                let pause = min(habits.pause.microsecondsClamped, limit.room / 4)
                account.closedUntil = max(loan.fullAt + limit.interval - limit.room, now + pause)
            }
            let lucky = min(account.tokens, waiters.count)
            account.tokens -= lucky
            return (lucky, waiters)
        }
        let rest: Answer = loan.map { $0.granted < wanted ? .no : .again } ?? .unknown
        for (i, waiter) in waiters.enumerated() { waiter.resume(returning: i < lucky ? .yes : rest) }
    }

    /// What is known of a subject; one who is new has credit.
    private func account(_ subject: String, _ limit: RateLimit, _ now: Int64, _ state: inout State) -> Account {
        if state.accounts.count >= state.sweepAt {
            let before = now - habits.memory.microsecondsClamped
            state.accounts = state.accounts.filter { $0.value.isAsking || $0.value.lastSeen > before }
            // Made-up names fill no memory: who is on credit is new again.
            if state.accounts.count >= habits.subjectLimit { state.accounts = state.accounts.filter { !$0.value.isQuiet } }
            state.sweepAt = max(4096, state.accounts.count * 2)
        }
        let fresh = Account(credit: limit.credit, countedFrom: now, lastSeen: now)
        guard let account = state.accounts[subject] else { return fresh }
        return !account.isAsking && now - account.lastSeen > habits.memory.microsecondsClamped ? fresh : account
    }

    /// What this server knows of its own bucket and of the one that all share, whichever is emptier.
    private func verdict(
        _ own: TokenBuckets.Verdict, _ subject: String, _ limit: RateLimit, isAllowed: Bool
    ) -> TokenBuckets.Verdict {
        let now = clock.now().microseconds
        guard let account = state.withLock({ $0.accounts[subject] }) else { return own }
        let shared = max(0, limit.room - max(0, account.fullAt - now)) / limit.interval
        let remaining = isAllowed ? min(own.remaining, Int(shared) + account.tokens) : 0
        let untilNext = isAllowed ? 0 : max(account.closedUntil - now, 1)
        return TokenBuckets.Verdict(
            isAllowed: isAllowed, limit: limit, remaining: remaining,
            untilFull: max(own.untilFull, .microseconds(account.fullAt - now)), untilNext: .microseconds(untilNext))
    }
}

extension SharedLimits.Account {
    /// Nil where nobody knows without asking.
    fileprivate mutating func spend(_ now: Int64) -> SharedLimits.Answer? {
        if tokens > 0 {
            tokens -= 1
            return .yes
        }
        if now < closedUntil { return .no }
        guard credit > 0 else { return nil }
        credit -= 1
        debt += 1
        return .yes
    }

    /// What the next second will need, as the last did.
    fileprivate func wish(_ limit: RateLimit, _ now: Int64) -> Int {
        let elapsed = max(now - countedFrom, 1)
        let perSecond = Double(asked) * 1e6 / Double(elapsed)
        return Int(min(max(perSecond.rounded(.up), 1), Double(limit.largestLoan)))
    }
}

extension RateLimit {
    /// Microseconds in which one token comes.
    var interval: Int64 { Int64(60_000_000 / perMinute) }
    /// Microseconds in which an empty bucket fills.
    var room: Int64 { interval * Int64(burst) }
    /// Requests of somebody new that nobody is asked for.
    var credit: Int { max(1, burst / 16) }
    var largestLoan: Int { max(1, burst / 8) }
}
