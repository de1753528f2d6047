import Domain
import Foundation
import GRDB

/// The passage is not allowed yet: what the rule found, and whether the visitor could pass over it.
struct TransitionRefused: Refusal {
    let findings: [Finding]
    let mayOverride: Bool

    var sentence: String {
        mayOverride
            ? "Ce passage n’est pas encore fondé. Vous pouvez passer outre en écrivant pourquoi : le journal le garde."
            : "Ce passage n’est pas encore fondé : voyez ce qui manque. La personne qui anime le réseau peut passer outre, par écrit."
    }
    var field: String? { mayOverride ? "passer-outre" : nil }

    /// The sentence with all that is missing, for a page that has no list of its own.
    var inFull: String {
        let missing = Transition.missing(findings).map(\.sentence)
        return missing.isEmpty ? sentence : sentence + " Il manque : " + missing.joined(separator: " ")
    }
}

/// Somebody else was quicker.
struct AlreadyChanged: Refusal {
    var sentence: String {
        "Ce jalon a déjà été corrigé ou retiré : revenez à la page du pôle, puis à son historique, pour voir ce qui le remplace."
    }
}

/// Records, corrects and withdraws milestones.
struct MilestoneStore {
    let database: any DatabaseWriter

    /// Records a milestone, or replaces `replaced` by it. One transaction: facts, rule, milestone, journal.
    @discardableResult
    func record(
        _ draft: MilestoneDraft, about subject: MilestoneSubject, replacing replaced: ID<Milestone>? = nil,
        document: Document? = nil, mayOverride: Bool, actor: Actor, at now: Date
    ) async throws -> ID<Milestone> {
        try await database.write { db in
            try Self.record(
                draft, about: subject, replacing: replaced, document: document, mayOverride: mayOverride, actor: actor,
                at: now, in: db)
        }
    }

