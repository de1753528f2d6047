import Testing

@testable import Domain

/// Which of two records' values is suggested, and what a merge changes.
struct MergePlanTests {
    private func record(
        _ id: Int64, _ origin: FieldOrigin, _ values: [OrganisationField: String],
        said: [OrganisationField: FieldOrigin] = [:]
    ) -> KnownRecord {
        KnownRecord(id: ID(rawValue: id), sheet: OrganisationSheet(values), origin: origin, origins: said, places: [])
    }

    private func row(_ field: OrganisationField, _ plan: MergePlan) -> MergeRow? {
        plan.rows.first { $0.fields.contains(field) }
    }

    @Test func everyFieldIsInExactlyOneRow() {
        let fields = MergePlan.groups.flatMap { $0 }
        #expect(fields.count == OrganisationField.allCases.count)
        #expect(Set(fields) == Set(OrganisationField.allCases))
    }

    @Test func whatOnlyOneSaysIsTakenAndPeopleWinOverFilesAndRegistersOverPeopleOnWhatTheyKeep() {
        let plan = MergePlan(
            keeping: record(
                1, .sirene,
                [.name: "TI COOP", .siren: "732829320", .family: "indeterminee", .sizeBand: "11", .state: "active"]),
            absorbing: record(
                2, .hub, [.name: "Ti Coop", .phone: "02", .family: "cooperative", .sizeBand: "21", .state: "active"],
                said: [.phone: .organisation]))
        #expect(row(.name, plan)?.suggested == .other && row(.name, plan)?.reason == "dit par : pôle")
        #expect(row(.phone, plan)?.suggested == .other && row(.phone, plan)?.reason == "seule à le dire")
        #expect(row(.siren, plan)?.suggested == .kept)
        #expect(row(.family, plan)?.suggested == .other)
        // Sirene keeps the size; a hub's guess does not replace it.
        #expect(row(.sizeBand, plan)?.suggested == .kept)
        #expect(row(.state, plan)?.isSame == true)
        let changes = plan.changes([:])
        #expect(changes.map(\.change.field) == [.name, .family, .phone])
        #expect(changes.map(\.origin) == [.hub, .hub, .organisation])
        #expect(plan.changes(["telephone": .kept, "nom": .kept, "famille": .kept]).isEmpty)
    }

    @Test func anAddressIsTakenWholeAndAFullerOneWins() {
        let kept = record(1, .rna, [.address: "Mairie", .town: "Morlaix"])
        let plan = MergePlan(
            keeping: kept, absorbing: record(2, .rna, [.address: "1 rue Haute", .town: "Brest", .postcode: "29200"]))
        #expect(row(.town, plan)?.suggested == .kept)
        #expect(plan.changes(["adresse": .other]).map(\.change.new) == ["1 rue Haute", "29200", "Brest"])
        let fuller = MergePlan(
            keeping: kept, absorbing: record(2, .gogocarto, [.address: "Mairie", .town: "Morlaix", .postcode: "29600"]))
        #expect(row(.town, fuller)?.suggested == .other && row(.town, fuller)?.reason == "plus complète")
    }

    @Test func listsArePutTogetherAndDiscretionWins() {
        let plan = MergePlan(
            keeping: record(1, .file, [.labels: "esus scic", .diffusion: "O"]),
            absorbing: record(2, .siae, [.labels: "scic siae", .diffusion: "P"]))
        #expect(row(.labels, plan)?.suggested == .both)
        #expect(plan.changes([:]).map(\.change.new) == ["esus scic siae", "P"])
        #expect(plan.changes(["agrements": .other]).first?.change.new == "scic siae")
    }

    @Test func stretchesOfTimeAreUnited() {
        func between(_ from: String, _ until: String? = nil) -> Validity {
            Validity(from: Day(from), until: until.flatMap { Day($0) }) ?? .always
        }
        #expect(
            Validity.united([
                between("2021-06-01"), between("2019-01-01", "2020-01-01"), between("2020-01-01", "2020-02-01"),
                between("2021-01-01", "2021-03-01"), between("2021-02-01", "2021-02-10"),
                between("2024-01-01", "2025-01-01"),
            ]) == [between("2019-01-01", "2020-02-01"), between("2021-01-01", "2021-03-01"), between("2021-06-01")])
        #expect(Validity.united([]).isEmpty)
    }

    @Test(arguments: 0..<100)
    func aDayIsInTheUnionWhenItIsInOneOfThem(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let first = Day(year: 2020, month: 1, day: 1) ?? .farPast
        let all = (0..<6).compactMap { _ -> Validity? in
            let start = Int.random(in: 0...60, using: &random)
            let length = Int.random(in: 0...20, using: &random)
            return Validity(
                from: first.adding(days: start), until: length == 0 ? nil : first.adding(days: start + length))
        }
        let united = Validity.united(all)
        for offset in -1...90 {
            let day = first.adding(days: offset)
            #expect(united.contains { $0.contains(day) } == all.contains { $0.contains(day) })
        }
        for (one, next) in zip(united, united.dropFirst()) { #expect(!one.overlaps(next) && one.until != next.from) }
    }
}
