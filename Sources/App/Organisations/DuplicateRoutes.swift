import Domain
import Foundation
import Hummingbird

/// Duplicates of the directory: the list, the comparison of two records, merging and undoing.
struct DuplicateRoutes {
    let keeper: DuplicateKeeper
    let distinctions: DistinctionStore
    let merges: MergeStore
    let undos: MergeUndoStore

    func add(to table: inout RouteTable) {
        let path = DuplicateListView.path
        table.get("\(path)", .mergeOrganisations, use: list)
        table.get("\(path).csv", .mergeOrganisations, use: csv)
        table.get("\(path)/:paire", .mergeOrganisations, use: compare)
        table.post("\(path)/:paire/fusion", .mergeOrganisations, use: merge)
        table.post("\(path)/:paire/distinction", .mergeOrganisations, use: tellApart)
        table.get("/reseau/pilotage/fusions", .mergeOrganisations, use: made)
        table.post("/reseau/pilotage/fusions/:id/annulation", .mergeOrganisations, use: undo)
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let report = try await keeper.pairs()
        let distinct = try await distinctions.pairs()
        let view = DuplicateListView(
            pairs: report.map { $0.left(distinct) }, recordCount: report?.recordCount ?? 0,
            distinctCount: distinct.count, level: DuplicateLevel(rawValue: request.query("niveau")),
            page: Int(request.query("page")) ?? 1)
        return Reply(duplicateListPage(view, token: context.visitor.token), in: context)
    }

    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        guard let report = try await keeper.pairs(patience: .seconds(60)) else { throw NotFound() }
        let text = duplicateFile(report.left(try await distinctions.pairs()))
        return Reply.download(text, type: "text/csv; charset=utf-8", name: "doublons.csv")
    }

    @Sendable private func compare(request: Request, context: WebContext) async throws -> Reply {
        let (one, other) = try pair(context)
        return Reply(
            mergePage(try await merges.view(one, other), FormState(), token: context.visitor.token), in: context)
    }

    @Sendable private func merge(_ form: Form, context: WebContext) async throws -> Response {
        let (one, other) = try pair(context)
        var choices: [String: MergeSide] = [:]
        for field in form.fields {
            if let side = MergeSide(rawValue: field.value) { choices[field.name] = side }
        }
        return try await context.submit(then: "/reseau/pilotage/fusions?fait=fusion") { [choices] in
            _ = try await merges.merge(
                one, absorbing: other, choices: choices, seen: form.text("vu"), actor: context.actor, at: context.now)
        } refused: { refusal in
            mergePage(
                try await merges.view(one, other), .refused(refusal, values: form.values), token: context.visitor.token)
        }
    }

    @Sendable private func tellApart(_ form: Form, context: WebContext) async throws -> Response {
        let (one, other) = try pair(context)
        try await distinctions.record(one, other, actor: context.actor, at: context.now)
        return .redirect(to: DuplicateListView.path, type: .normal)
    }

    @Sendable private func made(request: Request, context: WebContext) async throws -> Reply {
        let done =
            switch request.query("fait") {
            case "fusion": "C’est fait : les deux fiches n’en font plus qu’une."
            case "annulation": "La fusion est annulée : les deux fiches sont comme avant."
            case "en-partie": "La fusion est annulée ; ce que quelqu’un a changé depuis est resté dans la fiche gardée."
            default: ""
            }
        return Reply(
            mergeListPage(try await undos.merges(), done: done, FormState(), token: context.visitor.token), in: context)
    }

    @Sendable private func undo(_ form: Form, context: WebContext) async throws -> Response {
        guard let id = Int64(try context.parameter("id")) else { throw NotFound() }
        var undone = MergeUndone()
        return try await context.submit(
            then: "/reseau/pilotage/fusions?fait=" + (undone.left == 0 ? "annulation" : "en-partie")
        ) {
            undone = try await undos.undo(id, actor: context.actor, at: context.now)
        } refused: { refusal in
            mergeListPage(
                try await undos.merges(), done: "", .refused(refusal, values: [:]), token: context.visitor.token)
        }
    }

    /// « 12-34 »: the record that is kept, then the other.
    private func pair(_ context: WebContext) throws -> (ID<Organisation>, ID<Organisation>) {
        let parts = try context.parameter("paire").split(separator: "-").compactMap { ID<Organisation>(String($0)) }
        guard parts.count == 2, parts[0] != parts[1] else { throw NotFound() }
        return (parts[0], parts[1])
    }
}
