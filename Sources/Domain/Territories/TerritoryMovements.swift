/// One line of INSEE's file of movements between two communes.
private struct Movement {
    let line: Int
    let kind: String
    let day: Day
    let before: (code: String, name: String)
    let after: (code: String, name: String)

    /// 31 to 33: merged; 30: suppressed; 41 and 50: its code changes.
    var ends: Bool { before.code != after.code && ["30", "31", "32", "33", "41", "50"].contains(kind) }
    /// 20: created; 21: restored; 41 and 50: its code changes.
    var starts: Bool { before.code != after.code && ["20", "21", "41", "50"].contains(kind) }
    /// 10 is a change of name; the others may bring one.
    var renames: Bool { before.code == after.code && French.slug(before.name) != French.slug(after.name) }
}

extension TerritoryReading {
    /// From the latest to the oldest, so that what became part of a known commune is known in its turn.
    mutating func readMovements(_ records: [Record]) {
        var movements: [Movement] = []
        for record in records {
            let isCommune =
                (record.value("typecom_av") ?? "COM") == "COM" && (record.value("typecom_ap") ?? "COM") == "COM"
            guard isCommune else {
                plan.leftAside += 1
                continue
            }
            if let movement = movement(record) { movements.append(movement) }
        }
        let days = Dictionary(grouping: movements, by: \.day)
        for day in days.keys.sorted(by: >) {
            var waiting = days[day] ?? []
            var isProgressing = true
            while isProgressing, !waiting.isEmpty {
                let (ready, others) = partition(waiting)
                isProgressing = !ready.isEmpty
                for movement in ready where movement.starts { start(movement) }
                for movement in ready where movement.renames { rename(movement) }
                for movement in ready where movement.ends { end(movement, alongside: days[day] ?? []) }
                waiting = others
            }
            plan.leftAside += waiting.count
        }
    }

    private func partition(_ movements: [Movement]) -> (ready: [Movement], others: [Movement]) {
        func isReady(_ movement: Movement) -> Bool {
            plan.after.isKnown(Key(.commune, movement.before.code))
                || plan.after.isKnown(Key(.commune, movement.after.code))
        }
        return (movements.filter(isReady), movements.filter { !isReady($0) })
    }

    private mutating func movement(_ record: Record) -> Movement? {
        guard let kind = record.value("mod"), Int(kind) != nil else {
            refuse(record.line, "MOD", "« \(record.value("mod") ?? "") » n’est pas un type de mouvement")
            return nil
        }
        guard let text = record.value("date_eff"), let day = Day(text) else {
            refuse(record.line, "DATE_EFF", "« \(record.value("date_eff") ?? "") » n’est pas un jour AAAA-MM-JJ")
            return nil
        }
        // Created out of nothing (overseas, 1946 and 2011), or gone without a successor (2007).
        let absent = kind == "20" ? "com_av" : kind == "30" ? "com_ap" : ""
        for column in ["com_av", "com_ap"] {
            let code = record.value(column) ?? ""
            if isCommuneCode(code) || code.isEmpty && column == absent { continue }
            refuse(record.line, column.uppercased(), "« \(code) » n’est pas un code de commune")
            return nil
        }
        let (before, after) = (record.value("com_av") ?? "", record.value("com_ap") ?? "")
        return Movement(
            line: record.line, kind: kind, day: day, before: (before, record.value("libelle_av") ?? before),
            after: (after, record.value("libelle_ap") ?? after))
    }

    /// The commune after the movement did not exist the day before.
    private mutating func start(_ movement: Movement) {
        let key = Key(.commune, movement.after.code)
        plan.mentioned.insert(key)
        let opening = Validity(from: movement.day, until: nextStart(of: key, after: movement.day)) ?? .always
        guard plan.after.isKnown(key) else {
            plan.after.create(key, name: movement.after.name, validity: opening, file: file.name)
            return belongToDepartment(key)
        }
        var names = plan.after.names[key] ?? []
        if let index = names.firstIndex(where: { $0.validity.contains(movement.day) }) {
            guard names[index].validity.from != movement.day,
                let later = Validity(from: movement.day, until: names[index].validity.until)
            else { return }
            names[index].validity = later
        } else {
            names.append(name(movement.after.name, opening))
        }
        plan.after.names[key] = names
    }

