import Domain
import Foundation
import Hummingbird

/// `/espace`, everybody's first page after signing in.
struct DeskRoutes {
    let situation: SituationStore
    let milestones: MilestoneStore
    let moderation: ModerationStore
    let care: RecordCareStore
    /// What each slice knows to be waiting.
    let duties: [any DutySource]
    let network: NetworkDutyStore
    let panels: PanelDutyStore

    func add(to table: inout RouteTable) { table.get("/espace", .manageOwnAccount, use: show) }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        let lines = HubLine.all(try await situation.view(on: context.today))
        var hubs: [DeskHub] = []
        var labels: [String] = []
        for role in context.visitor.subject.roles(on: context.today) {
            guard case .hub(let id) = role.scope, let line = lines.first(where: { $0.hub.id == id }) else {
                labels.append(role.kind.label)
                continue
            }
            labels.append("\(role.kind.label) : \(line.hub.name)")
            guard !hubs.contains(where: { $0.line.hub.id == id }) else { continue }
            let kind = line.standing.status.nextMilestone
            var missing: [Finding] = []
            if let kind {
                missing = Transition.missing(try await milestones.findings(for: kind, hub: id, on: context.today))
            }
            hubs.append(
                DeskHub(
                    line: line, role: role.kind.label, next: kind?.effect, missing: missing,
                    waiting: context.may(.moderateRecords, to: .hub(id)) ? try await moderation.count(at: id) : 0))
        }
        let mine = try await waiting(in: hubs, context) + panels.duties(of: context.visitor.subject.person)
        let represented = context.visitor.subject.roles(on: context.today).compactMap(\.scope.organisation)
        let page = deskPage(
            name: context.visitor.name ?? "", hubs: hubs, roles: labels, duties: Duty.grouped(mine, on: context.today),
            records: try await care.records(among: represented, on: context.today),
            mayReadNetworkDesk: context.may(.readNetworkDesk),
            networkDuties: context.may(.adviseHub)
                ? Duty.grouped(try await network.duties(on: context.today), on: context.today) : nil,
            waiting: context.may(.moderateRecords) ? try await moderation.count(at: nil) : 0)
        return Reply(page, in: context)
    }

    /// What waits in the hubs that the visitor looks after: a partner reads a desk, and has nothing to do there.
    private func waiting(in hubs: [DeskHub], _ context: WebContext) async throws -> [Duty] {
        let mine = Set(hubs.map(\.line.hub.id).filter { context.may(.editHub, to: .hub($0)) })
        return mine.isEmpty ? [] : try await duties.all(of: mine, on: context.today)
    }
}
