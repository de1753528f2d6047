import Testing

@testable import Domain

/// An index that takes changes one by one answers as one made again would.
struct DirectoryIndexTests {
    private static func entry(
        _ id: Int64, _ name: String, does activity: String = "", commune: String = "29232", postcode: String = "29000",
        others: [DirectoryTag] = [], size: SizeClass = .unknown, isCeased: Bool = false, updated: String = "2026",
        confirmed: String = "", codes: [String] = [], point: DirectoryPoint? = nil
    ) -> DirectoryEntry {
        DirectoryEntry(
            id: ID(rawValue: id), name: name, acronym: "", usualName: "", identifiers: codes, activity: activity,
            place: postcode + " Quimper", territories: ["commune-" + commune, "finistere"], hubs: [],
            family: .association,
            size: size, isCeased: isCeased, updatedAt: updated, confirmedAt: confirmed, others: others, point: point)
    }

    private func ask(_ index: DirectoryIndex, _ change: (inout DirectoryQuery) -> Void) -> DirectoryAnswer {
        var query = DirectoryQuery()
        change(&query)
        return index.search(query)
    }

    @Test func aChangedRecordIsFoundByWhatItSaysNowAndNoLongerByWhatItSaid() {
        let index = DirectoryIndex([Self.entry(1, "Ancien nom"), Self.entry(2, "Autre")])
        let after = index.changing([Self.entry(1, "Nouveau nom", codes: ["334912623"])], removing: [])
        #expect(ask(after) { $0.text = "nouveau" }.page == [1])
        #expect(ask(after) { $0.text = "ancien" }.total == 0)
        #expect(ask(after) { $0.text = "334912623" }.page == [1])
        #expect(after.count == 2 && ask(after) { _ in }.total == 2)
        #expect(ask(index) { $0.text = "ancien" }.page == [1])
    }

