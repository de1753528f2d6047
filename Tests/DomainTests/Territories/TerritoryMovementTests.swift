import Testing

@testable import Domain

struct TerritoryMovementTests {
    let today = table(
        "communes_2026.csv",
        "code_insee,nom,epci_siren,epci_nom\n22055,Binic-Étables-sur-Mer,200069409,CA Saint-Brieuc\n22179,Fréhel,,\n22201,Plévenon,,\n"
    )

    let movements = table(
        "mouvements.csv",
        """
        MOD,DATE_EFF,TYPECOM_AV,COM_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,LIBELLE_AP
        32,2016-03-01,COM,22007,Binic,COM,22055,Binic-Étables-sur-Mer
        32,2016-03-01,COM,22055,Étables-sur-Mer,COM,22055,Binic-Étables-sur-Mer
        32,2016-03-01,COM,22055,Étables-sur-Mer,COMD,22055,Étables-sur-Mer
        10,1949-05-21,COM,22055,Étables,COM,22055,Étables-sur-Mer
        21,2004-10-01,COM,22179,Fréhel,COM,22201,Plévenon
        33,1973-01-01,COM,22201,Plévenon,COM,22179,Fréhel
        32,2016-01-01,COM,01001,Ailleurs,COM,01002,Plus loin
        """)

    @Test func aMergedCommuneEndsOnItsDateAndIsTakenIn() {
        let after = plan([today, movements]).after
        #expect(names("22007", on: "2016-02-29", after) == ["Binic"])
        #expect(names("22007", on: "2016-03-01", after).isEmpty)
        #expect(whole(.commune, of: "22007", on: "2016-03-01", after) == ["22055"])
        #expect(whole(.commune, of: "22007", on: "2016-02-29", after).isEmpty)
    }

    @Test func aNewNameLeavesTheOldOneItsTime() {
        let after = plan([today, movements]).after
        #expect(names("22055", on: "1940-01-01", after) == ["Étables"])
        #expect(names("22055", on: "2010-03-01", after) == ["Étables-sur-Mer"])
        #expect(names("22055", on: "2026-01-01", after) == ["Binic-Étables-sur-Mer"])
    }

    @Test func aRestoredCommuneExistsBeforeAndAfterButNotBetween() {
        let after = plan([today, movements]).after
        #expect(names("22201", on: "1972-12-31", after) == ["Plévenon"])
        #expect(names("22201", on: "1990-01-01", after).isEmpty)
        #expect(names("22201", on: "2004-10-01", after) == ["Plévenon"])
        #expect(whole(.commune, of: "22201", on: "1990-01-01", after) == ["22179"])
        #expect(whole(.commune, of: "22201", on: "2010-03-01", after).isEmpty)
    }

    @Test func movementsOfElsewhereAreLeftAsideAndASecondRunChangesNothing() {
        let first = plan([today, movements])
        #expect(first.leftAside == 2 && first.refusals.isEmpty)
        #expect(!first.after.isKnown(Key(.commune, "01001")))
        let second = plan([movements, today], known: first.after)
        #expect(second.changesNothing && second.refusals.isEmpty)
        #expect(plan([movements], known: first.after).changesNothing)
    }

    @Test func aCommuneMayComeFromNothingOrGoWithoutASuccessor() {
        let file = table(
            "mouvements.csv",
            "MOD,DATE_EFF,COM_AV,LIBELLE_AV,COM_AP,LIBELLE_AP\n20,2011-03-31,,,97601,Acoua\n30,2007-07-15,97123,Saint-Barthélemy,,\n"
        )
        let known = plan([table("communes_2026.csv", "code_insee,nom\n97601,Acoua\n97123,Saint-Barthélemy\n")]).after
        let moved = plan([file], known: known)
        #expect(moved.refusals.isEmpty)
        #expect(
            names("97601", on: "2011-03-30", moved.after).isEmpty
                && names("97601", on: "2011-03-31", moved.after) == ["Acoua"])
        #expect(names("97123", on: "2007-07-15", moved.after).isEmpty)
    }

    @Test func aMergerEndsWhatTheCommuneWasPartOf() {
        let before = plan([
            table(
                "communes_2015.csv",
                "code_insee,nom,epci_siren,epci_nom\n22007,Binic,200069409,CA\n22055,Étables-sur-Mer,,\n")
        ]).after
        let after = plan([movements], known: before).after
        #expect(whole(.epci, of: "22007", on: "2016-02-29", after) == ["200069409"])
        #expect(whole(.epci, of: "22007", on: "2016-03-01", after).isEmpty)
        #expect(names("22055", on: "2016-03-01", after) == ["Binic-Étables-sur-Mer"])
    }
}
