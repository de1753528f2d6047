import Domain
import Foundation
import GRDB

/// The accounts that come with new data: each is told by a line with its one-time link.
struct FirstAccounts {
    let database: any DatabaseWriter
    let letters: AccountLetters

    /// Somebody must be able to invite the others: the first account keeps the system and animates the network.
    func first(name: String?, address: String?, now: Date) throws -> String {
        guard let name = PersonName(name ?? "Première personne") else {
            throw Refused("Ce nom ne convient pas : une ligne, de 1 à 100 caractères.")
        }
        guard let address = MailAddress(address ?? "premiere@example.org") else {
            throw Refused("Cette adresse électronique n’en est pas une.")
        }
        return try database.write { db in
            try create(
                name, address, [(.systemAdministrator, .network), (.networkAnimator, .network)], now: now, in: db)
        }
    }

    /// The people of the demonstration.
    func people(_ people: [DemonstrationFile.PersonFact], now: Date) throws -> [String] {
        try database.write { db in
            try people.map { (fact: DemonstrationFile.PersonFact) -> String in
                guard let name = PersonName(fact.nom), let address = MailAddress(fact.courriel) else {
                    throw Refused("La démonstration nomme mal « \(fact.nom) ».")
                }
                let roles = try fact.roles.map { ($0.sorte, try scope(of: $0, in: db)) }
                return try create(name, address, roles, now: now, in: db)
            }
        }
    }

    private func create(
        _ name: PersonName, _ address: MailAddress, _ roles: [(RoleKind, Scope)], now: Date, in db: GRDB.Database
    ) throws -> String {
        let person = try AccountStore.create(name, address, isConfirmed: false, by: .program, at: now, in: db)
        for (kind, scope) in roles {
            try AccountStore.grant(kind, scope, to: person, from: now.dayInFrance, by: .program, at: now, in: db)
        }
        let secret = try LinkStore.create(.invitation, for: person, address, at: now, in: db)
        let labels = roles.map { $0.0.label }.joined(separator: " et ")
        return "\(labels) — \(name.text) : \(letters.link(secret))"
    }

    private func scope(of role: DemonstrationFile.RoleFact, in db: GRDB.Database) throws -> Scope {
        if let slug = role.pole {
            let id = try ID<Hub>.fetchOne(db, sql: "SELECT id FROM hub WHERE slug = ?", arguments: [slug])
            guard let id else { throw Refused("La démonstration cite un pôle inconnu : « \(slug) ».") }
            return .hub(id)
        }
        if let slug = role.organisation {
            let id = try ID<Organisation>.fetchOne(
                db, sql: "SELECT id FROM organisation WHERE slug = ?", arguments: [slug])
            guard let id else { throw Refused("La démonstration cite une organisation inconnue : « \(slug) ».") }
            return .organisation(id)
        }
        return .network
    }
}
