// swift-tools-version: 6.2
import PackageDescription

/// Measurements, apart from Souk: nobody who builds Souk builds this. `Benchmarks/run` builds it with the engine alone.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "souk", path: "..")],
    targets: [
        .executableTarget(name: "Contender", dependencies: [.product(name: "Search", package: "souk")]),
        .executableTarget(name: "Kernels", dependencies: [.product(name: "Search", package: "souk")]),
    ],
    swiftLanguageModes: [.v6])
