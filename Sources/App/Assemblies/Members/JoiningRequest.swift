import Domain

/// A request to join a hub, as kept.
struct JoiningRequest: Sendable {
    let id: ID<JoiningRequest>
    let hub: ID<Hub>
    let organisation: ID<Organisation>?
    let name: String
    let family: Family
    let siren, town, summary: String
    let isPublicBody: Bool
    let employees, budget: Int?
    let contactName, contactRole, contactAddress: String
    let person: ID<Person>?
    let titularName, titularAddress, deputyName, deputyAddress: String
    let charterVersion: Int
    let answers: [PrincipleKey: String]
    let motivation, brings, expects: String
    let state: JoiningState
    let createdAt: String
    let decidedBy: String
    let decidedOn: Day?
    let reason: String
}

/// One thing that happened to a request.
struct JoiningStep: Sendable {
    let at: String
    let kind: String
    let note: String
    /// The name of who did it; nil for the organisation itself.
    let by: String?
}

/// A request with all that its pages show.
struct JoiningView: Sendable {
    let hub: Hub
    let request: JoiningRequest
    let charter: Charter
    let steps: [JoiningStep]
    let documents: [(id: ID<Document>, name: String)]
    /// Of the record that it names, when it names one.
    let record: (slug: String, name: String, email: String)?
}

/// A request as typed.
struct JoiningDraft: Sendable {
    var organisation: ID<Organisation>?
    var name: String
    var family: Family?
    var siren, town, summary: String
    var isPublicBody: Bool
    var employees, budget: String
    var contactName, contactRole, contactAddress: String
    var titularName, titularAddress, deputyName, deputyAddress: String
    var answers: [PrincipleKey: String]
    /// Principles whose box is ticked.
    var agreed: Set<PrincipleKey>
    var motivation, brings, expects: String
}

extension JoiningDraft {
    /// What must be mended before the request can leave.
    func refusals(_ charter: Charter) -> [Refused?] {
        let principles = charter.principles.flatMap { principle -> [Refused?] in
            let answer = answers[principle.key] ?? ""
            let guarantee = charter.guarantee(of: family ?? .undetermined, on: principle.key)
            let field = "charte-\(principle.key.rawValue)"
            return [
                agreed.contains(principle.key)
                    ? nil
                    : Refused(
                        "« \(principle.title) » : cochez la case si votre organisation s’y engage.",
                        field: "accord-\(principle.key.rawValue)"),
                guarantee.asksForAnAnswer && answer.isEmpty
                    ? Refused("« \(principle.title) » : répondez à la question en quelques mots.", field: field) : nil,
                Refused.tooLong(answer, 2000, field: field),
            ]
        }
        return organisationRefusals + principles + [
            motivation.isEmpty ? Refused("Dites pourquoi vous voulez rejoindre ce pôle.", field: "motivation") : nil,
            Refused.tooLong(motivation, 5000, field: "motivation"), Refused.tooLong(brings, 2000, field: "apporte"),
            Refused.tooLong(expects, 2000, field: "attend"),
        ] + peopleRefusals
    }

    private var organisationRefusals: [Refused?] {
        [
            name.isEmpty ? Refused("Donnez le nom de l’organisation.", field: "nom") : nil,
            Refused.tooLong(name, 200, "Le nom est trop long", field: "nom"),
            family == nil ? Refused("Choisissez la famille juridique.", field: "famille") : nil,
            siren.isEmpty || (siren.count == 9 && siren.allSatisfy { ("0"..."9").contains($0) })
                ? nil
                : Refused("Un numéro SIREN a neuf chiffres ; laissez vide si vous n’en avez pas.", field: "siren"),
            Refused.tooLong(town, 80, field: "commune"), Refused.tooLong(summary, 100, field: "activite"),
        ]
    }

    private var peopleRefusals: [Refused?] {
        [
            PersonName(contactName) == nil ? Refused("Donnez votre nom.", field: "contact") : nil,
            Refused.tooLong(contactRole, 100, field: "fonction"),
            MailAddress(contactAddress) == nil
                ? Refused("Écrivez votre adresse, par exemple nom@example.org.", field: "courriel") : nil,
            PersonName(titularName) == nil
                ? Refused("Dites qui parlera pour l’organisation.", field: "titulaire") : nil,
            titularAddress.isEmpty || MailAddress(titularAddress) != nil
                ? nil : Refused("Cette adresse électronique n’en est pas une.", field: "titulaire-courriel"),
            deputyName.isEmpty || PersonName(deputyName) != nil
                ? nil : Refused("Ce nom ne convient pas.", field: "suppleant"),
            deputyAddress.isEmpty || MailAddress(deputyAddress) != nil
                ? nil : Refused("Cette adresse électronique n’en est pas une.", field: "suppleant-courriel"),
        ]
    }
}
