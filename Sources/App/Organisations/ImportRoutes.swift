import Domain
import Foundation
import Hummingbird
import Tabular

/// Imports on pages, for the network or for one hub: send, look, correct the columns, make or drop, undo.
struct ImportRoutes {
    let drafts: ImportDraftStore
    let batches: ImportBatchStore
    /// Where the routes stand: `/reseau/pilotage/imports` or `/poles/:slug/pilotage/imports`.
    let prefix: String
    let target: Target
    let desk: @Sendable (WebContext) async throws -> ImportDesk

    func add(to table: inout RouteTable) {
        func path(_ end: String) -> RouterPath { RouterPath(prefix + end) }
        table.get(path(""), .importOrganisations, on: target, use: show)
        table.post(path(""), .importOrganisations, on: target, use: send)
        table.get(path("/:id"), .importOrganisations, on: target, use: preview)
        table.get(path("/:id/refus.csv"), .importOrganisations, on: target, use: refusals)
        table.post(path("/:id/colonnes"), .importOrganisations, on: target, use: map)
        table.post(path("/:id/ressemblances"), .importOrganisations, on: target, use: decide)
        table.post(path("/:id/validation"), .importOrganisations, on: target, use: make)
        table.post(path("/:id/abandon"), .importOrganisations, on: target, use: drop)
        table.get(path("/lots/:lot"), .importOrganisations, on: target, use: batch)
        table.post(path("/lots/:lot/annulation"), .importOrganisations, on: target, use: undo)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await page(FormState(), context), in: context)
    }

    @Sendable private func send(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        var id: Int64 = 0
        return try await context.submit(then: "\(desk.path)/\(id)") {
            let files = try form.files("fichiers").filter { $0.size > 0 }.map { upload in
                (name: upload.name, bytes: [UInt8](try Data(contentsOf: upload.url)))
            }
            id = try await drafts.create(files, desk: desk, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(.refused(refusal, values: [:]), context)
        }
    }

    @Sendable private func preview(request: Request, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        do {
            let draft = try await drafts.draft(number("id", context), of: desk, on: context.today)
            let heap = ImportHeap(rawValue: request.query("tas"))
            return Reply(
                importPreviewPage(
                    desk, draft, heap: heap ?? firstHeap(draft.plan), page: Int(request.query("page")) ?? 1,
                    FormState(),
                    token: context.visitor.token), in: context
            ).response(from: request, context: context)
        } catch let refusal as any Refusal {
            return Reply(
                try await page(.refused(refusal, values: [:]), context), in: context, status: .unprocessableContent
            ).plainResponse
        }
    }

    /// What wants looking at first.
    private func firstHeap(_ plan: ImportPlan) -> ImportHeap {
        let order: [ImportHeap] = [.resembling, .changed, .created, .refused, .unchanged, .outside]
        return order.first { $0.count(plan) > 0 } ?? .created
    }

    /// The refused lines as they were, with the reason in front: to correct and send again.
    @Sendable private func refusals(request: Request, context: WebContext) async throws -> Reply {
        let draft = try await drafts.draft(number("id", context), of: desk(context), on: context.today)
        var writer = CSVWriter()
        for file in draft.reading.files {
            let found = Dictionary(
                draft.plan.refused.filter { $0.place.file == file.name }.map { ($0.place.line, $0) }
            ) { first, _ in first }
            guard !found.isEmpty else { continue }
            writer.add((["fichier", "rang", "colonne refusée", "raison"] + file.columns).map { .text($0) })
            for row in file.rows {
                guard let refusal = found[row.line] else { continue }
                writer.add(
                    [.text(file.name), .number(row.line), .text(refusal.column), .text(refusal.reason)]
                        + row.cells.map { .text($0) })
            }
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "lignes-refusees.csv")
    }

    @Sendable private func map(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        let id = try number("id", context)
        let draft = try await drafts.draft(id, of: desk, on: context.today)
        var seen: Set<String> = []
        let columns = draft.reading.files.filter { $0.format == .structures }.flatMap(\.columns)
            .filter { !$0.isEmpty && seen.insert($0.lowercased()).inserted }
        var mapping: StructureMapping = [:]
        for (index, column) in columns.enumerated() {
            guard let chosen = form["colonne-\(index)"] else { continue }
            mapping.updateValue(OrganisationField(rawValue: chosen), forKey: column.lowercased())
        }
        try await drafts.map(mapping, draft: id, of: desk)
        return .redirect(to: "\(desk.path)/\(id)", type: .normal)
    }

    /// Which lines are the record they look like; the page they were chosen on is shown again.
    @Sendable private func decide(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        let id = try number("id", context)
        var decisions: [String: ImportDecision] = [:]
        for (rank, key) in form.all("ligne").enumerated() {
            if let decision = ImportDecision(rawValue: form["choix-\(rank)"] ?? "") { decisions[key] = decision }
        }
        try await drafts.decide(decisions, draft: id, of: desk)
        let page = Int(form.text("page")) ?? 1
        return .redirect(to: "\(desk.path)/\(id)?tas=\(ImportHeap.resembling.rawValue)&page=\(page)", type: .normal)
    }

    @Sendable private func make(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        let id = try number("id", context)
        var batch: Int64 = 0
        return try await context.submit(then: "\(desk.path)/lots/\(batch)?fait=oui") {
            batch = try await drafts.make(
                id, of: desk, seen: form.text("vu"), actor: context.actor, at: context.now)
        } refused: { refusal in
            let draft = try await drafts.draft(id, of: desk, on: context.today)
            return importPreviewPage(
                desk, draft, heap: firstHeap(draft.plan), page: 1, .refused(refusal, values: [:]),
                token: context.visitor.token)
        }
    }

    @Sendable private func drop(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        try await drafts.drop(number("id", context), of: desk)
        return .redirect(to: desk.path, type: .normal)
    }

    @Sendable private func batch(request: Request, context: WebContext) async throws -> Reply {
        let desk = try await desk(context)
        let view = try await batches.view(number("lot", context), of: desk)
        let done =
            request.query("fait") == "oui" ? "C’est importé. Vous pouvez relire ci-dessous ce qui a été fait." : ""
        return Reply(importBatchPage(desk, view, done: done, FormState(), token: context.visitor.token), in: context)
    }

    @Sendable private func undo(_ form: Form, context: WebContext) async throws -> Response {
        let desk = try await desk(context)
        let lot = try number("lot", context)
        return try await context.submit(then: "\(desk.path)/lots/\(lot)") {
            _ = try await batches.undo(lot, of: desk, actor: context.actor, at: context.now)
        } refused: { refusal in
            let view = try await batches.view(lot, of: desk)
            return importBatchPage(
                desk, view, done: "", .refused(refusal, values: [:]), token: context.visitor.token)
        }
    }

    private func page(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        let desk = try await desk(context)
        return importDeskPage(
            desk, batches: try await batches.batches(desk), waiting: try await drafts.waiting(desk), state,
            token: context.visitor.token)
    }

    private func number(_ name: String, _ context: WebContext) throws -> Int64 {
        guard let number = Int64(try context.parameter(name)) else { throw NotFound() }
        return number
    }
}
