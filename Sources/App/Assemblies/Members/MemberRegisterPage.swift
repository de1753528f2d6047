import Domain
import Markup

/// What the register's address asks for.
struct RegisterQuery: Sendable {
    let hub: String
    let day: Day
    let words: String
    /// A key of the statutes; « aucun »: in none.
    let college: String
    let family: Family?
    let dues: DuesState?
    let sorting: Sorting

    static let sortKeys = ["nom", "famille", "college", "depuis", "cotisation"]

    func address(tri: String) -> String {
        let parts = [
            ("au", day.description), ("q", words), ("college", college), ("famille", family?.rawValue ?? ""),
            ("cotisation", dues?.rawValue ?? ""), ("tri", tri),
        ]
        let kept = parts.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.addressEncoded)" }
        return "/poles/\(hub)/pilotage/membres?" + kept.joined(separator: "&")
    }

    func select(_ register: MemberRegister) -> [RegisterLine] {
        let asked = SearchText.words(words)
        let found = register.lines.filter { line in
            let own = SearchText.words(line.facts.name + " " + line.speakers.map(\.name).joined(separator: " "))
            return asked.allSatisfy { word in own.contains { $0.hasPrefix(word) } }
                && (college.isEmpty || line.facts.college == (college == "aucun" ? nil : college))
                && (family == nil || line.facts.family == family) && (dues == nil || line.duesState == dues)
        }
        return sorting.sorted(found) { left, right in
            switch sorting.key {
            case "famille": (left.facts.family?.label ?? "~") < (right.facts.family?.label ?? "~")
            case "college": (left.facts.college ?? "~") < (right.facts.college ?? "~")
            case "depuis": (left.facts.admittedOn?.number ?? 0) < (right.facts.admittedOn?.number ?? 0)
            case "cotisation": (left.duesState?.rank ?? 9) < (right.duesState?.rank ?? 9)
            default: French.slug(left.facts.name) < French.slug(right.facts.name)
            }
        }
    }
}

extension DuesState {
    var rank: Int { DuesState.allCases.firstIndex(of: self) ?? 0 }
}

/// `/poles/{slug}/pilotage/membres`: who was a member on a day, in which college, since when, with whom to speak for it.
func memberRegisterPage(_ register: MemberRegister, _ query: RegisterQuery, today: Day) -> PageContent {
    let path = "/poles/\(register.hub.slug)/pilotage"
    let shown = query.select(register)
    let rows = shown.map { registerRow($0, register) }
    let columns = [
        Column("Organisation", key: "nom"), Column("Famille", key: "famille"), Column("Collège", key: "college"),
        Column("Membre depuis", key: "depuis"), Column("Cotisation \(register.day.year)", key: "cotisation"),
        Column("Représentation"),
    ]
    let caption: Markup = "Membres au \(time(register.day))"
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucun membre ne répond à ces critères.",
            register.lines.isEmpty
                ? "Les membres viennent des <a href=\"\(path)/adhesions\">demandes d’adhésion</a> que le pôle admet, ou des <a href=\"\(path)/organisations\">organisations</a> inscrites par lui."
                : "Retirez un critère, ou changez de jour.")
        : table(
            caption: caption, id: "registre", columns: columns, rows: rows, sorting: query.sorting,
            address: query.address)
    let waiting: Markup? =
        register.waiting > 0
        ? notice(
            .information,
            "<p><a href=\"\(path)/adhesions\">\(French.count(register.waiting, "demande d’adhésion attend", "demandes d’adhésion attendent"))</a> une décision.</p>"
        )
        : nil
    let leaving: [Markup] = register.leaving.map { leave in
        "<a href=\"\(path)/membres/\(leave.organisation)\">\(leave.name)</a> (\(time(leave.day)))"
    }
    let departures: Markup? =
        leaving.isEmpty
        ? nil
        : notice(
            .information,
            "<p>\(leaving.count < 2 ? "Un départ est annoncé" : "Des départs sont annoncés"), à enregistrer : \(leaving.enumerated().map { $0.offset == 0 ? $0.element : ", \($0.element)" as Markup }).</p>"
        )
    return PageContent(
        title: "Registre des membres", section: .hubs, breadcrumbs: deskCrumbs(register.hub),
        body: """
            \(heading("Registre des membres", "\(register.hub.name) : qui est membre, depuis quand, dans quel collège, à jour de quoi, et qui parle en son nom. À la date que vous voulez."))
            \(memberDoors(path, current: .register))\(waiting)\(departures)
            \(registerFilters(register, query))
            \(registerFigures(register))
            \(list)
            \(exports([("CSV", query.address(tri: query.sorting.parameter).replacing("/membres?", with: "/membres.csv?"))]))
            \(formerMembers(register, path))
            \(diversitySection(register))
            """, isPrivate: true)
}

/// The pages of belonging, side by side.
enum MemberDoor: CaseIterable {
    case register, requests, dues, exchanges, charter

    var label: String {
        switch self {
        case .register: "Registre"
        case .requests: "Demandes d’adhésion"
        case .dues: "Cotisations"
        case .exchanges: "Apports et bénéfices"
        case .charter: "Charte"
        }
    }

