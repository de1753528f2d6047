import Domain
import Foundation
import GRDB

/// Representatives as a hub types them.
struct SpeakerDeskStore {
    let database: any DatabaseWriter

    struct Typed: Sendable {
        var kind, name, address, from, replaces: String
    }

    func add(
        _ typed: Typed, of organisation: ID<Organisation>, in hub: ID<Hub>, document: Document?, actor: Actor,
        at now: Date
    ) async throws {
        let draft = try typed.checked(today: now.dayInFrance)
        try await database.write { db in
            try MemberDeskStore.check(organisation, of: hub, in: db)
            try RepresentativeStore.add(
                draft, of: organisation, in: hub, document: document, actor: actor, at: now, in: db)
        }
    }

    func end(
        _ id: ID<Representative>, of organisation: ID<Organisation>, in hub: ID<Hub>, on day: Day, actor: Actor,
        at now: Date
    ) async throws {
        try await database.write { db in
            try RepresentativeStore.end(id, of: organisation, in: hub, on: day, actor: actor, at: now, in: db)
        }
    }

    /// A mandate that has ended no longer needs a name (RGPD, art. 5): minutes keep their own.
    func erase(
        _ id: ID<Representative>, of organisation: ID<Organisation>, in hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            let known = try RepresentativeStore.all(of: hub, organisation: organisation, in: db).first { $0.id == id }
            guard let known else { throw NotFound() }
            guard known.until != nil else { throw Refused("Ce mandat court encore : mettez-y fin d’abord.") }
            try RepresentativeStore.erase(id, on: now.dayInFrance, at: now, in: db)
            try Journal.record(
                Event(
                    "adherent.representation-effacee", on: MemberJournal.subject(organisation, hub),
                    ["numero": id.description]), by: actor, at: now, in: db)
        }
    }
}

extension SpeakerDeskStore.Typed {
    /// What was typed, or every field that does not do.
    func checked(today: Day) throws -> RepresentativeDraft {
        let (kind, name) = (Representative.Kind(rawValue: kind), PersonName(name))
        let (mailbox, day) = (MailAddress(address), Day(from))
        try RefusedForm.check([
            name == nil ? Refused("Donnez le nom de la personne.", field: "nom") : nil,
            kind == nil ? Refused("Choisissez titulaire ou suppléant·e.", field: "sorte") : nil,
            address.isEmpty || mailbox != nil
                ? nil : Refused("Cette adresse électronique n’en est pas une.", field: "courriel"),
            day == nil ? Refused("Donnez le jour où elle commence, par exemple \(today).", field: "depuis") : nil,
            Refused.farDay(day, today: today, field: "depuis"),
        ])
        guard let kind, let name, let day else { throw NotFound() }
        return RepresentativeDraft(kind: kind, name: name, address: mailbox, from: day, replaces: ID(replaces))
    }
}
