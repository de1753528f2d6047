import Domain
import Foundation
import Hummingbird

/// `/ressemblances`: what the directory has that looks like what is being typed, as a piece of page.
struct ResemblanceRoutes {
    let keeper: DuplicateKeeper

    func add(to table: inout RouteTable) { table.get("/ressemblances", .findResembling, use: show) }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        var sheet = OrganisationSheet()
        let compared: [OrganisationField] = [
            .name, .acronym, .usualName, .town, .postcode, .phone, .website, .email, .address,
        ]
        for field in compared { sheet[field] = String(request.query(field.rawValue).prefix(field.limit)) }
        sheet[.siren] = Identifiers.siren(request.query(OrganisationField.siren.rawValue)) ?? ""
        sheet[.siret] = Identifiers.siret(request.query(OrganisationField.siret.rawValue)) ?? ""
        sheet[.rna] = Identifiers.rna(request.query(OrganisationField.rna.rawValue)) ?? ""
        sheet[.commune] = Identifiers.commune(request.query(OrganisationField.commune.rawValue)) ?? ""
        sheet[.family] = Family(rawValue: request.query(OrganisationField.family.rawValue))?.rawValue ?? ""
        let own = ID<Organisation>(request.query("sauf"))
        let found = try await keeper.resembling(sheet, except: own, limit: 3)
        var reply = Reply(resemblanceWarning(found), type: "text/html; charset=utf-8")
        reply.headers[.cacheControl] = "no-store"
        return reply
    }
}
