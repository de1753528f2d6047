import Domain
import Foundation
import Hummingbird
import Tabular

/// `/annuaire/{slug}/adhesions`: an organisation about its own membership, by the role that represents it.
struct OwnMembershipRoutes {
    let memberships: OwnMembershipStore
    let speakers: OwnSpeakerStore
    let leaves: LeaveStore
    let signatures: CharterSignatureStore
    let payments: DuesPaymentStore
    let receipts: ReceiptPrinter
    let documents: DocumentStore

    private static let fields = [
        "nom", "sorte", "courriel", "depuis", "remplace", "depart-jour", "depart-motif", "depart-confirme",
        "charte-accord",
    ]

    func add(to table: inout RouteTable) {
        let path = "/annuaire/:slug/adhesions"
        let one = path + "/:pole"
        table.get("\(path)", .keepOwnMembership, on: .organisation, use: list)
        table.get("\(one)", .keepOwnMembership, on: .organisation, use: show)
        table.get("\(one)/cotisations.csv", .keepOwnMembership, on: .organisation, use: dues)
        table.get("\(one)/echanges.csv", .keepOwnMembership, on: .organisation, use: exchanges)
        table.get("\(one)/recus/:id", .keepOwnMembership, on: .organisation, use: receipt)
        table.get("\(one)/lettres/:id", .keepOwnMembership, on: .organisation, use: letter)
        table.post("\(one)/assemblees/:id", .keepOwnMembership, on: .organisation, use: answer)
        table.post("\(one)/representants", .keepOwnMembership, on: .organisation, use: designate)
        table.post("\(one)/representants/:personne/fin", .keepOwnMembership, on: .organisation, use: endSpeaker)
        table.post("\(one)/charte", .keepOwnMembership, on: .organisation, use: sign)
        table.post("\(one)/depart", .keepOwnMembership, on: .organisation, use: leave)
        table.post("\(one)/depart/retrait", .keepOwnMembership, on: .organisation, use: stay)
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let slug = try context.parameter("slug")
        let (name, all) = try await memberships.all(of: slug, at: context.now)
        return Reply(ownMembershipsPage(name, slug: slug, all), in: context)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let own = try await own(context)
        let page = ownMembershipPage(
            own, initial(own), done: request.query("fait"), token: context.visitor.token)
        return Reply(page, in: context)
    }

    @Sendable private func dues(request: Request, context: WebContext) async throws -> Reply {
        let own = try await own(context)
        var writer = CSVWriter()
        writer.add([
            "annee", "tranche", "appele_centimes", "recu_centimes", "reste_centimes", "etat", "a_regler_le", "recus",
        ])
        for account in own.card.dues {
            let receipts = account.payments.map { $0.receipt + ($0.cancellation == nil ? "" : " (annulé)") }
            writer.add([
                .number(account.year), .text(account.label), .number(account.amount.cents),
                .number(account.paid.cents), .number(account.rest.cents),
                .text(account.state(on: context.today).label), .text(account.dueOn.description),
                .text(receipts.joined(separator: " ; ")),
            ])
        }
        return .download(
            writer.text, type: "text/csv; charset=utf-8", name: "cotisations-\(own.slug)-\(own.hub.slug).csv")
    }

    @Sendable private func exchanges(request: Request, context: WebContext) async throws -> Reply {
        let own = try await own(context)
        var writer = CSVWriter()
        writer.add(["jour", "sens", "nature", "fonction", "minutes", "centimes", "quoi"])
        for exchange in own.exchanges {
            writer.add([
                .text(exchange.day.description), .text(exchange.direction.label), .text(exchange.nature.label),
                .text(exchange.function.label), .init(exchange.minutes), .init(exchange.amount?.cents),
                .text(exchange.description),
            ])
        }
        return .download(
            writer.text, type: "text/csv; charset=utf-8", name: "apports-et-benefices-\(own.slug)-\(own.hub.slug).csv")
    }

