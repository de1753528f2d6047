import Domain
import Foundation
import Hummingbird
import Tabular

/// What members bring and receive: the whole hub, and one member.
struct ExchangeRoutes {
    let exchanges: ExchangeStore
    let hubs: HubStore

    private static let fields = ["organisation", "sens", "nature", "fonction", "jour", "mesure", "quoi"]

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/echanges"
        table.get("\(path)", .readMembers, on: .hub, use: show)
        table.get("\(path).csv", .readMembers, on: .hub, use: csv)
        table.get("/poles/:slug/pilotage/membres/:id/echanges", .readMembers, on: .hub, use: showMember)
        table.post("\(path)", .keepMembers, on: .hub, use: record)
        table.post("\(path)/:id/annulation", .keepMembers, on: .hub, use: cancel)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let state = FormState(values: ["jour": context.today.description])
        return Reply(try await page(nil, state, context), in: context)
    }

    @Sendable private func showMember(request: Request, context: WebContext) async throws -> Reply {
        let id: ID<Organisation> = try context.id()
        let state = FormState(values: ["jour": context.today.description, "organisation": id.description])
        return Reply(try await page(id, state, context), in: context)
    }

    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hubs.named(context)
        let (all, members) = try await exchanges.all(in: hub.id, on: context.today)
        let names = Dictionary(members.map { ($0.organisation, $0.name) }) { first, _ in first }
        var writer = CSVWriter()
        writer.add(["organisation", "jour", "sens", "nature", "fonction", "minutes", "centimes", "quoi"])
        for exchange in all {
            writer.add([
                .text(names[exchange.organisation] ?? ""), .text(exchange.day.description),
                .text(exchange.direction.label), .text(exchange.nature.label), .text(exchange.function.label),
                .init(exchange.minutes), .init(exchange.amount?.cents), .text(exchange.description),
            ])
        }
        return .download(writer.text, type: "text/csv; charset=utf-8", name: "apports-et-benefices-\(hub.slug).csv")
    }

    @Sendable private func record(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hubs.named(context)
        let member: ID<Organisation>? = ID(form.line("membre"))
        return try await context.submit(then: back(hub, member)) {
            let draft = ExchangeStore.Draft(
                organisation: ID(form.line("organisation")),
                direction: MemberExchange.Direction(rawValue: form.text("sens")),
                nature: MemberExchange.Nature(rawValue: form.text("nature")),
                function: HubFunction(rawValue: form.text("fonction")), day: Day(form.line("jour")),
                measure: form.line("mesure"), description: form.line("quoi"))
            try await exchanges.record(draft, in: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(member, .refused(refusal, values: form.values(Self.fields)), context)
        }
    }

    @Sendable private func cancel(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hubs.named(context)
        let member: ID<Organisation>? = ID(form.line("membre"))
        return try await context.submit(then: back(hub, member)) {
            try await exchanges.cancel(
                context.id(), in: hub.id, reason: form.line("motif"), actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(member, FormState(errors: [Refused(refusal.sentence)]), context)
        }
    }

    private func back(_ hub: Hub, _ member: ID<Organisation>?) -> String {
        let desk = "/poles/\(hub.slug)/pilotage"
        return (member.map { "\(desk)/membres/\($0)/echanges" } ?? desk + "/echanges") + "?fait=oui"
    }

    private func page(
        _ member: ID<Organisation>?, _ state: FormState, _ context: WebContext
    ) async throws -> PageContent {
        let hub = try await hubs.named(context)
        let (all, members) = try await exchanges.all(in: hub.id, on: context.today)
        let one = member.flatMap { id in members.first { $0.organisation == id } }
        if member != nil, one == nil { throw NotFound() }
        let view = ExchangeView(
            hub: hub, member: one, members: members.filter { $0.isMember(on: context.today) },
            names: Dictionary(members.map { ($0.organisation, $0.name) }) { first, _ in first },
            exchanges: one.map { one in all.filter { $0.organisation == one.organisation } } ?? all)
        return exchangePage(view, state, token: context.visitor.token)
    }
}
