import Domain
import Foundation
import GRDB

/// How a letter went.
enum LetterWay: String, Sendable, DatabaseValueConvertible {
    case printed = "imprimee"
    case mailed = "courriel"

    var label: String { self == .printed ? "imprimée" : "envoyée par courriel" }
}

/// A letter that was made for an organisation.
struct SentProspectLetter: Sendable {
    let organisation: ID<Organisation>
    let name: String
    let place: String
    let way: LetterWay
    let bundle: Int?
    let text: LetterTemplate
    let day: Day
}

/// Letters to those that a démarche misses: their text, and the trace of each that was made.
struct ProspectLetterStore {
    let database: any DatabaseWriter
    let baseURL: String

    /// Printed at once.
    static let most = 100

    /// What the hub wrote, or what the program proposes.
    func template(of hub: ID<Hub>) async throws -> LetterTemplate {
        try await database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM prospectLetterText WHERE hubID = ?", arguments: [hub]).map {
                LetterTemplate(subject: $0["subject"], body: $0["body"])
            } ?? LetterTemplate.proposed
        }
    }

    func write(_ template: LetterTemplate, for hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let unknown = template.unknownWords
        try RefusedForm.check([
            template.subject.isEmpty ? Refused("Donnez un objet à la lettre.", field: "objet") : nil,
            Refused.tooLong(template.subject, 150, field: "objet"),
            template.body.isEmpty ? Refused("Écrivez la lettre.", field: "texte") : nil,
            Refused.tooLong(template.body, 4000, field: "texte"),
            unknown.isEmpty
                ? nil
                : Refused(
                    "Rien ne remplace « {\(unknown[0])} ». Les mots possibles : {organisation}, {commune}, {pole}, {lien}.",
                    field: "texte"),
        ])
        try await database.write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO prospectLetterText VALUES (?, ?, ?, ?, ?)",
                arguments: [hub, template.subject, template.body, now.formatted(.iso8601), actor.personID])
            try Journal.record(Event("lettres.texte", on: "demarche/\(hub)"), by: actor, at: now, in: db)
        }
    }

    /// The letter to one of them.
    func letter(_ template: LetterTemplate, to prospect: Prospect, commune: String, of hub: Hub) -> LetterTemplate {
        template.filled([
            .organisation: prospect.organisation.name, .commune: commune, .hub: hub.name,
            .link: "\(baseURL)/poles/\(hub.slug)/demarche",
        ])
    }

    /// Remembers that these were printed together; gives the bundle's number.
    func print(
        _ letters: [(organisation: ID<Organisation>, text: LetterTemplate)], of hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws -> Int {
        guard !letters.isEmpty else { throw Refused("Cochez au moins une organisation.", field: "a-ecrire") }
        guard letters.count <= Self.most else {
            throw Refused("Cent lettres au plus à la fois : cochez-en moins.", field: "a-ecrire")
        }
        return try await database.write { db in
            let bundle =
                (try Int.fetchOne(
                    db, sql: "SELECT max(bundle) FROM prospectLetter WHERE hubID = ?", arguments: [hub]) ?? 0) + 1
            for letter in letters {
                try Self.insert(letter.organisation, .printed, bundle, letter.text, hub, actor, now, db)
            }
            try Journal.record(
                Event("lettres.imprimees", on: "demarche/\(hub)", ["nombre": String(letters.count)]), by: actor,
                at: now, in: db)
            return bundle
        }
    }

    /// Remembers that somebody sent it from their own mail.
    func mailed(
        _ organisation: ID<Organisation>, _ text: LetterTemplate, of hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            let twice = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM prospectLetter
                    WHERE hubID = ? AND organisationID = ? AND way = 'courriel' AND day = ?)
                    """, arguments: [hub, organisation, now.dayInFrance])
            guard twice != true else { throw Refused("Cet envoi est déjà noté aujourd’hui.") }
            try Self.insert(organisation, .mailed, nil, text, hub, actor, now, db)
            try Journal.record(
                Event("lettres.envoyee", on: "demarche/\(hub)", ["organisation": organisation.description]), by: actor,
                at: now, in: db)
        }
    }

    private static func insert(
        _ organisation: ID<Organisation>, _ way: LetterWay, _ bundle: Int?, _ text: LetterTemplate, _ hub: ID<Hub>,
        _ actor: Actor, _ now: Date, _ db: GRDB.Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO prospectLetter (hubID, organisationID, way, bundle, subject, body, day, recordedAt, recordedBy)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hub, organisation, way, bundle, text.subject, text.body, now.dayInFrance, now.formatted(.iso8601),
                actor.personID,
            ])
    }

    /// Where the envelope goes, as far as the record may tell.
    private static func place(_ id: ID<Organisation>, in db: GRDB.Database) throws -> String {
        let sheet = try OrganisationReader.sheet(of: id, in: db).disclosed
        let town = [sheet[.postcode], sheet[.town]].filter { !$0.isEmpty }.joined(separator: " ")
        return [sheet[.address], town].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// Letters of a hub, the latest first; of one bundle in the order in which they were made.
    func letters(of hub: ID<Hub>, bundle: Int? = nil) async throws -> [SentProspectLetter] {
        let rows = try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT l.*, o.name FROM prospectLetter l JOIN organisation o ON o.id = l.organisationID
                    WHERE l.hubID = ? AND (? IS NULL OR l.bundle = ?) ORDER BY l.id
                    """, arguments: [hub, bundle, bundle]
            ).map { row in
                SentProspectLetter(
                    organisation: row["organisationID"], name: row["name"],
                    place: bundle == nil ? "" : try Self.place(row["organisationID"], in: db),
                    way: row["way"], bundle: row["bundle"],
                    text: LetterTemplate(subject: row["subject"], body: row["body"]), day: row["day"])
            }
        }
        return bundle == nil ? rows.reversed() : rows
    }
}
