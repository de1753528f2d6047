import Domain
package import Foundation

extension Program {
    /// Imports files of organisations, or only shows what they would do. `kind` says what the files are expected to be.
    package func importOrganisations(
        _ paths: [String], kind: String, isTrial: Bool, now: Date = .now
    ) async throws -> [String] {
        let packed = try paths.flatMap { try PackedFile.open(path: $0) }
        if let stream = try OrganisationImportStream(packed, progress: .terminal) {
            try check(kind, stream.origin, stream.title)
            let store = OrganisationImportStore(database: try open())
            let parser = try await stream.parsed(store.scope(on: now.dayInFrance))
            let plan = try await store.bringIn(
                parser, title: stream.title, origin: stream.origin, isTrial: isTrial, actor: .program, at: now)
            return OrganisationImportReport(plan: plan, isTrial: isTrial).lines
        }
        let reading = try OrganisationImportFiles(opened: packed.map { ($0.name, try $0.bytes()) })
        try check(kind, reading.origin, reading.title)
        let store = OrganisationImportStore(database: try open())
        let plan = try await store.bringIn(
            title: reading.title, origin: reading.origin, isTrial: isTrial, actor: .program, at: now
        ) { scope in reading.parsed(scope) }
        return OrganisationImportReport(plan: plan, isTrial: isTrial).lines
    }

    private func check(_ kind: String, _ origin: FieldOrigin, _ title: String) throws {
        let expected: [String: Set<FieldOrigin>] = [
            "sirene": [.sirene], "rna": [.rna], "structures": [.file, .siae, .essFrance], "gogocarto": [.gogocarto],
        ]
        guard expected[kind]?.contains(origin) == true else {
            throw Refused(
                "\(title) : ce fichier est de la sorte « \(origin.label) », pas « \(kind) ». Rien n’a été changé.")
        }
    }

    /// Imports files about territories, or only shows what they would do. Returns the report; the refusal, when there is
    /// one, is what the command ends on.
    package func importTerritories(
        _ paths: [String], isTrial: Bool, since: String?, kind: String? = nil, now: Date = .now
    ) async throws -> (report: [String], refusal: (any Error)?) {
        let day = try since.map { (text: String) in
            guard let day = Day(text) else {
                throw Refused("« \(text) » n’est pas un jour : écrivez --depuis AAAA-MM-JJ.")
            }
            return day
        }
        let kind = try kind.map { (text: String) in
            guard let kind = TerritoryKind(rawValue: text) else {
                let known = TerritoryKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refused("« \(text) » n’est pas une sorte de territoires, écrivez --sorte suivi de \(known).")
            }
            return kind
        }
        let store = TerritoryImportStore(database: try open())
        let differences = try await store.bringIn(
            try TerritoryImportFiles(paths: paths, kind: kind), since: day, isTrial: isTrial, actor: .program, now: now)
        let count = differences.refused.count
        let report = TerritoryReport(differences: differences, isTrial: isTrial).lines
        guard count > 0 else { return (report, nil) }
        let what = French.count(count, "ligne ou fichier refusé", "lignes ou fichiers refusés")
        let end = isTrial ? "l’import ne changerait rien tant qu’ils le sont." : "rien n’a été changé."
        return (report, Refused("\(what) : \(end)"))
    }
}
