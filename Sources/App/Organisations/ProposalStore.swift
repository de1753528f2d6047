import Domain
import Foundation
import GRDB

/// Whoever proposes something, as they say; all of it is forgotten with the decision.
struct ProposalSender: Sendable {
    var name = ""
    var role = ""
    var address = ""
    var message = ""
    var person: ID<Person>?
}

/// What may be proposed to those who keep the directory.
enum ProposalKind: String, Sendable, DatabaseValueConvertible {
    case correction
    case inscription
    case claim = "reclamation"
    case part = "participation"

    var label: String {
        switch self {
        case .correction: "Correction proposée"
        case .inscription: "Nouvelle organisation"
        case .claim: "Fiche réclamée"
        case .part: "Demande à prendre part"
        }
    }
}

/// Writes down what people without a role propose, and what organisations ask of hubs.
struct ProposalStore {
    let database: any DatabaseWriter
    let duplicates: DuplicateKeeper
    /// Proposals that wait about one record: more say nothing new.
    private static let mostPerRecord = 20
    private static let mostInAll = 2_000

    /// A visitor's correction: only what differs from what the public page shows.
    func correct(_ slug: String, _ typed: TypedRecord, _ sender: ProposalSender, at now: Date) async throws {
        try await database.write { db in
            let form = try Self.publicForm(slug, on: now.dayInFrance, in: db)
            let values = try typed.values(over: form.sheet, on: now.dayInFrance, in: db)
            let edit = RecordEdit(typed: values, seen: form.sheet, present: form.sheet) { form.keeper(of: $0) != nil }
            let changes = edit.changes.filter { RecordEditing.fields.contains($0.field) }
            try RefusedForm.check(
                Self.refusals(sender) + [
                    changes.isEmpty && sender.message.isEmpty
                        ? Refused("Changez au moins un champ, ou écrivez un mot.", field: "message") : nil
                ])
            let id = try Self.insert(.correction, about: form.id, sender, at: now, in: db)
            try Self.insert(changes, into: id, in: db)
        }
    }

    /// The form that anybody sees: nothing of what a record keeps to itself.
    func publicForm(_ slug: String, on day: Day) async throws -> RecordForm {
        try await database.read { db in try Self.publicForm(slug, on: day, in: db) }
    }

    private static func publicForm(_ slug: String, on day: Day, in db: GRDB.Database) throws -> RecordForm {
        let id = try ID<Organisation>.fetchOne(
            db, sql: "SELECT id FROM organisation WHERE slug = ? AND publication = 'publiee'", arguments: [slug])
        guard let id else { throw NotFound() }
        let form = try RecordEditStore.form(id, on: day, in: db)
        return RecordForm(
            id: id, slug: slug, sheet: form.sheet.disclosed, origins: form.origins, version: form.version,
            choices: form.choices)
    }

    /// An organisation that the directory does not have; twins are shown first.
    func propose(_ typed: TypedRecord, isCertain: Bool, _ sender: ProposalSender, at now: Date) async throws {
        let day = now.dayInFrance
        try RefusedForm.check(Self.refusals(sender))
        let twins =
            isCertain ? [] : try await PossibleDuplicates.of(typed, among: duplicates, on: day, from: database)
        guard twins.isEmpty else { throw PossiblyKnown(twins: twins) }
        try await database.write { db in
            let sheet = try typed.newSheet(on: day, in: db)
            let id = try Self.insert(.inscription, about: nil, sender, at: now, in: db)
            let fields = OrganisationField.allCases.filter { !sheet[$0].isEmpty }
            try Self.insert(fields.map { FieldChange(field: $0, old: "", new: sheet[$0]) }, into: id, in: db)
            try Self.link(id, hubs: Self.hubs(covering: sheet[.commune], on: now.dayInFrance, in: db), in: db)
        }
    }

    /// Somebody says that the record is theirs.
    func claim(_ id: ID<Organisation>, _ sender: ProposalSender, at now: Date) async throws {
        try RefusedForm.check(
            Self.refusals(sender).map { refused in
                guard let refused, refused.field == "message" else { return refused }
                return Refused(refused.sentence, field: "verification")
            } + [
                PersonName(sender.name) == nil ? Refused("Dites votre nom.", field: "nom-personne") : nil,
                sender.role.isEmpty ? Refused("Dites votre rôle dans l’organisation.", field: "role") : nil,
                Refused.tooLong(sender.role, 100, field: "role"),
                sender.address.isEmpty ? AccountForms.badAddress : nil,
                sender.message.isEmpty ? Refused("Dites comment le vérifier.", field: "verification") : nil,
            ])
        try await database.write { db in
            _ = try Self.insert(.claim, about: id, sender, at: now, in: db)
        }
    }

