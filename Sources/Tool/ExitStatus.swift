/// What the process says to the shell. Thrown, it ends the command when all words have been said.
enum ExitStatus: Error, Equatable {
    case done
    case failed
    case askedWrongly
    case damaged
    /// Stopped by a signal: 128 and its number, as shells report it.
    case interrupted(signal: Int32)

    var rawValue: Int32 {
        switch self {
        case .done: 0
        case .failed: 1
        case .askedWrongly: 2
        case .damaged: 3
        case .interrupted(let signal): 128 + signal
        }
    }
}

/// A mistake in what the command line says, found only when it was acted on.
struct AskedWrongly: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
