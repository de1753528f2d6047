// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that whoever builds the program does not build the bench. The folders it measures are links:
// what is `package` in the program stays reachable here, and the web server need not be built.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "maillage",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "Domain", swiftSettings: strict),
        .target(name: "Markup", swiftSettings: strict),
        .target(name: "CTabular"),
        .target(name: "Tabular", dependencies: ["CTabular"], swiftSettings: strict),
        .target(name: "Observatory", dependencies: ["Domain", "Tabular"], swiftSettings: strict),
        .executableTarget(name: "Benchmarks", dependencies: ["Domain", "Markup"], swiftSettings: strict),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .executableTarget(name: "Importing", dependencies: ["CZlib", "Domain", "Tabular"], swiftSettings: strict),
        .executableTarget(name: "Reading", dependencies: ["Domain", "Observatory", "Tabular"], swiftSettings: strict),
    ]
)