    private func name(_ text: String, _ validity: Validity) -> TerritoryState.Name {
        TerritoryState.Name(row: nil, name: text, shortName: text, validity: validity, file: file.name)
    }

    /// The first day after `day` on which it exists again, if it does.
    private func nextStart(of key: Key, after day: Day) -> Day? {
        (plan.after.names[key] ?? []).compactMap(\.validity.from).filter { $0 > day }.min()
    }

    private mutating func rename(_ movement: Movement) {
        let key = Key(.commune, movement.before.code)
        plan.mentioned.insert(key)
        var names = plan.after.names[key] ?? []
        guard let index = names.firstIndex(where: { $0.validity.contains(movement.day) }) else { return }
        let known = names[index]
        guard known.validity.from != movement.day else { return addEarlier(movement, key) }
        guard let earlier = Validity(from: known.validity.from, until: movement.day),
            let later = Validity(from: movement.day, until: known.validity.until)
        else { return }
        if French.slug(known.name) == French.slug(movement.before.name) {
            names[index].validity = earlier
            names.append(name(movement.after.name, later))
        } else {
            names[index].validity = later
            names.append(name(movement.before.name, earlier))
        }
        plan.after.names[key] = names
    }

    /// The name it had before one that is already known to begin that day.
    private mutating func addEarlier(_ movement: Movement, _ key: Key) {
        let names = plan.after.names[key] ?? []
        guard !names.contains(where: { ($0.validity.from ?? .farPast) < movement.day }),
            let earlier = Validity(from: nil, until: movement.day)
        else { return }
        plan.after.names[key] = names + [name(movement.before.name, earlier)]
    }

    /// The commune before the movement ends that day, with all that it was part of; its successor takes it in.
    private mutating func end(_ movement: Movement, alongside others: [Movement]) {
        let key = Key(.commune, movement.before.code)
        let day = movement.day
        plan.mentioned.insert(key)
        guard let past = Validity(from: nil, until: day) else { return }
        if !plan.after.isKnown(key) {
            plan.after.create(key, name: movement.before.name, validity: past, file: file.name)
            belongToDepartment(key)
        }
        var names = plan.after.names[key] ?? []
        if let index = names.firstIndex(where: { $0.validity.contains(day) }), names[index].validity.from != day {
            names[index].validity = Validity(from: names[index].validity.from, until: day) ?? past
        } else if !names.contains(where: { ($0.validity.from ?? .farPast) < day }) {
            names.append(name(movement.before.name, past))
        }
        plan.after.names[key] = names
        for (index, link) in (plan.after.links[key] ?? []).enumerated()
        where link.whole.kind != .department && link.validity.contains(day) && link.whole.kind != .commune {
            guard let shorter = Validity(from: link.validity.from, until: day) else {
                let whole = plan.after.label(link.whole)
                let reason =
                    "la commune \(key.code) n’existe plus \(day.frenchWithArticle) mais est rattachée à \(whole) depuis ce jour ou après"
                return refuse(movement.line, "DATE_EFF", reason)
            }
            plan.after.links[key]?[index].validity = shorter
        }
        let heirs = Set(others.filter { $0.ends && $0.before.code == key.code }.map(\.after.code))
        guard heirs.count == 1, !movement.after.code.isEmpty,
            let taken = Validity(from: day, until: nextStart(of: key, after: day))
        else { return }
        let heir = Key(.commune, movement.after.code)
        if !plan.after.isKnown(heir) { plan.after.create(heir, name: movement.after.name, file: file.name) }
        let links = plan.after.links[key] ?? []
        guard !links.contains(where: { $0.whole.kind == .commune && $0.validity.overlaps(taken) }) else { return }
        plan.after.links[key] = links + [TerritoryState.Link(row: nil, whole: heir, validity: taken, file: file.name)]
    }
}
