/// Where an assembly has got to. Each step is taken once, in order; what happened is never undone in silence.
package enum AssemblyState: String, Codable, Sendable, CaseIterable {
    case preparation
    case convened = "convoquee"
    case open = "ouverte"
    case closed = "close"
    case approved = "approuvee"
    case sealed = "scellee"
    case cancelled = "annulee"

    package var label: String {
        switch self {
        case .preparation: "en préparation"
        case .convened: "convoquée"
        case .open: "ouverte"
        case .closed: "close"
        case .approved: "procès-verbal approuvé"
        case .sealed: "procès-verbal scellé"
        case .cancelled: "annulée"
        }
    }

    /// What may follow: minutes that were approved too soon go back to their draft; nothing leaves the seal.
    package var next: [AssemblyState] {
        switch self {
        case .preparation: [.convened, .cancelled]
        case .convened: [.open, .cancelled]
        case .open: [.closed]
        case .closed: [.approved]
        case .approved: [.sealed, .closed]
        case .sealed, .cancelled: []
        }
    }

    /// Says why `next` may not follow.
    package func check(_ next: AssemblyState) throws(AssemblyRefusal) {
        guard !self.next.contains(next) else { return }
        if self == next { throw AssemblyRefusal("Cette assemblée est déjà \(label).") }
        if self == .cancelled {
            throw AssemblyRefusal(
                "Cette assemblée a été annulée : préparez-en une autre, qui peut reprendre son ordre du jour.")
        }
        if self == .sealed {
            throw AssemblyRefusal("Le procès-verbal est scellé : seule une rectification, à part, est encore possible.")
        }
        throw AssemblyRefusal("Une assemblée \(label) ne peut pas devenir \(next.label) : \(advice(next))")
    }

    private func advice(_ next: AssemblyState) -> String {
        switch self {
        case .preparation: "il faut d’abord la convoquer."
        case .convened: next == .preparation ? "annulez-la, puis préparez-en une autre." : "il faut d’abord l’ouvrir."
        case .open: "il faut d’abord la clore."
        case .closed, .approved: "le procès-verbal s’approuve, puis se scelle."
        case .sealed, .cancelled: "elle est finie."
        }
    }

    /// Its agenda, its date and its texts may still change.
    package var isDraft: Bool { self == .preparation }
    /// It has been held, or is being held.
    package var hasOpened: Bool { [.open, .closed, .approved, .sealed].contains(self) }
}
