import Domain
import Foundation
import GRDB

/// What a hub does with dues: its scale, calls, payments, exemptions, reminders.
struct DuesDeskStore {
    let database: any DatabaseWriter

    func setScale(
        of hub: ID<Hub>, year: Int, decidedBy: String, decidedOn typed: String, dueOn: Day?, actor: Actor, at now: Date
    ) async throws {
        let decidedOn = Day(typed)
        try RefusedForm.check([
            (1990...now.dayInFrance.year + 2).contains(year)
                ? nil : Refused("Choisissez une année, de 1990 à deux ans à venir."),
            decidedBy.isEmpty ? Refused("Dites quelle instance a fixé le barème.", field: "instance") : nil,
            Refused.tooLong(decidedBy, 200, field: "instance"),
            typed.isEmpty || decidedOn != nil ? nil : Refused("Donnez un jour, ou laissez vide.", field: "decide-le"),
            dueOn == nil
                ? Refused("Donnez le jour avant lequel régler, par exemple 2026-06-30.", field: "echeance") : nil,
            Refused.farDay(dueOn, today: now.dayInFrance, field: "echeance"),
        ])
        guard let dueOn else { return }
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO duesScale (hubID, year, decidedBy, decidedOn, dueOn) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (hubID, year) DO UPDATE SET decidedBy = excluded.decidedBy,
                        decidedOn = excluded.decidedOn, dueOn = excluded.dueOn
                    """, arguments: [hub, year, decidedBy, decidedOn, dueOn])
            try Self.note("cotisation.bareme", ["annee": String(year), "instance": decidedBy], hub, actor, now, db)
        }
    }

    /// A band as typed.
    struct BandDraft: Sendable {
        var label, college: String
        var basis: DuesBasis?
        var atLeast, below, amount: String
    }

    func addBand(
        _ draft: BandDraft, to hub: ID<Hub>, year: Int, actor: Actor, at now: Date
    ) async throws {
        let amount = Money(typed: draft.amount)
        let isFlat = draft.basis == .flat
        let atLeast =
            isFlat ? 0 : try MemberDeskStore.count(draft.atLeast, most: 100_000_000_000, field: "apartir") ?? 0
        let below = isFlat ? nil : try MemberDeskStore.count(draft.below, most: 100_000_000_000, field: "moins")
        try RefusedForm.check([
            draft.label.isEmpty ? Refused("Nommez la tranche : « Moins de 3 salariés ».", field: "libelle") : nil,
            Refused.tooLong(draft.label, 120, field: "libelle"), Refused.tooLong(draft.college, 60, field: "college"),
            draft.basis == nil ? Refused("Dites de quoi dépend cette tranche.", field: "base") : nil,
            amount == nil ? Refused("Donnez la somme en euros : 60 ou 60,50.", field: "montant") : nil,
            (amount?.cents ?? 0) > 100_000_000 ? Refused("Cette somme est trop grande.", field: "montant") : nil,
            below.map { $0 <= atLeast } == true
                ? Refused("La tranche doit finir après avoir commencé.", field: "moins") : nil,
        ])
        guard let basis = draft.basis, let amount else { return }
        let band = DuesBand(
            id: 0, label: draft.label, college: draft.college.isEmpty ? nil : draft.college, basis: basis,
            atLeast: atLeast, below: below, amount: amount)
        try await database.write { db in
            guard let scale = try DuesStore.scale(of: hub, year: year, in: db) else {
                throw Refused("Fixez d’abord le barème de \(year) : qui l’a décidé, et l’échéance.")
            }
            if let other = scale.bands.first(where: { $0.overlaps(band) }) {
                throw Refused("Elle recouvre la tranche « \(other.label) » : changez ses bornes.", field: "apartir")
            }
            try db.execute(
                sql: """
                    INSERT INTO duesBand (hubID, year, label, college, basis, atLeast, below, amount)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, year, band.label, draft.college, basis, atLeast, below, amount.cents,
                ])
            try Self.note(
                "cotisation.tranche",
                ["annee": String(year), "tranche": band.label, "centimes": String(amount.cents)], hub, actor, now, db)
        }
    }

    /// What was called already stays as it was called.
    func removeBand(_ id: ID<DuesBand>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM duesBand WHERE id = ? AND hubID = ?", arguments: [id, hub])
            guard let row else { throw NotFound() }
            try db.execute(sql: "DELETE FROM duesBand WHERE id = ?", arguments: [id])
            try Self.note(
                "cotisation.tranche-retiree", ["annee": String(row["year"] as Int), "tranche": row["label"]], hub,
                actor, now, db)
        }
    }

    static func note(
        _ kind: String, _ detail: [String: String?], _ hub: ID<Hub>, _ actor: Actor, _ now: Date, _ db: GRDB.Database
    ) throws {
        try Journal.record(Event(kind, on: "cotisations/\(hub)", detail), by: actor, at: now, in: db)
    }
}

