import Domain
import Markup

/// `/api`: the interface for people who write programs, and the files for everybody.
func apiPage(_ operations: [ApiOperation], base: String) -> PageContent {
    let chapters: [Markup] = operations.map { chapter($0, base: base) }
    let index: [Markup] = operations.map { operation in
        "<li><a href=\"#\(operation.name)\"><code>\(operation.path)</code></a> \(operation.title)</li>"
    }
    return PageContent(
        title: "Données ouvertes",
        description:
            "Reprendre l’annuaire, les pôles et la situation : fichiers, interface pour les programmes, cadre à poser sur une page.",
        body: """
            \(heading("Données ouvertes", "Tout ce que ces pages montrent se reprend librement, en citant sa source et sa date : la licence est la <a href=\"\(OpenOrigin.licence)\" rel=\"noopener\">\(OpenOrigin.licenceName)</a>."))
            \(files)
            <h2 id="interface">Pour les programmes</h2>
            <p class="long">Les adresses qui suivent se lisent par GET, sans compte, depuis n’importe quelle page web. <a href="/api/openapi.json">Leur description OpenAPI 3.1</a> est faite de la même table que les adresses elles-mêmes.</p>
            <ul class="long">
            <li>Une liste vient page par page. Sa réponse dit <code>suite</code> et <code>suivante</code> : suivez <code>suivante</code> jusqu’à ce qu’elle soit <code>null</code>. Ce qui s’écrit entre-temps ne fait ni trou ni doublon.</li>
            <li>Chaque réponse a un <code>ETag</code> ; redonné dans <code>If-None-Match</code>, il vaut une réponse 304 tant que rien n’a changé.</li>
            <li>Ce qui est mal écrit est refusé (400) par une phrase qui nomme le paramètre, en <code>application/problem+json</code>.</li>
            </ul>
            <ul class="sommaire">\(index)</ul>
            \(chapters)
            """)
}

private let files: Markup = """
    <h2 id="fichiers">En fichiers</h2>
    <ul class="long">
    <li>L’annuaire : <a href="/annuaire.csv" download>CSV</a> (<a href="/annuaire.csv-metadata.json">ses colonnes</a>), <a href="/annuaire.geojson" download>GeoJSON</a>, <a href="/annuaire.jsonld" download>JSON-LD</a>. Les filtres de la page <a href="/annuaire">Annuaire</a> s’ajoutent à l’adresse.</li>
    <li>La situation : <a href="/situation.csv">CSV</a>, <a href="/situation.json">JSON</a>, <a href="/situation.geojson">GeoJSON</a>, <a href="/situation.svg">carte SVG</a>.</li>
    <li><a href="/poles.csv" download>Les pôles</a>, <a href="/territoires.csv" download>les territoires</a>, <a href="/offres.csv" download>les offres et besoins</a>, en CSV.</li>
    </ul>
    """

private func chapter(_ operation: ApiOperation, base: String) -> Markup {
    let rows: [Markup] = operation.parameters.map { parameter in
        """
        <tr><th scope="row"><code>\(parameter.name)</code></th><td data-titre="Ce qu’il dit">\(parameter.description)</td><td data-titre="Exemple"><code>\(parameter.example)</code></td></tr>
        """
    }
    let parameters: Markup? =
        rows.isEmpty
        ? nil
        : table(
            caption: "Paramètres de <code>\(operation.path)</code>", id: operation.name + "-parametres",
            columns: ["Paramètre", "Ce qu’il dit", "Exemple"].map { Column($0) }, rows: rows)
    let fields: [Markup] = operation.shape.fields.map { field in
        "<dt><code>\(field.name)</code> <small>\(field.type.words)</small></dt><dd>\(field.description)</dd>"
    }
    let items = operation.shape.all.dropFirst().filter { $0.name != operation.shape.name }
    let inner: [Markup] = items.map { shape in
        let lines: [Markup] = shape.fields.map { field in
            "<dt><code>\(field.name)</code> <small>\(field.type.words)</small></dt><dd>\(field.description)</dd>"
        }
        return "<h4>\(shape.name)</h4><dl class=\"champs-api\">\(lines)</dl>"
    }
    return """
        <section aria-labelledby="\(operation.name)"><h3 id="\(operation.name)">\(operation.title)</h3>
        <p class="long"><code>GET \(operation.path)</code> — \(operation.description)</p>
        <pre class="exemple" tabindex="0"><code>curl '\(base)\(operation.sample)'</code></pre>
        \(parameters)
        <details><summary>Ce que dit la réponse</summary><dl class="champs-api">\(fields)</dl>\(inner)</details></section>
        """
}

extension ApiOperation {
    /// An address to try, with two of its parameters.
    var sample: String {
        var address = path
        for parameter in parameters where parameter.isInPath {
            address = address.replacing("{" + parameter.name + "}", with: parameter.example)
        }
        let tried = parameters.filter { !$0.isInPath && !$0.example.isEmpty && $0.name != "suite" }.prefix(2)
        let query = tried.map { $0.name + "=" + $0.example.addressEncoded }.joined(separator: "&")
        return query.isEmpty ? address : address + "?" + query
    }
}
