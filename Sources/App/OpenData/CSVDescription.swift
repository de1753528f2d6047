import Domain

/// What the columns of a CSV file are (W3C, « Metadata Vocabulary for Tabular Data »), beside the file so that the file itself
/// stays a plain table.
enum CSVDescription {
    static func directory(_ resources: ApiResources, _ origin: OpenOrigin) -> JSON {
        let shape = resources.organisation.shape
        let described = Dictionary(shape.fields.map { ($0.name, $0.description) }) { first, _ in first }
        let own = [
            "poles": "Identifiants des pôles, séparés par une espace.", "source": "Ce qu’il faut citer.",
            "licence": "La licence de ces données.", "date": "Le jour de ce fichier.",
        ]
        let columns: [JSON] = DirectoryFile.columns.map { name in
            [
                "name": .text(name), "titles": .text(name),
                "dc:description": .text(own[name] ?? described[name] ?? ""), "datatype": "string",
            ]
        }
        return [
            "@context": ["http://www.w3.org/ns/csvw", ["@language": "fr"]], "url": .text(origin.base + "/annuaire.csv"),
            "dc:title": "Annuaire de l’économie sociale et solidaire", "dc:license": ["@id": .text(OpenOrigin.licence)],
            "dc:publisher": .text(origin.network), "dc:modified": .text(origin.day.description),
            "tableSchema": ["columns": .list(columns), "primaryKey": "identifiant"],
        ]
    }
}
