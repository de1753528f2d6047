import Domain
import Foundation
import Markup

/// What is written to members about an assembly.
struct ConvocationLetters: Sendable {
    let networkAddress: String

    func letter(
        _ kind: AssemblySending.Kind, _ dossier: AssemblyDossier, to person: Correspondent, of entry: Roll.Entry,
        _ secret: Secret
    ) -> Letter {
        let link = "\(networkAddress)/convocation?cle=\(secret.text)"
        let title = "\(dossier.hub.name) : \(dossier.assembly.designation)"
        switch kind {
        case .convocation:
            return written("Convocation — \(title)", ConvocationText(dossier).mail(to: person, of: entry, link))
        case .reminder: return written("Serez-vous là ? — \(title)", reminder(dossier, entry, link))
        case .change: return written("Changement — \(title)", change(dossier, link))
        case .cancellation: return written("Annulée — \(title)", cancellation(dossier))
        }
    }

    private func reminder(_ dossier: AssemblyDossier, _ entry: Roll.Entry, _ link: String) -> String {
        let text = ConvocationText(dossier)
        return """
            Bonjour,

            \(entry.name) n’a pas encore répondu à la convocation : \(text.whenAndWhere)

            Ce lien dit en une minute si vous venez, si vous donnez pouvoir ou si vous vous excusez, sans compte :

            \(link)

            Vous pouvez changer de réponse jusqu’à l’ouverture. Dès que vous aurez répondu, nous n’enverrons plus de rappel.
            """
    }

    private func change(_ dossier: AssemblyDossier, _ link: String) -> String {
        """
        Bonjour,

        L’heure, le lieu ou le lien de l’assemblée a changé. Voici ce qui vaut désormais :

        \(ConvocationText(dossier).whenAndWhere)

        L’ordre du jour ne change pas. Votre réponse reste celle que vous avez donnée ; ce lien permet de la changer :

        \(link)
        """
    }

    private func cancellation(_ dossier: AssemblyDossier) -> String {
        """
        Bonjour,

        L’assemblée à laquelle vous étiez convoqués est annulée : \(dossier.assembly.designation).

        Raison : \(dossier.assembly.cancelReason ?? "")

        Les réponses et les pouvoirs donnés pour elle ne valent plus rien.
        """
    }

    private func written(_ subject: String, _ body: String) -> Letter {
        let signature = "\n\n-- \nMaillage, \(networkAddress)\n"
        let short = subject.unicodeScalars.count > 150 ? String(subject.prefix(149)) + "…" : subject
        return Letter(subject: Typography.french(short), body: Typography.french(body) + signature)
    }
}

/// The convocation in words, for a mail, a letter or a page.
struct ConvocationText: Sendable {
    let dossier: AssemblyDossier

    init(_ dossier: AssemblyDossier) { self.dossier = dossier }

    private var assembly: Assembly { dossier.assembly }

    /// « le 12 mars 2027 à 18 h 30, salle des fêtes ».
    var whenAndWhere: String {
        let day = assembly.date.map(\.frenchWithArticle) ?? "à une date à fixer"
        let hour = assembly.startsAt.map { " à " + $0.french } ?? ""
        let place = assembly.place.isEmpty ? "" : ", \(assembly.place)"
        let online = assembly.onlineAddress.isEmpty ? "" : ", en ligne : \(assembly.onlineAddress)"
        // An address with a full stop behind it would lead nowhere.
        return "\(day)\(hour)\(place)\(online)\(online.isEmpty ? "." : "")"
    }

    /// Which rules hold, and how many must be there.
    var rules: [String] {
        var lines: [String] = []
        if !dossier.origin.areRecorded {
            lines.append(
                assembly.kind == .founding
                    ? "Le pôle n’a pas encore de statuts : cette assemblée suit les règles du projet qu’elle doit adopter ou, à défaut, celles de l’usage."
                    : "Aucun statut n’est enregistré : les règles d’usage sont appliquées.")
        } else {
            lines.append("Les règles sont celles des statuts, version \(dossier.statutes.version).")
        }
        for meeting in assembly.kind.meetings {
            guard let rules = dossier.statutes.meetings[meeting] else { continue }
            let quorum = rules.quorum(secondCall: assembly.isSecondCall)
            let start = assembly.kind == .mixed ? "Points de l’\(meeting.label), " : "Pour délibérer, "
            lines.append(start + (quorum.map(Self.quorumSentence) ?? "aucun quorum n’est exigé."))
        }
        if assembly.isSecondCall {
            lines.append("C’est une seconde convocation : elle vaut si la première assemblée n’a pas pu délibérer.")
        }
        if let reason = assembly.overrideReason {
            lines.append("Convoquée malgré ce qui manquait, pour ce motif : \(reason)")
        }
        return lines
    }

