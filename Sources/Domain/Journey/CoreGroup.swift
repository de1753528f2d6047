/// A place in the core group: an organisation, or a person alone, from a day until another. They are not members yet.
package struct CoreSeat: Hashable, Sendable {
    package let id: ID<CoreSeat>
    /// The organisation of the directory, when it is one.
    package let organisationID: ID<Organisation>?
    package let organisationName: String
    /// Nil for a person who comes for nobody but themselves, and for a public body.
    package let family: Family?
    package let sectors: [String]
    /// A public body or a funder helps to steer, and decides nothing (R2).
    package let isPartner: Bool
    package let person: String
    package let role: String
    package let availability: String
    package let validity: Validity

    package init(
        id: ID<CoreSeat>, organisationID: ID<Organisation>?, organisationName: String, family: Family?,
        sectors: [String], isPartner: Bool, person: String, role: String, availability: String, validity: Validity
    ) {
        (self.id, self.organisationID, self.organisationName) = (id, organisationID, organisationName)
        (self.family, self.sectors, self.isPartner) = (family, sectors, isPartner)
        (self.person, self.role, self.availability, self.validity) = (person, role, availability, validity)
    }

    /// What makes two places the same structure's.
    fileprivate var structure: String? {
        guard !isPartner else { return nil }
        if let organisationID { return "fiche \(organisationID)" }
        return organisationName.isEmpty ? nil : French.slug(organisationName)
    }
}

/// Those who steer a préfiguration on a day (R8, R12, R17): many structures, diverse, none that steers alone.
package struct CoreGroup: Sendable {
    package let seats: [CoreSeat]

    package init(_ seats: [CoreSeat], on day: Day) { self.seats = seats.filter { $0.validity.contains(day) } }

    /// ESS structures, each once however many people it sends.
    package var structures: Int { Set(seats.compactMap(\.structure)).count }
    package var organisations: Set<ID<Organisation>> {
        Set(seats.filter { !$0.isPartner }.compactMap(\.organisationID))
    }
    /// Structures that no record of the directory stands for, by their name.
    package var unlisted: Set<String> {
        Set(seats.filter { $0.organisationID == nil }.compactMap(\.structure))
    }
    package var families: Set<Family> {
        Set(seats.filter { $0.structure != nil }.compactMap(\.family)).intersection(Family.legal)
    }
    package var sectors: Set<String> { Set(seats.filter { $0.structure != nil }.flatMap(\.sectors)) }

    /// The structure that sends more people than all the other structures together, when one does.
    package var dominant: (name: String, seats: Int, of: Int)? {
        let held = seats.filter { $0.structure != nil }
        let byStructure = Dictionary(grouping: held) { $0.structure ?? "" }
        guard let largest = byStructure.values.max(by: { $0.count < $1.count }), byStructure.count > 1 else {
            return nil
        }
        guard 2 * largest.count > held.count else { return nil }
        return (largest[0].organisationName, largest.count, held.count)
    }

    /// What the rules say of this group.
    package func findings(_ thresholds: NetworkThresholds) -> [Finding] {
        let needed = thresholds.coreOrganisations
        let enough = structures >= needed
        let diverse = families.count >= thresholds.families
        let names = families.sorted { $0.rawValue < $1.rawValue }.map(\.label)
        let words = French.count(structures, "structure de l’ESS pilote", "structures de l’ESS pilotent")
        var findings = [
            Finding(
                enough ? .met : .missing,
                enough
                    ? "\(words) la démarche (il en faut \(needed))."
                    : "\(structures == 0 ? "Aucune structure de l’ESS ne pilote" : words) la démarche : il en faut au moins \(needed), un pôle ne peut pas être piloté par trop peu de structures.",
                principle: "R12"),
            Finding(
                diverse ? .met : .missing,
                diverse
                    ? "\(French.count(families.count, "famille", "familles")) dans le noyau : \(French.list(names))."
                    : "\(families.isEmpty ? "Aucune famille" : French.count(families.count, "famille", "familles")) dans le noyau\(families.isEmpty ? "" : " (\(French.list(names)))") : il en faut au moins \(thresholds.families).",
                principle: "R8"),
        ]
        if let dominant {
            findings.append(
                Finding(
                    .missing,
                    "\(dominant.name) tient \(dominant.seats) des \(dominant.of) places des acteurs, plus que tous les autres réunis : élargissez, ou que cette structure en laisse.",
                    principle: "R12"))
        } else if structures > 1 {
            findings.append(
                Finding(.met, "Aucune structure ne tient plus de places que toutes les autres.", principle: "R12"))
        }
        return findings
    }
}
