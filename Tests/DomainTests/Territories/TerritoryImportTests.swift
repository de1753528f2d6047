import Testing

@testable import Domain

typealias Key = TerritoryState.Key

/// A table as the reader of files gives it.
func table(_ name: String, _ text: String) -> TerritoryFile {
    let lines = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let columns = lines.first ?? []
    let records = lines.dropFirst().enumerated().map { index, cells in
        let named = zip(columns, cells).map { ($0.lowercased(), $1) }
        return TerritoryFile.Record(line: index + 2, cells: Dictionary(named) { first, _ in first })
    }
    return TerritoryFile(name: name, content: .table(columns: columns, records: records))
}

func plan(_ files: [TerritoryFile], known: TerritoryState = TerritoryState(), since: String? = nil) -> TerritoryPlan {
    TerritoryPlan(files: files, known: known, since: since.map(day), today: day("2026-06-15"))
}

/// What a commune was in on a day, by its links.
func whole(_ kind: TerritoryKind, of commune: String, on text: String, _ state: TerritoryState) -> [String] {
    (state.links[Key(.commune, commune)] ?? [])
        .filter { $0.whole.kind == kind && $0.validity.contains(day(text)) }.map(\.whole.code)
}

func names(_ commune: String, on text: String, _ state: TerritoryState) -> [String] {
    (state.names[Key(.commune, commune)] ?? []).filter { $0.validity.contains(day(text)) }.map(\.name)
}

struct TerritoryImportTests {
    let communes = table(
        "communes_2026.csv",
        """
        code_insee,nom,epci_siren,epci_nom,pop_municipale,pays_code,pays_nom,pays_code_2017
        29233,Quimperlé,242900694,CA Quimperlé Communauté,12200,11,Pays de Lorient,07
        29232,Quimper,200068120,CA Quimper Bretagne Occidentale,63200,07,Pays de Cornouaille,07
        29155,Ouessant,,,830,,,
        """)
    let pays = table("pays.csv", "pays_code,pays_nom\n07,Pays de Cornouaille\n11,Pays de Lorient\n")

    @Test func aListOfCommunesCreatesThemWithWhatTheyArePartOf() {
        let plan = plan([communes, pays])
        #expect(plan.refusals.isEmpty)
        #expect(plan.after.slugs[Key(.commune, "29233")] == "commune-29233")
        #expect(plan.after.slugs[Key(.pays, "07")] == "pays-de-cornouaille")
        #expect(plan.after.populations[Key(.commune, "29232")]?[2026]?.inhabitants == 63200)
        #expect(whole(.epci, of: "29233", on: "2026-01-01", plan.after) == ["242900694"])
        #expect(whole(.epci, of: "29233", on: "2025-12-31", plan.after).isEmpty)
        #expect(plan.after.links[Key(.commune, "29155")] == nil)
        let heaps = TerritoryDifferences(plan)
        #expect(heaps.created.count == 7 && heaps.changed.isEmpty && heaps.unchanged == 0)
    }

    @Test func whichPaysQuimperleWasInHasOneAnswerOnAnyDay() {
        let after = plan([communes, pays]).after
        #expect(whole(.pays, of: "29233", on: "2016-12-31", after).isEmpty)
        #expect(whole(.pays, of: "29233", on: "2017-01-01", after) == ["07"])
        #expect(whole(.pays, of: "29233", on: "2025-12-31", after) == ["07"])
        #expect(whole(.pays, of: "29233", on: "2026-01-01", after) == ["11"])
        #expect(whole(.pays, of: "29232", on: "2026-01-01", after) == ["07"])
        let earlier = plan([communes, pays], since: "2023-01-01").after
        #expect(whole(.pays, of: "29233", on: "2023-01-01", earlier) == ["11"])
    }

    @Test func aCommuneFollowsItsEPCIWhoseHistoryIsKnown() throws {
        var known = TerritoryState()
        let epci = Key(.epci, "242900694")
        for (code, name) in [("07", "Pays de Cornouaille"), ("11", "Pays de Lorient")] {
            known.create(Key(.pays, code), name: name, file: "faits")
        }
        known.create(epci, name: "Quimperlé Communauté", file: "faits")
        try known.join(epci, to: Key(.pays, "07"), since: day("2017-01-01"), file: "faits")
        try known.join(epci, to: Key(.pays, "11"), since: day("2021-04-16"), file: "faits")
        let after = plan([communes, pays], known: known).after
        #expect(whole(.pays, of: "29233", on: "2021-04-15", after) == ["07"])
        #expect(whole(.pays, of: "29233", on: "2021-04-16", after) == ["11"])
        #expect(whole(.pays, of: "29233", on: "2026-01-01", after).isEmpty, "son EPCI répond")
        #expect(whole(.epci, of: "29233", on: "2026-01-01", after) == [epci.code])
        #expect(plan([communes, pays], known: after).changesNothing)
    }

    @Test func theSameFilesASecondTimeChangeNothing() {
        let first = plan([communes, pays])
        let second = plan([pays, communes], known: first.after)
        #expect(second.changesNothing && second.refusals.isEmpty)
        let heaps = TerritoryDifferences(second)
        #expect(heaps.created.isEmpty && heaps.changed.isEmpty && heaps.unchanged == 7)
    }

