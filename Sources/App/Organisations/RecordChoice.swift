import Domain

/// Which record somebody means by an organisation they name.
enum RecordChoice: Sendable {
    /// Nobody was asked.
    case unasked
    case known(ID<Organisation>)
    case new

    /// From the form's answer: a record's number, « nouvelle », or nothing yet; and then whatever looks like `sheet` is a
    /// question to ask.
    init(
        _ answer: String, for sheet: OrganisationSheet, among duplicates: DuplicateKeeper,
        from level: DuplicateLevel = .possible
    ) async throws {
        if let id = ID<Organisation>(answer) {
            self = .known(id)
            return
        }
        if answer != RecordChoice.newAnswer {
            let found = try await duplicates.resembling(sheet, from: level)
            guard found.isEmpty else { throw ResemblanceRefused(name: sheet[.name], found: found) }
        }
        self = .new
    }

    static let newAnswer = "nouvelle"
}

/// The organisation that somebody types looks like some that are known: they say whether it is one of them.
struct ResemblanceRefused: Refusal {
    let name: String
    let found: [Resemblance]
    var sentence: String {
        found.count == 1
            ? "Une fiche de l’annuaire ressemble à « \(name) » : dites si c’est elle."
            : "Des fiches de l’annuaire ressemblent à « \(name) » : dites si c’est l’une d’elles."
    }
    var field: String? { "fiche" }
}
