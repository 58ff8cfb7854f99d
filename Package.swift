// swift-tools-version: 6.2
import PackageDescription

// The house, from the bottom up. Imports go downwards only; `dev/check-imports` and SwiftPM's
// `--explicit-target-dependency-import-check error` hold every target to this list.
let package = Package(
    name: "flowmeter",
    products: [.executable(name: "flowmeter", targets: ["flowmeter"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // What flows: lossless JSON, runtime values, instants.
        .target(name: "Values"),
        // Rules, without I/O.
        .target(name: "Expressions", dependencies: ["Values", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Ledger"),
        .target(name: "Automation", dependencies: ["Values", "Expressions", "Ledger"]),
        // One storage protocol, two drivers.
        .target(name: "StorageCore"),
        .target(
            name: "StorageSQLite",
            dependencies: [
                "StorageCore", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(name: "CLibPQ"),
        .target(name: "StoragePostgres", dependencies: ["StorageCore", "CLibPQ"]),
        // All SQL.
        .target(name: "Stores", dependencies: ["StorageCore", "Values", "Automation", "Ledger"]),
        // Other people's servers: mail out, money in.
        .target(name: "CLibCurl"),
        .target(name: "Mail", dependencies: ["Values", "CLibCurl"]),
        .target(
            name: "Payments",
            dependencies: [
                "Values", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        // What a scenario can do.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "ModuleLibrary",
            dependencies: [
                "Values", "Expressions", "Automation", "Ledger", "Mail", "CZlib",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        // What goes on by itself.
        .target(
            name: "Engine",
            dependencies: [
                "Values", "Expressions", "Ledger", "Automation", "StorageCore", "Stores", "ModuleLibrary", "Mail", "Payments",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        // The way in.
        .target(name: "WebAssets"),
        .target(
            name: "HTTPAPI",
            dependencies: [
                "Values", "Expressions", "Ledger", "Automation", "StorageCore", "Stores", "ModuleLibrary", "Mail", "Payments", "Engine",
                "WebAssets",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        // Puts the parts together.
        .target(
            name: "Commands",
            dependencies: [
                "Values", "Expressions", "Ledger", "Automation", "StorageCore", "StorageSQLite", "StoragePostgres", "Stores",
                "ModuleLibrary", "Mail", "Payments", "Engine", "HTTPAPI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        .executableTarget(name: "flowmeter", dependencies: ["Commands"], path: "Sources/Program"),

        .target(
            name: "TestSupport",
            dependencies: [
                "Values", "Ledger", "Automation", "StorageCore", "StorageSQLite", "StoragePostgres", "Stores", "ModuleLibrary", "Mail",
                "Payments", "Engine",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ], path: "Tests/TestSupport"),
        .testTarget(name: "ValuesTests", dependencies: ["Values", "TestSupport"]),
        .testTarget(name: "ExpressionsTests", dependencies: ["Expressions", "Values", "TestSupport"]),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger", "Values", "TestSupport"]),
        .testTarget(name: "MailTests", dependencies: ["Mail", "Values", "TestSupport"]),
        .testTarget(
            name: "PaymentsTests",
            dependencies: [
                "Payments", "Values", "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .testTarget(
            name: "AutomationTests", dependencies: ["Automation", "Values", "Expressions", "Ledger", "ModuleLibrary", "TestSupport"]),
        .testTarget(name: "StorageTests", dependencies: ["StorageCore", "StorageSQLite", "StoragePostgres", "TestSupport"]),
        .testTarget(
            name: "StoresTests", dependencies: ["Engine", "Stores", "StorageCore", "Values", "Ledger", "Automation", "TestSupport"]),
        .testTarget(
            name: "ModuleLibraryTests", dependencies: ["ModuleLibrary", "Automation", "Values", "Expressions", "Ledger", "TestSupport"]),
        .testTarget(
            name: "HTTPAPITests",
            dependencies: [
                "TestSupport", "HTTPAPI", "Engine", "Stores", "StorageCore", "StorageSQLite", "ModuleLibrary", "Automation", "Values",
                "Ledger",
                "Payments", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "Engine", "Stores", "StorageCore", "ModuleLibrary", "Mail", "Payments", "Automation", "Values", "Expressions", "Ledger",
                "TestSupport",
            ]),
    ]
)

for target in package.targets where target.type != .system && !["CLibCurl", "CLibPQ", "WebAssets"].contains(target.name) {
    var settings: [SwiftSetting] = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .treatAllWarnings(as: .error),  // SE-0443
    ]
    // Hummingbird's middleware has a @concurrent closure that this feature can't conform to.
    if target.name != "HTTPAPI", target.name != "Commands" {
        settings.append(.enableUpcomingFeature("NonisolatedNonsendingByDefault"))  // SE-0461
    }
    target.swiftSettings = (target.swiftSettings ?? []) + settings
}
