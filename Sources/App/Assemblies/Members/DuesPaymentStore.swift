import Domain
import Foundation
import GRDB

/// A receipt with the hub that gives it.
struct Receipt: Sendable {
    let hub: Hub
    let account: DuesAccount
    let payment: DuesPayment
    /// Where the hub has its seat, as its statutes say.
    var seat = ""
}

/// The receipts of a year, in the order of their numbers.
struct ReceiptYear: Sendable {
    let hub: Hub
    let year: Int
    let receipts: [Receipt]
    /// Years in which something was received.
    let years: [Int]

    /// Those that were not cancelled.
    var standing: [Receipt] { receipts.filter { $0.payment.cancellation == nil } }
}

/// Payments, exemptions, reminders.
struct DuesPaymentStore {
    let database: any DatabaseWriter

    struct Draft: Sendable {
        var amount: String
        var day: Day?
        var means: PaymentMeans?
        var note: String
    }

    /// Records a payment and gives it the next receipt of its hub and year.
    func pay(_ id: Int64, in hub: ID<Hub>, _ draft: Draft, actor: Actor, at now: Date) async throws {
        let amount = Money(typed: draft.amount)
        try RefusedForm.check([
            (amount ?? .zero) > .zero && (amount?.cents ?? 0) <= 100_000_000
                ? nil : Refused("Donnez la somme reçue en euros : 60 ou 60,50.", field: "somme"),
            draft.day == nil ? Refused("Donnez le jour, par exemple 2026-03-01.", field: "recu-le") : nil,
            draft.day.map { $0 > now.dayInFrance } == true
                ? Refused("Ce jour n’est pas encore venu.", field: "recu-le") : nil,
            Refused.farDay(draft.day, today: now.dayInFrance, field: "recu-le"),
            draft.means == nil ? Refused("Choisissez le moyen de paiement.", field: "moyen") : nil,
            Refused.tooLong(draft.note, 200, field: "reference"),
        ])
        guard let amount, let day = draft.day, let means = draft.means else { return }
        try await database.write { db in
            let account = try DuesDeskStore.account(id, in: hub, db)
            guard account.exemption == nil else {
                throw Refused("Elle en est exonérée : annulez d’abord l’exonération.")
            }
            guard amount <= account.rest else {
                throw Refused(
                    "Il reste \(account.rest.french) à régler pour \(account.year) : cette somme est plus grande.",
                    field: "somme")
            }
            let number = try Int.fetchOne(
                db,
                sql: "SELECT COALESCE(max(receiptNumber), 0) + 1 FROM duesPayment WHERE hubID = ? AND receiptYear = ?",
                arguments: [hub, day.year])
            try db.execute(
                sql: """
                    INSERT INTO duesPayment (callID, hubID, payer, amount, receivedOn, means, note, receiptYear,
                        receiptNumber, recordedAt, recordedBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, hub, account.name, amount.cents, day, means, draft.note, day.year, number ?? 1,
                    now.formatted(.iso8601), actor.personID,
                ])
            try Journal.record(
                Event(
                    "cotisation.versee", on: MemberJournal.subject(account.organisation, hub),
                    [
                        "annee": String(account.year), "centimes": String(amount.cents),
                        "recu": "\(day.year)-\(number ?? 1)",
                    ]), by: actor, at: now, in: db)
        }
    }

    /// Recorded by mistake, or bounced: it counts no more, and its receipt keeps its number.
    func cancel(_ id: Int64, in hub: ID<Hub>, reason: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            reason.isEmpty ? Refused("Dites pourquoi ce versement est annulé.") : nil,
            Refused.tooLong(reason, 500, field: "motif"),
        ])
        try await database.write { db in
            let receipt = try Self.receipt(id, of: hub, db)
            guard receipt.payment.cancellation == nil else { throw Refused("Ce versement est déjà annulé.") }
            try db.execute(
                sql: "UPDATE duesPayment SET cancelledAt = ?, cancellationReason = ? WHERE id = ?",
                arguments: [now.formatted(.iso8601), reason, id])
            try Journal.record(
                Event(
                    "cotisation.versement-annule", on: MemberJournal.subject(receipt.account.organisation, hub),
                    ["recu": receipt.payment.receipt, "motif": reason]), by: actor, at: now, in: db)
        }
    }

    /// Nothing more is due for that year, and why; an empty reason takes the exemption back.
    func exempt(_ id: Int64, in hub: ID<Hub>, reason: String, isUndone: Bool, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            !isUndone && reason.isEmpty
                ? Refused("Dites pourquoi elle est exonérée, et qui l’a décidé.", field: "motif") : nil,
            Refused.tooLong(reason, 500, field: "motif"),
        ])
        try await database.write { db in
            let account = try DuesDeskStore.account(id, in: hub, db)
            try db.execute(
                sql: "UPDATE duesCall SET exemptedOn = ?, exemptionReason = ? WHERE id = ?",
                arguments: [isUndone ? nil : now.dayInFrance, isUndone ? nil : reason, id])
            try Journal.record(
                Event(
                    isUndone ? "cotisation.exoneration-annulee" : "cotisation.exoneree",
                    on: MemberJournal.subject(account.organisation, hub), ["annee": String(account.year)]),
                by: actor, at: now, in: db)
        }
    }

    func receipt(_ id: Int64, of hub: ID<Hub>) async throws -> Receipt {
        try await database.read { db in try Self.receipt(id, of: hub, db) }
    }

    private static func receipt(_ id: Int64, of hub: ID<Hub>, _ db: GRDB.Database) throws -> Receipt {
        let accounts = try DuesStore.accounts(of: hub, in: db)
        guard let account = accounts.first(where: { $0.payments.contains { $0.id == id } }),
            let payment = account.payments.first(where: { $0.id == id }), let hub = try Hub.fetchOne(db, key: hub)
        else { throw NotFound() }
        return Receipt(
            hub: hub, account: account, payment: payment, seat: try seat(of: hub, on: payment.receivedOn, db))
    }

    private static func seat(of hub: Hub, on day: Day, _ db: GRDB.Database) throws -> String {
        try StatutesStore.inForce(at: hub.id, on: day, in: db)?.prose.seat ?? ""
    }

    /// Every receipt of the year in which it was received.
    func receipts(of hub: Hub, in year: Int) async throws -> ReceiptYear {
        try await database.read { db in
            let accounts = try DuesStore.accounts(of: hub.id, in: db)
            let all = try accounts.flatMap { account in
                try account.payments.map { payment in
                    Receipt(
                        hub: hub, account: account, payment: payment,
                        seat: try Self.seat(of: hub, on: payment.receivedOn, db))
                }
            }
            let mine = all.filter { $0.payment.receivedOn.year == year }
            return ReceiptYear(
                hub: hub, year: year, receipts: mine.sorted { $0.payment.receiptNumber < $1.payment.receiptNumber },
                years: Array(Set(all.map(\.payment.receivedOn.year))))
        }
    }

    /// A letter to the titular of each member whose dues are late; at most one in three weeks. Returns how many left, and who
    /// has no address.
    func remind(
        in hub: Hub, year: Int, baseURL: String, actor: Actor, at now: Date
    ) async throws -> (sent: Int, without: [String]) {
        let today = now.dayInFrance
        return try await database.write { db in
            let late = try DuesStore.accounts(of: hub.id, year: year, in: db).filter { account in
                account.state(on: today) == .late && account.remindedOn.map { $0.number + 21 <= today.number } ?? true
            }
            let speakers = try RepresentativeStore.representatives(of: hub.id, on: today, in: db)
            var (sent, without) = (0, [String]())
            for account in late {
                let speaker = speakers.first { $0.organisation == account.organisation && $0.address != nil }
                guard let speaker, let address = speaker.address else {
                    without.append(account.name)
                    continue
                }
                let letter = MemberLetters(baseURL: baseURL).reminder(account, hub)
                try OutboxStore.enqueue(letter, to: address, speaker.name, at: now, in: db)
                try db.execute(
                    sql: "UPDATE duesCall SET remindedOn = ? WHERE id = ?", arguments: [today, account.id])
                sent += 1
            }
            if sent > 0 {
                try DuesDeskStore.note(
                    "cotisation.rappels", ["annee": String(year), "nombre": String(sent)], hub.id, actor, now, db)
            }
            return (sent, without)
        }
    }
}
