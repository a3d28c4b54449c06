package import Platform

/// Accounts, sessions, companies, keys, and the log of who did what. Its verbs check who may; its tables are in a database of
/// its own.
package struct Users: Sendable {
    let database: any SQLDatabase
    let passwords: Passwords
    let tokens: TokenSettings
    let signingKeys: SigningKeys
    let mailer: Mailer
    /// Where people reach the server, without a slash at its end: links in mails begin with it.
    let publicAddress: String
    let background: BackgroundWork
    let remembered: RememberedCallers
    let clock: WallClock

    /// The database has been migrated (`Users.migrations`).
    ///
    /// - Parameters:
    ///   - publicAddress: where people reach the server, as `https://shop.example`.
    ///   - onFailure: told of what went wrong with nobody to tell it to, such as a mail that could not be sent.
    package init(
        database: any SQLDatabase, passwords: PasswordHashing = PasswordHashing(), policy: PasswordPolicy = PasswordPolicy(),
        tokens: TokenSettings, mailer: Mailer, publicAddress: String = "http://127.0.0.1:8080", clock: WallClock = .system,
        onFailure: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        self.database = database
        self.passwords = Passwords(hashing: passwords, policy: policy)
        self.tokens = tokens
        signingKeys = SigningKeys(database: database, settings: tokens, clock: clock)
        self.mailer = mailer
        self.publicAddress = publicAddress
        background = BackgroundWork(onFailure: onFailure)
        remembered = RememberedCallers()
        self.clock = clock
    }

    /// Returns when the mails that were promised are sent: in tests.
    package func settle() async { await background.settle() }

    /// The same, or when the time is over: before the server stops.
    package func settle(within patience: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await background.settle() }
            group.addTask { try? await Task.sleep(for: patience) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Sends mails that a program did not take before, and forgets old ones.
    package func sendWaitingMails() async {
        do { try await mailer.sendWaiting() } catch { background.report(error) }
    }

    /// Passwords hashed and checked so far.
    package var passwordsHashed: Int { passwords.count }
}
