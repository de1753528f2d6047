import Domain
import Foundation
import GRDB

/// Announcements that end, posts to fill, and the dates of a first year. What is erased on its day is nobody's duty.
struct LaunchDutyStore: DutySource {
    let database: any DatabaseWriter

    /// What is due later than that, in days, is not shown yet; a date that passed longer ago is no longer asked for.
    static let days = 30

    func duties(of hubs: Set<ID<Hub>>, on day: Day) async throws -> [Duty] {
        try await database.read { db in
            try hubs.sorted { $0.rawValue < $1.rawValue }.flatMap { id -> [Duty] in
                guard let hub = try Hub.fetchOne(db, key: id) else { return [] }
                let view = try LaunchStore.view(hub, on: day, in: db)
                return try posts(view, on: day, in: db) + dates(view, on: day)
            }
        }
    }

    private func posts(_ view: LaunchView, on day: Day, in db: GRDB.Database) throws -> [Duty] {
        try view.recruitments.filter { $0.state == .open }.compactMap { post in
            let path = "/poles/\(view.hub.slug)/pilotage/recrutements/\(post.id)"
            guard post.applyBy < day else {
                return post.applyBy <= day.adding(days: 7)
                    ? Duty(.announcementEnds(post: post.title), at: view.hub.id, path: path, due: post.applyBy) : nil
            }
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM application WHERE recruitmentID = ?", arguments: [post.id])
            return Duty(.fillPost(title: post.title, applications: count ?? 0), at: view.hub.id, path: path)
        }
    }

    /// Meetings and assemblies are told by those who keep them.
    private func dates(_ view: LaunchView, on day: Day) -> [Duty] {
        let (first, last) = (day.adding(days: -Self.days), day.adding(days: Self.days))
        return view.dates.filter { [.declaration, .employer, .funding, .own].contains($0.kind) }
            .filter { first <= $0.day && $0.day <= last }
            .map { Duty(.launchDate(title: $0.title), at: view.hub.id, path: view.desk + "#annee", due: $0.day) }
    }
}
