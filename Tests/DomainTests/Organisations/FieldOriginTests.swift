import Domain
import Testing

/// Which source may replace what another said, field by field.
struct FieldOriginTests {
    private func changes(
        _ old: [OrganisationField: String], said by: FieldOrigin, then new: [OrganisationField: String],
        from origin: FieldOrigin
    ) -> [FieldChange] {
        OrganisationSheet(old).changes(by: OrganisationSheet(new), from: origin) { _ in by }
    }

    @Test func aRegisterFillsWhatIsEmpty() {
        let found = changes([.name: "Ti Coop"], said: .file, then: [.phone: "02 98 00 00 00"], from: .sirene)
        #expect(found == [FieldChange(field: .phone, old: "", new: "02 98 00 00 00")])
    }

    @Test func whatAPersonCorrectedIsKeptAndSaidSo() {
        let found = changes([.name: "Ti Coop"], said: .organisation, then: [.name: "TI COOP"], from: .sirene)
        #expect(found == [FieldChange(field: .name, old: "Ti Coop", new: "TI COOP", kept: .organisation)])
    }

    @Test func aPersonWhoEmptiedAFieldIsNotOverruledByAFile() {
        let found = changes([.phone: ""], said: .organisation, then: [.phone: "02 98 00 00 00"], from: .file)
        #expect(found.map(\.kept) == [.organisation])
    }

    @Test func sireneKeepsItsOwnFieldsTrueWhateverPeopleTyped() {
        let found = changes([.state: "active"], said: .organisation, then: [.state: "cessee"], from: .sirene)
        #expect(found == [FieldChange(field: .state, old: "active", new: "cessee")])
    }

    @Test func anotherListDoesNotChangeWhatSireneRegisters() {
        let found = changes([.sizeBand: "11"], said: .sirene, then: [.sizeBand: "12"], from: .file)
        #expect(found.map(\.kept) == [.sirene])
    }

    @Test func theMoreOfficialFileWins() {
        #expect(FieldOrigin.sirene.mayReplace(.gogocarto, in: .address))
        #expect(!FieldOrigin.gogocarto.mayReplace(.sirene, in: .address))
        #expect(FieldOrigin.rna.mayReplace(.rna, in: .purpose))
    }

    @Test func aFileThatIsSilentErasesNothingAndAPersonMay() {
        #expect(changes([.website: "https://a.example.org"], said: .file, then: [.website: ""], from: .file) == [])
        let found = changes([.website: "https://a.example.org"], said: .file, then: [.website: ""], from: .hub)
        #expect(found == [FieldChange(field: .website, old: "https://a.example.org", new: "")])
    }

    @Test func theSameSourceTwiceChangesNothing() {
        for origin in FieldOrigin.allCases {
            let sheet: [OrganisationField: String] = [.name: "Ti Coop", .siren: "404833048", .state: "active"]
            #expect(changes(sheet, said: origin, then: sheet, from: origin) == [])
        }
    }

    @Test func everyFieldHasAColumnALabelAndALimit() {
        let columns = Set(OrganisationField.allCases.map(\.column))
        #expect(columns.count == OrganisationField.allCases.count)
        for field in OrganisationField.allCases {
            #expect(!field.label.isEmpty && field.limit > 0)
            #expect(field.column.allSatisfy { $0.isASCII && $0.isLetter })
        }
    }
}
