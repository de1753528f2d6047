/// A part of the statutes that is written on one page; it becomes one article.
package enum StatutesChapter: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
    case identity = "nom-et-objet"
    case management = "gestion"
    case members = "membres"
    case electorate = "electorat"
    case convening = "convocation"
    case founding = "assemblee-constitutive"
    case ordinary = "assemblee-ordinaire"
    case extraordinary = "assemblee-extraordinaire"
    case proxies = "pouvoirs"
    case secretBallot = "scrutin-secret"
    case bodies = "instances"
    case board = "conseil"
    case bureau
    case caps = "plafonds"
    case ties = "departage"

    package var title: String {
        switch self {
        case .identity: "Nom, objet, siège"
        case .management: "Qui gère"
        case .members: "Membres et collèges"
        case .electorate: "Qui vote"
        case .convening: "Qui convoque"
        case .founding: "Assemblée constitutive"
        case .ordinary: "Assemblée générale ordinaire"
        case .extraordinary: "Assemblée générale extraordinaire"
        case .proxies: "Pouvoirs"
        case .secretBallot: "Scrutin secret"
        case .bodies: "Instances élues"
        case .board: "Réunions du conseil"
        case .bureau: "Réunions du bureau"
        case .caps: "Que personne ne domine"
        case .ties: "Égalités entre candidats"
        }
    }

    /// The kind of meeting that the chapter is about.
    package var meeting: AssemblyKind? {
        switch self {
        case .founding: .founding
        case .ordinary: .ordinary
        case .extraordinary: .extraordinary
        case .board: .board
        case .bureau: .bureau
        default: nil
        }
    }
}

/// Statutes as a whole: what decides, and what is only said.
package struct StatutesDocument: Hashable, Codable, Sendable {
    package var rules: Statutes
    package var prose: StatutesProse

    private enum CodingKeys: String, CodingKey {
        case rules = "regles"
        case prose = "texte"
    }

    package init(_ rules: Statutes, _ prose: StatutesProse = StatutesProse()) {
        (self.rules, self.prose) = (rules, prose)
    }

    /// What the editor starts from.
    package static func customary(inForceFrom day: Day) -> StatutesDocument {
        StatutesDocument(.customary(inForceFrom: day))
    }

    /// The document with one chapter as another document has it.
    package func replacing(_ chapter: StatutesChapter, from other: StatutesDocument) -> StatutesDocument {
        var new = self
        new.prose.additions[chapter] = other.prose.additions[chapter]
        new.prose.wordings[chapter] = other.prose.wordings[chapter]
        if let kind = chapter.meeting {
            new.rules.meetings[kind] = other.rules.meetings[kind]
            return new
        }
        switch chapter {
        case .identity:
            (new.prose.name, new.prose.object) = (other.prose.name, other.prose.object)
            (new.prose.seat, new.prose.years) = (other.prose.seat, other.prose.years)
        case .management: new.prose.management = other.prose.management
        case .members:
            new.rules.colleges = other.rules.colleges
            new.prose.membership = other.prose.membership
        case .electorate: new.rules.electorate = other.rules.electorate
        case .convening: new.prose.convening = other.prose.convening
        case .proxies: new.rules.proxies = other.rules.proxies
        case .secretBallot: new.rules.secretBallot = other.rules.secretBallot
        case .bodies: new.rules.bodies = other.rules.bodies
        case .caps: new.rules.caps = other.rules.caps
        case .ties: new.rules.ties = other.rules.ties
        case .founding, .ordinary, .extraordinary, .board, .bureau: break
        }
        return new
    }

    package func isSame(_ chapter: StatutesChapter, as other: StatutesDocument) -> Bool {
        replacing(chapter, from: other) == self
    }
}
