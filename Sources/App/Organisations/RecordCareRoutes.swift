import Domain
import Foundation
import Hummingbird

/// What those who know a record do to keep it right.
struct RecordCareRoutes {
    let care: RecordCareStore

    func add(to table: inout RouteTable) {
        table.post("/annuaire/:slug/confirmation", .editOrganisation, on: .organisation, use: confirm)
    }

    @Sendable private func confirm(_ form: Form, context: WebContext) async throws -> Response {
        let slug = try context.parameter("slug")
        let id = try await care.id(slug: slug)
        try await care.confirm(id, from: context.origin(of: id), actor: context.actor, at: context.now)
        return .redirect(to: "/annuaire/\(slug)?fait=confirmee", type: .normal)
    }
}

extension WebContext {
    /// In whose name the visitor writes a record: the organisation's when they represent it, the network's when they
    /// animate it, else their hub's.
    func origin(of organisation: ID<Organisation>) -> FieldOrigin {
        let roles = visitor.subject.roles(on: today)
        if roles.contains(where: { $0.scope == .organisation(organisation) }) { return .organisation }
        return roles.contains { $0.kind == .networkAnimator } ? .animator : .hub
    }
}
