import Testing

@testable import Domain

/// What people may write of a record, and what happens when two write at once.
struct RecordEditingTests {
    private let sheet = OrganisationSheet([
        .name: "Ti Coop", .phone: "02 98 00 00 00", .siren: "404833048", .address: "1 rue Haute", .latitude: "48.5",
        .longitude: "-3.8", .precision: "adresse",
    ])

    private func edit(
        _ typed: [OrganisationField: String], present: OrganisationSheet? = nil, kept: Set<OrganisationField> = []
    ) -> RecordEdit {
        RecordEdit(typed: typed, seen: sheet, present: present ?? sheet) { kept.contains($0) }
    }

    @Test func onlyWhatIsTypedOtherwiseChanges() {
        let edit = edit([.name: "Ti Coop", .phone: "02 98 11 11 11"])
        #expect(edit.changes == [FieldChange(field: .phone, old: "02 98 00 00 00", new: "02 98 11 11 11")])
        #expect(edit.conflicts.isEmpty)
    }

    @Test func whatSomebodyElseChangedMeanwhileIsNeitherTakenBackNorOverwritten() {
        var present = sheet
        present[.phone] = "02 98 22 22 22"
        let untouched = edit([.phone: "02 98 00 00 00", .name: "Ti Coop ar Vro"], present: present)
        #expect(untouched.changes.map(\.field) == [.name] && untouched.conflicts.isEmpty)
        let both = edit([.phone: "02 98 11 11 11"], present: present)
        #expect(both.changes.isEmpty && both.conflicts.map(\.old) == ["02 98 22 22 22"])
        let agreed = edit([.phone: "02 98 22 22 22"], present: present)
        #expect(agreed.changes.isEmpty && agreed.conflicts.isEmpty)
    }

    @Test func whatARegisterKeepsIsNotTyped() {
        #expect(edit([.siren: "542107651"], kept: [.siren]).changes.isEmpty)
        #expect(RecordEditing.keeper(of: .siren, in: sheet, saidBy: .sirene) == .sirene)
        #expect(RecordEditing.keeper(of: .siren, in: sheet, saidBy: .organisation) == nil)
        #expect(RecordEditing.keeper(of: .siren, in: OrganisationSheet(), saidBy: .sirene) == nil)
        #expect(RecordEditing.keeper(of: .phone, in: sheet, saidBy: .sirene) == nil)
        #expect(RecordEditing.keeper(of: .sizeBand, in: sheet, saidBy: .animator) == .sirene)
        for field in RecordEditing.registered { #expect(!RecordEditing.fields.contains(field)) }
    }

    @Test func aNewAddressForgetsTheOldPointOnTheMap() {
        let fields = Set(edit([.address: "2 rue Basse"]).changes.map(\.field))
        #expect(fields == [.address, .latitude, .longitude, .precision])
    }

    @Test(arguments: [
        (OrganisationField.siren, "404 833 048", "404833048"),
        (.website, "www.coop.example.org", "https://www.coop.example.org"),
        (.website, "http://coop.example.org/a?b", "http://coop.example.org/a?b"), (.postcode, "29 600", "29600"),
        (.email, "Contact@Coop.Example.org", "contact@coop.example.org"), (.createdOn, "2010-03", "2010-03"),
        (.family, "", "indeterminee"), (.phone, "", ""), (.rna, "w291000123", "W291000123"),
    ])
    func whatIsTypedIsKeptInOneWriting(field: OrganisationField, typed: String, kept: String) throws {
        #expect(try RecordEditing.read(typed, as: field) == kept)
    }

    @Test(arguments: [
        (OrganisationField.name, ""), (.siren, "404833049"), (.siret, "1"), (.rna, "X1"),
        (.website, "javascript:alert(1)"),
        (.website, "https://a b.example.org"), (.website, "https://eve@coop.example.org"), (.website, "coop"),
        (.email, "contact"), (.postcode, "2960"), (.postcode, "29é00"), (.createdOn, "hier"), (.family, "syndicat"),
        (.phone, "appelez"), (.summary, String(repeating: "a", count: 101)),
        (.acronym, String(repeating: "a", count: 81)),
    ])
    func whatCannotBeKeptIsRefused(field: OrganisationField, typed: String) {
        #expect(throws: FieldRefusal.self) { try RecordEditing.read(typed, as: field) }
    }
}