    private static func quorumSentence(_ rule: QuorumRule) -> String {
        let basis = rule.basis == .votes ? "des voix" : "des membres qui votent"
        return "il faut \(rule.threshold.french) \(basis)\(rule.isPerCollege ? ", dans chaque collège" : "")."
    }

    /// Under which rules an item is voted, for which body, how, how long.
    func details(of item: AgendaItem) -> [String] {
        var parts: [String] = []
        if assembly.kind == .mixed, item.kind.isVoted {
            let isExtraordinary = item.meeting(in: .mixed) == .extraordinary
            parts.append(isExtraordinary ? "règles extraordinaires" : "règles ordinaires")
        }
        if let key = item.bodyKey {
            parts.append(dossier.statutes.bodies.first { $0.key == key }?.name ?? key)
        }
        if let seats = item.seats { parts.append(French.count(seats, "siège", "sièges")) }
        if let method = item.method { parts.append(method.label) }
        if item.isSecret { parts.append("vote secret") }
        if let minutes = item.minutes { parts.append("\(minutes)\(French.space)min") }
        return parts
    }

    /// « Chacun porte au plus 2 pouvoirs ».
    var proxyRule: String {
        let rule = dossier.statutes.proxies
        guard rule.areAllowed else { return "Les statuts n’admettent pas les pouvoirs." }
        let most =
            rule.most.map { "Une organisation porte au plus \(French.count($0, "pouvoir", "pouvoirs"))" }
            ?? "Le nombre de pouvoirs n’est pas limité"
        let college = rule.sameCollege ? ", dans le même collège" : ""
        let blank = rule.blank == .refused ? " Un pouvoir nomme qui le porte." : " Un pouvoir peut rester en blanc."
        return "\(most)\(college).\(blank)"
    }

    /// Until when one stands by the link of the convocation.
    var candidacies: String {
        let until = assembly.candidaciesUntil.map { "jusqu’au \($0.french) compris" } ?? "jusqu’à l’ouverture"
        return "Candidatures à l’élection : par le lien de la convocation, \(until)."
    }

    func mail(to person: Correspondent, of entry: Roll.Entry, _ link: String) -> String {
        let introduction = assembly.introduction.isEmpty ? "" : "\n\n\(assembly.introduction)"
        let amendments =
            assembly.amendmentsUntil.map {
                "\n\nAmendements et questions écrites : par le même lien, jusqu’au \($0.french) compris."
            } ?? ""
        let standing = dossier.agenda.contains { $0.kind == .election } ? "\n\n" + candidacies : ""
        return """
            Bonjour,

            \(French.the(dossier.hub.name).uppercasedFirst) convoque \(French.the(entry.name)) \(assembly.kind.withTo) : \(assembly.title)

            \(whenAndWhere.firstUppercased())\(introduction)

            ORDRE DU JOUR

            \(agenda)

            RÉPONDRE

            Ce lien est celui de \(entry.name) : il dit si vous venez, à qui vous donnez pouvoir, ou que vous vous excusez. Sans compte, jusqu’à l’ouverture ; une réponse se change. Il ouvre aussi les documents.

            \(link)

            \(proxyRule)\(standing)\(amendments)

            RÈGLES

            \(rules.joined(separator: "\n"))\(proxyForm(entry))
            """
    }

    /// For whoever prefers paper to the link.
    private func proxyForm(_ entry: Roll.Entry) -> String {
        guard dossier.statutes.proxies.areAllowed else { return "" }
        return """


            POUVOIR, SI VOUS PRÉFÉREZ LE PAPIER

            \(entry.name), représentée par ______________________, donne pouvoir à l’organisation ______________________ pour voter en son nom à l’assemblée ci-dessus : pour toute l’assemblée / pour les points ______.
            Fait le ____________. Signature, précédée de « bon pour pouvoir ».
            """
    }

    private var agenda: String {
        dossier.agenda.map { item in
            let kind =
                item.kind == .information ? "" : " (\(([item.kind.label] + details(of: item)).joined(separator: ", ")))"
            let text =
                item.text.isEmpty
                ? ""
                : "\n\n"
                    + item.text.split(separator: "\n", omittingEmptySubsequences: false).map { "   " + $0 }.joined(
                        separator: "\n")
            let count = dossier.documents.count { $0.item == item.id }
            let documents = count == 0 ? "" : "\n   " + French.count(count, "document joint", "documents joints")
            return "\(item.position). \(item.title)\(kind)\(text)\(documents)"
        }.joined(separator: "\n\n")
    }
}

extension String {
    fileprivate func firstUppercased() -> String { prefix(1).uppercased() + dropFirst() }
}
