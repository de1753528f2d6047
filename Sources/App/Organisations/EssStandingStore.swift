import Domain
import Foundation
import GRDB

/// An organisation with what the perimeter says of it.
struct EssLine: Sendable {
    let slug: String
    let name: String
    let family: Family
    let verdict: EssPerimeter.Verdict
}

/// The directory weighed by a version.
struct EssCount: Sendable {
    var isIn = 0
    var isOut = 0
    /// Of those in, by what decides.
    var bases: [EssPerimeter.Basis: Int] = [:]
    var disputed = 0
}

/// What putting another version in force would change.
struct EssPreview: Sendable {
    let before: EssCount
    let after: EssCount
    /// At most fifty, by name.
    let entering: [EssLine]
    let leaving: [EssLine]
    let enteringCount: Int
    let leavingCount: Int
}

/// What the perimeter says of the organisations of the directory.
struct EssStandingStore {
    let database: any DatabaseWriter

    /// Everything the public page on the method shows.
    struct Method: Sendable {
        let version: EssVersion
        let table: EssTable
        let count: EssCount
        /// At most `limit`, by name.
        let disputed: [EssLine]
    }

    func method(on day: Day, limit: Int) async throws -> Method {
        try await database.read { db in
            let version = try EssStore.inForce(on: day, in: db)
            let table = try EssStore.table(version.id, in: db)
            var count = EssCount()
            var disputed: [EssLine] = []
            try Self.each(in: db) { line in
                let verdict = EssPerimeter.verdict(line.sheet, in: table)
                count.add(verdict)
                if verdict.isDisputed, disputed.count < limit { disputed.append(line.weighed(verdict)) }
            }
            return Method(version: version, table: table, count: count, disputed: disputed)
        }
    }

    func preview(of id: Int64, on day: Day) async throws -> EssPreview {
        try await database.read { db in
            let old = try EssStore.table(on: day, in: db)
            let new = try EssStore.table(id, in: db)
            var (before, after) = (EssCount(), EssCount())
            var (entering, leaving): ([EssLine], [EssLine]) = ([], [])
            var (enteringCount, leavingCount) = (0, 0)
            try Self.each(in: db) { line in
                let was = EssPerimeter.verdict(line.sheet, in: old)
                let will = EssPerimeter.verdict(line.sheet, in: new)
                before.add(was)
                after.add(will)
                if will.isIn, !was.isIn {
                    enteringCount += 1
                    if entering.count < 50 { entering.append(line.weighed(will)) }
                } else if was.isIn, !will.isIn {
                    leavingCount += 1
                    if leaving.count < 50 { leaving.append(line.weighed(will)) }
                }
            }
            return EssPreview(
                before: before, after: after, entering: entering, leaving: leaving, enteringCount: enteringCount,
                leavingCount: leavingCount)
        }
    }

    private struct Line {
        let slug: String
        let sheet: OrganisationSheet
        func weighed(_ verdict: EssPerimeter.Verdict) -> EssLine {
            EssLine(slug: slug, name: sheet[.name], family: sheet.family, verdict: verdict)
        }
    }

    /// Active organisations by name, with the fields that witnesses read.
    private static func each(in db: GRDB.Database, _ work: (Line) -> Void) throws {
        let fields: [OrganisationField] = [
            .name, .family, .essNetwork, .essReason, .essList, .essSirene, .legalCategory, .activity,
            .activityNomenclature,
        ]
        let columns = fields.map(\.column).joined(separator: ", ")
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT slug, \(columns) FROM organisation
                WHERE publication = 'publiee' AND state = 'active' ORDER BY name COLLATE NOCASE, id
                """)
        while let row = try rows.next() {
            var sheet = OrganisationSheet()
            for field in fields { sheet[field] = row[field.column] }
            work(Line(slug: row["slug"], sheet: sheet))
        }
    }

    /// What the network says of one organisation, with its reasons.
    func decide(
        _ slug: String, family: Family?, familyReason: String, belonging: String, reason: String, actor: Actor,
        at now: Date
    ) async throws {
        try RefusedForm.check([
            family == nil ? Refused("Choisissez la famille.", field: "famille") : nil,
            ["", "O", "N"].contains(belonging) ? nil : Refused("Choisissez dans la liste.", field: "ess_reseau"),
            !belonging.isEmpty && reason.isEmpty
                ? Refused("Dites pourquoi : ce motif paraît sur la fiche.", field: "motif_ess") : nil,
            Refused.tooLong(reason, 300, field: "motif_ess"),
            Refused.tooLong(familyReason, 300, field: "motif_famille"),
        ])
        guard let family else { return }
        try await database.write { db in
            let found = try Row.fetchOne(
                db, sql: "SELECT * FROM organisation WHERE slug = ? AND publication = 'publiee'", arguments: [slug])
            guard let row = found else { throw NotFound() }
            let id: ID<Organisation> = row["id"]
            let sheet = OrganisationReader.sheet(row)
            if family != sheet.family, familyReason.isEmpty {
                throw Refused(
                    "Dites pourquoi la famille change : ce motif paraît sur la fiche.", field: "motif_famille")
            }
            let said = OrganisationSheet([
                .family: family.rawValue, .familyReason: familyReason, .essNetwork: belonging,
                .essReason: belonging.isEmpty ? "" : reason,
            ])
            let origins = try OrganisationReader.origins(of: id, in: db)
            let changes = sheet.changes(by: said, from: .animator, knownFrom: origins)
            guard !changes.isEmpty else { throw Refused("Rien ne change : la fiche dit déjà cela.") }
            let author = RecordAuthor(origin: .animator, actor: actor, at: now)
            try OrganisationWriter(author: author).apply(changes, to: id, in: db)
            try Journal.record(
                Event(
                    "fiche.appartenance", on: "organisation/\(id)",
                    [
                        "nom": sheet[.name], "famille": family.label, "valeur": belonging.isEmpty ? nil : belonging,
                        "motif": reason.isEmpty ? familyReason : reason,
                    ]), by: actor, at: now, in: db)
        }
    }
}

extension EssCount {
    mutating func add(_ verdict: EssPerimeter.Verdict) {
        if verdict.isIn {
            isIn += 1
            bases[verdict.basis, default: 0] += 1
        } else {
            isOut += 1
        }
        if verdict.isDisputed { disputed += 1 }
    }
}
