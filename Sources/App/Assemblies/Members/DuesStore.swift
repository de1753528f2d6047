import Domain
import Foundation
import GRDB

extension DuesBasis: DatabaseValueConvertible {}
extension PaymentMeans: DatabaseValueConvertible {}

/// A payment with its receipt.
struct DuesPayment: Sendable {
    let id: Int64
    let payer: String
    let amount: Money
    let receivedOn: Day
    let means: PaymentMeans
    let note: String
    let receiptNumber: Int
    /// Why it no longer counts.
    let cancellation: String?

    /// « 2026-007 ».
    var receipt: String {
        String(receivedOn.year) + "-" + String(repeating: "0", count: max(0, 3 - String(receiptNumber).count))
            + String(receiptNumber)
    }
}

/// What a member owes for a year, and what it paid.
struct DuesAccount: Sendable {
    let id: Int64
    let organisation: ID<Organisation>
    let name: String
    let year: Int
    let label: String
    let amount: Money
    let calledOn, dueOn: Day
    let exemption: String?
    let remindedOn: Day?
    /// In the order of their receipts, cancelled ones included.
    let payments: [DuesPayment]

    var paid: Money { payments.filter { $0.cancellation == nil }.map(\.amount).total }
    var rest: Money { exemption == nil ? max(.zero, amount - paid) : .zero }

    func state(on today: Day) -> DuesState {
        DuesState(amount: amount, paid: paid, isExempted: exemption != nil, dueOn: dueOn, today: today)
    }
}

/// Reading of scales and of what members owe.
struct DuesStore {
    let database: any DatabaseWriter

    static func scale(of hub: ID<Hub>, year: Int, in db: GRDB.Database) throws -> DuesScale? {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM duesScale WHERE hubID = ? AND year = ?", arguments: [hub, year])
        guard let row else { return nil }
        let bands = try Row.fetchAll(
            db, sql: "SELECT * FROM duesBand WHERE hubID = ? AND year = ? ORDER BY college, basis, atLeast, id",
            arguments: [hub, year]
        ).map { row in
            DuesBand(
                id: row["id"], label: row["label"], college: (row["college"] as String).isEmpty ? nil : row["college"],
                basis: row["basis"], atLeast: row["atLeast"], below: row["below"],
                amount: Money(cents: row["amount"]))
        }
        return DuesScale(
            year: year, decidedBy: row["decidedBy"], decidedOn: row["decidedOn"], dueOn: row["dueOn"], bands: bands)
    }

    /// By name, of one year or of all; of one member or of all.
    static func accounts(
        of hub: ID<Hub>, year: Int? = nil, organisation: ID<Organisation>? = nil, in db: GRDB.Database
    ) throws -> [DuesAccount] {
        let payments = try Row.fetchAll(
            db, sql: "SELECT * FROM duesPayment WHERE hubID = ? ORDER BY receiptYear, receiptNumber", arguments: [hub])
        let byCall = Dictionary(
            grouping: payments.map { (row: Row) in (row["callID"] as Int64, payment(row)) }, by: \.0)
        return try Row.fetchAll(
            db,
            sql: """
                SELECT c.*, o.name FROM duesCall c JOIN organisation o ON o.id = c.organisationID
                WHERE c.hubID = :hub AND (:year IS NULL OR c.year = :year)
                AND (:member IS NULL OR c.organisationID = :member) ORDER BY c.year DESC, o.name, c.id
                """, arguments: ["hub": hub, "year": year, "member": organisation]
        ).map { row in
            DuesAccount(
                id: row["id"], organisation: row["organisationID"], name: row["name"], year: row["year"],
                label: row["label"], amount: Money(cents: row["amount"]), calledOn: row["calledOn"],
                dueOn: row["dueOn"], exemption: row["exemptionReason"], remindedOn: row["remindedOn"],
                payments: (byCall[row["id"]] ?? []).map(\.1))
        }
    }

    static func payment(_ row: Row) -> DuesPayment {
        DuesPayment(
            id: row["id"], payer: row["payer"], amount: Money(cents: row["amount"]), receivedOn: row["receivedOn"],
            means: row["means"], note: row["note"], receiptNumber: row["receiptNumber"],
            cancellation: row["cancellationReason"])
    }

    static func size(of organisation: ID<Organisation>, in hub: ID<Hub>, on day: Day, _ db: GRDB.Database) throws
        -> MemberSize
    {
        let row = try Row.fetchOne(
            db, sql: "SELECT employees, budget FROM memberStanding WHERE hubID = ? AND organisationID = ?",
            arguments: [hub, organisation])
        let colleges = try MemberFactStore.colleges(in: hub, on: day, db)
        return MemberSize(college: colleges[organisation], employees: row?["employees"], budget: row?["budget"])
    }
}
