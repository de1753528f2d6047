/// Assemblies before they open.
extension RouteExpectations {
    static let assemblies: [String: Expected] = {
        let list = "/poles/{slug}/pilotage/assemblees"
        let one = list + "/{id}"
        let desk = Expected(own: "ACB", other: "A")
        var rows: [String: Expected] = [
            "GET /poles/{slug}/assemblees": both("*"), "GET /poles/{slug}/assemblees/{id}": both("*"),
            "GET /poles/{slug}/assemblees/{id}/calendrier.ics": both("*"),
            "GET /convocation": both("*"), "POST /convocation": both("*"),
            "POST /convocation/amendements": both("*"), "POST /convocation/seance": both("*"),
            "POST /convocation/candidatures": both("*"), "POST /convocation/candidatures/retrait": both("*"),
            "GET /convocation/calendrier.ics": both("*"),
            "GET /convocation/pieces/{piece}": both("*"),
            "GET \(list)": desk, "GET \(list)/nouvelle": desk, "POST \(list)": desk,
        ]
        let doors = [
            "GET ",
            "GET /modification",
            "POST /modification",
            "POST /annulation",
            "POST /copie",
            "POST /seconde",
            "GET /siegent",
            "POST /siegent",
            "GET /ordre-du-jour",
            "POST /ordre-du-jour",
            "POST /ordre-du-jour/copie",
            "GET /ordre-du-jour/{point}",
            "POST /ordre-du-jour/{point}",
            "POST /ordre-du-jour/{point}/deplacement",
            "POST /ordre-du-jour/{point}/retrait",
            "POST /ordre-du-jour/{point}/pieces",
            "GET /pieces/{piece}",
            "POST /pieces/{piece}/retrait",
            "GET /convocation",
            "POST /convocation",
            "POST /envois",
            "POST /rappels",
            "POST /annonce",
            "POST /lettres",
            "GET /reponses",
            "POST /reponses",
            "GET /amendements",
            "POST /amendements",
            "POST /amendements/{amendement}",
            "GET /lettres",
            "GET /papiers",
            "GET /papiers.pdf",
        ]
        for door in doors {
            let parts = door.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            rows["\(parts[0]) \(one)\(parts[1])"] = desk
        }
        return rows
    }()
}
