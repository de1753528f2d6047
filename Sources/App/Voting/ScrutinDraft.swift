import Domain
import Foundation

/// What somebody who prepares a vote typed, before it is checked.
struct ScrutinDraft: Sendable {
    var nature = ""
    var clause = ""
    var meeting = ""
    var kind = ""
    var title = ""
    var question = ""
    var options = ""
    var seats = ""
    var most = ""
    var isSecret = false
    var mayChange = false
    /// As a browser sends them, in the time of France: `2026-11-25T18:30`.
    var opens = ""
    var closes = ""
    var item = ""

    struct Checked: Sendable {
        let nature: Scrutin.Nature
        let clause: String
        let meeting: AssemblyKind
        let question: ScrutinQuestion
        let isSecret, mayChange: Bool
        let opensAt, closesAt: String
        let item: ID<AgendaItem>?
    }

    /// Everything that is wrong at once, each on its field.
    func checked(at now: Date) throws -> Checked {
        let (opening, closing) = (ParisClock.date(opens), ParisClock.date(closes))
        let kind = ScrutinQuestion.Kind(rawValue: kind)
        let nature = Scrutin.Nature(rawValue: nature)
        let meeting = AssemblyKind(rawValue: meeting)
        let lines = options.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
            !$0.isEmpty
        }
        var refusals: [Refused?] = [
            nature == nil ? Refused("Dites si c’est une consultation ou une décision.", field: "nature") : nil,
            nature == .decision && clause.isEmpty && item.isEmpty
                ? Refused(
                    "Recopiez la clause des statuts qui permet de décider ainsi ; sans elle, c’est une consultation.",
                    field: "clause") : nil,
            Refused.tooLong(clause, 1000, field: "clause"),
            meeting == nil ? Refused("Choisissez la majorité qui s’applique.", field: "majorite") : nil,
            kind == nil ? Refused("Choisissez comment on vote.", field: "genre") : nil,
            opening == nil ? Refused("Donnez le jour et l’heure d’ouverture.", field: "ouverture") : nil,
            closing == nil ? Refused("Donnez le jour et l’heure de clôture.", field: "cloture") : nil,
        ]
        if let opening, let closing {
            if closing <= opening { refusals.append(Refused("La clôture vient après l’ouverture.", field: "cloture")) }
            if closing <= now { refusals.append(Refused("La clôture est déjà passée.", field: "cloture")) }
            if closing > now + 366 * 86_400 {
                refusals.append(Refused("La clôture est à plus d’un an.", field: "cloture"))
            }
        }
        var question: ScrutinQuestion?
        if let kind {
            do throws(AssemblyRefusal) {
                question = try ScrutinQuestion(
                    kind, title: title, text: self.question, options: kind == .resolution ? [] : lines,
                    seats: kind == .resolution ? 1 : Int(seats) ?? 1, most: most.isEmpty ? nil : Int(most) ?? 0)
            } catch {
                let field =
                    title.isEmpty || title.unicodeScalars.count > 200
                    ? "titre" : kind == .resolution ? "texte" : "options"
                refusals.append(Refused(error.sentence, field: field))
            }
        }
        try RefusedForm.check(refusals)
        guard let nature, let meeting, let question, let opening, let closing else { throw NotFound() }
        return Checked(
            nature: nature, clause: clause, meeting: meeting, question: question, isSecret: isSecret,
            mayChange: mayChange && !isSecret, opensAt: opening.stamp, closesAt: closing.stamp, item: ID(item))
    }
}

/// Between what a form says, in the time of France, and the moment it means.
enum ParisClock {
    private static var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Paris") ?? .gmt
        return calendar
    }

    /// Reads `2026-11-25T18:30`.
    static func date(_ typed: String) -> Date? {
        let parts = typed.split(separator: "T")
        guard parts.count == 2, let day = Day(String(parts[0])), let clock = ClockTime(String(parts[1].prefix(5)))
        else {
            return nil
        }
        return calendar.date(
            from: DateComponents(
                year: day.year, month: day.month, day: day.day, hour: clock.hour, minute: clock.minute))
    }

    /// What a form shows for a kept time.
    static func typed(_ stamp: String) -> String {
        guard let time = FranceTime(utc: stamp) else { return "" }
        let clock = [time.hour, time.minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(time.day)T\(clock)"
    }
}
