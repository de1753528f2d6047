/// Thresholds that the network sets, each in force from a day, with its source (R8, R10).
package struct NetworkThresholds: Sendable, Hashable {
    /// Organisations needed to steer a préfiguration.
    package var coreOrganisations: Int
    /// Organisations needed to create a hub.
    package var foundingOrganisations: Int
    /// Legal families needed for a diversity of actors.
    package var families: Int

    package init(coreOrganisations: Int, foundingOrganisations: Int, families: Int) {
        (self.coreOrganisations, self.foundingOrganisations) = (coreOrganisations, foundingOrganisations)
        self.families = families
    }
}

/// What is known of a hub when a milestone would change its status.
package struct HubReadiness: Sendable, Hashable {
    package let status: Status
    /// Territories in its perimeter.
    package let perimeter: Int
    package let organisations: Int
    package let families: Set<Family>
    package let governance: GovernanceMode
    package let manager: String
    package let hasInitiative: Bool
    /// Organisations that steer without being members yet (the core group), on top of `organisations`, and their families.
    package let steering: Int
    package let steeringFamilies: Set<Family>

    package init(
        status: Status, perimeter: Int, organisations: Int, families: Set<Family>, governance: GovernanceMode,
        manager: String, hasInitiative: Bool, steering: Int = 0, steeringFamilies: Set<Family> = []
    ) {
        (self.steering, self.steeringFamilies) = (steering, steeringFamilies)
        (self.status, self.perimeter, self.organisations) = (status, perimeter, organisations)
        (self.families, self.governance, self.manager) = (families, governance, manager)
        self.hasInitiative = hasInitiative
    }
}

/// The rule of passage from one status to the next: what it requires, what is there, what is missing.
package enum Transition {
    /// Findings for the passage to `status`; nothing to find when a milestone changes no status. `evidence` is nil as long
    /// as nobody has been asked for it.
    package static func findings(
        to status: Status?, from hub: HubReadiness, evidence: Bool?, thresholds: NetworkThresholds
    ) -> [Finding] {
        guard let status, status != hub.status else { return [] }
        switch status {
        case .organising: return [perimeter(hub)]
        case .prefiguration:
            // Those who steer count here; to found a hub, only those who are engaged in it do.
            return [initiative(hub), perimeter(hub)]
                + diversity(
                    hub.organisations + hub.steering, hub.families.union(hub.steeringFamilies),
                    thresholds.coreOrganisations, thresholds)
        case .created:
            return [initiative(hub), perimeter(hub)]
                + diversity(hub.organisations, hub.families, thresholds.foundingOrganisations, thresholds)
                + [governance(hub), proof(evidence)]
        case .none, .unknown: return [proof(evidence)]
        }
    }

    package static func missing(_ findings: [Finding]) -> [Finding] {
        findings.filter { (finding: Finding) in finding.outcome != .met }
    }

    private static func initiative(_ hub: HubReadiness) -> Finding {
        hub.hasInitiative
            ? Finding(.met, "Une initiative est enregistrée.", principle: "R16")
            : Finding(
                .missing, "Aucune initiative n’est enregistrée : qui a lancé la réflexion, et quand ?", principle: "R16"
            )
    }

    private static func perimeter(_ hub: HubReadiness) -> Finding {
        hub.perimeter > 0
            ? Finding(.met, "Le périmètre est défini.", principle: "R10")
            : Finding(.missing, "Le périmètre n’est pas défini : il faut au moins un territoire.", principle: "R10")
    }

    private static func diversity(
        _ count: Int, _ present: Set<Family>, _ needed: Int, _ thresholds: NetworkThresholds
    ) -> [Finding] {
        let organisations = French.count(count, "organisation engagée", "organisations engagées")
        let enough = count >= needed
        let families = present.count
        let names = present.sorted { $0.rawValue < $1.rawValue }.map(\.label)
        let diverse = families >= thresholds.families
        return [
            Finding(
                enough ? .met : .missing,
                enough
                    ? "\(organisations) (il en faut \(needed))." : "\(organisations) : il en faut au moins \(needed).",
                principle: "R8"),
            Finding(
                diverse ? .met : .missing,
                diverse
                    ? "\(French.count(families, "famille juridique", "familles juridiques")) : \(French.list(names))."
                    : "\(French.count(families, "famille juridique représentée", "familles juridiques représentées")) : il en faut au moins \(thresholds.families) pour qu’un pôle naisse d’une diversité d’acteurs.",
                principle: "R8"),
        ]
    }

    private static func governance(_ hub: HubReadiness) -> Finding {
        switch hub.governance {
        case .ownStructure:
            Finding(.met, "La gouvernance est assurée par une structure créée pour le pôle.", principle: "R13")
        case .delegated where !hub.manager.isEmpty:
            Finding(.met, "Un collectif gouverne ; la gestion est confiée à \(hub.manager).", principle: "R13")
        case .delegated:
            Finding(
                .missing, "La gestion est déléguée, mais l’organisation qui l’a acceptée n’est pas nommée.",
                principle: "R13")
        case .undecided:
            Finding(.missing, "Le mode de gouvernance et de gestion n’est pas déterminé.", principle: "R13")
        }
    }

    private static func proof(_ evidence: Bool?) -> Finding {
        let kinds = "un lien ou un document (procès-verbal, publication…)"
        return switch evidence {
        case true?: Finding(.met, "Une preuve est jointe.", principle: "R19")
        case false?: Finding(.missing, "Il manque une preuve : \(kinds).", principle: "R19")
        case nil: Finding(.unknown, "Une preuve sera à joindre : \(kinds).", principle: "R19")
        }
    }
}
