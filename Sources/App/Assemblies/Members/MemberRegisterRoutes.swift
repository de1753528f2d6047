import Domain
import Foundation
import Hummingbird
import Tabular

/// The register of members at any date.
struct MemberRegisterRoutes {
    let registers: MemberRegisterStore
    let hubs: HubStore

    func add(to table: inout RouteTable) {
        table.get("/poles/:slug/pilotage/membres", .readMembers, on: .hub, use: show)
        table.get("/poles/:slug/pilotage/membres.csv", .readMembers, on: .hub, use: csv)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hubs.named(context)
        let query = query(request, hub, context)
        let register = try await registers.register(of: hub, on: query.day, today: context.today)
        return Reply(memberRegisterPage(register, query, today: context.today), in: context)
    }

    private func query(_ request: Request, _ hub: Hub, _ context: WebContext) -> RegisterQuery {
        RegisterQuery(
            hub: hub.slug, day: Day(request.query("au")) ?? context.today,
            words: String(request.query("q").prefix(80)), college: String(request.query("college").prefix(60)),
            family: Family(rawValue: request.query("famille")), dues: DuesState(rawValue: request.query("cotisation")),
            sorting: Sorting(request.query("tri"), among: RegisterQuery.sortKeys))
    }

    /// What the page shows, with addresses: it is the hub's own file, not an open one.
    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hubs.named(context)
        let query = query(request, hub, context)
        let register = try await registers.register(of: hub, on: query.day, today: context.today)
        var writer = CSVWriter()
        writer.add([
            "organisation", "famille", "college", "collectivite", "membre_depuis", "suspendue", "cotisation_annee",
            "cotisation", "cotisation_reste_centimes", "titulaire", "courriel_titulaire", "suppleants", "au",
        ])
        for line in query.select(register) {
            let titular = line.speakers.first { $0.kind == .titular }
            let deputies = line.speakers.filter { $0.kind == .deputy }.map(\.name)
            writer.add([
                .text(line.facts.name), .text(line.facts.family?.label ?? ""),
                .text(register.collegeName(line.facts.college) ?? ""), .text(line.facts.isPublicBody ? "oui" : "non"),
                .init(line.facts.admittedOn?.description), .text(line.isSuspended ? "oui" : "non"),
                .number(register.day.year), .text(line.duesState?.label ?? "non appelée"),
                .init(line.dues?.rest.cents), .init(titular?.name), .init(titular?.address?.text),
                .text(deputies.joined(separator: ", ")), .text(register.day.description),
            ])
        }
        return .download(
            writer.text, type: "text/csv; charset=utf-8", name: "membres-\(hub.slug)-\(register.day).csv")
    }
}

extension HubStore {
    /// The hub that the address names.
    func named(_ context: WebContext) async throws -> Hub {
        guard let id = try await id(slug: context.parameter("slug")), let hub = try await hub(id) else {
            throw NotFound()
        }
        return hub
    }
}
