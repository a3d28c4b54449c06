internal import ArgumentParser
internal import Evaluation
internal import Glibc
internal import Search

/// The command line. Data go to standard output, words to standard error; what an exit status says is `ExitStatus`.
@main
struct Souk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "souk",
        abstract: "A search and catalogue engine for B2B marketplaces.",
        discussion: """
            A catalogue in, ranked hits out:

              souk demo-catalog --schema > schema.json
              souk demo-catalog --listings 20000 --seed 1 > listings.jsonl
              souk index build --schema schema.json --index shop listings.jsonl
              souk search --index shop "hex bolt m8" --facets brand,categories
              souk serve --data shop

            Exit status: 0 done, 1 failed, 2 asked wrongly, 3 damage found in an index.
            """,
        subcommands: [
            IndexCommand.self, SearchCommand.self, SuggestCommand.self, ResolveCommand.self, AnalyzeCommand.self, EvaluateCommand.self,
            BenchCommand.self, SettingsCommand<Synonym>.self, SettingsCommand<Rule>.self, SettingsCommand<StopWordList>.self,
            ServeCommand.self, AdminCommand.self, DemoCatalogCommand.self,
        ])

    static func main() async {
        guard Processor.isFit else {
            Terminal.say("""
                this processor is not of level x86-64-v3 (Haswell, Excavator, Zen and later), for which souk was built; build it with \
                SOUK_ANY_CPU=1 in the environment: SOUK_ANY_CPU=1 swift build -c release
                """)
            Glibc.exit(ExitStatus.failed.rawValue)
        }
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            Glibc.exit(report(error).rawValue)
        }
    }

    /// Tells the person what went wrong, and says how the process ends.
    private static func report(_ error: any Error) -> ExitStatus {
        switch error {
        case let status as ExitStatus: return status
        case let damage as Damage:
            Terminal.say("souk: \(damage)")
            return .damaged
        case let wrong as RequestError: return said("\(wrong)", .askedWrongly)
        case let wrong as SettingsError: return said("\(wrong)", .askedWrongly)
        case let conflict as SettingsStore.Conflict: return said("\(conflict)", .failed)
        case let wrong as SchemaError: return said("schema: \(wrong)", .askedWrongly)
        case let wrong as AskedWrongly: return said(wrong.description, .askedWrongly)
        case let wrong as EvaluationError where wrong.isOfTheCommandLine: return said("\(wrong)", .askedWrongly)
        case is StorageError, is InputError, is OutputError, is EvaluationError, is JSONError:
            return said("\(error)", .failed)
        default:
            let code = exitCode(for: error)
            if code == .success {
                print(fullMessage(for: error))
                return .done
            }
            Terminal.say(fullMessage(for: error))
            return code == .validationFailure ? .askedWrongly : .failed
        }
    }

    private static func said(_ words: String, _ status: ExitStatus) -> ExitStatus {
        Terminal.say("souk: \(words)")
        return status
    }
}
