import Domain
import Foundation
import Hummingbird

/// The vote on line of an item, from the room.
struct ItemBallotRoutes {
    let views: SittingViewStore
    let ballots: ItemBallotStore

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/assemblees/:id/seance/points/:point/vote-en-ligne"
        table.post("\(path)", .conductAssembly, on: .assembly, use: open)
        table.post("\(path)/cloture", .conductAssembly, on: .assembly, use: close)
        table.post("\(path)/liste", .conductAssembly, on: .assembly, use: acceptList)
        table.post("\(path)/annulation", .conductAssembly, on: .assembly, use: cancel)
    }

    @Sendable private func open(_ form: Form, context: WebContext) async throws -> Response {
        try await act("en-ligne", form, context) { id, item in
            let draft = ItemBallotDraft(
                isSecret: form.text("en-ligne-secret") == "oui", mayChange: form["en-ligne-modifiable"] == "oui",
                voters: form.all("en-ligne-votants").compactMap { ID<Organisation>($0) },
                minutes: form.text("en-ligne-duree"), sendsLetters: form["en-ligne-courriel"] == "oui")
            try await ballots.open(
                draft, round: form.text("tour") == "2" ? 2 : 1, item: item.position, at: id, actor: context.actor,
                at: context.now)
        }
    }

    @Sendable private func close(_ form: Form, context: WebContext) async throws -> Response {
        try await act("en-ligne-cloture", form, context) { id, item in
            try await ballots.close(item: item.position, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func acceptList(_ form: Form, context: WebContext) async throws -> Response {
        try await act("en-ligne-liste", form, context) { id, item in
            try await ballots.acceptList(
                form.json("liste"), item: item.position, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func cancel(_ form: Form, context: WebContext) async throws -> Response {
        try await act("en-ligne-annulation", form, context) { id, item in
            try await ballots.cancel(
                reason: form.text("motif"), item: item.position, at: id, actor: context.actor, at: context.now)
        }
    }

    private func act(
        _ name: String, _ form: Form, _ context: WebContext, _ work: (ID<Assembly>, RecordedItem) async throws -> Void
    ) async throws -> Response {
        try await context.act(
            on: views, name, form, keeping: ["en-ligne-coches": form.all("en-ligne-votants").joined(separator: ",")],
            work)
    }
}

extension Form {
    /// A file of JSON, as sent.
    func json(_ name: String) throws -> String {
        guard let upload = file(name), upload.size > 0 else {
            throw Refused("Choisissez le fichier.", field: name)
        }
        guard upload.size <= 4_000_000, let data = FileManager.default.contents(atPath: upload.url.path),
            let text = String(data: data, encoding: .utf8)
        else { throw Refused("Ce fichier n’est pas un fichier JSON écrit par Maillage.", field: name) }
        return text
    }
}
