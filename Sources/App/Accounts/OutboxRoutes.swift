import Domain
import Foundation
import Hummingbird

/// The mail of the program, for whoever looks after it.
struct OutboxRoutes {
    let services: Services

    private var server: String? {
        services.configuration.smtp.flatMap(MailServer.init)?.shown
    }

    func add(to table: inout RouteTable) {
        table.get("/reseau/pilotage/courriels", .readOutbox) { _, context in
            Reply(outboxPage(try await services.outbox.messages(), server: server), in: context)
        }
        table.get("/reseau/pilotage/courriels/:id", .readOutbox) { _, context in
            Reply(try await page(context), in: context)
        }
        table.post("/reseau/pilotage/courriels/:id/renvoi", .readOutbox, use: resend)
    }

    private func number(_ context: WebContext) throws -> Int64 {
        guard let id = Int64(try context.parameter("id")) else { throw NotFound() }
        return id
    }

    private func page(_ context: WebContext, refusal: (any Refusal)? = nil) async throws -> PageContent {
        let message = try await services.outbox.message(try number(context))
        return outboxMessagePage(message, server: server, token: context.visitor.token, refusal: refusal)
    }

    @Sendable func resend(form: Form, context: WebContext) async throws -> Response {
        let id = try number(context)
        return try await context.submit(then: "/reseau/pilotage/courriels/\(id)") {
            try await services.outbox.resend(id, by: context.actor, at: context.now)
        } refused: { refusal in
            try await page(context, refusal: refusal)
        }
    }
}
