import Domain
import Foundation
import Hummingbird
import Tabular

/// Which of those to call are asked for, as the page's address says.
struct ProspectQuery: Sendable {
    var commune = ""
    var sector = ""
    var family: Family?
    /// `neuve`: never called; else an outcome.
    var state = ""
    var page = 1

    init(_ value: (String) -> String) {
        commune = String(value("commune").prefix(5))
        sector = String(value("secteur").prefix(40))
        family = Family(rawValue: value("famille"))
        state = ["neuve"].contains(value("suite")) || CallOutcome(rawValue: value("suite")) != nil ? value("suite") : ""
        page = min(max(Int(value("page")) ?? 1, 1), 100_000)
    }

    func keeps(_ prospect: Prospect) -> Bool {
        if !commune.isEmpty, prospect.organisation.commune != commune { return false }
        if sector == "sans" {
            if !prospect.organisation.sectors.isEmpty { return false }
        } else if !sector.isEmpty, !prospect.organisation.sectors.contains(sector) {
            return false
        }
        if let family, prospect.organisation.family != family { return false }
        let last = prospect.calls.first?.outcome
        if state == "neuve" { return last == nil }
        if let asked = CallOutcome(rawValue: state) { return last == asked }
        return last != .declined
    }

    func address(_ path: String, page: Int = 1) -> String {
        let parts = [
            ("commune", commune), ("secteur", sector), ("famille", family?.rawValue ?? ""), ("suite", state),
            ("page", page == 1 ? "" : String(page)),
        ].filter { !$0.1.isEmpty }.map { $0.0 + "=" + $0.1.addressEncoded }
        return parts.isEmpty ? path : path + "?" + parts.joined(separator: "&")
    }
}

/// Who is missing in a hub, and the calls that its people make.
struct ProspectRoutes {
    let store: ProspectStore
    let hubs: HubStore

    func add(to table: inout RouteTable) {
        table.get("/poles/:slug/pilotage/manquants", .editHub, on: .hub, use: show)
        table.get("/poles/:slug/pilotage/manquants.csv", .editHub, on: .hub, use: csv)
        table.get("/poles/:slug/pilotage/manquants/appels", .editHub, on: .hub, use: sheet)
        table.get("/poles/:slug/pilotage/manquants/:organisation", .editHub, on: .hub, use: showCall)
        table.post("/poles/:slug/pilotage/manquants/:organisation", .editHub, on: .hub, use: record)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let query = ProspectQuery(request.query)
        let view = try await view(query, context)
        return Reply(missingPage(view, query), in: context)
    }

    @Sendable private func sheet(request: Request, context: WebContext) async throws -> Reply {
        let query = ProspectQuery(request.query)
        let view = try await view(query, context)
        return Reply(callSheetPage(view, query), in: context)
    }

    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        let query = ProspectQuery(request.query)
        let view = try await view(query, context)
        let names = Dictionary(view.communes.map { ($0.territory.code, $0.name) }) { first, _ in first }
        var writer = CSVWriter()
        let columns = [
            "identifiant", "nom", "famille", "secteurs", "commune", "taille", "employeur", "apport", "telephone",
            "courriel", "site", "suite", "jour", "rappel",
        ]
        writer.add(columns.map { .text($0) })
        for prospect in view.prospects where query.keeps(prospect) {
            let organisation = prospect.organisation
            let last = prospect.calls.first
            let sectors = organisation.sectors.compactMap { view.sectors[$0]?.label }.joined(separator: ", ")
            let gains = gainWords(prospect, view).joined(separator: ", ")
            writer.add([
                .text(prospect.slug), .text(organisation.name), .text(organisation.family.label), .text(sectors),
                .text(names[organisation.commune] ?? organisation.commune), .text(organisation.size.label),
                .text(organisation.isEmployer ? "oui" : "non"), .text(gains), .text(prospect.sheet[.phone]),
                .text(prospect.sheet[.email]), .text(prospect.sheet[.website]), .text(last?.outcome.label ?? ""),
                .text(last?.day.description ?? ""), .text(last?.again?.description ?? ""),
            ])
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "a-appeler.csv")
    }

    @Sendable private func showCall(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await callPage(FormState(values: ["jour": context.today.description]), context), in: context)
    }

    private func callPage(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        let view = try await view(ProspectQuery { _ in "" }, context)
        let slug = try context.parameter("organisation")
        guard let prospect = view.prospects.first(where: { $0.slug == slug }) else { throw NotFound() }
        return prospectCallPage(prospect, view, state, token: context.visitor.token)
    }

    @Sendable private func record(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        let slug = try context.parameter("organisation")
        // Only those that the page lists: organisations of the hub's communes that do not take part in it.
        let view = try await store.view(hub, commune: "", on: context.today)
        guard view.prospects.contains(where: { $0.slug == slug }) else { throw NotFound() }
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/manquants#a-appeler") {
            try await store.record(
                slug, outcome: CallOutcome(rawValue: form.text("suite")), on: Day(form.text("jour")),
                again: form.text("rappel"), note: form.text("note"), for: hub.id, actor: context.actor,
                at: context.now)
        } refused: { refusal in
            try await callPage(.refused(refusal, values: form.values(["suite", "jour", "rappel", "note"])), context)
        }
    }

    private func view(_ query: ProspectQuery, _ context: WebContext) async throws -> MissingView {
        try await store.view(hub(context), commune: query.commune, on: context.today)
    }

    private func hub(_ context: WebContext) async throws -> Hub {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return hub
    }
}