    @Test func aChangeOfNameAndOfPopulationIsShownFromOldToNew() {
        let first = plan([communes, pays]).after
        let later = table(
            "communes_2027.csv", "code_insee,nom,pop_municipale,epci_siren\n29155,Ouessant - Enez Eusa,840,\n")
        let second = plan([later], known: first)
        let item = TerritoryDifferences(second).changed.first
        #expect(item?.key == Key(.commune, "29155"))
        #expect(item?.fields.first { $0.name == "population 2027" }?.new == "840")
        #expect(names("29155", on: "2026-12-31", second.after) == ["Ouessant"])
        #expect(names("29155", on: "2027-01-01", second.after) == ["Ouessant - Enez Eusa"])
    }

    @Test func aContradictionForTheSameDayIsRefusedRatherThanOverwritten() {
        let first = plan([communes, pays]).after
        let other = table("autre_2026.csv", "code_insee,nom,pays_code\n29233,Quimperlé,07\n29155,Autre nom,\n")
        let second = plan([other], known: first)
        #expect(second.refusals.map(\.line) == [2])
        #expect(second.refusals.first?.column == "pays_code")
        #expect(second.refusals.first?.reason.contains("depuis le même jour") == true)
    }

    @Test(arguments: [
        ("code_insee,nom\n2923,Quimperlé\n", 2, "code_insee", "« 2923 » n’est pas un code de commune"),
        ("code_insee,nom\n29233,\n", 2, "nom", "la commune 29233 n’a pas de nom"),
        (
            "code_insee,nom,epci_siren\n29233,Quimperlé,2429\n", 2, "epci_siren",
            "« 2429 » n’est pas un SIREN de neuf chiffres"
        ),
        (
            "code_insee,nom,pays_code\n29233,Quimperlé,99\n", 2, "pays_code",
            "Pays « 99 » est inconnu et la ligne ne le nomme pas"
        ),
        (
            "code_insee,nom,pop_municipale\n29233,Quimperlé,beaucoup\n", 2, "pop_municipale",
            "« beaucoup » n’est pas un nombre d’habitants"
        ),
        (
            "mod,date_eff,com_av,com_ap\n32,2016-02-30,29001,29002\n", 2, "DATE_EFF",
            "« 2016-02-30 » n’est pas un jour AAAA-MM-JJ"
        ),
        ("mod,date_eff,com_av,com_ap\n32,2016-01-01,29,29002\n", 2, "COM_AV", "« 29 » n’est pas un code de commune"),
    ])
    func aWrongLineIsRefusedWithItsColumn(text: String, line: Int, column: String, reason: String) {
        let refusals = plan([table("essai_2026.csv", text)]).refusals
        #expect(refusals.map(\.line) == [line] && refusals.map(\.column) == [column])
        #expect(refusals.first?.reason.replacing("\u{A0}", with: " ") == reason)
    }

    @Test func unknownColumnsAreRefusedByName() {
        let refusal = plan([table("adresses.csv", "rue,ville\na,b\n")]).refusals.first
        #expect(refusal?.reason == "ces colonnes ne sont pas celles d’un fichier de territoires (rue, ville)")
        #expect(refusal?.sentence.hasPrefix("adresses.csv, ligne") == true)
    }

    @Test func communesOfElsewhereAreLeftAsideWhenTheNetworkKnowsItsDepartements() {
        var known = TerritoryState()
        known.create(Key(.department, "29"), name: "Finistère", file: "faits")
        let cog = table(
            "cog_2026.csv",
            "TYPECOM,COM,LIBELLE,COMPARENT\nCOM,29233,Quimperlé,\nCOM,01001,L'Abergement-Clémenciat,\nCOMD,29055,Fouesnant,29233\n"
        )
        let plan = plan([cog], known: known)
        #expect(plan.after.isKnown(Key(.commune, "29233")) && !plan.after.isKnown(Key(.commune, "01001")))
        #expect(plan.leftAside == 2)
        #expect(whole(.department, of: "29233", on: "1900-01-01", plan.after) == ["29"])
    }

    @Test func anEPCIOverTwoPaysIsInNoneAsAWhole() {
        let epci = table(
            "epci_2026.csv",
            "epci_siren,epci_nom,pays_codes,pays_noms\n200068989,CA Dinan Agglomération,08|17,x\n242900694,CA Quimperlé Communauté,11,Pays de Lorient\n"
        )
        let after = plan([epci]).after
        #expect(after.links[Key(.epci, "200068989")] == nil)
        #expect(after.links[Key(.epci, "242900694")]?.map(\.whole.code) == ["11"])
    }

    @Test func membershipOfAnEPCIComesFromItsOwnFile() {
        let first = plan([communes, pays]).after
        let file = table(
            "epcicom_2027.csv",
            "siren,raison_sociale,insee,nom_membre,pmun_2025\n200068120,CA Quimper,29233,Quimperlé,12100\n243700754,TMVL,37261,Tours,140000\n"
        )
        let plan = plan([file], known: first)
        #expect(whole(.epci, of: "29233", on: "2026-12-31", plan.after) == ["242900694"])
        #expect(whole(.epci, of: "29233", on: "2027-01-01", plan.after) == ["200068120"])
        #expect(plan.after.populations[Key(.commune, "29233")]?[2025]?.inhabitants == 12100)
        #expect(plan.leftAside == 1)
    }
}
