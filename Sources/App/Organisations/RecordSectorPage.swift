import Domain
import Markup

/// On a record: its sectors, each with how that is known.
func sectorPart(_ view: RecordView) -> Markup {
    let reading = view.sectors
    guard !reading.sectors.isEmpty else {
        return "<h2>Secteurs</h2><p>\(sentence: silence(reading.silence))</p>"
    }
    let items: [Markup] = reading.sectors.enumerated().map { index, sector in
        let main: Markup? = index == 0 && reading.sectors.count > 1 ? " <small>(le principal)</small>" : nil
        return "<li><a href=\"/annuaire/secteurs#\(sector.slug)\">\(sector.label)</a>\(main)</li>"
    }
    let origin = view.origins[.sectors] ?? view.origin
    return
        "<h2>Secteurs</h2><ul>\(items)</ul><p class=\"preuve\">\(sentence: basis(reading.basis, origin, view.line.sheet))</p>"
}

private func basis(_ basis: SectorReading.Basis, _ origin: FieldOrigin, _ sheet: OrganisationSheet) -> String {
    switch basis {
    case .said: return "Dit par : \(origin.label)."
    case .activity(let rule):
        let nomenclature = rule.prefix.nomenclature.label
        return
            "Suggéré par son code d’activité \(sheet[.activity]) (\(nomenclature), règle « \(rule.prefix.written) »), en attendant que quelqu’un le dise."
    }
}

/// Why no sector is shown.
func silence(_ silence: SectorReading.Silence?) -> String {
    switch silence {
    case .noActivity, nil: "Personne n’a encore dit son secteur, et son code d’activité n’est pas connu."
    case .unreadable(let code):
        "Personne n’a encore dit son secteur, et son code d’activité « \(code) » ne se lit pas."
    case .formerNomenclature(let nomenclature):
        "Personne n’a encore dit son secteur ; son code d’activité est d’une ancienne nomenclature (\(nomenclature.label)), qui n’est pas traduite."
    case .noRule(let code, _):
        "Personne n’a encore dit son secteur ; son code d’activité \(code) n’en suggère aucun."
    }
}
