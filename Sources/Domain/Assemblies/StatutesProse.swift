/// What statutes say that no count depends on: who the hub is, how one belongs, who convenes, who manages. Together with
/// the rules it makes the whole document.
package struct StatutesProse: Hashable, Codable, Sendable {
    package var name = ""
    package var object = ""
    /// Where it has its seat (siège).
    package var seat = ""
    /// Nil: without end.
    package var years: Int?
    package var membership = MembershipRule()
    package var convening = ConveningRule()
    package var management = ManagementRule()
    /// What the hub adds in its own words, by chapter.
    package var additions: [StatutesChapter: String] = [:]
    /// Its own words for single clauses, by chapter, then by the clause's key.
    package var wordings: [StatutesChapter: [String: ClauseWording]] = [:]

    private enum CodingKeys: String, CodingKey {
        case name = "nom"
        case object = "objet"
        case seat = "siege"
        case years = "duree-en-annees"
        case membership = "adhesion"
        case convening = "convocation"
        case management = "gestion"
        case additions = "precisions"
        case wordings = "mots"
    }

    package init() {}

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
        object = try values.decodeIfPresent(String.self, forKey: .object) ?? ""
        seat = try values.decodeIfPresent(String.self, forKey: .seat) ?? ""
        years = try values.decodeIfPresent(Int.self, forKey: .years)
        membership = try values.decodeIfPresent(MembershipRule.self, forKey: .membership) ?? MembershipRule()
        convening = try values.decodeIfPresent(ConveningRule.self, forKey: .convening) ?? ConveningRule()
        management = try values.decodeIfPresent(ManagementRule.self, forKey: .management) ?? ManagementRule()
        additions = try values.decodeIfPresent([StatutesChapter: String].self, forKey: .additions) ?? [:]
        wordings =
            try values.decodeIfPresent([StatutesChapter: [String: ClauseWording]].self, forKey: .wordings) ?? [:]
    }
}

/// How an organisation becomes a member, and ceases to be one.
package struct MembershipRule: Hashable, Codable, Sendable {
    /// Who decides something in the hub.
    package enum Organ: String, Codable, Sendable, CaseIterable {
        case assembly = "assemblee"
        case board = "conseil"
        case bureau

        /// « l’assemblée générale ».
        package var label: String {
            switch self {
            case .assembly: "l’assemblée générale"
            case .board: "le conseil d’administration"
            case .bureau: "le bureau"
            }
        }

        /// « par l’assemblée générale ».
        package var labelAfterBy: String { "par " + label }
    }

    package var admittedBy = Organ.board
    package var excludedBy = Organ.assembly
    package var duesSetBy = Organ.assembly
    /// Members sign the charter of the network's principles.
    package var requiresCharter = true

    private enum CodingKeys: String, CodingKey {
        case admittedBy = "admission"
        case excludedBy = "exclusion"
        case duesSetBy = "cotisation"
        case requiresCharter = "charte"
    }

    package init() {}
}

/// Who convenes assemblies, how, and how often at least.
package struct ConveningRule: Hashable, Codable, Sendable {
    package enum Convener: String, Codable, Sendable, CaseIterable {
        case chair = "presidence"
        case board = "conseil"
        case bureau

        package var label: String {
            switch self {
            case .chair: "la présidence"
            case .board: "le conseil d’administration"
            case .bureau: "le bureau"
            }
        }
    }

    package enum Means: String, Codable, Sendable, CaseIterable {
        case mail = "courriel"
        case letter = "courrier"
        case notice = "affichage"

        package var label: String {
            switch self {
            case .mail: "par courriel"
            case .letter: "par courrier"
            case .notice: "par affichage au siège"
            }
        }
    }

    package var conveners = [Convener.chair, .board]
    /// Members who ask together can have an assembly convened; nil: they cannot.
    package var membersShare: Fraction? = .quarter
    package var means = [Means.mail, .letter]
    /// How many ordinary assemblies a year, at least.
    package var perYear = 1

    private enum CodingKeys: String, CodingKey {
        case conveners = "qui"
        case membersShare = "part-des-membres"
        case means = "comment"
        case perYear = "par-an"
    }

    package init() {}
}

/// The two situations of R13: a structure created for the hub, or a collective whose management an ESS organisation of
/// the territory has accepted and wrote into its own statutes.
package struct ManagementRule: Hashable, Codable, Sendable {
    package var mode = GovernanceMode.undecided
    /// The organisation that manages, when management is delegated.
    package var host = ""
    /// The day on which the host's competent body accepted.
    package var acceptedOn: Day?
    /// The clause of the host's own statutes, word for word.
    package var hostClause = ""
    /// Months between the day either side ends the delegation and its end.
    package var noticeMonths = 6
    package var keepsSeparateAccounts = true

    private enum CodingKeys: String, CodingKey {
        case mode
        case host = "hote"
        case acceptedOn = "accepte-le"
        case hostClause = "clause-de-l-hote"
        case noticeMonths = "preavis-en-mois"
        case keepsSeparateAccounts = "comptes-distincts"
    }

    package init() {}

    /// What the principle asks before the management is valid.
    package var findings: [Finding] {
        switch mode {
        case .undecided:
            return [
                Finding(
                    .missing, "Les statuts ne disent pas qui gère : une structure créée pour le pôle, ou un hôte.",
                    principle: "R13")
            ]
        case .ownStructure:
            return [Finding(.met, "Une structure créée pour le pôle le gouverne et le gère.", principle: "R13")]
        case .delegated: return delegatedFindings
        }
    }

    private var delegatedFindings: [Finding] {
        let name = host.isEmpty ? "L’hôte" : host
        return [
            host.isEmpty
                ? Finding(.missing, "Nommez l’organisation qui gère.", principle: "R13")
                : Finding(.met, "La gestion est confiée à \(host).", principle: "R13"),
            acceptedOn.map {
                Finding(.met, "\(name) a accepté \($0.frenchWithArticle).", principle: "R13")
            }
                ?? Finding(
                    .missing, "Donnez la date à laquelle \(host.isEmpty ? "l’hôte" : host) a accepté la gestion.",
                    principle: "R13"),
            hostClause.isEmpty
                ? Finding(
                    .missing, "Recopiez la clause des statuts de l’hôte qui l’autorise à gérer pour le pôle.",
                    principle: "R13")
                : Finding(.met, "Les statuts de l’hôte prévoient cette gestion.", principle: "R13"),
        ]
    }
}