/// Calls.
extension DuesDeskStore {
    /// Calls the dues of all members of the day who have none yet. Returns how many, and who could not be, with why.
    func callAll(
        in hub: ID<Hub>, year: Int, actor: Actor, at now: Date
    ) async throws -> (called: Int, left: [(name: String, reason: String)]) {
        let today = now.dayInFrance
        return try await database.write { db in
            guard let scale = try DuesStore.scale(of: hub, year: year, in: db) else {
                throw Refused("Fixez d’abord le barème de \(year).")
            }
            let day = year == today.year ? today : Day(year: year, month: 12, day: 31) ?? today
            let known = Set(try DuesStore.accounts(of: hub, year: year, in: db).map(\.organisation))
            var (called, left) = (0, [(name: String, reason: String)]())
            for member in try MemberFactStore.members(of: hub, on: day, in: db)
            where !known.contains(member.organisation) {
                if member.isPublicBody {
                    left.append(
                        (member.name, "c’est une collectivité : appelez la sienne à la main si elle en doit une"))
                    continue
                }
                let size = try DuesStore.size(of: member.organisation, in: hub, on: day, db)
                switch scale.answer(for: size) {
                case .none(let reason): left.append((member.name, reason))
                case .band(let band):
                    try Self.call(
                        member.organisation, in: hub, year: year, band.label, band.amount, dueOn: scale.dueOn,
                        actor: actor, at: now, in: db)
                    called += 1
                }
            }
            return (called, left)
        }
    }

    /// One member's dues of a year, as the scale says or as typed.
    func call(
        _ organisation: ID<Organisation>, in hub: ID<Hub>, year: Int, band: ID<DuesBand>?, amount typed: String,
        label: String, actor: Actor, at now: Date
    ) async throws {
        let amount = Money(typed: typed)
        try RefusedForm.check([
            (1990...now.dayInFrance.year + 2).contains(year)
                ? nil : Refused("Choisissez une année, de 1990 à deux ans à venir.", field: "annee"),
            band == nil && amount == nil
                ? Refused("Choisissez une tranche, ou donnez la somme en euros.", field: "montant") : nil,
            (amount?.cents ?? 0) > 100_000_000 ? Refused("Cette somme est trop grande.", field: "montant") : nil,
            Refused.tooLong(label, 120, field: "libelle"),
        ])
        try await database.write { db in
            try MemberDeskStore.check(organisation, of: hub, in: db)
            let isKnown = try !DuesStore.accounts(of: hub, year: year, organisation: organisation, in: db).isEmpty
            guard !isKnown else {
                throw Refused("Sa cotisation de \(year) est déjà appelée.", field: "annee")
            }
            let scale = try DuesStore.scale(of: hub, year: year, in: db)
            let chosen = band.flatMap { id in scale?.bands.first { $0.id == id } }
            if band != nil, chosen == nil {
                throw Refused("Cette tranche n’est pas du barème de \(year).", field: "tranche")
            }
            let due = scale?.dueOn ?? max(now.dayInFrance, Day(year: year, month: 12, day: 31) ?? now.dayInFrance)
            try Self.call(
                organisation, in: hub, year: year, chosen?.label ?? (label.isEmpty ? "Somme convenue" : label),
                chosen?.amount ?? amount ?? .zero, dueOn: due, actor: actor, at: now, in: db)
        }
    }

    static func call(
        _ organisation: ID<Organisation>, in hub: ID<Hub>, year: Int, _ label: String, _ amount: Money, dueOn: Day,
        actor: Actor, at now: Date, in db: GRDB.Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO duesCall (hubID, organisationID, year, label, amount, calledOn, dueOn)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, arguments: [hub, organisation, year, label, amount.cents, now.dayInFrance, dueOn])
        try Journal.record(
            Event(
                "cotisation.appelee", on: MemberJournal.subject(organisation, hub),
                ["annee": String(year), "tranche": label, "centimes": String(amount.cents)]),
            by: actor, at: now, in: db)
    }

    /// A call made by mistake goes, as long as nothing was paid on it.
    func withdraw(_ id: Int64, in hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            let account = try Self.account(id, in: hub, db)
            guard account.payments.isEmpty else {
                throw Refused("Un versement y est inscrit : annulez-le ou exonérez, l’appel reste.")
            }
            try db.execute(sql: "DELETE FROM duesCall WHERE id = ?", arguments: [id])
            try Journal.record(
                Event(
                    "cotisation.appel-retire", on: MemberJournal.subject(account.organisation, hub),
                    ["annee": String(account.year)]), by: actor, at: now, in: db)
        }
    }

    static func account(_ id: Int64, in hub: ID<Hub>, _ db: GRDB.Database) throws -> DuesAccount {
        guard let account = try DuesStore.accounts(of: hub, in: db).first(where: { $0.id == id }) else {
            throw NotFound()
        }
        return account
    }
}
