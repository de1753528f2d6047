import Domain
import Foundation
import GRDB

/// Letters to those who look after a hub: terms that end, and directors to be declared.
struct MandateReminderStore {
    let database: any DatabaseWriter
    let networkAddress: String

    /// Before the end of a term, in days: time to convene an assembly that elects.
    static let daysBefore = 92
    /// Before the last day for the declaration, in days.
    static let daysBeforeDeclaration = 31

    /// Puts what is due into the outbox, each thing once. Returns how many letters.
    @discardableResult
    func send(at now: Date) async throws -> Int {
        try await database.write { db in
            let hubs = try Hub.fetchAll(
                db,
                sql: """
                    SELECT * FROM hub WHERE id IN (SELECT hubID FROM mandate WHERE cancelledAt IS NULL) ORDER BY id
                    """)
            return try hubs.reduce(0) { count, hub in
                try count + terms(hub, at: now, in: db) + declaration(hub, at: now, in: db)
            }
        }
    }

    private func terms(_ hub: Hub, at now: Date, in db: GRDB.Database) throws -> Int {
        let today = now.dayInFrance
        let last = today.adding(days: Self.daysBefore)
        let unreminded = try ID<Mandate>.fetchSet(
            db, sql: "SELECT id FROM mandate WHERE hubID = ? AND remindedAt IS NULL", arguments: [hub.id])
        let ending = try MandateStore.mandates(of: hub.id, in: db).filter { mandate in
            mandate.endedOn == nil && today < mandate.until && mandate.until <= last && unreminded.contains(mandate.id)
        }
        let people = try recipients(of: hub.id, on: today, in: db)
        guard !ending.isEmpty, !people.isEmpty else { return 0 }
        let lines = ending.map { "– \($0.organisationName), \($0.duty.label), \($0.until.frenchWithArticle)" }
        let body = """
            Bonjour,

            Des mandats de « \(hub.name) » arrivent à leur terme :

            \(lines.joined(separator: "\n"))

            Les instances, les sièges vacants et la suite : \(networkAddress)/poles/\(hub.slug)/pilotage/instances
            """
        try post("Mandats qui finissent à « \(hub.name) »", body, to: people, at: now, in: db)
        for mandate in ending {
            try db.execute(
                sql: "UPDATE mandate SET remindedAt = ? WHERE id = ?",
                arguments: [now.formatted(.iso8601), mandate.id])
        }
        return people.count
    }

    private func declaration(_ hub: Hub, at now: Date, in db: GRDB.Database) throws -> Int {
        let today = now.dayInFrance
        guard let change = try MandateStore.desk(of: hub, on: today, today: today, in: db).undeclared else { return 0 }
        let last = MandateRegister.declarationDeadline(of: change)
        let isNew =
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM mandate WHERE hubID = ? AND cancelledAt IS NULL
                    AND declarationRemindedAt IS NULL)
                    """, arguments: [hub.id]) ?? false
        let people = try recipients(of: hub.id, on: today, in: db)
        guard isNew, !people.isEmpty, last.adding(days: -Self.daysBeforeDeclaration) <= today else { return 0 }
        let body = """
            Bonjour,

            Les dirigeants de « \(hub.name) » ont changé \(change.frenchWithArticle). Ce changement se déclare au greffe des associations au plus tard \(last.frenchWithArticle) (loi du 1er juillet 1901, article 5).

            La liste à joindre : \(networkAddress)/poles/\(hub.slug)/pilotage/instances/dirigeants
            """
        try post("Dirigeants à déclarer pour « \(hub.name) »", body, to: people, at: now, in: db)
        try db.execute(
            sql: "UPDATE mandate SET declarationRemindedAt = ? WHERE hubID = ? AND declarationRemindedAt IS NULL",
            arguments: [now.formatted(.iso8601), hub.id])
        return people.count
    }

    /// Those who look after the hub, and can be written to.
    private func recipients(
        of hub: ID<Hub>, on day: Day, in db: GRDB.Database
    ) throws -> [(name: String, address: MailAddress)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT p.id, p.name, p.address FROM person p JOIN role r ON r.personID = p.id
                WHERE r.hubID = ? AND r.kind IN (?, ?) AND r.validFrom <= ? AND (r.validUntil IS NULL OR r.validUntil > ?)
                AND p.address IS NOT NULL AND p.suspendedAt IS NULL ORDER BY p.id
                """, arguments: [hub, RoleKind.hubCoordinator, RoleKind.hubAdministrator, day, day]
        ).compactMap { row in
            let address: MailAddress? = row["address"]
            return address.map { (name: row["name"], address: $0) }
        }
    }

    private func post(
        _ subject: String, _ body: String, to people: [(name: String, address: MailAddress)], at now: Date,
        in db: GRDB.Database
    ) throws {
        let letter = Letter(
            subject: String(subject.prefix(150)), body: body + "\n\n-- \nMaillage, \(networkAddress)\n")
        for person in people { try OutboxStore.enqueue(letter, to: person.address, person.name, at: now, in: db) }
    }
}
