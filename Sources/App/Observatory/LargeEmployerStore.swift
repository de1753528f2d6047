import Domain
import Foundation
import GRDB

/// An organisation of the directory that employs many, as its record says it: a band, never a number.
struct LargeEmployer: Sendable {
    let name, path, town: String
    let family: Family
    /// INSEE's code of its band, and the year that it is of.
    let band, year: String

    /// « 250 à 499 », « 10 000 et plus ».
    var bracket: String {
        guard let bounds = SizeBands.bounds(band) else { return "—" }
        guard let high = bounds.high else { return "\(French.number(bounds.low)) et plus" }
        return "\(French.number(bounds.low)) à \(French.number(high))"
    }
}

/// Reads the largest employers of a territory in the directory: records that are published, whose unit is wholly disclosed
/// (art. R123-232 du code de commerce) and whose band the register gives. Nothing comes from the counts of a vintage, which
/// name nobody.
struct LargeEmployerStore {
    let database: any DatabaseWriter

    /// From twenty employees: below, a band would say who is small, and the list would have no end.
    static let bands = ["12", "21", "22", "31", "32", "41", "42", "51", "52", "53"]
    static let most = 12

    func largest(in communes: [String]) async throws -> [LargeEmployer] {
        let list = try String(decoding: JSONEncoder().encode(communes), as: UTF8.self)
        return try await database.read { db in
            // The condition on bands is that of the index « organisationLarge », word for word.
            try Row.fetchAll(
                db,
                sql: """
                    SELECT slug, name, town, family, sizeBand, sizeYear FROM organisation
                    WHERE sizeBand IN ('12', '21', '22', '31', '32', '41', '42', '51', '52', '53')
                        AND publication = 'publiee' AND state = 'active' AND diffusion = 'O'
                        AND commune IN (SELECT value FROM json_each(?))
                    ORDER BY sizeBand DESC, name, id LIMIT ?
                    """, arguments: [list, Self.most]
            ).map { row in
                LargeEmployer(
                    name: row["name"], path: "/annuaire/" + (row["slug"] as String), town: row["town"],
                    family: Family(rawValue: row["family"]) ?? .undetermined, band: row["sizeBand"],
                    year: row["sizeYear"])
            }
        }
    }
}
