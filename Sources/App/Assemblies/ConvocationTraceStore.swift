import Domain
import GRDB

/// What is kept of the people to whom convocations went.
enum ConvocationTraceStore {
    /// Before a representative is erased: that a letter left stays, to whom goes (RGPD, art. 17).
    static func forget(_ id: ID<Representative>, in db: GRDB.Database) throws {
        try db.execute(
            sql: """
                UPDATE assemblySending SET recipient = 'Personne effacée',
                    address = CASE way WHEN 'courriel' THEN 'adresse effacée' ELSE '' END
                WHERE EXISTS (SELECT 1 FROM representative r WHERE r.id = :id
                    AND r.organisationID = assemblySending.organisationID
                    AND (r.address = assemblySending.address AND r.address <> '' OR r.name = assemblySending.recipient))
                """, arguments: ["id": id])
        try db.execute(
            sql: """
                UPDATE assemblyLink SET recipient = 'Personne effacée'
                WHERE EXISTS (SELECT 1 FROM representative r WHERE r.id = :id
                    AND r.organisationID = assemblyLink.organisationID AND r.name = assemblyLink.recipient)
                """, arguments: ["id": id])
        try db.execute(
            sql: """
                UPDATE assemblyAnswer SET representative = ''
                WHERE EXISTS (SELECT 1 FROM representative r WHERE r.id = :id
                    AND r.organisationID = assemblyAnswer.organisationID AND r.name = assemblyAnswer.representative)
                """, arguments: ["id": id])
    }
}
