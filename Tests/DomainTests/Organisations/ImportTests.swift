import Domain
import Testing

/// Lines of official files become organisations, once each, or say why not.
struct OrganisationImportTests {
    private func unit(
        _ siren: String, _ name: String, _ category: String = "9220", flag: String = "O", diffusion: String = "O"
    )
        -> [String: String]
    {
        [
            "siren": siren, "denominationunitelegale": name, "categoriejuridiqueunitelegale": category,
            "economiesocialesolidaireunitelegale": flag, "statutdiffusionunitelegale": diffusion,
            "etatadministratifunitelegale": "A", "sigleunitelegale": "SIG", "trancheeffectifsunitelegale": "[ND]",
        ]
    }

    private func establishment(_ siret: String, isSeat: Bool = true, commune: String = "29151") -> [String: String] {
        [
            "siret": siret, "etablissementsiege": isSeat ? "true" : "false", "codecommuneetablissement": commune,
            "libellecommuneetablissement": "MORLAIX", "codepostaletablissement": "29600",
            "libellevoieetablissement": "DU PORT", "typevoieetablissement": "QUAI",
            "etatadministratifetablissement": "A",
        ]
    }

    private func parse(
        _ lines: [(ImportFormat, [String: String])], communes: Set<String> = ["29151"]
    ) -> ImportParser {
        var parser = ImportParser(.sample(communes: communes))
        for (number, line) in lines.enumerated() {
            parser.read(line.1, as: line.0, at: ImportPlace(file: "f.csv", line: number + 2))
        }
        parser.finish()
        return parser
    }

    private func plan(
        _ lines: [(ImportFormat, [String: String])], known: [KnownRecord] = [], from origin: FieldOrigin = .sirene
    ) -> ImportPlan { ImportPlan(parse(lines), from: origin, known: known) }

    @Test func aUnitAndItsEstablishmentsAreOneOrganisation() {
        let found = plan([
            (.sireneEstablishments, establishment("73282932000074")),
            (.sireneUnits, unit("732829320", "LE PHARE")),
            (.sireneEstablishments, establishment("73282932000082", isSeat: false)),
        ])
        #expect(found.created.count == 1 && found.lineCount == 3)
        let sheet = found.created.first?.sheet ?? OrganisationSheet()
        #expect(sheet[.siret] == "73282932000074" && sheet[.address] == "QUAI DU PORT" && sheet[.commune] == "29151")
        #expect(sheet.family == .association && sheet[.sizeBand] == "")
        #expect(found.created.first?.places.map(\.siret) == ["73282932000082"])
    }

    @Test func personsOtherEconomiesAndOtherPlacesAreLeftAside() {
        let found = plan([
            (.sireneUnits, unit("732829320", "DURAND", "1000")),
            (.sireneUnits, unit("404833048", "SARL", "5499", flag: "N")),
            (.sireneUnits, unit("130025265", "AILLEURS")),
            (.sireneEstablishments, establishment("13002526500013", commune: "75056")),
        ])
        #expect(found.created.isEmpty && found.refused.isEmpty && found.outside.count == 4)
    }

    @Test func aSocietyOfTheESSIsToldByItsFlagAndNotByItsForm() {
        let found = plan([
            (.sireneUnits, unit("732829320", "SCOP EN SAS", "5710")),
            (.sireneEstablishments, establishment("73282932000074")),
        ])
        #expect(found.created.first?.sheet.family == .company)
    }

    @Test func ofAPartlyDisclosedUnitOnlyTheNameAndTheCommuneAreKept() {
        let found = plan([
            (.sireneUnits, unit("732829320", "LE PHARE", diffusion: "P")),
            (.sireneEstablishments, establishment("73282932000074")),
        ])
        let sheet = found.created.first?.sheet ?? OrganisationSheet()
        #expect(sheet[.name] == "LE PHARE" && sheet[.commune] == "29151")
        #expect(sheet[.acronym] == "" && sheet[.address] == "" && sheet[.postcode] == "")
    }

    @Test func aWrongNumberIsRefusedWithItsLineColumnAndReason() {
        let found = plan([(.sireneUnits, unit("732829321", "FAUX")), (.sireneEstablishments, establishment("1"))])
        #expect(found.refused.map(\.place.line) == [2, 3])
        #expect(found.refused.map(\.column) == ["siren", "siret"])
        #expect(found.refused.first?.reason.contains("732829321") == true)
    }

