import Domain
package import Foundation
import Tabular

/// The observatory's commands.
extension Program {
    /// Counts a month of the register and keeps it, or only shows what that would do.
    package func importPanorama(
        _ paths: [String], month: String?, territories: String?, hasFrance: Bool, isTrial: Bool, now: Date = .now
    ) async throws -> [String] {
        var request = PanoramaImportStore.Request(hasFrance: hasFrance)
        request.month = try month.map { text in
            guard let month = Month(text) else {
                throw Refused("« \(text) » n’est pas un mois : écrivez --millesime AAAA-MM.")
            }
            return month
        }
        request.territories = (territories ?? "").split(separator: ",").map(String.init).filter { !$0.isEmpty }
        let store = PanoramaImportStore(database: try open())
        let files = try PanoramaFiles(paths: paths, progress: .terminal)
        let outcome = try await store.bringIn(files, request, isTrial: isTrial, actor: .program, at: now)
        return PanoramaReport(outcome: outcome, isTrial: isTrial).lines
    }
}

extension Program {
    package static let panoramaFormats = PanoramaFormat.allCases.map(\.rawValue)

    /// The panorama of a territory as text; `format` is one of texte, csv, json.
    /// `limits` is the day of the limits of territories, as 2015-01-01.
    package func panorama(
        of slug: String, month: String?, limits: String? = nil, format: String, now: Date = .now
    ) async throws -> String {
        guard let format = PanoramaFormat(rawValue: format) else {
            throw Refused("Format inconnu : « \(format) ». Formats possibles : texte, csv, json.")
        }
        let reader = PanoramaReader(database: try open())
        let vintages = try await reader.store.vintages()
        guard !vintages.isEmpty else {
            throw Refused(
                "Aucun millésime n’est importé : lancez maillage importer panorama StockUniteLegale StockEtablissement."
            )
        }
        if let month, !vintages.contains(where: { $0.month.description == month }) {
            let known = vintages.map(\.month.description).joined(separator: ", ")
            throw Refused("Aucun millésime « \(month) » : ceux qui sont importés sont \(known).")
        }
        do {
            let ask = PanoramaAsk(month: month ?? "", limits: try limits.map(Self.limits), today: now.dayInFrance)
            guard let view = try await reader.view(slug, ask) else {
                throw Refused("Aucun millésime ne compte les établissements de « \(slug) ».")
            }
            return format.text(view)
        } catch is NotFound {
            throw Refused(
                "Aucun territoire ne s’appelle « \(slug) » : écrivez la fin de son adresse, par exemple pays-de-morlaix."
            )
        }
    }

    private static func limits(_ text: String) throws -> Day {
        guard let date = PartialDate(text) else {
            throw Refused("« \(text) » n’est pas une date : écrivez par exemple --au 2015-01-01, 2015-01 ou 2015.")
        }
        return date.latest
    }
}
