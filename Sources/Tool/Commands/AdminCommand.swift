internal import ArgumentParser
internal import Gateway
internal import Glibc
internal import Logging
internal import Platform
internal import Users

struct AdminCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admin",
        abstract: "Makes the first administrator and keys, and sets passwords, without a server.",
        subcommands: [CreateUser.self, ResetPassword.self, CreateKey.self])

    struct Place: ParsableArguments {
        @Option(help: "The data folder, as of souk serve (.souk; SOUK_DATA).")
        var data: String?
        @Option(help: "sqlite, or the address of a PostgreSQL server (sqlite; SOUK_DATABASE).")
        var database: String?
        @Option(name: .customLong("vault-key"), help: "The file of the server's vault key, where it has one (SOUK_VAULT_KEY).")
        var vaultKey: String?

        func users() async throws -> Users {
            func setting(_ flag: String?, _ variable: String, _ usual: String) -> String {
                flag ?? getenv(variable).map { String(cString: $0) } ?? usual
            }
            let database = setting(database, "SOUK_DATABASE", "sqlite")
            guard var settings = AccountSettings(folder: setting(data, "SOUK_DATA", ".souk"), database: database) else {
                throw AskedWrongly("--database: expected sqlite or postgres://...")
            }
            let key = setting(vaultKey, "SOUK_VAULT_KEY", "")
            if !key.isEmpty, let objection = settings.read(.vaultKey, key) { throw AskedWrongly("--vault-key: \(objection)") }
            return try await settings.open(Logger(label: "souk")).users
        }
    }

    struct CreateUser: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create-user",
            abstract: "Makes an account; its address counts as verified.",
            discussion: """
                The password is read from standard input, or asked for on a terminal.

                Example:
                  souk admin create-user --data shop --email ada@example.com --name "Ada" --role admin
                """)

        @OptionGroup var place: Place
        @Option var email: String
        @Option var name: String
        @Option(help: "buyer, seller or admin.")
        var role = SystemRole.buyer

        func run() async throws {
            let password = try readPassword()
            do {
                let users = try await place.users()
                let user = try await users.createUser(email: email, password: password, name: name, role: role, by: .machine)
                try printData("\(user.id)\n")
            } catch let refusal as Refusal {
                throw AskedWrongly(refusal.detail)
            }
        }
    }

    struct ResetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-password",
            abstract: "Sets an account's password, and ends its sessions: where no mail arrives.",
            discussion: """
                The password is read from standard input, or asked for on a terminal.

                Example:
                  souk admin reset-password --data shop --email ada@example.com
                """)

        @OptionGroup var place: Place
        @Option var email: String
        @Flag(name: .customLong("drop-second-factor"), help: "For whoever has lost it.")
        var dropsSecondFactor = false

        func run() async throws {
            let password = try readPassword()
            do {
                let users = try await place.users()
                try await users.setPassword(password, email: email, dropsSecondFactor: dropsSecondFactor, by: .machine)
                Terminal.say("souk: the password is set, and all sessions of \(email) have ended")
            } catch let refusal as Refusal {
                throw AskedWrongly(refusal.detail)
            }
        }
    }

    struct CreateKey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create-key",
            abstract: "Makes an API key, and prints it: it is shown only once.",
            discussion: """
                Example:
                  souk admin create-key --data shop --name storefront --scope search --filter "inStock = true"
                """)

        @OptionGroup var place: Place
        @Option var name: String
        @Option(name: .customLong("scope"), parsing: .upToNextOption, help: "search, index or admin.")
        var scopes: [Scope]
        @Option(help: "Holds for all that is searched with the key.")
        var filter: String?
        @Option(name: .customLong("requests-per-minute"))
        var requestsPerMinute: Int?

        func run() async throws {
            do {
                let users = try await place.users()
                let request = APIKeyRequest(name: name, scopes: Set(scopes), filter: filter, requestsPerMinute: requestsPerMinute)
                try printData("\(try await users.createAPIKey(request, by: .machine).text.text)\n")
            } catch let refusal as Refusal {
                throw AskedWrongly(refusal.detail)
            }
        }
    }
}

extension SystemRole: ExpressibleByArgument {}
extension Scope: ExpressibleByArgument {}

/// One line of standard input; on a terminal it is asked for, and not shown while it is typed.
private func readPassword() throws -> String {
    var usual = termios()
    let isTerminal = isatty(0) == 1 && tcgetattr(0, &usual) == 0
    if isTerminal {
        Terminal.say("password:")
        var silent = usual
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(0, TCSANOW, &silent)
    }
    defer { if isTerminal { tcsetattr(0, TCSANOW, &usual) } }
    guard let line = readLine(strippingNewline: true), !line.isEmpty else {
        throw AskedWrongly("there is no password on standard input")
    }
    return line
}
