import Domain
import Foundation

/// What is kept about one person, in the shape they take away.
struct PersonalData: Encodable, Sendable {
    private struct Account: Encodable {
        let numero: Int64
        let nom: String
        let courriel: String?
        let cree: Date
        let confirme: Date?
        let suspendu: Date?
    }

    private struct HeldRole: Encodable {
        let role: String
        let lieu: String
        let du: String
        let au: String?
    }

    private struct OpenSession: Encodable {
        let ouverte: Date
        let derniereVisite: Date
        let moyen: String
        let navigateur: String
    }

    private struct SentLetter: Encodable {
        let date: Date
        let sujet: String
        let texte: String
    }

    private struct KeptSearch: Encodable {
        let date: Date
        let recherche: String
        let rythme: String
    }

    private struct Line: Encodable {
        let date: String
        let parMoi: Bool
        let fait: String
        let objet: String
        let detail: [String: String]
    }

    private struct Proposed: Encodable {
        let date: String
        let nom, role, courriel, message: String
    }

    private struct Mandate: Encodable {
        let pole, organisation, nom, courriel, sorte, du: String
        let au: String?
    }

    private struct Asked: Encodable {
        let pole, organisation, date, nom, courriel, motivation: String
    }

    private struct Refusal: Encodable {
        let heure: Date
        let cause: String
        let essais: Int
    }

    private let etabli: Date
    private let compte: Account
    private let roles: [HeldRole]
    private let connexions: [OpenSession]
    private let courriels: [SentLetter]
    private let alertes: [KeptSearch]
    private let journal: [Line]
    /// Those that wait: a decided one says nothing of its sender.
    private let propositions: [Proposed]
    /// Organisations that they speak for in a hub.
    private let representations: [Mandate]
    private let demandesDAdhesion: [Asked]
    private let connexionsRefusees: [Refusal]
    /// Sent from the account's address, with what a panel noted.
    private let candidatures: [ApplicationData]

    init(
        person: Person, roles: [PlacedRole], sessions: [Session], letters: [OutboxMessage], alerts: [Alert],
        journal: [JournalLine], proposals: [(at: String, sender: ProposalSender)],
        mandates: [(representative: Representative, organisation: String, hub: String)],
        requests: [(hub: String, request: JoiningRequest)], failures: [SignInFailure],
        applications: [(hub: String, post: String, application: JobApplication)], at now: Date
    ) {
        connexionsRefusees = failures.map {
            Refusal(heure: $0.hour, cause: $0.cause.rawValue, essais: $0.count)
        }
        candidatures = applications.map { ApplicationData(hub: $0.hub, post: $0.post, $0.application) }
        demandesDAdhesion = requests.map {
            Asked(
                pole: $0.hub, organisation: $0.request.name, date: $0.request.createdAt,
                nom: $0.request.contactName, courriel: $0.request.contactAddress, motivation: $0.request.motivation)
        }
        representations = mandates.map {
            Mandate(
                pole: $0.hub, organisation: $0.organisation, nom: $0.representative.name,
                courriel: $0.representative.address?.text ?? "", sorte: $0.representative.kind.label,
                du: $0.representative.from.description, au: $0.representative.until?.description)
        }
        propositions = proposals.map {
            Proposed(
                date: $0.at, nom: $0.sender.name, role: $0.sender.role, courriel: $0.sender.address,
                message: $0.sender.message)
        }
        etabli = now
        compte = Account(
            numero: person.id.rawValue, nom: person.name, courriel: person.address?.text, cree: person.createdAt,
            confirme: person.confirmedAt, suspendu: person.suspendedAt)
        self.roles = roles.map { placed in
            HeldRole(
                role: placed.role.kind.label, lieu: placed.place, du: placed.role.from.description,
                au: placed.role.until?.description)
        }
        connexions = sessions.map { session in
            OpenSession(
                ouverte: session.openedAt, derniereVisite: session.lastSeenAt, moyen: session.means.rawValue,
                navigateur: session.browser)
        }
        courriels = letters.map { letter in
            SentLetter(date: letter.createdAt, sujet: letter.subject, texte: OutboxStore.hidingLinks(letter.body))
        }
        alertes = alerts.map { alert in
            KeptSearch(date: alert.createdAt, recherche: alert.query.address(), rythme: alert.frequency.label)
        }
        self.journal = journal.map { line in
            Line(
                date: line.at, parMoi: line.personID == person.id, fait: line.kind, objet: line.subject,
                detail: line.details)
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