    var path: String {
        switch self {
        case .register: "/membres"
        case .requests: "/adhesions"
        case .dues: "/cotisations"
        case .exchanges: "/echanges"
        case .charter: "/charte"
        }
    }
}

func memberDoors(_ desk: String, current: MemberDoor?) -> Markup {
    let items: [Markup] = MemberDoor.allCases.map { door in
        "<li><a href=\"\(desk + door.path)\"\("aria-current", door == current ? "page" : nil)>\(door.label)</a></li>"
    }
    return "<nav class=\"onglets\" aria-label=\"Adhérents\"><ul>\(items)</ul></nav>"
}

func deskCrumbs(_ hub: Hub, _ more: Crumb...) -> [Crumb] {
    [
        Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug),
        Crumb("Pilotage", "/poles/\(hub.slug)/pilotage"),
    ] + more
}

private func registerFilters(_ register: MemberRegister, _ query: RegisterQuery) -> Markup {
    let colleges =
        [("", "tous")] + register.colleges.map { ($0.key, $0.name) } + [("aucun", "aucun collège")]
    let families = [("", "toutes")] + Family.legal.map { ($0.rawValue, $0.label) }
    let states = [("", "toutes")] + DuesState.allCases.map { ($0.rawValue, $0.label) }
    let state = FormState(values: [
        "au": query.day.description, "q": query.words, "college": query.college,
        "famille": query.family?.rawValue ?? "", "cotisation": query.dues?.rawValue ?? "",
    ])
    func options(_ list: [(String, String)]) -> [(value: String, label: String)] {
        list.map { (value: $0.0, label: $0.1) }
    }
    return """
        <form class="criteres" method="get" action="/poles/\(register.hub.slug)/pilotage/membres">
        \(textField("au", "Au", state, maximum: 10))\(textField("q", "Nom", state, maximum: 80))
        \(selectField("college", "Collège", state, options: options(colleges)))
        \(selectField("famille", "Famille", state, options: options(families)))
        \(selectField("cotisation", "Cotisation", state, options: options(states)))
        <button class="second">Voir</button></form>
        """
}

private func registerFigures(_ register: MemberRegister) -> Markup {
    let suspended = register.lines.filter(\.isSuspended).count
    let settled = register.lines.filter { $0.duesState?.isSettled == true }.count
    let called = register.lines.filter { $0.dues != nil }.count
    let mute = register.lines.filter { $0.speakers.isEmpty }.count
    var list = [Figure("\(French.number(register.lines.count))", "membres")]
    if called > 0 {
        list.append(Figure("\(settled) <small>sur \(called)</small>", "cotisations \(register.day.year) à jour"))
    }
    if suspended > 0 { list.append(Figure("\(suspended)", "suspendues")) }
    if mute > 0 { list.append(Figure("\(mute)", "sans personne pour parler en leur nom")) }
    return figures(list)
}

private func registerRow(_ line: RegisterLine, _ register: MemberRegister) -> Markup {
    let facts = line.facts
    let marks: [Markup] = [
        line.isSuspended ? "<span class=\"certitude rapporte\">suspendue</span>" : nil,
        facts.isPublicBody ? "<span class=\"certitude deduit\">collectivité</span>" : nil,
    ].compactMap(\.self)
    let speakers: [Markup] = line.speakers.map { speaker in
        "<li>\(speaker.name) <small>\(speaker.kind.label)</small></li>"
    }
    let dues: Markup =
        line.duesState.map { state in
            "<span class=\"etat-\(state.rawValue)\">\(state.label)</span>\(line.dues.map { $0.rest > .zero ? " <small>reste \($0.rest.french)</small>" as Markup : nil } ?? nil)"
        } ?? "non appelée"
    return """
        <tr><th scope="row"><a href="/poles/\(register.hub.slug)/pilotage/membres/\(facts.organisation)">\(facts.name)</a> \(marks)</th>\
        <td data-titre="Famille">\(facts.family?.label ?? "à préciser")</td><td data-titre="Collège">\(register.collegeName(facts.college) ?? "—")</td>\
        <td data-titre="Membre depuis">\(facts.admittedOn.map { time($0) } ?? "—")</td><td data-titre="Cotisation \(register.day.year)">\(dues)</td>\
        <td data-titre="Représentation">\(speakers.isEmpty ? "personne" : "<ul class=\"nu\">\(speakers)</ul>" as Markup)</td></tr>
        """
}

private func formerMembers(_ register: MemberRegister, _ path: String) -> Markup? {
    guard !register.former.isEmpty else { return nil }
    let items: [Markup] = register.former.map { former in
        "<li><a href=\"\(path)/membres/\(former.organisation)\">\(former.name)</a>, \(time(former.day)) : \(former.motive?.label ?? "motif non inscrit")</li>"
    }
    return
        "<details><summary>\(French.count(register.former.count, "organisation n’est plus membre", "organisations ne sont plus membres"))</summary><ul>\(items)</ul></details>"
}
