import Domain

/// Who answers, from where, on which day: what every answer and every file says of itself.
struct OpenOrigin: Sendable {
    static let licence = OpenLicence.address
    static let licenceName = OpenLicence.name

    let base: String
    let network: String
    let day: Day

    func page(_ path: String) -> JSON { .text(base + path) }
}
