import Domain

/// What a form says of an assembly, before anything is decided.
struct AssemblyDraft: Sendable {
    var kind: Assembly.Kind?
    var title = ""
    /// As typed; they may stay empty while it is prepared.
    var date = ""
    var startsAt = ""
    var amendmentsUntil = ""
    var candidaciesUntil = ""
    var place = ""
    var onlineAddress = ""
    var introduction = ""
    var bodyKey = ""
    var isPublic = true

    /// The same, read and possible.
    struct Checked: Sendable {
        var kind: Assembly.Kind
        var title: String
        var date: Day?
        var startsAt: ClockTime?
        var amendmentsUntil: Day?
        var candidaciesUntil: Day?
        var place: String
        var onlineAddress: String
        var introduction: String
        var bodyKey: String?
        var isPublic: Bool
    }

    func checked(today: Day) throws -> Checked {
        let day = Day(date)
        let hour = ClockTime(startsAt)
        let last = Day(amendmentsUntil)
        let standing = Day(candidaciesUntil)
        try RefusedForm.check([
            kind == nil ? Refused("Choisissez quelle sorte de réunion c’est.", field: "sorte") : nil,
            title.isEmpty
                ? Refused("Donnez-lui un titre, par exemple « Assemblée générale 2027 ».", field: "titre") : nil,
            Refused.tooLong(title, 200, field: "titre"), Refused.tooLong(place, 300, field: "lieu"),
            Refused.tooLong(introduction, 5000, field: "presentation"),
            !date.isEmpty && day == nil
                ? Refused("Écrivez le jour comme 2027-03-12, ou laissez vide pour l’instant.", field: "date") : nil,
            !startsAt.isEmpty && hour == nil ? Refused("Écrivez l’heure comme 18:30 ou 18 h 30.", field: "heure") : nil,
            !amendmentsUntil.isEmpty && last == nil
                ? Refused(
                    "Écrivez ce jour comme 2027-03-05, ou laissez vide : pas d’amendements.", field: "amendements")
                : nil,
            Refused.farDay(day, today: today, field: "date"),
            last.flatMap { last in day.map { last > $0 } } == true
                ? Refused(
                    "Les amendements arrivent avant l’assemblée : donnez un jour qui la précède.", field: "amendements")
                : nil,
            !candidaciesUntil.isEmpty && standing == nil
                ? Refused(
                    "Écrivez ce jour comme 2027-03-05, ou laissez vide : jusqu’à l’ouverture.", field: "candidatures")
                : nil,
            standing.flatMap { standing in day.map { standing > $0 } } == true
                ? Refused(
                    "Les candidatures arrivent avant l’assemblée : donnez un jour qui la précède.",
                    field: "candidatures")
                : nil, addressRefusal,
            kind?.isOfBody == true && bodyKey.isEmpty
                ? Refused("Dites quelle instance se réunit.", field: "instance") : nil,
        ])
        guard let kind else { throw Refused("Choisissez quelle sorte de réunion c’est.", field: "sorte") }
        return Checked(
            kind: kind, title: title, date: day, startsAt: hour, amendmentsUntil: last,
            candidaciesUntil: standing, place: place, onlineAddress: onlineAddress, introduction: introduction,
            bodyKey: kind.isOfBody && !bodyKey.isEmpty ? bodyKey : nil, isPublic: isPublic)
    }

    private var addressRefusal: Refused? {
        guard !onlineAddress.isEmpty else { return nil }
        let isWeb = onlineAddress.hasPrefix("https://") || onlineAddress.hasPrefix("http://")
        guard isWeb, !onlineAddress.contains(where: \.isWhitespace) else {
            return Refused("Écrivez le lien en entier, avec https:// devant.", field: "lien")
        }
        return Refused.tooLong(onlineAddress, 500, field: "lien")
    }
}
