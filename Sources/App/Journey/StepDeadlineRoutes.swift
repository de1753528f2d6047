import Domain
import Foundation
import Hummingbird

/// The day of the next step, set at the desk of the path.
struct StepDeadlineRoutes {
    let journeys: JourneyStore
    let deadlines: StepDeadlineStore

    func add(to table: inout RouteTable) {
        let path: RouterPath = "/poles/:slug/pilotage/demarche/echeance"
        table.get(path, .editHub, on: .hub, use: show)
        table.post(path, .editHub, on: .hub, use: set)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(
            stepDeadlinePage(try await journeys.named(context), FormState(), token: context.visitor.token), in: context)
    }

    @Sendable private func set(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await journeys.named(context)
        return try await context.submit(then: view.desk + "#etape") {
            try await deadlines.set(
                form.text("echeance"), because: form.line("pourquoi"), for: view.hub.id, actor: context.actor,
                at: context.now)
        } refused: { refusal in
            stepDeadlinePage(view, .refused(refusal, values: form.values), token: context.visitor.token)
        }
    }
}
