package import Domain

/// A share, a count, a total.
package enum ThresholdVector {
    package typealias Case = VectorCase<Given, Expected>

    package struct Given: Decodable, Sendable {
        package let seuil: ShareThreshold
        package let compte: Int
        package let total: Int
    }

    package struct Expected: Decodable, Sendable {
        package let atteint: Bool
        package let minimum: Int
    }
}

/// When a convocation leaves, for which day.
package enum NoticeVector {
    package typealias Case = VectorCase<Given, Expected>

    package struct Given: Decodable, Sendable {
        package let delai: NoticeRule
        package let envoi: Day
        package let assemblee: Day
    }

    package struct Expected: Decodable, Sendable {
        package let respecte: Bool
        package let last: Day
        package let first: Day
        enum CodingKeys: String, CodingKey {
            case respecte
            case last = "envoi-au-plus-tard"
            case first = "assemblee-au-plus-tot"
        }
    }
}

/// Who votes, and why not.
package enum RollVector {
    package typealias Case = VectorCase<Given, Expected>

    package struct Given: Decodable, Sendable {
        package let date: Day
        package let membres: VectorMembers
        package let electorat: Electorate?
        package let colleges: [College]?
        package struct Electorate: Decodable, Sendable {
            package let cotisation: ElectorateRule.Dues?
            package let anciennete: Int?
            enum CodingKeys: String, CodingKey {
                case cotisation
                case anciennete = "anciennete-en-jours"
            }
        }
    }

    package struct Expected: Decodable, Sendable {
        package let inscrits: [ID<Organisation>]
        package let ecartes: [String: String]
        package let groupes: [String: ID<Organisation>]?
    }
}

/// Proxies given one after the other.
package enum ProxyVector {
    package typealias Case = VectorCase<Given, Expected>

    package struct Given: Decodable, Sendable {
        package let membres: VectorMembers
        package let colleges: [College]?
        package let regle: ProxyRule
        package let plafonds: [Cap]?
        package let pouvoirs: [Proxy]
    }

    package struct Expected: Decodable, Sendable {
        package let acceptes: [Bool]
        package let refus: [String?]?
    }
}

/// Who is there at each item.
package enum QuorumVector {
    package typealias Case = VectorCase<Given, Expected>

    package struct Given: Decodable, Sendable {
        package let membres: VectorMembers
        package let colleges: [College]?
        package let regle: QuorumRule?
        package let presents: Int?
        package let presences: [AttendanceChange]?
        package let pouvoirs: [Proxy]?
    }

    package struct Expected: Decodable, Sendable {
        package let points: [Point]
        package struct Point: Decodable, Sendable {
            package let point: Int
            package let atteint: Bool
            package let comptes: Int?
            package let necessaires: Int?
            package let representes: [String: ID<Organisation>]?
            package let notes: [String]?
            package let phrase: String?
        }
    }
}

/// Voices by college, and the majority asked for.
package enum MajorityVector {
    package typealias Case = VectorCase<Given, Expected>

    package struct Given: Decodable, Sendable {
        package let regle: MajorityRule
        package let colleges: [College]?
        package let votes: [CollegeVote]
        package let casting: ResolutionResult.Casting?
        enum CodingKeys: String, CodingKey {
            case regle, colleges, votes
            case casting = "voix-preponderante"
        }
    }

    package struct Expected: Decodable, Sendable {
        package let adoptee: Bool?
        package let egalite: Bool?
        package let phrase: String?
        package let refus: String?
    }
}

/// Ways of voting on one item, put together.
package enum ReconciliationVector {
    package typealias Case = VectorCase<Given, Expected>

    package struct Given: Decodable, Sendable {
        package let membres: VectorMembers
        package let presents: Int?
        package let presences: [AttendanceChange]?
        package let pouvoirs: [Proxy]?
        package let voies: [WayCount]
        package let explication: String?
    }

    package struct Expected: Decodable, Sendable {
        package let issue: Reconciliation.Outcome
        package let ecart: Int?
        package let phrases: [String]?
    }
}

/// A file of ballots.
package enum ElectionVector {
    package typealias Case = VectorCase<Given, Expected>

    package struct Given: Decodable, Sendable { package let fichier: RawJSON }

    package struct Expected: Decodable, Sendable {
        package let elus: [String]?
        package let classement: [String: Int]?
        package let egalites: [[String]]?
        package let second: [String]?
        package let etapes: [String]?
        package let refus: String?
        enum CodingKeys: String, CodingKey {
            case elus, classement, egalites, etapes, refus
            case second = "second_tour"
        }
    }
}

/// Who holds how much, and what the statutes allow.
package enum ConcentrationVector {
    package typealias Case = VectorCase<Given, Expected>

    package struct Held: Decodable, Sendable {
        package let nom: String
        package let nombre: Int
        package let marques: [Cap.Per: String]
    }

    package struct Given: Decodable, Sendable {
        package let de: Cap.Subject
        package let detentions: [Held]
        package let plafonds: [Cap]
    }

    package struct Expected: Decodable, Sendable {
        package let constats: [Finding.Outcome]
        package let phrases: [String]?
        package let coalition: Int?
    }
}
