import Domain
import Testing

/// Whether an organisation is of the ESS, from witnesses that may disagree.
struct EssPerimeterTests {
    private func verdict(_ values: [OrganisationField: String]) -> EssPerimeter.Verdict {
        EssPerimeter.verdict(OrganisationSheet(values), in: .sample)
    }

    @Test func registersThatDisagreeAreShownToDisagree() {
        let disputed = verdict([.essSirene: "N", .essList: "O"])
        #expect(disputed.isIn && disputed.isDisputed && disputed.reasons.count == 2 && disputed.basis == .registers)
        let against = verdict([.essSirene: "N", .legalCategory: "9220"])
        #expect(!against.isIn && against.isDisputed && against.basis == .registers)
        #expect(!verdict([.essSirene: "N", .legalCategory: "5710"]).isDisputed)
        #expect(!verdict([.essSirene: "N", .legalCategory: "5710"]).isIn)
    }

    @Test func formDecidesOnlyWhenNoRegisterSpeaks() {
        let alone = verdict([.legalCategory: "9220"])
        #expect(alone.isIn && !alone.isDisputed && alone.basis == .form)
        #expect(verdict([.legalCategory: "5710", .essSirene: "O"]).basis == .registers)
        // A form that no table names says nothing.
        #expect(verdict([.legalCategory: "5710"]).basis == .nothing)
    }

    @Test func anActivityMayKeepAnIncludedFormOut() {
        let party = verdict([.legalCategory: "9220", .activity: "94.92Z", .activityNomenclature: "NAFRev2"])
        #expect(!party.isIn && party.basis == .form && party.reasons.first?.contains("94.92Z") == true)
        #expect(verdict([.legalCategory: "9220", .activity: "94.99Z"]).isIn)
        // Registers say yes all the same: shown as a disagreement.
        let flagged = verdict([.legalCategory: "9220", .activity: "94.92Z", .essSirene: "O"])
        #expect(flagged.isIn && flagged.isDisputed)
    }

    @Test func aDoubtfulFormNeitherAdmitsNorExcludes() {
        let unsaid = verdict([.legalCategory: "9240"])
        #expect(!unsaid.isIn && unsaid.basis == .nothing && !unsaid.isDisputed)
        let said = verdict([.legalCategory: "9240", .family: "association"])
        #expect(said.isIn && said.basis == .word)
        #expect(!verdict([.legalCategory: "8410", .family: "association"]).isIn)
    }

    @Test func theNetworksDecisionWinsWithItsReasonAndTheDisagreementStaysShown() {
        let kept = verdict([.essNetwork: "O", .essReason: "Statuts de Scic vus.", .essSirene: "N"])
        #expect(kept.isIn && kept.basis == .network && kept.isDisputed)
        #expect(kept.reasons.first?.contains("Statuts de Scic vus.") == true)
        let refused = verdict([.essNetwork: "N", .essReason: "Lucrative.", .essSirene: "O", .essList: "O"])
        #expect(!refused.isIn && refused.isDisputed)
    }

    @Test func twoVersionsAreComparedLineByLine() {
        let categories = EssTable.sample.categories.filter { $0.code != "8210" }.map { line in
            line.code == "9240" ? EssTable.category("9240", line.label, .association) : line
        }
        let other = EssTable(categories + [EssTable.category("6411", "Assurance", .mutual)], exclusions: [])
        let difference = EssTableDifference(from: .sample, to: other)
        var words: [String] = []
        for change in difference.categories {
            switch change {
            case .added(let line): words.append("+" + line.code)
            case .removed(let line): words.append("-" + line.code)
            case .changed(_, let line): words.append("~" + line.code)
            }
        }
        #expect(words.sorted() == ["+6411", "-8210", "~9240"] && difference.exclusions.count == 2)
        #expect(EssTableDifference(from: .sample, to: .sample).isEmpty)
    }

    @Test func importsPutAsideWhatTheVersionLeavesOut() {
        func unit(_ siren: String, _ category: String, _ activity: String, flag: String = "") -> [String: String] {
            [
                "siren": siren, "denominationunitelegale": "Nom", "categoriejuridiqueunitelegale": category,
                "activiteprincipaleunitelegale": activity, "nomenclatureactiviteprincipaleunitelegale": "NAFRev2",
                "economiesocialesolidaireunitelegale": flag,
            ]
        }
        var parser = ImportParser(.sample())
        let lines = [
            unit("356000000", "9220", "94.99Z"), unit("732829320", "9220", "94.92Z"),
            unit("552100554", "5710", "47.11A"),
            unit("775670417", "5710", "90.01Z", flag: "O"), unit("784671695", "9240", "94.91Z"),
        ]
        for (line, cells) in lines.enumerated() {
            parser.read(cells, as: .sireneUnits, at: ImportPlace(file: "f.csv", line: line))
        }
        parser.finish()
        #expect(parser.candidates.map { $0.sheet[.siren] } == ["356000000", "775670417"])
        #expect(parser.candidates.last?.sheet.family == .company && parser.outside.map(\.line) == [1, 2, 4])
    }

    @Test func aFileOfOnesOwnSpeaksTheNetworksWordsForSectorsAndFederations() {
        var parser = ImportParser(.sample())
        let lines = [
            ["nom": "A", "secteurs": "Culture; insertion", "reseaux": "UFCV"],
            ["nom": "B", "secteurs": "culture insertion", "reseaux": "urscop, ufcv"],
            ["nom": "C", "secteurs": "astronomie"], ["nom": "D", "reseaux": "inconnu"],
            ["nom": "E", "ess_reseau": "O", "motif_ess": "parce que", "antenne_de": "4"],
        ]
        for (line, cells) in lines.enumerated() {
            parser.read(cells, as: .structures, at: ImportPlace(file: "f.csv", line: line))
        }
        parser.finish()
        #expect(parser.candidates.map { $0.sheet[.sectors] } == ["culture insertion", "culture insertion", ""])
        #expect(parser.candidates.map { $0.sheet[.federations] } == ["ufcv", "urscop ufcv", ""])
        #expect(parser.refusals.map(\.column) == ["secteurs", "reseaux"])
        // What only the network decides does not come from a file.
        let last = parser.candidates.last?.sheet
        #expect(last?[.essNetwork] == "" && last?[.essReason] == "" && last?[.parent] == "")
    }
}
