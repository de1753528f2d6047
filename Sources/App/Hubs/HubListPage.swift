import Domain
import Markup

/// What the list of hubs was asked for.
struct HubListQuery: Sendable {
    var text = ""
    var status: Status?
    var sorting = Sorting("", among: hubSortKeys)

    func address(sortedBy key: String) -> String {
        "/poles?q=\(text.addressEncoded)&statut=\(status?.rawValue ?? "")&tri=\(key)"
    }
}

let hubSortKeys = ["nom", "statut", "depuis", "organisations"]

/// One hub in a list.
struct HubLine: Sendable {
    let hub: Hub
    let standing: Standing
    let territories: [String]
    let organisations: Int
}

extension String {
    /// For the value of a query parameter.
    var addressEncoded: String {
        func isPlain(_ byte: UInt8) -> Bool {
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                || byte == 95
        }
        if utf8.allSatisfy(isPlain) { return self }
        var encoded = ""
        for byte in utf8 { encoded += isPlain(byte) ? String(UnicodeScalar(byte)) : "%" + hexadecimal(byte) }
        return encoded
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16, uppercase: true)
        return text.count < 2 ? "0" + text : text
    }
}

/// `/poles`: every hub and initiative, found by name or territory, by status.
func hubListPage(_ lines: [HubLine], _ query: HubListQuery, total: Int) -> PageContent {
    let options: [Markup] = Status.allCases.map { status in
        "<option value=\"\(status.rawValue)\"\("selected", if: query.status == status)>\(status.label)</option>"
    }
    let results: Markup =
        lines.isEmpty
        ? emptyState(
            "Aucun pôle ne répond à cette recherche.",
            "Essayez un autre mot, ou <a href=\"/poles\">revoyez-les tous</a>.")
        : hubTable(lines, query)
    return PageContent(
        title: "Pôles", section: .hubs,
        description: "Les pôles de développement de l’ESS et les démarches qui y mènent.",
        body: """
            \(heading("Les pôles et les démarches", "\(French.count(total, "pôle ou démarche", "pôles et démarches")), de l’initiative au pôle créé."))
            <form class="recherche" method="get" action="/poles" role="search">
            <div class="champ"><label for="q">Nom ou territoire</label><input class="petit" type="search" id="q" name="q" value="\(query.text)" maxlength="100"></div>
            <div class="champ"><label for="statut">Statut</label><select id="statut" name="statut"><option value="">tous</option>\(options)</select></div>
            <button>Chercher</button></form>
            \(results)
            <p>Ce que leurs organisations proposent et cherchent : <a href="/offres">offres et besoins</a>.</p>
            """)
}

private func hubTable(_ lines: [HubLine], _ query: HubListQuery) -> Markup {
    let rows: [Markup] = lines.map { line in
        """
        <tr><th scope="row"><a href="/poles/\(line.hub.slug)">\(line.hub.name)</a></th><td data-titre="Statut">\(badge(line.standing.status))</td>\
        <td data-titre="Depuis">\(line.standing.since.map { time($0) } ?? "—")</td><td data-titre="Territoires">\(French.list(line.territories))</td>\
        <td data-titre="Organisations" class="nombre">\(line.organisations == 0 ? "—" : French.number(line.organisations))</td></tr>
        """
    }
    let columns = [
        Column("Pôle", key: "nom"), Column("Statut", key: "statut"), Column("Depuis", key: "depuis"),
        Column("Territoires"), Column("Organisations", key: "organisations", isNumeric: true),
    ]
    return """
        \(table(caption: "\(French.count(lines.count, "résultat", "résultats"))", id: "tableau", columns: columns, rows: rows, sorting: query.sorting) { query.address(sortedBy: $0) })
        \(exports([("CSV", "/poles.csv")]))
        """
}
