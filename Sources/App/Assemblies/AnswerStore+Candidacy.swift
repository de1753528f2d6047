import Domain
import Foundation
import GRDB

/// Standing for an election by the link of one's convocation.
extension AnswerStore {
    func stand(_ secret: Secret?, _ draft: CandidacyStore.Draft, at now: Date) async throws {
        try await candidacy(secret, at: now) { link, assembly, db in
            var draft = draft
            draft.organisation = link.organisation
            try CandidacyStore.stand(draft, .link, at: assembly, actor: .program, at: now, in: db)
        }
    }

    /// One's own, and nobody else's.
    func withdraw(_ secret: Secret?, _ name: String, item: Int, at now: Date) async throws {
        try await candidacy(secret, at: now) { link, assembly, db in
            try CandidacyStore.withdraw(
                name, item: item, link.organisation, at: assembly, actor: .program, at: now, in: db)
        }
    }

    private func candidacy(
        _ secret: Secret?, at now: Date, _ work: @Sendable (AnswerLink, Assembly, GRDB.Database) throws -> Void
    ) async throws {
        try await database.write { db in
            let link = try Self.link(secret, in: db)
            let assembly = try AssemblyStore.assembly(link.assembly, in: db)
            let reason = AnswerWindow.candidacyReason(assembly, today: now.dayInFrance, clock: now.clockInFrance)
            if let reason { throw Refused(reason) }
            try work(link, assembly, db)
        }
    }
}
