import Domain
import Foundation
import Hummingbird

/// `/poles/{slug}/pilotage/documents/{id}`: mandate letters and papers of requests, for those of the hub alone.
struct HubDocumentRoutes {
    let documents: DocumentStore
    let hubs: HubStore

    func add(to table: inout RouteTable) {
        table.get("/poles/:slug/pilotage/documents/:id", .readMembers, on: .hub) { request, context -> Response in
            let hub = try await hubs.named(context)
            guard let document = try await documents.document(context.id(), of: hub.id) else { throw NotFound() }
            return try documents.response(document, request, context)
        }
    }
}
