import Domain
import Foundation
import Testing

@testable import App

/// Accounts from the shell, on a folder of their own.
struct AccountCommandTests {
    private func withProgram(_ work: (Program) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "comptes-\(Secret().text)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = try Program(environment: ["MAILLAGE_SCRYPT": "4"], dataFolder: folder.path)
        _ = try App.Database.open(program.configuration, creating: true)
        try await work(program)
    }

    @Test func anAccountIsOpenedGivenARoleListedAndErased() async throws {
        try await withProgram { program in
            let lines = try await program.createAccount(
                name: "Anne Le Goff", address: "anne@example.org", role: "administration-systeme")
            #expect(lines.last?.contains("/lien?cle=") == true)
            #expect(try await program.accountLink(address: " ANNE@example.org").contains("/lien?cle="))
            let roles = try await program.changeRole(
                address: "anne@example.org", role: "animation-reseau", place: nil, from: "2026-01-01",
                until: "2026-06-01",
                isEnding: false)
            #expect(roles.count == 2)
            let list = try await program.listAccounts(format: "csv")
            #expect(list.contains("anne@example.org") && list.contains("administration du système"))
            #expect(try await program.accountData(address: "anne@example.org").contains("role.attribution"))

            await #expect(throws: RoleRefusal.lastSystemAdministrator) {
                try await program.eraseAccount(address: "anne@example.org")
            }
            _ = try await program.createAccount(
                name: "Yann", address: "yann@example.org", role: "administration-systeme")
            #expect(try await program.eraseAccount(address: "anne@example.org") == "Compte 1 effacé.")
            #expect(try await !program.listAccounts(format: "texte").contains("anne"))
        }
    }

    @Test func whatMakesNoSenseIsRefusedInWordsAndWritesNothing() async throws {
        try await withProgram { program in
            await #expect(throws: AccountForms.badAddress) {
                try await program.createAccount(name: "Anne", address: "anne")
            }
            await #expect(throws: Refused.self) {
                try await program.createAccount(name: "Anne", address: "anne@example.org", role: "reine")
            }
            await #expect(throws: Refused.self) {
                try await program.createAccount(
                    name: "Anne", address: "anne@example.org", role: "coordination-pole", place: "nulle-part")
            }
            await #expect(throws: RoleRefusal.wrongPlace(.hubCoordinator, .network)) {
                try await program.createAccount(name: "Anne", address: "anne@example.org", role: "coordination-pole")
            }
            await #expect(throws: Refused.self) { try await program.accountLink(address: "anne@example.org") }
            await #expect(throws: Refused.self) { try await program.listAccounts(format: "pdf") }
            let list = try await program.listAccounts(format: "texte")
            #expect(list.isEmpty)
        }
    }
}
