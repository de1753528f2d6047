import Domain
import Foundation
import GRDB

/// The assemblies of the fictional network, counted in days from the day on which it is made, and taken through the same
/// rules as anybody's.
struct DemonstrationAssemblies: Decodable, Sendable {
    struct Meeting: Decodable, Sendable {
        let pole, titre, heure, lieu: String
        let sorte: Assembly.Kind
        /// Days from now; nothing while it is an idea.
        let dans: Int?
        let lien, presentation: String?
        /// Days from now until which amendments are taken.
        let amendements: Int?
        let depot: Int?
        let convoquee: Bool?
        let points: [Point]
        let reponses: [Reply]?
    }

    struct Point: Decodable, Sendable {
        let sorte: AgendaItem.Kind
        let titre: String
        let texte, instance: String?
        let sieges, duree: Int?
        let methode: ElectionMethod?
        let regles: AssemblyKind?
        /// Who stands, by the names of their organisations.
        let candidatures: [String: String]?
    }

    struct Reply: Decodable, Sendable {
        let organisation: String
        let reponse: AssemblyAnswer.Choice
        /// The holder of its proxy, by name.
        let pouvoir, message: String?
    }

    let assemblees: [Meeting]

    func install(_ letters: ConvocationLetters, at now: Date, in db: GRDB.Database) throws {
        for meeting in assemblees {
            let hub = try ID<Hub>.fetchOne(db, sql: "SELECT id FROM hub WHERE slug = ?", arguments: [meeting.pole])
            guard let hub else { throw Refused("La démonstration n’a pas de pôle « \(meeting.pole) ».") }
            let id = try create(meeting, in: hub, at: now, in: db)
            guard meeting.convoquee == true else { continue }
            try ConvocationStore.convene(
                id, of: hub, letters, overrideReason: "", actor: .program, at: now, in: db)
            for reply in meeting.reponses ?? [] { try answer(reply, at: id, in: hub, at: now, in: db) }
        }
    }

    private func create(
        _ meeting: Meeting, in hub: ID<Hub>, at now: Date, in db: GRDB.Database
    ) throws -> ID<Assembly> {
        let today = now.dayInFrance
        let typed = AssemblyDraft.Checked(
            kind: meeting.sorte, title: meeting.titre, date: meeting.dans.map(today.adding(days:)),
            startsAt: ClockTime(meeting.heure), amendmentsUntil: meeting.amendements.map(today.adding(days:)),
            candidaciesUntil: meeting.depot.map(today.adding(days:)), place: meeting.lieu,
            onlineAddress: meeting.lien ?? "", introduction: meeting.presentation ?? "",
            bodyKey: nil, isPublic: true)
        let id = try AssemblyStore.create(typed, in: hub, actor: .program, at: now, in: db)
        for (index, point) in meeting.points.enumerated() {
            let draft = AgendaDraft(
                kind: point.sorte, title: point.titre, text: point.texte ?? "", rulesOf: point.regles,
                bodyKey: point.instance ?? "", seats: point.sieges.map(String.init) ?? "", method: point.methode,
                minutes: point.duree.map(String.init) ?? "")
            try AgendaStore.insert(draft, id, meeting.sorte, at: index + 1, in: db)
            try stand(point.candidatures ?? [:], item: index + 1, at: id, in: hub, at: now, in: db)
        }
        return id
    }

    private func stand(
        _ candidacies: [String: String], item: Int, at id: ID<Assembly>, in hub: ID<Hub>, at now: Date,
        in db: GRDB.Database
    ) throws {
        let members = try MemberFactStore.facts(of: hub, in: db)
        for (name, person) in candidacies.sorted(by: { $0.key < $1.key }) {
            guard let member = members.first(where: { $0.name == name }) else {
                throw Refused("La démonstration n’a pas de membre « \(name) ».")
            }
            try db.execute(
                sql: """
                    INSERT INTO sittingCandidate (assemblyID, item, name, organisation, representative, at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, item, "\(name) (\(person))", member.organisation, person, now.formatted(.iso8601),
                ])
        }
    }

    private func answer(
        _ reply: Reply, at id: ID<Assembly>, in hub: ID<Hub>, at now: Date, in db: GRDB.Database
    ) throws {
        let members = try MemberFactStore.facts(of: hub, in: db)
        let draft = AnswerDraft(
            organisation: members.first { $0.name == reply.organisation }?.organisation, choice: reply.reponse,
            note: reply.message ?? "", holder: members.first { $0.name == reply.pouvoir }?.organisation)
        let assembly = try AssemblyStore.assembly(id, in: db)
        try AnswerStore.record(draft, .telephone, at: assembly, actor: .program, at: now, in: db)
    }
}
