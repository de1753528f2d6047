import Foundation
import Testing

/// The import line is the arrow: what a file may use, by its name and its place.
struct ArchitectureTests {
    private static let allowed: [String: Set<String>] = [
        "Store": ["Crypto", "Domain", "Foundation", "GRDB", "Synchronization", "Tabular"],
        "Routes": ["Domain", "Foundation", "HTTPTypes", "Hummingbird", "NIOCore", "Tabular"],
        "Page": ["Domain", "Markup"],
    ]

    private func imports(_ text: String) -> Set<String> {
        let lines = text.split(separator: "\n").map { line in
            var words = line.split(separator: " ").map(String.init)
            while let first = words.first,
                first.hasPrefix("@") || ["package", "public", "internal", "private"].contains(first)
            {
                words.removeFirst()
            }
            return words
        }
        let named = lines.filter { $0.count >= 2 && $0[0] == "import" }
        return Set(
            named.map { words in
                let isKind = ["struct", "class", "enum", "func", "protocol", "typealias", "var", "let"].contains(
                    words[1])
                return String((isKind && words.count > 2 ? words[2] : words[1]).prefix { $0 != "." })
            })
    }

    /// `HubStore.swift` → Store; `PeopleStore+Changes.swift` → Store.
    private func suffix(_ path: String) -> String? {
        let file = path.split(separator: "/").last ?? ""
        let stem = file.prefix { $0 != "." && $0 != "+" }
        return Self.allowed.keys.first { stem.hasSuffix($0) }
    }

    @Test(arguments: allowed.keys.sorted())
    func aFileImportsOnlyWhatItsNameAllows(kind: String) throws {
        let files = try Repository.files(in: "Sources/App").filter { suffix($0.path) == kind }
        #expect(files.count >= 8, "only \(files.count) files seen")
        for file in files {
            let extra = imports(file.text).subtracting(Self.allowed[kind] ?? [])
            #expect(extra.isEmpty, "\(file.path) imports \(extra.sorted().joined(separator: ", "))")
        }
    }

    @Test(arguments: ["Domain", "Markup", "Tabular"])
    func theLowerModulesKnowNobody(module: String) throws {
        let files = try Repository.files(in: "Sources/" + module)
        #expect(!files.isEmpty)
        for file in files {
            let extra = imports(file.text).subtracting(
                module == "Tabular" ? ["Foundation", "Dispatch", "Synchronization", "CTabular"] : ["Foundation"])
            #expect(extra.isEmpty, "\(file.path) imports \(extra.sorted().joined(separator: ", "))")
        }
    }