    @Test func aRecordThatIsNoMoreIsNowhereAndMayComeBack() {
        let index = DirectoryIndex([Self.entry(1, "Moulin"), Self.entry(2, "Lavoir")])
        let without = index.changing([], removing: [1])
        #expect(
            without.count == 1 && ask(without) { _ in }.page == [2] && ask(without) { $0.text = "moulin" }.total == 0)
        #expect(without.search(DirectoryQuery()).counts(.family) == ["association": 1])
        let again = without.changing([Self.entry(1, "Moulin revenu")], removing: [])
        #expect(again.count == 2 && ask(again) { $0.text = "moulin" }.page == [1])
        #expect(again.changing([], removing: [1]).count == 1)
    }

    @Test(arguments: DirectoryQuery.Sort.allCases)
    func changesTakenOneByOneGiveTheOrderOfAnIndexMadeAgain(sort: DirectoryQuery.Sort) {
        let centre = DirectoryPoint(longitude: -4, latitude: 48)
        func made(_ number: Int64, _ round: Int64) -> DirectoryEntry {
            let mixed = (number * 7919 + round * 31) % 997
            return Self.entry(
                number, "Association \(mixed % 50) du numéro \(number)", does: mixed % 3 == 0 ? "culture" : "sport",
                size: SizeClass.allCases[Int(mixed % 5)], isCeased: mixed % 11 == 0,
                updated: "2026-01-\(10 + mixed % 18)T10:00:00Z",
                point: DirectoryPoint(longitude: -4 + Double(mixed) / 500, latitude: 48 + Double(mixed % 7) / 10))
        }
        var index = DirectoryIndex((1...200).map { made($0, 0) })
        var now = Dictionary(uniqueKeysWithValues: (1...200).map { (Int64($0), made(Int64($0), 0)) })
        for round in 1...12 {
            let changed = (0..<5).map { made(Int64(round * 17 + $0 * 13) % 230 + 1, Int64(round)) }
            let gone = [Int64(round * 23 % 200 + 1)].filter { id in !changed.contains { $0.id.rawValue == id } }
            for entry in changed { now[entry.id.rawValue] = entry }
            for id in gone { now[id] = nil }
            index = index.changing(changed, removing: gone.map { ID(rawValue: $0) })
        }
        let again = DirectoryIndex(Array(now.values))
        for text in ["", "culture", "association 12", "numero"] {
            var query = DirectoryQuery()
            (query.text, query.sort, query.near) = (text, sort, centre)
            #expect(index.all(query) == again.all(query), "\(text)")
            let (one, other) = (index.search(query), again.search(query))
            #expect(one.total == other.total && one.page == other.page)
            #expect(
                one.counts(.size) == other.counts(.size) && one.count(in: "finistere") == other.count(in: "finistere"))
        }
    }

    /// Pages far in a list are reached by steps; whichever is asked first, together they are the list.
    @Test(arguments: [DirectoryQuery.Sort.name, .updated]) func pagesFarInALongListAreThoseOfTheList(
        sort: DirectoryQuery.Sort
    ) {
        let index = DirectoryIndex(
            (1...2100).map { number in
                Self.entry(
                    number, "Association \(number * 7919 % 2099)", isCeased: number % 5 == 0,
                    updated: "2026-01-\(10 + number % 18)T10:00:00Z")
            })
        var query = DirectoryQuery()
        query.sort = sort
        let all = index.all(query)
        let found = index.findings(query)
        #expect(found.total == 1680 && all.count == 1680)
        for page in [34, 1, 12, 11, 10, 21, 22, 33, 2, 40] {
            query.page = page
            let start = min((page - 1) * DirectoryIndex.pageLength, 1680)
            let expected = Array(all[start..<min(start + DirectoryIndex.pageLength, 1680)])
            #expect(index.answer(query, from: found, map: nil).page == expected)
            #expect(
                index.answer(query, from: found, map: nil, steps: index.steps(of: found, by: sort)).page == expected)
        }
    }

    @Test func everyFilterNarrowsAndIsCountedWithoutItself() {
        let index = DirectoryIndex([
            Self.entry(1, "Une", others: [DirectoryTag(.sector, "culture"), DirectoryTag(.offer, "propose")]),
            Self.entry(2, "Deux", others: [DirectoryTag(.sector, "culture"), DirectoryTag(.label, "esus")]),
            Self.entry(
                3, "Trois", commune: "29019",
                others: [DirectoryTag(.sector, "sport"), DirectoryTag(.federation, "cress")]),
        ])
        #expect(ask(index) { $0.sector = "culture" }.page == [1, 2])
        #expect(ask(index) { $0.sector = "culture" }.counts(.sector) == ["culture": 2, "sport": 1])
        #expect(ask(index) { $0.sector = "culture" }.counts(.federation) == [:])
        #expect(ask(index) { $0.label = "esus" }.page == [2])
        #expect(ask(index) { $0.federation = "cress" }.page == [3])
        #expect(ask(index) { $0.offer = "propose" }.page == [1])
        #expect(ask(index) { $0.sector = "inconnu" }.total == 0)
        let both = ask(index) { ($0.sector, $0.territory) = ("culture", "commune-29019") }
        #expect(both.total == 0 && both.counts(.sector) == ["sport": 1] && both.count(in: "commune-29232") == 2)
        let largest = ask(index) { _ in }.largest(1) { $0.hasPrefix("commune-") }
        #expect(largest.count == 1 && largest.first?.slug == "commune-29232" && largest.first?.count == 2)
    }

    @Test func whatWasConfirmedLatelyCountsAsTended() {
        let index = DirectoryIndex([
            Self.entry(1, "Vieille", updated: "2020-01-01T00:00:00Z"),
            Self.entry(2, "Confirmée", updated: "2020-01-01T00:00:00Z", confirmed: "2026-10-01T00:00:00Z"),
        ])
        let since = Day("2026-01-01").map { UInt16($0.number) }
        #expect(ask(index) { $0.seenSince = since }.page == [2])
    }

    @Test func theNearestCommuneComesFirstAndWhatHasNoPlaceLast() {
        let index = DirectoryIndex([
            Self.entry(1, "Sans lieu", commune: "29001"),
            Self.entry(2, "Loin", point: DirectoryPoint(longitude: -1, latitude: 48)),
            Self.entry(3, "Près", point: DirectoryPoint(longitude: -3.9, latitude: 48)),
        ])
        let answer = ask(index) { ($0.sort, $0.near) = (.distance, DirectoryPoint(longitude: -4, latitude: 48)) }
        #expect(answer.page == [3, 2, 1])
    }

    @Test func aPartOfTheMapHoldsWhatIsInIt() throws {
        let index = DirectoryIndex([
            Self.entry(1, "Quimper", point: DirectoryPoint(longitude: -4.1, latitude: 48)),
            Self.entry(2, "Rennes", commune: "35238", point: DirectoryPoint(longitude: -1.68, latitude: 48.11)),
        ])
        let box = try #require(MapBox("-5,47.5,-3,48.7"))
        let answer = ask(index) { $0.box = box }
        #expect(answer.page == [1])
        #expect(MapBox(box.text) == box && box.text == "-5.00000,47.50000,-3.00000,48.70000")
        for text in ["", "1,2,3", "a,b,c,d", "5,48,-5,49", "0,0,0,95"] { #expect(MapBox(text) == nil, "\(text)") }
    }

    @Test func theMapGathersNeighboursAndSaysWhatIsVague() throws {
        let entries = (0..<40).map { (number: Int64) in
            Self.entry(
                number + 1, "Voisine \(number)",
                point: DirectoryPoint(longitude: -4.1 + Double(number) / 100_000, latitude: 48))
        }
        let vague = Self.entry(90, "Quelque part", commune: "29019", point: nil)
        let fixed = Self.entry(
            91, "À Brest", commune: "29019", point: DirectoryPoint(longitude: -4.49, latitude: 48.39))
        let lost = Self.entry(92, "Nulle part", commune: "99999", point: nil)
        let index = DirectoryIndex(entries + [vague, fixed, lost])
        let view = try #require(MapBox("-5,47.5,-3,48.7"))
        let map = try #require(index.search(DirectoryQuery(), map: MapRequest(view: view)).map)
        #expect(map.clusters.map(\.count).reduce(0, +) == 42 && map.placeless == 1 && map.outside == 0)
        #expect(map.clusters.first { $0.count >= 40 }?.only == nil)
        let near = try #require(MapBox("-4.5,48.38,-4.48,48.4"))
        let close = try #require(index.search(DirectoryQuery(), map: MapRequest(view: near)).map)
        // What has no place of its own stands in the middle of what is known in its commune, and says so.
        #expect(close.clusters.map(\.count) == [2] && close.clusters[0].isVague == false && close.outside == 40)
        let alone = DirectoryIndex(
            DirectoryBuilder(centres: ["commune-29019": try #require(DirectoryPoint(longitude: -4.49, latitude: 48.39))]
            )
        )
        .changing([vague], removing: [])
        let shown = try #require(alone.search(DirectoryQuery(), map: MapRequest()).map)
        #expect(shown.clusters.map(\.only) == [90] && shown.clusters[0].isVague)
    }

    @Test func noDiscOfTheMapCoversAnotherAndEverythingIsCountedOnce() throws {
        let entries = (0..<300).map { (number: Int64) in
            let (east, south) = (Double(number * 7919 % 211) / 100, Double(number * 104_729 % 173) / 100)
            return Self.entry(
                number + 1, "Ici \(number)", point: DirectoryPoint(longitude: -4.5 + east, latitude: 47.5 + south))
        }
        let view = try #require(MapBox("-5,47,-2,49.5"))
        let map = try #require(
            DirectoryIndex(entries).search(DirectoryQuery(), map: MapRequest(view: view)).map)
        #expect(map.clusters.map(\.count).reduce(0, +) == 300 && map.clusters.count > 20)
        let joined = map.clusters.filter { $0.count > 1 }
        #expect(joined.allSatisfy { $0.only == nil && $0.box.contains($0.x, $0.y) })
    }

    @Test func theSameSpotInMercatorReadsBackToTheSameDegrees() throws {
        for (longitude, latitude) in [(-4.4861, 48.3904), (55.45, -20.88), (0.0, 0.0), (-61.5, 16.2)] {
            let point = try #require(DirectoryPoint(longitude: longitude, latitude: latitude))
            #expect(abs(point.longitude - longitude) < 1e-6 && abs(point.latitude - latitude) < 1e-6)
        }
        #expect(DirectoryPoint(longitude: 200, latitude: 0) == nil && DirectoryPoint(longitude: 0, latitude: 89) == nil)
    }

    @Test func aWholeWordComesBeforeItsBeginningAndAbbreviationsAreWrittenOut() {
        let index = DirectoryIndex([
            Self.entry(1, "Culturelle et festive", size: .large), Self.entry(2, "Culture rurale"),
            Self.entry(3, "Association Saint-Pol"), Self.entry(4, "Sport", does: "culture"),
        ])
        #expect(ask(index) { $0.text = "culture" }.page == [2, 1, 4])
        #expect(ask(index) { $0.text = "asso st pol" }.page == [3])
        #expect(ask(index) { $0.text = "c" }.total == 0)
    }

    @Test func aTypingErrorIsReadWithoutALookAtEveryWord() {
        let (list, _) = TermList.sorted(
            ["ressourcerie", "recyclerie", "theatre", "29000", "musique"].reduce(into: TermTable()) { table, word in
                _ = table.number(of: Array(word.utf8)[...])
            })
        #expect(list.near(Array("resourcerie".utf8), limit: 2).map { list.text($0.term) } == ["ressourcerie"])
        #expect(list.near(Array("theater".utf8), limit: 1).isEmpty == false)
        #expect(list.near(Array("zzz".utf8), limit: 1).isEmpty)
        #expect(list.startingWith(Array("re".utf8)).map { list.text($0) } == ["recyclerie", "ressourcerie"])
        #expect(list.number(of: Array("musique".utf8)) != nil && list.number(of: Array("musiqu".utf8)) == nil)
    }
}
