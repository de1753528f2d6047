import Domain
import Testing

/// Who is missing in a hub, and whom to call first.
struct CoverageTests {
    private func organisation(
        _ id: Int64, _ family: Family = .association, _ sectors: [String] = ["culture"], at commune: String = "A",
        size: SizeClass = .none, isEmployer: Bool = false
    ) -> PlacedOrganisation {
        PlacedOrganisation(
            id: ID(rawValue: id), name: "N\(id)", family: family, sectors: sectors, commune: commune, size: size,
            isEmployer: isEmployer)
    }

    private func calls(_ others: [PlacedOrganisation]) -> [Int64] {
        let coverage = HubCoverage(
            members: [organisation(1), organisation(2, .cooperative, ["agriculture"])], others: others)
        return coverage.toCall.map(\.organisation.id.rawValue)
    }

    @Test func anEmptyFamilyThenAnEmptySectorThenAnEmptyCommuneComesFirst() {
        let order = calls([
            organisation(10), organisation(11, at: "B"), organisation(12, .association, ["sport"]),
            organisation(13, .association, ["sport"], at: "B"), organisation(14, .mutual),
            organisation(15, .mutual, ["mutuelles"], at: "B"),
        ])
        #expect(order == [15, 14, 13, 12, 11, 10])
    }

    @Test func amongEqualsEmployersComeFirstThenTheLargerThenByName() {
        let order = calls([
            organisation(23), organisation(22), organisation(21, size: .small, isEmployer: true),
            organisation(20, size: .large, isEmployer: true), organisation(24, size: .unknown),
        ])
        #expect(order == [20, 21, 22, 23, 24])
    }

    @Test func whatIsFilledAlreadyIsNoGain() {
        let coverage = HubCoverage(
            members: [organisation(1)], others: [organisation(2), organisation(3, .undetermined, [], at: "")])
        #expect(coverage.gain(of: organisation(2)).weight == 0)
        // Neither an unknown family nor an unknown place fills anything.
        #expect(coverage.gain(of: organisation(3, .undetermined, [], at: "")).weight == 0)
    }

    @Test func theCrossedTableCountsEachOrganisationInEachOfItsSectors() {
        let coverage = HubCoverage(
            members: [organisation(1, .association, ["culture", "sport"])],
            others: [organisation(2, .association, ["sport"]), organisation(3, .mutual, []), organisation(4, at: "B")])
        #expect(coverage.presence(sector: "sport", family: .association).members == 1)
        #expect(coverage.presence(sector: "sport", family: .association).others == 1)
        #expect(coverage.presence(sector: nil, family: .mutual).isEmpty)
        #expect(coverage.sectors["culture"]?.known == 2 && coverage.communes["B"]?.isEmpty == true)
        #expect(coverage.families[.foundation] == nil)
    }
}

/// Labels and ways of existing.
struct LabelTests {
    @Test func labelsAreNamedByCodeShortNameOrName() {
        for text in [
            "siae-aci", "SIAE-ACI", "ACI", "atelier et chantier d’insertion", "Ateliers et chantiers d'insertion",
        ] {
            #expect(Label.named(text)?.code == "siae-aci", "\(text)")
        }
        #expect(Label.named("bio") == nil)
        #expect(Set(Label.all.map(\.code)).count == Label.all.count)
        #expect(Label.all.allSatisfy { !$0.definition.isEmpty && !$0.code.contains(" ") })
    }

    @Test func aLegalFormTellsALabelOnlyWhenNobodySaidIt() {
        #expect(OrganisationSheet([.legalCategory: "5458"]).labelsByForm.map(\.code) == ["scop"])
        #expect(OrganisationSheet([.legalCategory: "5458", .labels: "scop"]).labelsByForm.isEmpty)
        #expect(OrganisationSheet([.legalCategory: "5710"]).labelsByForm.isEmpty)
        #expect(OrganisationSheet([.labels: "scic esus"]).labels.map(\.code) == ["esus", "scic"])
    }

    @Test func anOrganisationWithoutSiretStillExistsSomehow() {
        #expect(Existence(of: OrganisationSheet([.siret: "73282932000074", .parent: "3"])) == .registered)
        #expect(Existence(of: OrganisationSheet([.rna: "W291000001"])) == .declared)
        #expect(Existence(of: OrganisationSheet([.parent: "3"])) == .branch)
        #expect(Existence(of: OrganisationSheet([.existence: "collectif", .parent: "3"])) == .collective)
        #expect(Existence(of: OrganisationSheet()) == .unknown)
    }

    @Test func aBranchHasNoBranches() {
        func objection(_ parent: Int64, above: String = "", below: Int = 0) -> Branch.Objection? {
            Branch.objection(
                to: ID(rawValue: parent), of: ID(rawValue: 1), parentOfParent: above, branchesOfBranch: below)
        }
        #expect(objection(2) == nil && objection(1) == .itself)
        #expect(objection(2, above: "3") == .parentIsBranch && objection(2, below: 1) == .hasBranches)
    }
}