    /// No clock, no chance, no files in the rules: they are given what they need.
    @Test(arguments: ["Date()", "Date.now", ".now", "FileManager", "UUID(", ".random", "ProcessInfo", "print("])
    func theRulesAskNobodyForTheTime(forbidden: String) throws {
        let files = try Repository.files(in: "Sources/Domain")
        #expect(files.count > 20)
        for file in files { #expect(!file.text.contains(forbidden), "\(file.path)") }
    }

    @Test(arguments: [
        "try!", "as!", "fatalError(", ".first!", "TODO", "FIXME", "unowned(unsafe)", "eraseDatabaseOnSchemaChange",
    ])
    func nothingThatEndsTheProgram(forbidden: String) throws {
        let files = try Repository.files(in: "Sources")
        #expect(files.count > 100)
        for file in files { #expect(!file.text.contains(forbidden), "\(file.path)") }
    }

    /// HTML made elsewhere has one door; each use is known.
    @Test func theDoorForForeignHTMLStaysShut() throws {
        let uses = try Repository.files(in: "Sources/App").filter { $0.text.contains("Markup(trusting:") }.map(\.path)
        #expect(uses == [])
    }

    /// No SQL made by gluing a value into the text; the pragma's value is an enum's.
    @Test func noValueIsGluedIntoSQL() throws {
        let expression = try Regex(#"sql: *"[^"]*\\\("#)
        var found: [String] = []
        for file in try Repository.files(in: "Sources") {
            for line in file.text.split(separator: "\n") where line.contains(expression) {
                found.append(file.path + ":" + line.trimmingCharacters(in: .whitespaces))
            }
        }
        // Names and numbers of our own code, a quoted name and a condition that both come from the schema.
        let known = [
            "PRAGMA \\(name)", "PRAGMA synchronous = \\(mode.rawValue)", "PRAGMA cache_size = \\(-room)",
            "PRAGMA cache_size = \\(usual)", "DROP INDEX \\((index[\"name\"] as String).quotedDatabaseIdentifier)",
            "AND NOT (\\(checks))", "FROM \\(table) WHERE slug = ?",
        ]
        let strange = found.filter { line in !known.contains { line.contains($0) } }
        #expect(strange == [])
    }

    /// Domain slices look downwards only: a slice never names the folder of a higher one by its types' files.
    @Test func slicesOfTheDomainLookDownwards() throws {
        let order = ["Territories", "Accounts", "Organisations", "Hubs", "Assemblies"]
        // A type that only the higher slice declares, and that a lower one would have to name to depend on it.
        let declared = try order.map { slice in try names(declaredIn: "Sources/Domain/" + slice) }
        for (rank, slice) in order.enumerated() where slice != "Accounts" {
            for file in try Repository.files(in: "Sources/Domain/" + slice) {
                for higher in order.indices where higher > rank {
                    for name in declared[higher].subtracting(["Hub"]) {
                        let expression = try Regex("\\b\(name)\\b")
                        guard !file.text.contains(try Regex("(struct|enum) \(name)\\b")) else { continue }
                        let code = file.text.split(separator: "\n").filter { !$0.contains("///") }.joined(
                            separator: "\n")
                        #expect(!code.contains(expression), "\(file.path) knows \(name) of \(order[higher])")
                    }
                }
            }
        }
    }

    /// Slices of App from the lowest: a file names no type of a slice above its own. A lower slice that shows what a higher one
    /// knows has a door (`TerritoryFigures`), which the higher one fills where routes are listed.
    /// Two stand on one floor: an item of an agenda may be voted on line, and a vote on line follows the rules of assemblies
    /// (docs/decisions/0042).
    private static let floors = [
        ["Territories"], ["Accounts"], ["Organisations"], ["Hubs"], ["Assemblies", "Voting"], ["Observatory"],
        ["Journey"], ["Network"], ["Help"], ["OpenData"],
    ]

    /// Files that still look upwards. The list may only become shorter: one that no longer does must leave it.
    private static let lookingUpwards: Set<String> = [
        "Accounts/AccountStore.swift", "Accounts/MyAccountStore.swift", "Accounts/PersonalData.swift",
        "Hubs/FactStore.swift", "Hubs/FactWriter.swift", "Hubs/HubRoutes.swift", "Hubs/HubViewStore.swift",
        "Hubs/MilestoneStore.swift", "Organisations/EssStore.swift", "Organisations/HubDuplicateRoutes.swift",
        "Organisations/ModerationRoutes.swift",
        "Organisations/ProposalRoutes.swift", "Organisations/ProspectRoutes.swift",
        "Organisations/RecordCareStore.swift", "Organisations/RecordEditRoutes.swift",
        "Organisations/RecordStore+View.swift",
        "Organisations/ReminderStore.swift", "Organisations/ReminderTask.swift", "Organisations/SectorStore.swift",
    ]

    @Test func slicesOfTheProgramLookDownwards() throws {
        let declared = try Self.floors.map { floor in
            try floor.reduce(into: Set<String>()) { found, slice in
                found.formUnion(try names(declaredIn: "Sources/App/" + slice, access: "(?:package )?"))
            }
        }
        var upwards: Set<String> = []
        for (rank, floor) in Self.floors.enumerated() {
            let higher = declared[(rank + 1)...].reduce(into: Set<String>()) { $0.formUnion($1) }
            let foreign = higher.subtracting(declared[...rank].reduce(into: []) { $0.formUnion($1) })
            for file in try floor.flatMap({ try Repository.files(in: "Sources/App/" + $0) }) {
                let code = file.text.split(separator: "\n").filter { !$0.contains("///") }.joined(separator: "\n")
                let words = code.utf8.split {
                    !(0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x5F || $0 >= 0x80)
                }
                let named = Set(words.compactMap { String($0) }).intersection(foreign)
                guard !named.isEmpty else { continue }
                let path = file.path.components(separatedBy: "Sources/App/").last ?? file.path
                upwards.insert(path)
                #expect(Self.lookingUpwards.contains(path), "\(path) knows \(named.sorted()) of a higher slice")
            }
        }
        #expect(Self.lookingUpwards.subtracting(upwards) == [], "no longer look upwards: take them off the list")
    }

    private func names(declaredIn folder: String, access: String = "package ") throws -> Set<String> {
        let expression = try Regex(
            "(?m)^\(access)(?:final |indirect )*(?:struct|enum|class|actor|protocol) (\\w+)",
            as: (Substring, Substring).self)
        let files = try Repository.files(in: folder)
        return Set(files.flatMap { file in file.text.matches(of: expression).map { String($0.output.1) } })
    }

    @Test func filesStayShort() throws {
        let files = try Repository.files(in: "Sources") + Repository.files(in: "Tests")
        for file in files {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 270, "\(file.path): \(lines) lines")
        }
    }
}
