import Foundation
import Testing

@testable import App

/// Every setting has a default, a name in the environment, and a sentence when it makes no sense.
struct ConfigurationTests {
    @Test func withNothingSetTheServerIsLocalAndKeepsWhatItAcknowledged() throws {
        let configuration = try App.Configuration(environment: [:])
        #expect(configuration.address == "127.0.0.1" && configuration.port == 8080)
        #expect(configuration.baseURL == "http://127.0.0.1:8080" && !configuration.isSecure)
        #expect(configuration.synchronous == .full && configuration.smtp == nil)
        #expect(configuration.scryptCost == 15 && configuration.trustedProxies.isEmpty)
    }

    @Test func eachVariableIsRead() throws {
        let configuration = try App.Configuration(environment: [
            "MAILLAGE_DONNEES": "/tmp/reseau", "MAILLAGE_ADRESSE": "0.0.0.0", "MAILLAGE_PORT": "8181",
            "MAILLAGE_URL": "https://poles.example.org", "MAILLAGE_SMTP": "smtps://boite:secret@courriel.example.org",
            "MAILLAGE_EXPEDITEUR": "reseau@example.org", "MAILLAGE_SYNCHRONOUS": "normal", "MAILLAGE_SCRYPT": "16",
            "MAILLAGE_PIECE_MAX": "2000000", "MAILLAGE_CONNEXIONS": "50", "MAILLAGE_MANDATAIRES": "10.0.0.1, 10.0.0.2",
        ])
        #expect(configuration.databaseFile.path == "/tmp/reseau/maillage.db")
        #expect(configuration.documentsFolder.path == "/tmp/reseau/documents")
        #expect(configuration.address == "0.0.0.0" && configuration.port == 8181)
        #expect(configuration.baseURL == "https://poles.example.org" && configuration.isSecure)
        #expect(
            configuration.smtp == "smtps://boite:secret@courriel.example.org"
                && configuration.mailFrom == "reseau@example.org")
        #expect(configuration.synchronous == .normal && configuration.scryptCost == 16)
        #expect(configuration.maximumUpload == 2_000_000 && configuration.maximumConnections == 50)
        #expect(configuration.trustedProxies == ["10.0.0.1", "10.0.0.2"])
    }

    @Test func anEmptyVariableIsAsIfItWereNotThere() throws {
        let settings = try App.Configuration(environment: [:]).settings
        let usual = settings.map(\.value)
        let empty = Dictionary(uniqueKeysWithValues: settings.map { ($0.variable, "") })
        let configuration = try App.Configuration(environment: empty)
        #expect(configuration.settings.map(\.value) == usual)
    }

    @Test(arguments: [
        ("MAILLAGE_PORT", "http"), ("MAILLAGE_PORT", "-1"), ("MAILLAGE_PORT", "65536"), ("MAILLAGE_PORT", "80.5"),
        ("MAILLAGE_URL", "poles.example.org"), ("MAILLAGE_URL", "https://poles.example.org/"),
        ("MAILLAGE_URL", "ftp://example.org"),
        ("MAILLAGE_SMTP", "courriel.example.org"), ("MAILLAGE_SMTP", "http://example.org"),
        ("MAILLAGE_SYNCHRONOUS", "OFF"),
        ("MAILLAGE_SYNCHRONOUS", "2"), ("MAILLAGE_SCRYPT", "3"), ("MAILLAGE_SCRYPT", "21"), ("MAILLAGE_SCRYPT", "fort"),
        ("MAILLAGE_PIECE_MAX", "0"), ("MAILLAGE_PIECE_MAX", "10 Mo"), ("MAILLAGE_CONNEXIONS", "0"),
        ("MAILLAGE_CONNEXIONS", "99999999999999999999"),
    ])
    func aWrongValueIsRefusedByName(variable: String, value: String) {
        let error = #expect(throws: Refused.self) { try App.Configuration(environment: [variable: value]) }
        #expect(error?.sentence.contains(variable) == true)
    }

    @Test func everySettingIsShownAndSecretsAreNot() throws {
        let configuration = try App.Configuration(environment: [
            "MAILLAGE_SMTP": "smtps://boite:tres-secret@courriel.example.org:465"
        ])
        let settings = configuration.settings
        #expect(Set(settings.map(\.variable)).count == settings.count)
        #expect(settings.allSatisfy { $0.variable.hasPrefix("MAILLAGE_") && !$0.name.isEmpty })
        #expect(settings.contains { $0.value == "smtps://…@courriel.example.org:465" })
        #expect(!settings.contains { $0.value.contains("tres-secret") || $0.value.contains("boite") })
        #expect(App.Configuration.hidingSecret("smtp://courriel.example.org") == "smtp://courriel.example.org")
    }

    @Test func theCommandLineWinsOverTheEnvironment() throws {
        let program = try Program(
            environment: ["MAILLAGE_PORT": "1", "MAILLAGE_DONNEES": "/a"], dataFolder: "/b", address: "::1", port: 2)
        #expect(program.configuration.port == 2 && program.configuration.address == "::1")
        #expect(program.configuration.dataFolder.path == "/b")
    }
}