    @Test func whatIsKnownIsComparedFieldByFieldAndTheSameAgainChangesNothing() {
        let lines: [(ImportFormat, [String: String])] = [
            (.sireneUnits, unit("732829320", "LE PHARE")), (.sireneEstablishments, establishment("73282932000074")),
        ]
        let first = plan(lines).created.first?.sheet ?? OrganisationSheet()
        var typed = first
        typed[.name] = "Le Phare de Morlaix"
        typed[.state] = "cessee"
        func record(_ sheet: OrganisationSheet, _ origins: [OrganisationField: FieldOrigin]) -> KnownRecord {
            KnownRecord(id: 7, sheet: sheet, origin: .sirene, origins: origins, places: [])
        }
        #expect(plan(lines, known: [record(first, [:])]).unchanged.count == 2)
        let found = plan(lines, known: [record(typed, [.name: .organisation, .state: .organisation])])
        #expect(found.changed.map(\.id) == [7])
        let fields = found.changed.first?.fields ?? []
        #expect(fields.first { $0.field == .name }?.kept == .organisation)
        #expect(fields.first { $0.field == .state }?.new == "active")
        #expect(fields.first { $0.field == .state }?.kept == nil)
    }

    @Test func aFileOfOnesOwnIsReadByTheUsualNamesOfColumnsAndMatchedByNameAndPlace() {
        let known = KnownRecord(
            id: 3, sheet: OrganisationSheet([.name: "Éco-Lieu du Léon", .town: "Morlaix", .family: "association"]),
            origin: .file, origins: [:], places: [])
        let line = ["nom": "ECO LIEU DU LEON", "commune": "MORLAIX", "site internet": "ecolieu.example.org"]
        let found = plan([(.structures, line)], known: [known], from: .gogocarto)
        #expect(found.changed.map(\.id) == [3])
        let website = found.changed.first?.fields.first { $0.field == .website }
        #expect(website?.new == "https://ecolieu.example.org" && website?.kept == nil)
        let bad = plan(
            [(.structures, ["nom": "X", "siret": "123"]), (.structures, ["commune": "MORLAIX"])], from: .file)
        #expect(bad.refused.map(\.column) == ["siret", "nom"])
    }

    @Test func anActivityInWordsIsNoActivityCode() {
        let lines = ["maraîchage", "01.13Z"].map {
            (ImportFormat.structures, ["nom": "Ferme \($0)", "activite": $0, "commune": "MORLAIX"])
        }
        let sheets = plan(lines, from: .file).created.map(\.sheet)
        #expect(sheets.map { $0[.summary] } == ["maraîchage", ""])
        #expect(sheets.map { $0[.activity] } == ["", "01.13Z"])
    }

    @Test func theSameOrganisationOnTwoLinesIsOneWithTwoPlaces() {
        let lines = ["73282932000074", "73282932000082"].map { (siret: String) in
            (
                ImportFormat.siae,
                ["siret": siret, "nom": "LE PHARE", "type": "ACI", "code_postal": "29600", "ville": "Morlaix"]
            )
        }
        let found = plan(lines, from: .siae)
        #expect(found.created.count == 1 && found.created.first?.places.count == 1)
        #expect(found.created.first?.sheet[.labels] == "siae-aci")
    }

    @Test func anAssociationThatIsDissolvedIsCeased() {
        let line = [
            "id": "W332017360", "titre": "LE PHARE", "objet": "culture", "position": "D", "adrs_codeinsee": "29151",
            "date_disso": "2020-01-02", "date_creat": "0001-01-01",
        ]
        let sheet = plan([(.rna, line)], from: .rna).created.first?.sheet ?? OrganisationSheet()
        #expect(sheet.isCeased && sheet[.closedOn] == "2020-01-02" && sheet[.createdOn] == "")
        #expect(sheet[.rna] == "W332017360")
    }

    @Test func filesAreToldApartByTheirColumns() {
        #expect(ImportFormat(columns: ["siren", "categoriejuridiqueunitelegale"]) == .sireneUnits)
        #expect(ImportFormat(columns: ["id", "titre", "objet", "position"]) == .rna)
        #expect(ImportFormat(columns: ["siren", "famille juridique de l'entreprise"]) == .essFrance)
        #expect(ImportFormat(columns: ["raison sociale", "cp"]) == .structures)
        #expect(ImportFormat(columns: ["a", "b"]) == nil)
    }
}
