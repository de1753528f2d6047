import Domain
import Foundation
import Hummingbird

/// The posts of a hub at its desk: described, given a panel, announced, ended. Applications are not read here.
struct RecruitmentRoutes {
    let hubs: HubStore
    let recruitments: RecruitmentStore

    static let fields = [
        "titre", "temps", "bas", "haut", "contrat", "mois", "lieu", "debut", "missions", "profil", "criteres",
        "jusquau",
    ]

    func add(to table: inout RouteTable) {
        let desk = "/poles/:slug/pilotage/recrutements"
        table.get("\(desk)", .keepRecruitments, on: .hub, use: list)
        table.get("\(desk)/nouveau", .keepRecruitments, on: .hub, use: new)
        table.post("\(desk)", .keepRecruitments, on: .hub, use: create)
        table.get("\(desk)/:id", .keepRecruitments, on: .hub, use: show)
        table.get("\(desk)/:id/modification", .keepRecruitments, on: .hub, use: form)
        table.post("\(desk)/:id/modification", .keepRecruitments, on: .hub, use: edit)
        table.post("\(desk)/:id/jury", .keepRecruitments, on: .hub, use: nameJuror)
        table.post("\(desk)/:id/jury/retrait", .keepRecruitments, on: .hub, use: releaseJuror)
        table.post("\(desk)/:id/annonce", .keepRecruitments, on: .hub, use: announce)
        table.post("\(desk)/:id/prolongation", .keepRecruitments, on: .hub, use: extend)
        table.post("\(desk)/:id/abandon", .keepRecruitments, on: .hub, use: abandon)
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hubs.named(context)
        let posts = try await recruitments.recruitments(of: hub.id)
        return Reply(recruitmentListPage(hub, posts, on: context.today), in: context)
    }

    @Sendable private func new(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hubs.named(context)
        let state = FormState(values: try await recruitments.proposal(for: hub.id, on: context.today).values)
        return Reply(recruitmentFormPage(hub, nil, state, token: context.visitor.token), in: context)
    }

    @Sendable private func create(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hubs.named(context)
        var created: ID<Recruitment>?
        return try await context.submit(
            then: "/poles/\(hub.slug)/pilotage/recrutements/\(created?.rawValue ?? 0)"
        ) {
            created = try await recruitments.create(
                RecruitmentStore.Draft(form), in: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            recruitmentFormPage(
                hub, nil, .refused(refusal, values: form.values(Self.fields)), token: context.visitor.token)
        }
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        return Reply(recruitmentPage(view, FormState(), token: context.visitor.token), in: context)
    }

    @Sendable private func form(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        let state = FormState(values: RecruitmentStore.Draft(view.post).values)
        return Reply(recruitmentFormPage(view.hub, view, state, token: context.visitor.token), in: context)
    }

    @Sendable private func edit(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        return try await context.submit(then: view.path) {
            try await recruitments.edit(
                view.post.id, RecruitmentStore.Draft(form), of: view.hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            recruitmentFormPage(
                view.hub, view, .refused(refusal, values: form.values(Self.fields)), token: context.visitor.token)
        }
    }

    @Sendable private func nameJuror(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { view in
            try await recruitments.name(
                form.line("jure-nom"), form.trimmed("jure-courriel"), for: view.post.id, of: view.hub.id,
                actor: context.actor, at: context.now)
        }
    }

    @Sendable private func releaseJuror(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { view in
            try await recruitments.release(
                form.trimmed("courriel"), from: view.post.id, of: view.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func announce(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { view in
            try await recruitments.announce(view.post.id, of: view.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func extend(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { view in
            try await recruitments.extend(
                view.post.id, until: form.trimmed("jusquau"), of: view.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func abandon(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        let list = "/poles/\(view.hub.slug)/pilotage/recrutements"
        return try await context.submit(then: view.post.state == .draft ? list : view.path) {
            try await recruitments.abandon(view.post.id, of: view.hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            recruitmentPage(view, .refused(refusal, values: [:]), token: context.visitor.token)
        }
    }

    private func act(
        _ form: Form, _ context: WebContext, _ work: (RecruitmentView) async throws -> Void
    ) async throws -> Response {
        let view = try await view(context)
        return try await context.submit(then: view.path) {
            try await work(view)
        } refused: { refusal in
            let state = FormState.refused(refusal, values: form.values(["jure-nom", "jure-courriel", "jusquau"]))
            return recruitmentPage(view, state, token: context.visitor.token)
        }
    }

    private func view(_ context: WebContext) async throws -> RecruitmentView {
        try await recruitments.view(context.id(), of: hubs.named(context), on: context.today)
    }
}

extension RecruitmentStore.Draft {
    init(_ form: Form) {
        self.init(
            title: form.line("titre"), workingTime: form.trimmed("temps"), lowest: form.trimmed("bas"),
            highest: form.trimmed("haut"), contract: form.trimmed("contrat"), months: form.trimmed("mois"),
            place: form.line("lieu"), startsWhen: form.line("debut"), tasks: form.text("missions"),
            profile: form.text("profil"), criteria: form.text("criteres"), applyBy: form.trimmed("jusquau"))
    }

    init(_ post: Recruitment) {
        self.init(
            title: post.title, workingTime: String(post.workingTime), lowest: post.lowestSalary.typed,
            highest: post.highestSalary.typed, contract: post.contract.rawValue,
            months: post.months.map { String($0) } ?? "",
            place: post.place, startsWhen: post.startsWhen, tasks: post.tasks, profile: post.profile,
            criteria: post.criteria.joined(separator: "\n"), applyBy: post.applyBy.description)
    }

    var values: [String: String] {
        [
            "titre": title, "temps": workingTime, "bas": lowest, "haut": highest, "contrat": contract, "mois": months,
            "lieu": place, "debut": startsWhen, "missions": tasks, "profil": profile, "criteres": criteria,
            "jusquau": applyBy,
        ]
    }
}
