/// The minutes (procès-verbal), written from the facts: nothing in them is typed but the notes.
package struct Minutes: Hashable, Sendable {
    package enum Paragraph: Hashable, Sendable {
        case sentence(String)
        /// What somebody noted, as typed.
        case note(String)
        /// A resolution, as put to the vote.
        case resolution(String)
        case list([String])
        /// What the assembly decided.
        case decision(String, isAdopted: Bool)
    }

    package struct Section: Hashable, Sendable {
        package let title: String
        /// The item it tells; nil for what is not one.
        package let item: Int?
        package var paragraphs: [Paragraph]
    }

    package let title: String
    package private(set) var sections: [Section] = []

    package init(_ hall: Hall) {
        let record = hall.record
        title = "Procès-verbal de l’\(record.meeting.kindLabel) du \(record.meeting.day.french)"
        sections.append(MinutesOpening(hall).meeting)
        sections.append(MinutesOpening(hall).roll)
        sections.append(MinutesOpening(hall).attendance)
        sections += record.items.map { MinutesItem(hall, $0).section }
        if !record.pledges.isEmpty {
            sections.append(
                Section(title: "Engagements", item: nil, paragraphs: [.list(record.pledges.map(Self.pledge))]))
        }
        sections.append(closing(hall))
    }

    /// Extract of the deliberations: what was decided, item by item, for a bank or a prefecture.
    package func extract(of items: [Int]) -> [Section] { sections.filter { $0.item.map(items.contains) ?? false } }

    private static func pledge(_ pledge: AssemblyRecord.Pledge) -> String {
        let due = pledge.due.map { ", pour \($0.frenchWithArticle)" } ?? ""
        return "\(pledge.who) : \(pledge.what)\(due) (point \(pledge.item))"
    }

    private func closing(_ hall: Hall) -> Section {
        let record = hall.record
        var paragraphs: [Paragraph] = []
        if !record.closingNotes.isEmpty { paragraphs.append(.note(record.closingNotes)) }
        if let end = record.stages.last(where: { $0.state == "close" }), let time = FranceTime(utc: end.at) {
            paragraphs.append(.sentence("La séance est levée à \(time.clock)."))
        }
        let signers = [
            record.chair.map { "Présidence : \($0.name)" }, record.secretary.map { "Secrétariat : \($0.name)" },
        ]
        paragraphs.append(.list(signers.compactMap(\.self)))
        return Section(title: "Clôture et signatures", item: nil, paragraphs: paragraphs)
    }
}

/// What comes before the first item.
private struct MinutesOpening {
    let hall: Hall
    init(_ hall: Hall) { self.hall = hall }

    private var record: AssemblyRecord { hall.record }

    var meeting: Minutes.Section {
        let meeting = record.meeting
        let place = [meeting.place, meeting.onlineAddress].filter { !$0.isEmpty }.joined(separator: " et en ligne, ")
        var lines = [
            "\(meeting.hub) : \(meeting.kindLabel), tenue \(meeting.day.frenchWithArticle)\(place.isEmpty ? "" : ", " + place)."
        ]
        if meeting.isSecondCall { lines.append("C’est la seconde convocation, avec le même ordre du jour.") }
        if let sent = meeting.convenedOn {
            lines += hall.kinds.compactMap { hall.rules($0)?.notice.sentence(sentOn: sent, meeting: meeting.day) }
                .prefix(1)
        }
        if let reason = meeting.overrideReason {
            lines.append("Convoquée malgré ce qui manquait, pour ce motif : \(reason)")
        }
        let adopted = record.statutes.adoptedOn.map { ", adoptée \($0.frenchWithArticle)" } ?? ""
        lines.append("Les règles sont celles de la version \(record.statutes.version) des statuts\(adopted).")
        if let chair = record.chair { lines.append("Présidence : \(person(chair)).") }
        if let secretary = record.secretary { lines.append("Secrétariat : \(person(secretary)).") }
        if let open = record.stages.first(where: { $0.state == "ouverte" }), let time = FranceTime(utc: open.at) {
            lines.append("La séance est ouverte à \(time.clock).")
        }
        var paragraphs = lines.map { Minutes.Paragraph.sentence($0) }
        if !record.openingNotes.isEmpty { paragraphs.append(.note(record.openingNotes)) }
        return Minutes.Section(title: "La réunion", item: nil, paragraphs: paragraphs)
    }

    private func person(_ officer: AssemblyRecord.Officer) -> String {
        officer.name + (officer.organisation.map { ", " + hall.roll.name($0) } ?? "")
    }

    var roll: Minutes.Section {
        let roll = hall.roll
        var paragraphs: [Minutes.Paragraph] = [
            .sentence(
                "\(French.count(roll.entries.count, "organisation est inscrite", "organisations sont inscrites")) sur la liste électorale, arrêtée \(record.rollDate.frenchWithArticle), pour \(French.count(roll.votes, "voix", "voix"))."
            )
        ]
        for college in record.statutes.colleges {
            let count = roll.entries.count { $0.college == college.key }
            paragraphs.append(.sentence("Collège \(college.name) : \(French.count(count, "inscrite", "inscrites"))."))
        }
        if !roll.leftOut.isEmpty {
            paragraphs.append(.sentence("Ne votent pas :"))
            paragraphs.append(.list(roll.leftOut.map { "\($0.name) : \($0.reason)" }))
        }
        return Minutes.Section(title: "La liste électorale", item: nil, paragraphs: paragraphs)
    }

    var attendance: Minutes.Section {
        let (roll, floor) = (hall.roll, hall.floor(at: 0))
        var paragraphs: [Minutes.Paragraph] = []
        let here = roll.entries.filter { floor.present.union(floor.online).contains($0.organisation) }
        let names = here.map { (entry: Roll.Entry) in
            let person = hall.attendance.last(of: entry.organisation, at: 0)?.representative
            let online = floor.online.contains(entry.organisation) ? " (en ligne)" : ""
            return entry.name + (person.map { " : \($0)" } ?? "") + online
        }
        paragraphs.append(
            .sentence(
                "À l’ouverture, \(French.count(here.count, "organisation a signé", "organisations ont signé")) la feuille de présence."
            ))
        if !names.isEmpty { paragraphs.append(.list(names)) }
        if !floor.represented.isEmpty {
            paragraphs.append(.sentence("Sont représentées :"))
            let pairs = floor.represented.map { "\(roll.name($0.key)), par \(roll.name($0.value))" }
            paragraphs.append(.list(pairs.sorted()))
        }
        let excused = roll.entries.filter { hall.attendance.manner(of: $0.organisation, at: 0) == .excused }
        if !excused.isEmpty { paragraphs.append(.sentence("Excusées : \(French.list(excused.map(\.name))).")) }
        paragraphs += floor.notes.map { .sentence($0) } + hall.refused.map { .sentence("Non retenu : \($0)") }
        for kind in hall.kinds {
            let answer = hall.quorum(kind, at: 0)
            paragraphs.append(
                .sentence(hall.kinds.count > 1 ? "Règles d’\(kind.label) : \(answer.sentence)" : answer.sentence))
        }
        paragraphs += Concentration.portrait(hall.voices(at: 0), of: .votes).map { .sentence($0) }
        return Minutes.Section(title: "Présences, pouvoirs et quorum", item: nil, paragraphs: paragraphs)
    }
}
