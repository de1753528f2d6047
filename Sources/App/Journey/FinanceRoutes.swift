import Domain
import Foundation
import Hummingbird
import Tabular

/// A hub's financial plan: read in three scenarios, written part by part.
struct FinanceRoutes {
    let hubs: HubStore
    let finances: FinanceStore

    func add(to table: inout RouteTable) {
        let desk = "/poles/:slug/pilotage/demarche/finances"
        table.get("\(desk)", .readHubDesk, on: .hub, use: show)
        table.post("\(desk)", .editHub, on: .hub, use: begin)
        table.get("\(desk)/plan.csv", .readHubDesk, on: .hub, use: csv)
        table.get("\(desk)/:partie/:id", .editHub, on: .hub, use: showPart)
        table.post("\(desk)/:partie/:id", .editHub, on: .hub, use: putPart)
        table.post("\(desk)/:partie/:id/retrait", .editHub, on: .hub, use: removePart)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let scenario = PlanScenario(rawValue: request.query("scenario")) ?? .likely
        return Reply(try await page(scenario, FormState(), context), in: context)
    }

    private func page(
        _ scenario: PlanScenario, _ state: FormState, _ context: WebContext
    ) async throws -> PageContent {
        let hub = try await hub(context)
        let plan = try await finances.plan(of: hub.id, on: context.today).plan
        return financePage(
            hub, plan, scenario, mayEdit: context.may(.editHub, to: .hub(hub.id)), nextYear: context.today.year + 1,
            state, token: context.visitor.token)
    }

    @Sendable private func begin(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        return try await context.submit(then: financeDesk(hub)) {
            try await finances.begin(Int(form.text("annee")), of: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(.likely, .refused(refusal, values: form.values), context)
        }
    }

    @Sendable private func showPart(request: Request, context: WebContext) async throws -> Reply {
        let target = try await target(context)
        var state = FormState(values: FinanceForm.values(target.plan, target.part, target.id))
        if target.id == nil { state.values["cote"] = request.query("cote") }
        return Reply(partPage(target, state, context), in: context)
    }

    @Sendable private func putPart(_ form: Form, context: WebContext) async throws -> Response {
        let target = try await target(context)
        let (hub, id, actor, now) = (target.hub.id, target.id, context.actor, context.now)
        return try await context.submit(then: financeDesk(target.hub)) {
            switch target.part {
            case .lines: try await finances.put(FinanceForm.line(form), as: id, of: hub, actor: actor, at: now)
            case .posts: try await finances.put(FinanceForm.post(form), as: id, of: hub, actor: actor, at: now)
            case .contributions:
                try await finances.put(
                    FinanceForm.contribution(form, target.places), of: hub, actor: actor, at: now)
            case .dues: try await finances.put(FinanceForm.dues(form), as: id, of: hub, actor: actor, at: now)
            }
        } refused: { refusal in
            partPage(target, .refused(refusal, values: form.values), context)
        }
    }

    @Sendable private func removePart(_ form: Form, context: WebContext) async throws -> Response {
        let target = try await target(context)
        guard let id = target.id else { throw NotFound() }
        try await finances.remove(target.part, id, of: target.hub.id, actor: context.actor, at: context.now)
        return .redirect(to: financeDesk(target.hub), type: .normal)
    }

    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        guard let plan = try await finances.plan(of: hub.id, on: context.today).plan else { throw NotFound() }
        var writer = CSVWriter(separator: ";", byteOrderMark: true)
        writer.add(
            ["compte", "intitule_du_compte", "libelle", "financeur", "reponse", "scenario"].map { .text($0) }
                + plan.years.map { .text(String($0)) })
        for entry in plan.entries {
            // A decimal comma: these files are opened in French spreadsheets.
            let amounts = entry.amounts.map { $0.decimal.replacingOccurrences(of: ".", with: ",") }
            writer.add(
                [
                    .text(entry.account.code), .text(entry.account.label), .text(entry.label), .text(entry.funder),
                    .text(entry.state?.label ?? ""), .text(entry.scenario?.rawValue ?? "aucun"),
                ] + amounts.map { .text($0) })
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "plan-\(hub.slug).csv")
    }

    private func hub(_ context: WebContext) async throws -> Hub {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return hub
    }

    /// What the address names: a part of the plan, new or old.
    private func target(_ context: WebContext) async throws -> FinanceTarget {
        let hub = try await hub(context)
        let (plan, places) = try await finances.plan(of: hub.id, on: context.today)
        guard let plan, let part = PlanPart(rawValue: try context.parameter("partie")) else { throw NotFound() }
        let text = try context.parameter("id")
        let id = Int64(text)
        guard text == "nouvelle" || id.map({ FinanceForm.holds(plan, part, $0) }) == true else { throw NotFound() }
        return FinanceTarget(hub: hub, plan: plan, places: places, part: part, id: id)
    }

    private func partPage(_ target: FinanceTarget, _ state: FormState, _ context: WebContext) -> PageContent {
        financePartPage(target, state, token: context.visitor.token)
    }
}
