import Domain
import Foundation
import GRDB

/// Requests that wait, and what members brought and received.
extension MemberFactWriter {
    func write(
        _ requests: [FactFile.JoiningFact], _ exchanges: [FactFile.ExchangeFact], in db: GRDB.Database
    ) throws {
        for request in requests { try write(request, in: db) }
        for exchange in exchanges {
            try db.execute(
                sql: """
                    INSERT INTO memberExchange (hubID, organisationID, direction, nature, function, day, minutes,
                        amount, description, recordedAt)
                    SELECT ?, o.id, ?, ?, ?, ?, ?, ?, ?, ? FROM organisation o
                    JOIN hubMember m ON m.organisationID = o.id AND m.hubID = ? WHERE o.name = ?
                    """,
                arguments: [
                    hub, exchange.sens, exchange.nature, exchange.fonction, exchange.jour, exchange.minutes,
                    exchange.centimes, exchange.quoi, now.formatted(.iso8601), hub, exchange.organisation,
                ])
            guard db.changesCount == 1 else {
                throw Refused("Le fichier de faits nomme un membre inconnu : « \(exchange.organisation) ».")
            }
        }
    }

    private func write(_ fact: FactFile.JoiningFact, in db: GRDB.Database) throws {
        let charter = try CharterStore.inForce(at: hub, on: fact.depuis, in: db)
        try db.execute(
            sql: """
                INSERT INTO joiningRequest (hubID, name, family, town, summary, employees, contactName, contactAddress,
                    titularName, charterVersion, answers, motivation, brings, expects, state, createdAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hub, fact.nom, fact.famille, fact.commune, fact.activite, fact.salaries, fact.contact, fact.courriel,
                fact.titulaire, charter.version, try JoiningStore.json(fact.reponses), fact.motivation, fact.apporte,
                fact.attend, fact.question == nil ? JoiningState.submitted : .incomplete,
                fact.depuis.description + "T09:00:00Z",
            ])
        let id = db.lastInsertedRowID
        for (kind, note) in [("deposee", ""), ("complement", fact.question ?? "")]
        where kind == "deposee" || !note.isEmpty {
            try db.execute(
                sql: "INSERT INTO joiningStep (requestID, at, kind, note) VALUES (?, ?, ?, ?)",
                arguments: [id, fact.depuis.description + "T09:00:00Z", kind, note])
        }
    }
}
