internal import ArgumentParser

/// A size as people type it: `512MiB`, `2GB`, `1g`, `1048576`.
struct ByteSize: ExpressibleByArgument {
    let bytes: Int

    init(bytes: Int) { self.bytes = bytes }

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number > 0,
            let scale = Self.scales[argument.dropFirst(digits.count).drop { $0 == " " }.lowercased()],
            number * scale < Double(1 << 50)
        else { return nil }
        bytes = Int(number * scale)
    }

    var defaultValueDescription: String {
        bytes % (1 << 20) == 0 ? "\(bytes >> 20)MiB" : "\(bytes)"
    }

    // A bare letter means the binary unit, as it does to those who set memory limits.
    private static let scales: [String: Double] = [
        "": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "k": 1024, "kib": 1024, "m": 1_048_576, "mib": 1_048_576,
        "g": 1_073_741_824, "gib": 1_073_741_824,
    ]
}
