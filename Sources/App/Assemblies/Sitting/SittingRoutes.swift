import Domain
import Foundation
import Hummingbird

/// The assembly while it is held: attendance, proxies, speaking list, items, votes. Each act is a noun, a POST, a redirect.
struct SittingRoutes {
    let views: SittingViewStore
    let sitting: SittingStore
    let attendance: SittingAttendanceStore
    let items: SittingItemStore
    let commitments: CommitmentStore

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/assemblees/:id/seance"
        table.get("\(path)", .conductAssembly, on: .assembly, use: show)
        table.post("\(path)/ouverture", .conductAssembly, on: .assembly, use: open)
        table.post("\(path)/bureau", .conductAssembly, on: .assembly, use: appoint)
        table.post("\(path)/notes", .conductAssembly, on: .assembly, use: note)
        table.post("\(path)/cloture", .conductAssembly, on: .assembly, use: close)
        table.get("\(path)/emargement", .conductAssembly, on: .assembly, use: showAttendance)
        table.post("\(path)/emargement", .conductAssembly, on: .assembly, use: sign)
        table.post("\(path)/emargement/:ligne/annulation", .conductAssembly, on: .assembly, use: cancelLine)
        table.get("\(path)/pouvoirs", .conductAssembly, on: .assembly, use: showProxies)
        table.post("\(path)/pouvoirs", .conductAssembly, on: .assembly, use: giveProxy)
        table.post("\(path)/pouvoirs/retrait", .conductAssembly, on: .assembly, use: withdrawProxy)
        table.post("\(path)/pouvoirs/blancs", .conductAssembly, on: .assembly, use: dealBlank)
        table.post("\(path)/parole", .conductAssembly, on: .assembly, use: askToSpeak)
        table.post("\(path)/parole/:demande", .conductAssembly, on: .assembly, use: settleSpeaker)
        table.get("\(path)/points/:point", .conductAssembly, on: .assembly, use: showItem)
        table.post("\(path)/points/:point/ouverture", .conductAssembly, on: .assembly, use: openItem)
        table.post("\(path)/points/:point/fermeture", .conductAssembly, on: .assembly, use: closeItem)
        table.post("\(path)/points/:point/notes", .conductAssembly, on: .assembly, use: noteItem)
        table.post("\(path)/points/:point/vote", .conductAssembly, on: .assembly, use: vote)
        table.post("\(path)/points/:point/secret", .conductAssembly, on: .assembly, use: askSecrecy)
        table.post("\(path)/points/:point/comptes", .conductAssembly, on: .assembly, use: count)
        table.post("\(path)/points/:point/comptes/:ligne/annulation", .conductAssembly, on: .assembly, use: cancelCount)
        table.post("\(path)/points/:point/appel", .conductAssembly, on: .assembly, use: answer)
        table.post("\(path)/points/:point/explication", .conductAssembly, on: .assembly, use: explain)
        table.post("\(path)/points/:point/engagements", .conductAssembly, on: .assembly, use: pledge)
    }

    // The whole.

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let forms = SittingForms(token: context.visitor.token)
        return Reply(sittingPage(try await views.view(context.id(), on: context.today), forms), in: context)
    }

    @Sendable private func open(_ form: Form, context: WebContext) async throws -> Response {
        try await whole("ouverture", form, context) { id in
            try await sitting.open(id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func appoint(_ form: Form, context: WebContext) async throws -> Response {
        try await whole("bureau", form, context) { id in
            try await sitting.appoint(
                id,
                chair: AssemblyRecord.Officer(
                    form.line("presidence"), organisation: ID(form.text("organisation-presidence"))),
                secretary: AssemblyRecord.Officer(
                    form.line("secretariat"), organisation: ID(form.text("organisation-secretariat"))),
                actor: context.actor, at: context.now)
        }
    }

    @Sendable private func note(_ form: Form, context: WebContext) async throws -> Response {
        try await whole("notes", form, context) { id in
            try await sitting.note(
                id, opening: form.text("notes-ouverture"), closing: form.text("notes-cloture"), actor: context.actor,
                at: context.now)
        }
    }

    @Sendable private func close(_ form: Form, context: WebContext) async throws -> Response {
        try await whole("cloture", form, context) { id in
            try await sitting.close(id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func askToSpeak(_ form: Form, context: WebContext) async throws -> Response {
        let current = try await views.view(context.id(), on: context.today).current
        return try await whole("parole", form, context) { id in
            try await attendance.askToSpeak(
                form.line("qui"), item: current, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func settleSpeaker(_ form: Form, context: WebContext) async throws -> Response {
        try await whole("parole", form, context) { id in
            guard let line = Int64(try context.parameter("demande")) else { throw NotFound() }
            try await attendance.settle(
                speaker: line, spoke: form.text("suite") == "parole", at: id, actor: context.actor, at: context.now)
        }
    }

    /// An act whose form is on the screen of the whole assembly.
    private func whole(
        _ name: String, _ form: Form, _ context: WebContext, _ work: (ID<Assembly>) async throws -> Void
    ) async throws -> Response {
        let id: ID<Assembly> = try context.id()
        let path = "/poles/\(try context.parameter("slug"))/pilotage/assemblees/\(id)/seance"
        return try await context.submit(then: path) {
            try await work(id)
        } refused: { refusal in
            sittingPage(
                try await views.view(id, on: context.today), Self.forms(name, refusal, form, context))
        }
    }

    static func forms(_ name: String, _ refusal: any Refusal, _ form: Form, _ context: WebContext) -> SittingForms {
        var values = form.values
        values["jeton"] = nil
        values["votants-coches"] = form.all("votants").joined(separator: ",")
        return SittingForms(name: name, refused: .refused(refusal, values: values), token: context.visitor.token)
    }

    // The door.

    @Sendable private func showAttendance(request: Request, context: WebContext) async throws -> Reply {
        let view = try await views.view(context.id(), on: context.today)
        let item = Int(request.query("depuis")) ?? view.arrival
        return Reply(
            sittingAttendancePage(
                view, query: request.query("q"), from: item, SittingForms(token: context.visitor.token)), in: context)
    }

    @Sendable private func sign(_ form: Form, context: WebContext) async throws -> Response {
        let query = form.text("q")
        let item = Int(form.text("depuis")) ?? 0
        return try await door("emargement?depuis=\(item)&q=\(query.addressEncoded)", context) { id in
            guard let organisation = ID<Organisation>(form.text("organisation")),
                let manner = AttendanceChange.Manner(rawValue: form.text("etat"))
            else { throw Refused("Choisissez une organisation et ce qu’elle fait.") }
            let name = form.line("representant")
            try await attendance.record(
                AttendanceChange(
                    organisation, manner, fromItem: item,
                    representative: manner.isHere && !name.isEmpty ? name : nil), at: id, actor: context.actor,
                at: context.now)
        } refused: { view, refusal in
            sittingAttendancePage(view, query: query, from: item, Self.forms("presence", refusal, form, context))
        }
    }

    @Sendable private func cancelLine(_ form: Form, context: WebContext) async throws -> Response {
        try await door("emargement", context) { id in
            guard let line = Int64(try context.parameter("ligne")) else { throw NotFound() }
            try await attendance.cancel(line: line, at: id, actor: context.actor, at: context.now)
        } refused: { view, refusal in
            sittingAttendancePage(view, query: "", from: view.arrival, Self.forms("presence", refusal, form, context))
        }
    }

    @Sendable private func showProxies(request: Request, context: WebContext) async throws -> Reply {
        let view = try await views.view(context.id(), on: context.today)
        return Reply(sittingProxyPage(view, SittingForms(token: context.visitor.token)), in: context)
    }

    @Sendable private func giveProxy(_ form: Form, context: WebContext) async throws -> Response {
        try await proxies("pouvoir", form, context) { id in
            guard let giver = ID<Organisation>(form.text("de")) else {
                throw Refused("Choisissez qui donne ce pouvoir.", field: "de")
            }
            let proxy = Proxy(
                from: giver, to: ID(form.text("a")), items: try Self.positions(form.text("points")),
                since: Int(form.text("depuis-pouvoir")) ?? 0)
            try await attendance.give(proxy, at: id, actor: context.actor, at: context.now)
        }
    }

    /// « 2, 5 »; nothing means the whole assembly.
    private static func positions(_ text: String) throws -> [Int]? {
        let parts = text.split { ",; ".contains($0) }
        guard !parts.isEmpty else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers.allSatisfy({ $0 > 0 }) else {
            throw Refused("Écrivez des numéros de points, comme 2, 5 ; ou laissez vide.", field: "points")
        }
        return Set(numbers).sorted()
    }

    @Sendable private func withdrawProxy(_ form: Form, context: WebContext) async throws -> Response {
        try await proxies("retrait", form, context) { id in
            guard let giver = ID<Organisation>(form.text("de")) else { throw NotFound() }
            try await attendance.withdraw(
                proxyOf: giver, from: Int(form.text("depuis")) ?? 0, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func dealBlank(_ form: Form, context: WebContext) async throws -> Response {
        try await proxies("blancs", form, context) { id in
            try await attendance.dealBlank(at: id, actor: context.actor, at: context.now)
        }
    }

    private func proxies(
        _ name: String, _ form: Form, _ context: WebContext, _ work: (ID<Assembly>) async throws -> Void
    ) async throws -> Response {
        try await door("pouvoirs", context, work) { view, refusal in
            sittingProxyPage(view, Self.forms(name, refusal, form, context))
        }
    }

    private func door(
        _ end: String, _ context: WebContext, _ work: (ID<Assembly>) async throws -> Void,
        refused page: (SittingView, any Refusal) -> PageContent
    ) async throws -> Response {
        let id: ID<Assembly> = try context.id()
        let path = "/poles/\(try context.parameter("slug"))/pilotage/assemblees/\(id)/seance/" + end
        return try await context.submit(then: path) {
            try await work(id)
        } refused: { refusal in
            page(try await views.view(id, on: context.today), refusal)
        }
    }
}
