import Domain
import Foundation
import GRDB

/// What files of facts say of members: colleges, dues, those who speak for them.
struct MemberFactWriter {
    let hub: ID<Hub>
    /// When the hub was founded; nil before.
    let since: Day?
    let now: Date

    func write(_ fact: FactFile.OrganisationFact, _ member: ID<Organisation>, in db: GRDB.Database) throws {
        try db.execute(
            sql: """
                INSERT INTO memberStanding (hubID, organisationID, isPublicBody, affiliates, employees)
                VALUES (?, ?, ?, ?, ?)
                """, arguments: [hub, member, fact.collectivite, fact.groupe ?? "", fact.salaries])
        if let sectors = fact.secteurs {
            let author = RecordAuthor(origin: .facts, actor: .program, at: now)
            let change = FieldChange(field: .sectors, old: "", new: sectors.joined(separator: " "))
            try OrganisationWriter(author: author).apply([change], to: member, in: db)
        }
        if let college = fact.college {
            try db.execute(
                sql: "INSERT INTO memberCollege (hubID, organisationID, validFrom, college) VALUES (?, ?, ?, ?)",
                arguments: [hub, member, since.map { max($0, fact.depuis) } ?? fact.depuis, college])
        }
        for (kind, speaker) in [(Representative.Kind.titular, fact.titulaire), (.deputy, fact.suppleant)] {
            guard let speaker else { continue }
            try db.execute(
                sql: """
                    INSERT INTO representative (hubID, organisationID, kind, name, address, validFrom)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """, arguments: [hub, member, kind, speaker.nom, speaker.courriel, fact.depuis])
        }
        guard let end = fact.fin else { return }
        try db.execute(
            sql: "UPDATE hubMember SET validUntil = ? WHERE hubID = ? AND organisationID = ?",
            arguments: [end.jour, hub, member])
        try db.execute(
            sql: "UPDATE representative SET validUntil = ? WHERE hubID = ? AND organisationID = ?",
            arguments: [end.jour, hub, member])
        try db.execute(
            sql: "INSERT INTO memberEnd VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [hub, member, end.jour, end.motif, end.instance, end.raison])
    }

    /// The scale of each year, what each member owed, and what it paid with its receipt.
    static func write(
        _ dues: FactFile.DuesFact, of hub: ID<Hub>, _ fact: FactFile.HubFact, in db: GRDB.Database
    ) throws {
        for year in dues.annees {
            guard let called = Day(year: year, month: 2, day: 1), let due = Day(year: year, month: 6, day: 30) else {
                continue
            }
            try db.execute(
                sql: "INSERT INTO duesScale (hubID, year, decidedBy, decidedOn, dueOn) VALUES (?, ?, ?, ?, ?)",
                arguments: [hub, year, dues.instance, Day(year: year - 1, month: 11, day: 20), due])
            for band in dues.bandes {
                try db.execute(
                    sql: """
                        INSERT INTO duesBand (hubID, year, label, basis, atLeast, below, amount)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        hub, year, band.libelle, band.base, band.apartir ?? 0, band.moins, band.euros * 100,
                    ])
            }
            var receipt = 0
            for organisation in fact.organisations ?? [] {
                guard organisation.collectivite != true, organisation.depuis.year <= year,
                    organisation.fin.map({ $0.jour.year >= year }) ?? true,
                    let band = dues.bandes.first(where: { $0.holds(organisation.salaries ?? 0) })
                else { continue }
                try call(organisation, year, band, (called, due), &receipt, hub, in: db)
            }
        }
    }

    private static func call(
        _ fact: FactFile.OrganisationFact, _ year: Int, _ band: FactFile.BandFact, _ days: (called: Day, due: Day),
        _ receipt: inout Int, _ hub: ID<Hub>, in db: GRDB.Database
    ) throws {
        let exemption = fact.exoneration.flatMap { $0.annee == year ? $0.motif : nil }
        try db.execute(
            sql: """
                INSERT INTO duesCall
                    (hubID, organisationID, year, label, amount, calledOn, dueOn, exemptedOn, exemptionReason)
                SELECT ?, id, ?, ?, ?, ?, ?, ?, ? FROM organisation WHERE name = ? AND family = ?
                """,
            arguments: [
                hub, year, band.libelle, band.euros * 100, days.called, days.due,
                exemption == nil ? nil : days.due, exemption, fact.nom, fact.famille,
            ])
        let call = db.lastInsertedRowID
        let paid =
            fact.cotisations?.contains(year) == true
            ? band.euros : fact.acompte.flatMap { $0.annee == year ? $0.euros : nil } ?? 0
        guard paid > 0, exemption == nil else { return }
        receipt += 1
        let day = days.called.adding(days: 3 * receipt)
        try db.execute(
            sql: """
                INSERT INTO duesPayment
                    (callID, hubID, payer, amount, receivedOn, means, receiptYear, receiptNumber, recordedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                call, hub, fact.nom, paid * 100, day, receipt % 4 == 0 ? "cheque" : "virement", day.year, receipt,
                day.description + "T10:00:00Z",
            ])
    }
}

extension FactFile.BandFact {
    fileprivate func holds(_ employees: Int) -> Bool {
        (apartir ?? 0) <= employees && moins.map { employees < $0 } ?? true
    }
}