    /// The number may carry `.pdf`.
    @Sendable private func receipt(request: Request, context: WebContext) async throws -> Response {
        let own = try await own(context)
        let (id, isPDF) = try ReceiptPrinter.asked(context)
        guard own.card.dues.contains(where: { $0.payments.contains { $0.id == id } }) else { throw NotFound() }
        let receipt = try await payments.receipt(id, of: own.hub.id)
        let path = "\(own.path)/recus/\(id)"
        if isPDF { return try await receipts.pdf(receipt, otherwise: path, request, context) }
        let crumbs = [Crumb("Adhésions", "/annuaire/\(own.slug)/adhesions"), Crumb(own.hub.name, own.path)]
        let page = receiptPage(receipt, path: path, crumbs: crumbs, hasPress: receipts.press.isThere)
        return Reply(page, in: context).response(from: request, context: context)
    }

    @Sendable private func letter(request: Request, context: WebContext) async throws -> Response {
        let own = try await own(context)
        let id: ID<Document> = try context.id()
        guard own.card.speakers.contains(where: { $0.letter == id }),
            let document = try await documents.document(id, of: own.hub.id)
        else { throw NotFound() }
        return try documents.response(document, request, context)
    }

    /// Leads to the page that the letter of the convocation opens.
    @Sendable private func answer(_ form: Form, context: WebContext) async throws -> Response {
        let own = try await own(context)
        let id: ID<Assembly> = try context.id()
        guard own.assemblies.contains(where: { $0.assembly.id == id }) else { throw NotFound() }
        let secret = try await memberships.door(
            to: id, for: own.card.id, at: own.hub.id, actor: context.actor, at: context.now)
        return .redirect(to: "/convocation?cle=\(secret.text)", type: .normal)
    }

    @Sendable private func designate(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, "representation", context) { own in
            try await documents.keeping(form.file("piece")) { document in
                try await speakers.designate(
                    SpeakerDeskStore.Typed(
                        kind: form.line("sorte"), name: form.line("nom"), address: form.line("courriel"),
                        from: form.line("depuis"), replaces: form.line("remplace")),
                    of: own.card.id, in: own.hub, document: document, actor: context.actor, at: context.now)
            }
        }
    }

    @Sendable private func endSpeaker(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, "representation", context) { own in
            try await speakers.end(
                context.id("personne"), of: own.card.id, in: own.hub, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func sign(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, "charte", context) { own in
            try await signatures.sign(
                own.card.id, at: own.hub, shown: Int(form.line("version")), isAgreed: form["charte-accord"] == "oui",
                actor: context.actor, at: context.now)
        }
    }

    @Sendable private func leave(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, "depart", context) { own in
            let draft = LeaveStore.Draft(
                day: Day(form.line("depart-jour")), reason: form.text("depart-motif"),
                isConfirmed: form["depart-confirme"] == "oui")
            try await leaves.ask(own.card.id, at: own.hub, draft, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func stay(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, "reste", context) { own in
            try await leaves.withdraw(own.card.id, at: own.hub, actor: context.actor, at: context.now)
        }
    }

    private func change(
        _ form: Form, _ done: String, _ context: WebContext, _ work: (OwnMembership) async throws -> Void
    ) async throws -> Response {
        let own = try await own(context)
        return try await context.submit(then: "\(own.path)?fait=\(done)") {
            try await work(own)
        } refused: { refusal in
            let typed = form.values(Self.fields).filter { form[$0.key] != nil }
            let values = initial(own).values.merging(typed) { _, typed in typed }
            return ownMembershipPage(own, .refused(refusal, values: values), token: context.visitor.token)
        }
    }

    private func initial(_ own: OwnMembership) -> FormState {
        FormState(values: ["depuis": own.card.day.description])
    }

    private func own(_ context: WebContext) async throws -> OwnMembership {
        try await memberships.one(of: context.parameter("slug"), at: context.parameter("pole"), at: context.now)
    }
}
