import Domain
import Tabular

/// The list of people as a table for a spreadsheet.
func peopleFile(_ people: [ListedPerson], on today: Day) -> String {
    var file = CSVWriter()
    file.add(["numero", "nom", "courriel", "etat", "roles", "compte_ouvert", "derniere_visite"])
    for listed in people {
        let roles = listed.roles.filter { $0.role.isHeld(on: today) }.map(\.words)
        file.add([
            .number(Int(listed.person.id.rawValue)), .text(listed.person.name), .init(listed.person.address?.text),
            .text(listed.person.state.rawValue), .text(roles.joined(separator: " ; ")),
            .text(listed.person.createdAt.dayInFrance.description),
            .init(listed.lastSeenAt?.dayInFrance.description),
        ])
    }
    return file.text
}
