/// What a band of a scale looks at.
package enum DuesBasis: String, Codable, Sendable, CaseIterable {
    case flat = "forfait"
    case employees = "salaries"
    /// In euros a year.
    case budget

    package var label: String {
        switch self {
        case .flat: "une somme fixe"
        case .employees: "le nombre de salariés"
        case .budget: "le budget annuel"
        }
    }
}

/// What the scale may ask of a member.
package struct MemberSize: Hashable, Sendable {
    package var college: String?
    package var employees: Int?
    /// In euros.
    package var budget: Int?

    package init(college: String? = nil, employees: Int? = nil, budget: Int? = nil) {
        (self.college, self.employees, self.budget) = (college, employees, budget)
    }
}

/// One line of a scale: who pays it, and how much.
package struct DuesBand: Hashable, Sendable {
    package let id: ID<DuesBand>
    package let label: String
    /// A key of the statutes; nil: any college.
    package let college: String?
    package let basis: DuesBasis
    /// Employees, or euros: from, included; until, excluded.
    package let atLeast: Int
    package let below: Int?
    package let amount: Money

    package init(
        id: ID<DuesBand>, label: String, college: String? = nil, basis: DuesBasis, atLeast: Int = 0, below: Int? = nil,
        amount: Money
    ) {
        (self.id, self.label, self.college, self.basis) = (id, label, college, basis)
        (self.atLeast, self.below, self.amount) = (atLeast, below, amount)
    }

    /// Nil: what the band looks at is not known of this member.
    func holds(_ size: MemberSize) -> Bool? {
        if let college, college != size.college { return false }
        let measure: Int
        switch basis {
        case .flat: return true
        case .employees:
            guard let employees = size.employees else { return nil }
            measure = employees
        case .budget:
            guard let budget = size.budget else { return nil }
            measure = budget
        }
        return atLeast <= measure && below.map { measure < $0 } ?? true
    }

    package func overlaps(_ other: DuesBand) -> Bool {
        guard basis == other.basis, college == other.college else { return false }
        return below.map { other.atLeast < $0 } ?? true && other.below.map { atLeast < $0 } ?? true
    }
}

/// What a hub asks of its members for a year.
package struct DuesScale: Hashable, Sendable {
    package let year: Int
    /// The body that decided it.
    package let decidedBy: String
    package let decidedOn: Day?
    package let dueOn: Day
    package let bands: [DuesBand]

    package init(year: Int, decidedBy: String, decidedOn: Day?, dueOn: Day, bands: [DuesBand]) {
        (self.year, self.decidedBy, self.decidedOn) = (year, decidedBy, decidedOn)
        (self.dueOn, self.bands) = (dueOn, bands)
    }

    package enum Answer: Hashable, Sendable {
        case band(DuesBand)
        /// Why none can be named, in a sentence.
        case none(String)
    }

    /// The band that a member pays: one for its college goes before one for all.
    package func answer(for size: MemberSize) -> Answer {
        let asked = bands.map { (band: $0, holds: $0.holds(size)) }
        for isForCollege in [true, false] {
            let these = asked.filter { ($0.band.college != nil) == isForCollege }
            if let found = these.first(where: { $0.holds == true }) { return .band(found.band) }
            guard let unknown = these.first(where: { $0.holds == nil }) else { continue }
            return .none(
                unknown.band.basis == .employees
                    ? "Le barème demande le nombre de salariés de cette organisation : renseignez-le."
                    : "Le barème demande le budget annuel de cette organisation : renseignez-le.")
        }
        return .none(
            bands.isEmpty
                ? "Le barème de \(year) n’a pas encore de tranche."
                : "Aucune tranche du barème de \(year) ne convient à cette organisation.")
    }
}

/// Where a member's dues of a year stand.
package enum DuesState: String, Sendable, CaseIterable {
    case settled = "reglee"
    case exempted = "exoneree"
    case partial = "partielle"
    case waiting = "attendue"
    case late = "en-retard"

    package init(amount: Money, paid: Money, isExempted: Bool, dueOn: Day, today: Day) {
        if isExempted {
            self = .exempted
        } else if paid >= amount {
            self = .settled
        } else if dueOn < today {
            self = .late
        } else {
            self = paid > .zero ? .partial : .waiting
        }
    }

    package var label: String {
        switch self {
        case .settled: "réglée"
        case .exempted: "exonérée"
        case .partial: "réglée en partie"
        case .waiting: "attendue"
        case .late: "en retard"
        }
    }

    package var isSettled: Bool { self == .settled || self == .exempted }
}

/// How a payment came.
package enum PaymentMeans: String, Codable, Sendable, CaseIterable {
    case transfer = "virement"
    case cheque
    case cash = "especes"
    case card = "carte"
    case other = "autre"

    package var label: String {
        switch self {
        case .transfer: "virement"
        case .cheque: "chèque"
        case .cash: "espèces"
        case .card: "carte"
        case .other: "autre"
        }
    }
}
