/// How much a record tells, out of a hundred, and what would make it tell more.
package struct RecordQuality: Sendable, Hashable {
    /// Something that a good record says.
    package struct Point: Sendable, Hashable {
        package let worth: Int
        /// What to do to have it.
        package let advice: String
        package let isThere: Bool
    }

    package let points: [Point]
    package var score: Int { points.filter(\.isThere).map(\.worth).reduce(0, +) }
    /// What is missing, what is worth most first.
    package var missing: [Point] { points.filter { !$0.isThere }.sorted { $0.worth > $1.worth } }

    package init(of sheet: OrganisationSheet) {
        func has(_ fields: OrganisationField...) -> Bool { fields.contains { !sheet[$0].isEmpty } }
        points = [
            Point(
                worth: 15, advice: "Dites en quelques phrases ce que fait l’organisation (présentation).",
                isThere: sheet[.presentation].count >= 80),
            Point(worth: 10, advice: "Résumez l’activité en un mot ou deux.", isThere: has(.summary)),
            Point(worth: 10, advice: "Choisissez son secteur.", isThere: has(.sectors)),
            Point(
                worth: 15, advice: "Donnez un moyen de la joindre : téléphone ou courriel de fonction.",
                isThere: has(.phone, .email)),
            Point(
                worth: 5, advice: "Donnez son adresse électronique : elle permet de corriger sans compte.",
                isThere: has(.email)),
            Point(worth: 10, advice: "Donnez l’adresse de son site.", isThere: has(.website)),
            Point(worth: 10, advice: "Donnez sa commune.", isThere: has(.commune)),
            Point(worth: 5, advice: "Donnez son adresse postale.", isThere: has(.address)),
            Point(
                worth: 10, advice: "Donnez son SIREN ou son numéro RNA : les registres la reconnaîtront.",
                isThere: has(.siren, .rna)),
            Point(
                worth: 10, advice: "Choisissez sa famille de l’ESS.", isThere: sheet.family != .undetermined),
        ]
    }
}