    /// The same, in the transaction of what brings it about.
    @discardableResult
    static func record(
        _ draft: MilestoneDraft, about subject: MilestoneSubject, replacing replaced: ID<Milestone>? = nil,
        document: Document? = nil, mayOverride: Bool, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> ID<Milestone> {
        let old = try replaced.map { try MilestoneStore.current($0, about: subject, in: db) }
        let findings = try Passage(of: draft, about: subject, replacing: old, hasFile: document != nil, at: now)
            .missing(in: db)
        guard findings.isEmpty || (mayOverride && !draft.overrideReason.isEmpty) else {
            throw TransitionRefused(findings: findings, mayOverride: mayOverride)
        }
        // A correction without a new document keeps the old one.
        let documentID = try document.map { try MilestoneStore.insert($0, in: db) } ?? old?.source.documentID
        let source = try Source.record(
            title: draft.evidenceTitle, url: draft.evidenceURL, documentID: documentID, in: db)
        let id = try MilestoneStore.insert(
            draft, subject, source: source, replacing: replaced, isOverride: !findings.isEmpty, actor: actor,
            at: now, in: db)
        let event = Event(
            replaced == nil ? "jalon.enregistre" : "jalon.corrige", on: try MilestoneStore.label(subject, in: db),
            [
                "jalon": id.description, "sorte": draft.kind.rawValue, "date": draft.date.description,
                "titre": draft.title, "certitude": draft.certainty.rawValue, "remplace": replaced?.description,
                "motif": replaced == nil ? nil : draft.reason,
                "passer-outre": findings.isEmpty ? nil : draft.overrideReason,
                "manquait": findings.isEmpty ? nil : findings.map(\.sentence).joined(separator: " "),
            ])
        try Journal.record(event, by: actor, at: now, in: db)
        return id
    }

    /// Sets a milestone aside; it stays readable in the history with the reason.
    func withdraw(
        _ id: ID<Milestone>, about subject: MilestoneSubject, reason: String, mayOverride: Bool, actor: Actor,
        at now: Date
    ) async throws {
        guard !reason.isEmpty else {
            throw Refused("Dites pourquoi ce jalon est retiré : ce motif reste dans l’historique.", field: "motif")
        }
        try RefusedForm.check([Refused.tooLong(reason, 500, field: "motif")])
        try await database.write { db in
            _ = try MilestoneStore.current(id, about: subject, in: db)
            let findings = try Passage.missing(withdrawing: id, about: subject, in: db)
            guard findings.isEmpty || mayOverride else {
                throw TransitionRefused(findings: findings, mayOverride: false)
            }
            try db.execute(
                sql:
                    "INSERT INTO milestoneWithdrawal (milestoneID, withdrawnAt, withdrawnBy, reason) VALUES (?, ?, ?, ?)",
                arguments: [id, now.formatted(.iso8601), actor.personID, reason])
            try Journal.record(
                Event(
                    "jalon.retire", on: try MilestoneStore.label(subject, in: db),
                    [
                        "jalon": id.description, "motif": reason,
                        "manquait": findings.isEmpty ? nil : findings.map(\.sentence).joined(separator: " "),
                    ]),
                by: actor, at: now, in: db)
        }
    }

    /// What a new milestone of each kind would miss today, for the desk to say beforehand.
    func findings(for kind: MilestoneKind, hub: ID<Hub>, on day: Day) async throws -> [Finding] {
        try await database.read { db in
            let readiness = try MilestoneStore.readiness(of: hub, on: day, in: db)
            return Transition.findings(
                to: kind.effect, from: readiness, evidence: nil,
                thresholds: try ThresholdStore.inForce(on: day, in: db))
        }
    }

    /// What is known of a hub on a day.
    static func readiness(
        of hub: ID<Hub>, on day: Day, leavingOut: ID<Milestone>? = nil, in db: GRDB.Database
    ) throws -> HubReadiness {
        let facts = try NetworkStore.facts(db)
        let mine = facts.milestones.filter { $0.subject == .hub(hub) && $0.id != leavingOut && $0.effectiveDay <= day }
        let members = try MemberStore.members(of: hub, on: day, in: db)
        let record = try Hub.fetchOne(db, key: hub)
        let counted = facts.headcount(of: hub, on: day)?.organisations ?? 0
        let core = try CoreStore.group(of: hub, on: day, in: db)
        let joining = core.organisations.subtracting(members.map(\.id)).count + core.unlisted.count
        return HubReadiness(
            status: Standing.of(mine, on: day).status,
            perimeter: facts.perimeters.count { $0.hubID == hub && $0.validity.contains(day) },
            organisations: max(members.count, counted),
            families: Set(members.map(\.family)).subtracting([.undetermined]),
            governance: record?.governance ?? .undecided, manager: record?.manager ?? "",
            hasInitiative: mine.contains { ($0.kind.effect?.rank ?? 0) >= Status.organising.rank },
            // A headcount may count them already.
            steering: max(members.count + joining, counted) - max(members.count, counted),
            steeringFamilies: core.families)
    }

    /// The milestone, when it holds: one already replaced or withdrawn, or about something else, is not touched.
    private static func current(
        _ id: ID<Milestone>, about subject: MilestoneSubject, in db: GRDB.Database
    ) throws -> Milestone {
        let found = try NetworkStore.milestones(db).first { $0.id == id }
        guard let found, found.subject == subject else { throw AlreadyChanged() }
        return found
    }

    private static func insert(
        _ draft: MilestoneDraft, _ subject: MilestoneSubject, source: ID<Source>, replacing: ID<Milestone>?,
        isOverride: Bool, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> ID<Milestone> {
        var hub: ID<Hub>?
        var territory: ID<Territory>?
        switch subject {
        case .hub(let id): hub = id
        case .territory(let id): territory = id
        case .network: break
        }
        try db.execute(
            sql: """
                INSERT INTO milestone (hubID, territoryID, kind, date, title, detail, certainty, sourceID, recordedAt,
                    recordedBy, overrideReason, replaces, correctionReason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hub, territory, draft.kind, draft.date, draft.title, draft.detail, draft.certainty, source,
                now.formatted(.iso8601), actor.personID, isOverride ? draft.overrideReason : nil, replacing,
                replacing == nil ? nil : draft.reason,
            ])
        return ID(rawValue: db.lastInsertedRowID)
    }

    static func insert(_ document: Document, in db: GRDB.Database) throws -> ID<Document> {
        try db.execute(
            sql: "INSERT INTO document (name, mediaType, size, digest, storedName) VALUES (?, ?, ?, ?, ?)",
            arguments: [document.name, document.mediaType, document.size, document.digest, document.storedName])
        return ID(rawValue: db.lastInsertedRowID)
    }

    /// The journal's name for a subject.
    static func label(_ subject: MilestoneSubject, in db: GRDB.Database) throws -> String {
        switch subject {
        case .hub(let id): "pole/\(id)"
        case .territory(let id): "territoire/\(id)"
        case .network: "reseau"
        }
    }
}
