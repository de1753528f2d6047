import Domain
import Foundation
import GRDB

/// Makes what a decision says, inside its transaction: the record, the sender's letter, the journal; then forgets the sender.
struct ProposalApplier {
    let proposal: Proposal
    let decision: ModerationStore.Decision
    let isNetwork: Bool
    let letters: RecordLetters
    let actor: Actor
    let now: Date

    /// Refusing changes nothing but the queue.
    func apply(in db: GRDB.Database) throws {
        var outcome = "Elle n’a pas été retenue."
        var verdict = "refusee"
        var organisation = proposal.organisation
        if decision.isAccepted {
            verdict = "acceptee"
            switch proposal.kind {
            case .correction: (outcome, verdict) = try correct(in: db)
            case .inscription: (outcome, organisation) = ("L’organisation est dans l’annuaire.", try inscribe(in: db))
            case .claim: outcome = try giveRecord(in: db)
            case .part: outcome = try join(in: db)
            }
        }
        try answer(outcome, in: db)
        try db.execute(
            sql: """
                UPDATE proposal SET decidedAt = ?, decidedBy = ?, decision = ?, reason = ?, organisationID = ?,
                    senderName = '', senderRole = '', senderAddress = '', message = '' WHERE id = ?
                """,
            arguments: [
                now.formatted(.iso8601), actor.personID, verdict, decision.reason, organisation, proposal.id,
            ])
        let place = organisation.map { "organisation/\($0)" } ?? "reseau"
        try Journal.record(
            Event(
                "proposition.decidee", on: place,
                ["sorte": proposal.kind.rawValue, "decision": verdict, "numero": String(proposal.id)]),
            by: actor, at: now, in: db)
    }

    private func author(_ origin: FieldOrigin) -> RecordAuthor { RecordAuthor(origin: origin, actor: actor, at: now) }

    private func correct(in db: GRDB.Database) throws -> (outcome: String, verdict: String) {
        guard let id = proposal.organisation else { throw NotFound() }
        let form = try RecordEditStore.form(id, on: now.dayInFrance, in: db)
        let kept = proposal.fields.filter { decision.fields.contains($0.field) }
        let typed = Dictionary(kept.map { ($0.field, $0.new) }) { first, _ in first }
        let edit = RecordEdit(typed: typed, seen: form.sheet, present: form.sheet) { form.keeper(of: $0) != nil }
        try OrganisationWriter(author: author(.publicSuggestion)).apply(edit.changes, to: id, in: db)
        for field in proposal.fields {
            try db.execute(
                sql: "UPDATE proposedField SET decision = ? WHERE proposalID = ? AND field = ?",
                arguments: [
                    decision.fields.contains(field.field) ? "acceptee" : "refusee", proposal.id, field.field.rawValue,
                ])
        }
        guard kept.count < proposal.fields.count else { return ("La fiche est corrigée : merci.", "acceptee") }
        guard !kept.isEmpty else { return ("Elle n’a pas été retenue.", "refusee") }
        let names = kept.map { $0.field.label.lowercasedFirst }
        return ("Une partie est retenue : \(French.list(names)).", "en-partie")
    }

    private func inscribe(in db: GRDB.Database) throws -> ID<Organisation> {
        let fields = proposal.fields.map { ($0.field, $0.new) }
        let sheet = OrganisationSheet(Dictionary(fields) { first, _ in first })
        return try RecordEditStore.create(sheet, author: author(.publicSuggestion), in: db)
    }

    /// The address becomes the record's, a link leaves, and the person signed in may get the role.
    private func giveRecord(in db: GRDB.Database) throws -> String {
        guard let id = proposal.organisation else { throw NotFound() }
        guard let address = MailAddress(proposal.sender.address) else {
            throw Refused("L’adresse de cette demande est oubliée : refusez-la, et la personne la refera.")
        }
        let form = try RecordEditStore.form(id, on: now.dayInFrance, in: db)
        let change = FieldChange(field: .email, old: form.sheet[.email], new: address.text)
        if change.old != change.new {
            try OrganisationWriter(author: author(.organisation)).apply([change], to: id, in: db)
        }
        if decision.grantsRole, isNetwork, let person = proposal.sender.person {
            try AccountStore.grant(
                .organisationRepresentative, .organisation(id), to: person, from: now.dayInFrance, by: actor, at: now,
                in: db)
        }
        let secret = try RecordLinkStore.create(.correction, for: id, to: address, at: now, in: db)
        try OutboxStore.enqueue(
            letters.claimAccepted(form.sheet[.name], secret), to: address, proposal.sender.name, at: now, in: db)
        return ""
    }

    private func join(in db: GRDB.Database) throws -> String {
        guard let id = proposal.organisation, let part = proposal.part else { throw NotFound() }
        guard try !MemberStore.isMember(id, of: part.hub, from: part.from, in: db) else {
            throw Refused("Elle prend déjà part à ce pôle à cette date : refusez la demande en le disant.")
        }
        try MemberStore.join(id, part.hub, from: part.from, actor: actor, at: now, in: db)
        return "Le pôle l’approuve."
    }

    /// One letter to whoever left an address; a claim that is accepted has had its own.
    private func answer(_ outcome: String, in db: GRDB.Database) throws {
        guard let address = MailAddress(proposal.sender.address), !outcome.isEmpty else { return }
        let letter = letters.decided(proposal.name, outcome, reason: decision.reason)
        try OutboxStore.enqueue(letter, to: address, proposal.sender.name, at: now, in: db)
    }
}
