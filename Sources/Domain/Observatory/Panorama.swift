/// Cells of several communes, put together.
package struct PanoramaSum: Sendable {
    package private(set) var cells: [UInt64: PanoramaCounts] = [:]
    package private(set) var years: [UInt64: PanoramaCounts] = [:]

    package init() {}

    package mutating func add(cells bytes: some Collection<UInt8>, years yearBytes: some Collection<UInt8>) throws {
        try PanoramaCoding.forEach(in: bytes) { key, counts in cells[key.word, default: .zero] += counts }
        try PanoramaCoding.forEach(in: yearBytes) { key, counts in years[key.word, default: .zero] += counts }
    }
}

/// The figures of one territory in one vintage: establishments that are active, those of the ESS beside all of them.
package struct Panorama: Sendable {
    /// What is counted twice: among all establishments, and among those of the ESS.
    package struct Beside: Hashable, Sendable {
        package var all = PanoramaCounts.zero
        package var ess = PanoramaCounts.zero
        package init() {}
        /// Of the active establishments, how many are of the ESS.
        package var share: Proportion { Proportion(Int(ess.active), of: Int(all.active)) }
    }

    package struct Activity: Hashable, Sendable {
        package let code: String
        package let nomenclature: Nomenclature?
        package let counts: PanoramaCounts
    }

    /// How many opened and closed in a year, as far as the register tells.
    package struct Year: Hashable, Sendable {
        package var openings = Beside()
        package var closures = Beside()
        package init() {}
    }

    package private(set) var total = Beside()
    package private(set) var families: [Family: PanoramaCounts] = [:]
    package private(set) var groups: [ActivityGroup: Beside] = [:]
    /// By the code of a sector of the network, "" for those that belong to none; then by family.
    package private(set) var sectors: [String: [Family: PanoramaCounts]] = [:]
    /// Employers of the ESS by family, then by size group in the order of `SizeGroup`.
    package private(set) var sizes: [Family: [Int]] = [:]
    /// Those of the ESS, the most frequent first.
    package private(set) var activities: [Activity] = []
    /// Active establishments of the ESS whose code is of a former classification: counted, their activity left unread.
    package private(set) var former: [Nomenclature: UInt32] = [:]
    package private(set) var years: [Int: Year] = [:]

    package init(_ sum: PanoramaSum, sectors: Sectors) {
        var trades: [UInt64: (group: ActivityGroup, sector: String)] = [:]
        var byActivity: [UInt64: PanoramaCounts] = [:]
        for (word, counts) in sum.cells {
            let key = PanoramaKey(word: word)
            if trades[key.trade] == nil {
                let reading = sectors.reading(of: key.activity, nomenclature: key.nomenclature?.rawValue ?? "")
                trades[key.trade] = (
                    ActivityGroup(key.activity, key.nomenclature), reading.sectors.first?.code ?? ""
                )
            }
            guard let trade = trades[key.trade] else { continue }
            add(key, counts, trade.group, trade.sector)
            if key.family != nil { byActivity[key.trade, default: .zero] += counts }
        }
        activities = byActivity.map { word, counts in
            let key = PanoramaKey(word: word << 8)
            return Activity(code: key.activity, nomenclature: key.nomenclature, counts: counts)
        }.filter { $0.counts.active > 0 }.sorted {
            ($1.counts.active, $0.code, $0.nomenclature?.rawValue ?? "")
                < ($0.counts.active, $1.code, $1.nomenclature?.rawValue ?? "")
        }
        for (word, counts) in sum.years { add(YearKey(word: word), counts) }
    }

    private mutating func add(
        _ key: PanoramaKey, _ counts: PanoramaCounts, _ group: ActivityGroup, _ sector: String
    ) {
        total.all += counts
        groups[group, default: Beside()].all += counts
        guard let family = key.family else { return }
        total.ess += counts
        groups[group, default: Beside()].ess += counts
        families[family, default: .zero] += counts
        sectors[sector, default: [:]][family, default: .zero] += counts
        let size = SizeGroup.of(key.bandNumber).rawValue
        sizes[family, default: SizeGroup.allCases.map { _ in 0 }][size] += Int(counts.employers)
        if let nomenclature = key.nomenclature, !Nomenclature.mapped.contains(nomenclature), counts.active > 0 {
            former[nomenclature, default: 0] += counts.active
        }
    }

    private mutating func add(_ key: YearKey, _ counts: PanoramaCounts) {
        var year = years[key.year] ?? Year()
        switch key.event {
        case .opening:
            year.openings.all += counts
            if key.family != nil { year.openings.ess += counts }
        case .closure:
            year.closures.all += counts
            if key.family != nil { year.closures.ess += counts }
        }
        years[key.year] = year
    }
}

extension Panorama {
    package var isEmpty: Bool { total.all.all == 0 }

    /// The families that have somebody, in the order of the law.
    package var familiesPresent: [Family] { Family.allCases.filter { (families[$0]?.active ?? 0) > 0 } }

    /// How present a group is in the ESS here, against a reference; nil when the reference has none.
    package func specialisation(_ group: ActivityGroup, against reference: Panorama) -> Proportion? {
        Proportion.specialisation(
            Int(groups[group]?.ess.active ?? 0), of: Int(total.ess.active),
            against: Proportion(Int(reference.groups[group]?.ess.active ?? 0), of: Int(reference.total.ess.active)))
    }

    /// The same for the ESS itself among all establishments.
    package func specialisation(against reference: Panorama) -> Proportion? {
        Proportion.specialisation(
            Int(total.ess.active), of: Int(total.all.active), against: reference.total.share)
    }
}
