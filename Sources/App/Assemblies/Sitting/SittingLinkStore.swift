import Crypto
import Domain
import Foundation
import GRDB

/// Links for the phones of those who represent an organisation at one assembly: good for that assembly and nothing else.
struct SittingLinkStore {
    let database: any DatabaseWriter

    /// What the secret opens; nil when it opens nothing here.
    func organisation(_ secret: Secret, at id: ID<Assembly>) async throws -> ID<Organisation>? {
        try await database.read { db in
            try ID<Organisation>.fetchOne(
                db,
                sql:
                    "SELECT organisation FROM sittingLink WHERE secretHash = ? AND assemblyID = ? AND withdrawnAt IS NULL",
                arguments: [Self.hash(secret), id])
        }
    }

    /// A new link for an organisation of the roll; the former one no longer opens.
    func create(for organisation: ID<Organisation>, at id: ID<Assembly>, actor: Actor, at now: Date) async throws
        -> Secret
    {
        let secret = Secret()
        try await SittingStore(database: database).change(id, actor: actor, at: now) { hall, db in
            guard hall.roll.entry(organisation) != nil else {
                throw Refused("\(hall.roll.name(organisation)) n’est pas sur la liste électorale.")
            }
            try db.execute(
                sql: """
                    UPDATE sittingLink SET withdrawnAt = ? WHERE assemblyID = ? AND organisation = ? AND withdrawnAt IS NULL
                    """, arguments: [now.formatted(.iso8601), id, organisation])
            try db.execute(
                sql: "INSERT INTO sittingLink (secretHash, assemblyID, organisation, createdAt) VALUES (?, ?, ?, ?)",
                arguments: [Self.hash(secret), id, organisation, now.formatted(.iso8601)])
            return SittingStore.event("lien", id, ["organisation": organisation.description])
        }
        return secret
    }

    private static func hash(_ secret: Secret) -> String { secret.hash.map { String(format: "%02x", $0) }.joined() }
}
