import Domain
import Foundation
import GRDB

/// What is known of whoever asks to join, so that they type less.
struct JoiningPrefillStore {
    let database: any DatabaseWriter

    /// Organisations that the visitor represents by a role.
    func represented(by subject: Subject, on day: Day) async throws -> [(id: ID<Organisation>, name: String)] {
        let ids = subject.roles(on: day).compactMap { role -> ID<Organisation>? in
            guard role.kind == .organisationRepresentative, case .organisation(let id) = role.scope else { return nil }
            return id
        }
        return try await database.read { db in
            try ids.compactMap { id in
                try String.fetchOne(
                    db, sql: "SELECT name FROM organisation WHERE id = ? AND publication = 'publiee'", arguments: [id]
                ).map { (id, $0) }
            }
        }
    }

    /// What the public record says, and the account's own name and address.
    func values(slug: String, person: ID<Person>?) async throws -> [String: String] {
        try await database.read { db in
            var values: [String: String] = [:]
            if let person {
                let account = try AccountStore.person(person, in: db)
                values["contact"] = account.name
                values["courriel"] = account.address?.text ?? ""
            }
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT id, name, family, siren, town, summary, legalCategory FROM organisation
                    WHERE slug = ? AND publication = 'publiee' AND diffusion = 'O'
                    """, arguments: [slug])
            guard let row else { return values }
            values["organisation"] = (row["id"] as ID<Organisation>).description
            values["nom"] = row["name"]
            values["famille"] = row["family"]
            values["siren"] = row["siren"]
            values["commune"] = row["town"]
            values["activite"] = row["summary"]
            if PublicBody.isOne(legalCategory: row["legalCategory"]) { values["collectivite"] = "oui" }
            return values
        }
    }
}