    /// An organisation says that it takes part in a hub: it shows once the hub has approved.
    func askPart(
        of id: ID<Organisation>, in hub: ID<Hub>?, from day: Day?, message: String, actor: Actor, at now: Date
    ) async throws {
        let today = now.dayInFrance
        try RefusedForm.check([
            hub == nil ? Refused("Choisissez le pôle.", field: "pole") : nil,
            day == nil ? Refused("Donnez le jour ainsi : 2026-01-15.", field: "depuis") : nil,
            Refused.farDay(day, today: today, field: "depuis"), Refused.tooLong(message, 2000, field: "message"),
        ])
        guard let hub, let day else { return }
        try await database.write { db in
            guard try Hub.exists(db, key: hub) else { throw Refused("Choisissez le pôle.", field: "pole") }
            guard try !MemberStore.isMember(id, of: hub, from: day, in: db) else {
                throw Refused("Elle prend déjà part à ce pôle à cette date.", field: "pole")
            }
            let isAsked = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM proposal WHERE organisationID = ? AND hubID = ? AND decidedAt IS NULL)
                    """, arguments: [id, hub])
            guard isAsked != true else { throw Refused("Ce pôle a déjà cette demande.", field: "pole") }
            let sender = ProposalSender(message: message, person: actor.personID)
            let proposal = try Self.insert(.part, about: id, sender, part: (hub, day), at: now, in: db)
            try Self.link(proposal, hubs: [hub], in: db)
            try Journal.record(
                Event(
                    "proposition.participation", on: "organisation/\(id)",
                    ["pole": hub.description, "depuis": day.description]),
                by: actor, at: now, in: db)
        }
    }

    private static func refusals(_ sender: ProposalSender) -> [Refused?] {
        [
            Refused.tooLong(sender.message, 2000, field: "message"),
            sender.address.isEmpty || MailAddress(sender.address) != nil ? nil : AccountForms.badAddress,
        ]
    }

    private static func insert(
        _ kind: ProposalKind, about id: ID<Organisation>?, _ sender: ProposalSender,
        part: (hub: ID<Hub>, from: Day)? = nil, at now: Date, in db: GRDB.Database
    ) throws -> Int64 {
        try forgetSenders(before: now - senderKeptFor, in: db)
        let waiting =
            try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*) AS inAll, count(*) FILTER (WHERE organisationID = ?) AS here
                    FROM proposal WHERE decidedAt IS NULL
                    """, arguments: [id]) ?? Row()
        guard waiting["inAll"] as Int? ?? 0 < mostInAll, waiting["here"] as Int? ?? 0 < mostPerRecord else {
            throw Refused("Beaucoup de propositions attendent déjà d’être lues : revenez dans quelques jours.")
        }
        try db.execute(
            sql: """
                INSERT INTO proposal (kind, organisationID, hubID, validFrom, senderName, senderRole, senderAddress,
                    message, personID, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                kind, id, part?.hub, part?.from, sender.name, sender.role,
                MailAddress(sender.address)?.text ?? "", sender.message, sender.person, now.formatted(.iso8601),
            ])
        let proposal = db.lastInsertedRowID
        if let id, kind != .part {
            let day = now.dayInFrance
            let members = try RecordStore.places(of: id, on: day, in: db).compactMap(\.hub)
            let commune = try String.fetchOne(db, sql: "SELECT commune FROM organisation WHERE id = ?", arguments: [id])
            let around = members.isEmpty ? try hubs(covering: commune ?? "", on: day, in: db) : []
            try link(proposal, hubs: members + around, in: db)
        }
        return proposal
    }

    private static func insert(_ changes: [FieldChange], into id: Int64, in db: GRDB.Database) throws {
        for change in changes {
            try db.execute(
                sql: "INSERT INTO proposedField (proposalID, field, old, new) VALUES (?, ?, ?, ?)",
                arguments: [id, change.field.rawValue, change.old, change.new])
        }
    }

    private static func link(_ id: Int64, hubs: [ID<Hub>], in db: GRDB.Database) throws {
        for hub in Set(hubs) {
            try db.execute(sql: "INSERT INTO proposalHub (proposalID, hubID) VALUES (?, ?)", arguments: [id, hub])
        }
    }

    /// The hubs whose perimeter holds a commune that day, directly or by what the commune is part of.
    static func hubs(covering commune: String, on day: Day, in db: GRDB.Database) throws -> [ID<Hub>] {
        guard !commune.isEmpty else { return [] }
        return try ID<Hub>.fetchAll(
            db,
            sql: """
                WITH RECURSIVE reached(id) AS (
                    SELECT id FROM territory WHERE kind = 'commune' AND code = :commune
                    UNION SELECT m.wholeID FROM reached JOIN membership m ON m.partID = reached.id
                    WHERE (m.validFrom IS NULL OR m.validFrom <= :day) AND (m.validUntil IS NULL OR m.validUntil > :day))
                SELECT DISTINCT p.hubID FROM reached JOIN hubPerimeter p ON p.territoryID = reached.id
                WHERE (p.validFrom IS NULL OR p.validFrom <= :day) AND (p.validUntil IS NULL OR p.validUntil > :day)
                """, arguments: ["commune": commune, "day": day])
    }
}
