import Domain
import Foundation
import GRDB

/// Convening: the readiness list decides, the rules are frozen, the letters leave, each with its trace.
struct ConvocationStore {
    let database: any DatabaseWriter
    let letters: ConvocationLetters

    func convene(
        _ id: ID<Assembly>, of hub: ID<Hub>, overrideReason: String, actor: Actor, at now: Date
    ) async throws {
        if let refused = Refused.tooLong(overrideReason, 1000, field: "passer-outre") { throw refused }
        try await database.write { [letters] db in
            try Self.convene(id, of: hub, letters, overrideReason: overrideReason, actor: actor, at: now, in: db)
        }
    }

    static func convene(
        _ id: ID<Assembly>, of hub: ID<Hub>, _ letters: ConvocationLetters, overrideReason: String, actor: Actor,
        at now: Date, in db: GRDB.Database
    ) throws {
        let today = now.dayInFrance
        let assembly = try AssemblyStore.assembly(id, of: hub, in: db)
        try assembly.state.check(.convened)
        let dossier = try AssemblyDossierStore.dossier(of: assembly, today: today, in: db)
        let readiness = dossier.readiness
        try readiness.check(overrideReason: overrideReason)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        var version: ID<StatutesVersion>?
        if case .inForce(let number) = dossier.origin { version = number }
        let reason: String? = readiness.blocking.isEmpty ? nil : overrideReason
        try db.execute(
            sql: "UPDATE assembly SET statutesID = ?, statutes = ?, convenedOn = ?, overrideReason = ? WHERE id = ?",
            arguments: [
                version, String(decoding: try encoder.encode(dossier.statutes), as: UTF8.self), today,
                reason, id,
            ])
        try AssemblyStore.setState(.convened, of: id, actor: actor, at: now, in: db)
        let convened = try AssemblyDossierStore.dossier(
            of: AssemblyStore.assembly(id, in: db), today: today, in: db)
        try send(.convocation, to: convened.roll.entries, convened, letters, actor: actor, at: now, in: db)
    }

    /// Convenes those who were added to the roll since.
    func conveneOthers(_ id: ID<Assembly>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws -> Int {
        try await write(id, of: hub, actor: actor, at: now) { dossier, letters, db in
            let missing = dossier.notConvened.filter { !dossier.mailboxes(of: $0.organisation).isEmpty }
            guard !missing.isEmpty else {
                throw Refused(
                    "Personne n’attend la convocation par courriel : il ne reste que des lettres, s’il y en a.")
            }
            return try Self.send(.convocation, to: missing, dossier, letters, actor: actor, at: now, in: db)
        }
    }

    /// Writes again to those who have not answered, as `ConvocationReminder` allows.
    func remind(_ id: ID<Assembly>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws -> Int {
        try await write(id, of: hub, actor: actor, at: now) { dossier, letters, db in
            let due = dossier.withoutAnswer.filter { dossier.reminderReason($0.organisation) == nil }
            guard !due.isEmpty else {
                throw Refused(
                    "Aucun rappel ne peut partir : \(ConvocationReminder.most) au plus par organisation, à \(ConvocationReminder.daysBetween) jours d’écart, et plus aucun dès qu’elle a répondu."
                )
            }
            return try Self.send(.reminder, to: due, dossier, letters, actor: actor, at: now, in: db)
        }
    }

    /// Tells everybody who was convened what has changed: hour, place, link, or that it is cancelled.
    func announce(_ id: ID<Assembly>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws -> Int {
        try await write(id, of: hub, allowing: [.convened, .cancelled], actor: actor, at: now) { dossier, letters, db in
            let kind: AssemblySending.Kind = dossier.assembly.state == .cancelled ? .cancellation : .change
            let convened = Set(dossier.sendings.map(\.organisation))
            let told = dossier.roll.entries.filter { convened.contains($0.organisation) }
            guard !told.isEmpty else { throw Refused("Personne n’avait été convoqué.") }
            return try Self.send(kind, to: told, dossier, letters, actor: actor, at: now, in: db)
        }
    }

    /// The letters on paper were posted or handed over.
    func recordPosted(
        _ organisations: Set<ID<Organisation>>, _ id: ID<Assembly>, of hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        _ = try await write(id, of: hub, actor: actor, at: now) { dossier, _, db in
            let posted = dossier.notConvened.filter { organisations.contains($0.organisation) }
            guard !posted.isEmpty else {
                throw Refused("Cochez les organisations dont la lettre est partie.", field: "organisation")
            }
            for entry in posted {
                let name = dossier.correspondents[entry.organisation]?.first?.name ?? entry.name
                try Self.trace(.convocation, entry, name, nil, dossier, actor, now, db)
            }
            return posted.count
        }
    }

    private func write(
        _ id: ID<Assembly>, of hub: ID<Hub>, allowing states: Set<AssemblyState> = [.convened], actor: Actor,
        at now: Date,
        _ work: @escaping @Sendable (AssemblyDossier, ConvocationLetters, GRDB.Database) throws -> Int
    ) async throws -> Int {
        try await database.write { [letters] db in
            let assembly = try AssemblyStore.assembly(id, of: hub, in: db)
            guard states.contains(assembly.state) else {
                throw Refused("Cette assemblée est \(assembly.state.label) : aucune lettre n’en part.")
            }
            let dossier = try AssemblyDossierStore.dossier(of: assembly, today: now.dayInFrance, in: db)
            let count = try work(dossier, letters, db)
            try Journal.record(
                Event("assemblee.envoi", on: "assemblee/\(id)", ["nombre": String(count)]), by: actor, at: now, in: db)
            return count
        }
    }
}

extension ConvocationStore {
    /// A letter to each mailbox of each organisation, with its own link; returns how many left.
    @discardableResult
    private static func send(
        _ kind: AssemblySending.Kind, to entries: [Roll.Entry], _ dossier: AssemblyDossier,
        _ letters: ConvocationLetters, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> Int {
        var count = 0
        for entry in entries {
            for person in dossier.mailboxes(of: entry.organisation) {
                guard let address = person.address else { continue }
                let secret = try AnswerStore.link(
                    to: dossier.assembly.id, for: entry.organisation, person.name, at: now, in: db)
                let letter = letters.letter(kind, dossier, to: person, of: entry, secret)
                try OutboxStore.enqueue(letter, to: address, person.name, at: now, in: db)
                try trace(kind, entry, person.name, (address, db.lastInsertedRowID), dossier, actor, now, db)
                count += 1
            }
        }
        return count
    }

    private static func trace(
        _ kind: AssemblySending.Kind, _ entry: Roll.Entry, _ name: String, _ mail: (MailAddress, Int64)?,
        _ dossier: AssemblyDossier, _ actor: Actor, _ now: Date, _ db: GRDB.Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO assemblySending (assemblyID, organisationID, kind, way, recipient, address, sentOn, recordedAt,
                    recordedBy, outboxID) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                dossier.assembly.id, entry.organisation, kind, mail == nil ? "lettre" : "courriel", name,
                mail?.0.text ?? "", dossier.today, now.formatted(.iso8601), actor.personID, mail?.1,
            ])
    }
}
