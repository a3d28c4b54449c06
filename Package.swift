// swift-tools-version: 6.2
import PackageDescription

/// The engine needs no Swift package. With SOUK_ENGINE_ONLY=1 everything that does is left out, so that work on the
/// engine builds in a minute and its tests run under the sanitizers without building a web server first.
let engineOnly = Context.environment["SOUK_ENGINE_ONLY"] == "1"

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Tests run in release, where the engine is as its users have it; they see what is internal.
let testable: [SwiftSetting] = [.unsafeFlags(["-enable-testing"], .when(configuration: .release))]

#if arch(x86_64)
let engineLevel = ["-Xcc", "-march=x86-64-v3", "-DX86_64_V3"]
#else
let engineLevel: [String] = []
#endif

/// Checks of exclusive access at run time cost 5 % of indexing; debug builds and their sanitizers still make them.
///
/// On x86-64 the engine is built for level v3 (Haswell, Excavator, Zen and later: population counts, bit scans and vectors of
/// eight numbers in one instruction); with SOUK_ANY_CPU=1 for all.
let levels = Context.environment["SOUK_ANY_CPU"] == "1" ? [] : engineLevel
let engine: [SwiftSetting] = [.unsafeFlags(["-enforce-exclusivity=unchecked"] + levels, .when(configuration: .release))]

var targets: [Target] = [
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),
    .target(name: "CIntrinsics"),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .target(
        name: "Search", dependencies: ["CICU", "CIntrinsics", "CStemmer", "CZstd"],
        swiftSettings: strict + testable + engine),
    .target(
        name: "Evaluation", dependencies: ["Search"], resources: [.embedInCode("Page")], swiftSettings: strict + testable),
    .target(name: "DemoCatalog", swiftSettings: strict + testable),
    .testTarget(name: "SearchTests", dependencies: ["CIntrinsics", "Search"], swiftSettings: strict),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation"], swiftSettings: strict),
    .testTarget(name: "DemoCatalogTests", dependencies: ["DemoCatalog"], swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
]
var dependencies: [Package.Dependency] = []
var products: [Product] = [.library(name: "Search", targets: ["Search"])]

if !engineOnly {
    dependencies = [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ]
    products.append(.executable(name: "souk", targets: ["souk"]))
    targets += [
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CPostgres", path: "Sources/CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "Platform",
            dependencies: [
                "CPostgres", "CZlib", "CZstd", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict + testable),
        .target(name: "TestDatabases", dependencies: ["Platform"], path: "Tests/TestDatabases", swiftSettings: strict),
        .testTarget(name: "PlatformTests", dependencies: ["Platform", "TestDatabases"], swiftSettings: strict),
        .executableTarget(
            name: "souk-event-drill", dependencies: ["Platform"], path: "Tests/EventDrill", swiftSettings: strict),
        .systemLibrary(name: "CArgon2", path: "Sources/CArgon2", providers: [.apt(["libargon2-dev"])]),
        .target(
            name: "Users",
            dependencies: [
                "CArgon2", "Platform", .product(name: "Crypto", package: "swift-crypto"), .product(name: "JWTKit", package: "jwt-kit"),
            ],
            swiftSettings: strict + testable),
        .testTarget(
            name: "UsersTests",
            dependencies: [
                "Platform", "TestDatabases", "Users", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ],
            swiftSettings: strict),
        .target(
            name: "Gateway",
            dependencies: [
                "Platform", "Search", "Users", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Page")],
            swiftSettings: strict + testable),
        .executableTarget(
            name: "souk",
            dependencies: [
                "Search", "Evaluation", "DemoCatalog", "Gateway", "Platform", "Users",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Tool",
            swiftSettings: strict + testable),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "Gateway", "Platform", "Search", "TestDatabases", "Users", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(name: "ToolTests", dependencies: ["souk", "Gateway", "Search"], swiftSettings: strict),
    ]
}

let package = Package(
    name: "souk", products: products, dependencies: dependencies, targets: targets,
    swiftLanguageModes: [.v6])
