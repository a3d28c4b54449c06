/// Souk as one of the engines that `Benchmarks/run` measures: it builds an index of the prepared documents, and answers
/// exercises given on standard input. What is said on the way in and out stands in `Benchmarks/README.md`.
import Glibc
@testable import Search

func fail(_ message: String) -> Never {
    let line = Array("contender: \(message)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(1)
}

let arguments = CommandLine.arguments.dropFirst()
do {
    switch (arguments.first, arguments.count) {
    case ("build", 5):
        let numbers = arguments.suffix(2).compactMap { Int($0) }
        guard numbers.count == 2 else { fail("SEGMENTS and MEMORY are numbers") }
        try build(from: arguments[2], into: arguments[3], segments: numbers[0], memoryMegabytes: numbers[1])
    case ("serve", 3):
        let course = try Course(index: arguments[2], queries: arguments[3])
        while let line = readLine() { try course.run(Exercise(parsing: line)) }
    default:
        fail("usage: contender build DOCUMENTS INDEX SEGMENTS MEMORY-MB | contender serve INDEX QUERIES")
    }
} catch {
    fail("\(error)")
}
