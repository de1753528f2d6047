/// What an organisation says when it is convened. The last answer is the one that holds.
package struct AssemblyAnswer: Hashable, Sendable {
    package enum Choice: String, Codable, Sendable, CaseIterable {
        case present = "presente"
        case online = "en-ligne"
        case proxy = "pouvoir"
        case excused = "excusee"

        package var label: String {
            switch self {
            case .present: "sera là"
            case .online: "sera là, en ligne"
            case .proxy: "donne pouvoir"
            case .excused: "s’excuse"
            }
        }
    }

    package let organisation: ID<Organisation>
    package let choice: Choice
    /// Who will come, as written.
    package let representative: String
    package let note: String

    package init(organisation: ID<Organisation>, choice: Choice, representative: String = "", note: String = "") {
        (self.organisation, self.choice) = (organisation, choice)
        (self.representative, self.note) = (representative, note)
    }
}

/// When answers, amendments and proxies are taken from members.
package enum AnswerWindow {
    /// Why none is taken any more, or not yet; nil while the window is open.
    package static func reason(_ assembly: Assembly, today: Day, clock: ClockTime) -> String? {
        switch assembly.state {
        case .preparation: return "Cette assemblée n’est pas encore convoquée."
        case .cancelled: return "Cette assemblée a été annulée."
        case .open, .closed, .approved, .sealed:
            return "L’assemblée est ouverte ou tenue : les présences et les pouvoirs se disent maintenant à l’entrée."
        case .convened: break
        }
        return hasBegun(assembly, today, clock)
            ? "L’heure de l’assemblée est venue : les présences et les pouvoirs se disent maintenant à l’entrée." : nil
    }

    /// Why no amendment is taken; nil while they are.
    package static func amendmentReason(_ assembly: Assembly, today: Day) -> String? {
        guard assembly.state == .convened else {
            return "Les amendements se proposent entre la convocation et leur date limite."
        }
        guard let last = assembly.amendmentsUntil else {
            return "Cette assemblée ne prend pas d’amendements à l’avance."
        }
        return today > last ? "Les amendements étaient attendus au plus tard \(last.frenchWithArticle)." : nil
    }

    /// Why nobody stands by their link any more, or not yet; nil while they may.
    package static func candidacyReason(_ assembly: Assembly, today: Day, clock: ClockTime) -> String? {
        let held: [AssemblyState] = [.open, .closed, .approved, .sealed]
        if held.contains(assembly.state) || assembly.state == .convened && hasBegun(assembly, today, clock) {
            return "L’heure de l’assemblée est venue : les candidatures s’y disent au point de l’élection."
        }
        if let reason = reason(assembly, today: today, clock: clock) { return reason }
        guard let last = assembly.candidaciesUntil, today > last else { return nil }
        return
            "Les candidatures étaient attendues au plus tard \(last.frenchWithArticle). Pour une candidature de dernière heure, adressez-vous au pôle."
    }

    private static func hasBegun(_ assembly: Assembly, _ today: Day, _ clock: ClockTime) -> Bool {
        guard let date = assembly.date else { return false }
        return today > date || today == date && (assembly.startsAt.map { clock >= $0 } ?? false)
    }
}

extension Assembly {
    /// Shown to everybody: the hub publishes it, and its members know of it.
    package var isPublished: Bool { isPublic && state != .preparation && convenedOn != nil }
}
