import Domain
import Foundation
import Hummingbird

/// Pages of prose and the page of components.
struct HelpRoutes {
    let situation: SituationStore

    func add(to table: inout RouteTable) {
        for prose in Prose.allCases {
            table.get("\(prose.rawValue)", .readPublic) { _, context in Reply(prose.page, in: context) }
        }
        table.get("/aide/composants", .readPublic) { _, context in
            Reply(componentsPage(try await situation.view(on: context.today)), in: context)
        }
    }
}
