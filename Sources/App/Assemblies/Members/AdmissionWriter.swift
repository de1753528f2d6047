import Domain
import Foundation
import GRDB

/// What an admission writes, inside its transaction.
struct AdmissionWriter {
    let hub: Hub
    let member: ID<Organisation>
    let from: Day
    let actor: Actor
    let now: Date

    func join(_ request: JoiningRequest, college: String, in db: GRDB.Database) throws {
        try MemberStore.join(member, hub.id, from: from, actor: actor, at: now, in: db)
        if !college.isEmpty {
            try MemberDeskStore.setCollege(
                member, in: hub.id, to: college, from: from, actor: actor, at: now, in: db)
        }
        try db.execute(
            sql: """
                INSERT INTO memberStanding (hubID, organisationID, isPublicBody, employees, budget)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT (hubID, organisationID) DO UPDATE SET
                    isPublicBody = COALESCE(excluded.isPublicBody, isPublicBody),
                    employees = COALESCE(excluded.employees, employees), budget = COALESCE(excluded.budget, budget)
                """,
            arguments: [hub.id, member, request.isPublicBody ? true : nil, request.employees, request.budget])
        try speaker(.titular, request.titularName, request.titularAddress, in: db)
        try speaker(.deputy, request.deputyName, request.deputyAddress, in: db)
    }

    private func speaker(
        _ kind: Representative.Kind, _ name: String, _ address: String, in db: GRDB.Database
    ) throws {
        guard let name = PersonName(name) else { return }
        let draft = RepresentativeDraft(kind: kind, name: name, address: MailAddress(address), from: from)
        try RepresentativeStore.add(draft, of: member, in: hub.id, actor: actor, at: now, in: db)
    }

    /// Returns the sentence of the letter.
    func callDues(in db: GRDB.Database) throws -> String {
        let year = from.year
        guard let scale = try DuesStore.scale(of: hub.id, year: year, in: db) else {
            throw Refused(
                "Il n’y a pas de barème pour \(year) : fixez-le, ou décochez l’appel de la cotisation.")
        }
        let size = try DuesStore.size(of: member, in: hub.id, on: from, db)
        switch scale.answer(for: size) {
        case .none(let reason):
            throw Refused("\(reason) Ou décochez l’appel de la cotisation.")
        case .band(let band):
            let due = max(scale.dueOn, now.dayInFrance.adding(days: 30))
            try DuesDeskStore.call(
                member, in: hub.id, year: year, band.label, band.amount, dueOn: due, actor: actor, at: now, in: db)
            return
                "Sa cotisation de \(year) est de \(band.amount.french) (\(band.label)), à régler pour le \(due.french)."
        }
    }
}
