import Domain
import Foundation

/// The directory in the words of schema.org.
enum LinkedRecord {
    /// The file itself, which its records are the graph of.
    static func dataset(_ origin: OpenOrigin) -> [(name: String, value: JSON)] {
        [
            ("@context", "https://schema.org"), ("@type", "Dataset"), ("@id", .text(origin.base + "/annuaire.jsonld")),
            ("name", "Annuaire de l’économie sociale et solidaire"), ("license", .text(OpenOrigin.licence)),
            ("dateModified", .text(origin.day.description)), ("isAccessibleForFree", true),
            ("publisher", ["@type": "Organization", "name": .text(origin.network), "url": .text(origin.base)]),
        ]
    }

    static func thing(_ line: DirectoryLine, base: String) -> JSON {
        let sheet = line.sheet
        let address = base + "/annuaire/" + line.slug
        var members: [(name: String, value: JSON)] = [
            ("@type", .text(type(of: sheet.family))), ("@id", .text(address)), ("mainEntityOfPage", .text(address)),
            ("name", .text(sheet[.usualName].isEmpty ? sheet[.name] : sheet[.usualName])),
            ("legalName", .text(sheet[.name])),
        ]
        func add(_ name: String, _ value: JSON) {
            if case .null = value { return }
            members.append((name, value))
        }
        add("alternateName", .said(sheet[.acronym]))
        let identifiers = [OrganisationField.siren, .siret, .rna].filter { !sheet[$0].isEmpty }
        if !identifiers.isEmpty {
            add(
                "identifier",
                .list(
                    identifiers.map { field in
                        [
                            "@type": "PropertyValue", "propertyID": .text(field.rawValue.uppercased()),
                            "value": .text(sheet[field]),
                        ]
                    }))
        }
        let words = [sheet[.presentation], sheet[.purpose], sheet[.summary]].first { !$0.isEmpty }
        add("description", .said(words ?? ""))
        add("foundingDate", .said(sheet[.createdOn]))
        add("dissolutionDate", .said(sheet[.closedOn]))
        add("url", .said(sheet[.website]))
        add("email", .said(sheet[.email]))
        add("telephone", .said(sheet[.phone]))
        add("address", postal(sheet))
        add("location", place(sheet))
        if !line.hubs.isEmpty {
            add(
                "memberOf",
                .list(
                    line.hubs.map { hub in
                        ["@type": "Organization", "@id": .text(base + "/poles/" + hub.slug), "name": .text(hub.name)]
                    }))
        }
        return .object(members)
    }

    /// Associations and foundations are what schema.org calls NGO.
    private static func type(of family: Family) -> String {
        switch family {
        case .association, .foundation: "NGO"
        default: "Organization"
        }
    }

    private static func postal(_ sheet: OrganisationSheet) -> JSON {
        let parts: [(name: String, value: JSON)] = [
            ("streetAddress", .said(sheet[.address])), ("postalCode", .said(sheet[.postcode])),
            ("addressLocality", .said(sheet[.town])),
        ]
        let said = parts.filter { if case .null = $0.value { false } else { true } }
        guard !said.isEmpty else { return .null }
        return .object([("@type", "PostalAddress")] + said + [("addressCountry", "FR")])
    }

    private static func place(_ sheet: OrganisationSheet) -> JSON {
        guard let point = sheet.point else { return .null }
        return [
            "@type": "Place",
            "geo": [
                "@type": "GeoCoordinates", "latitude": .number(point.latitude), "longitude": .number(point.longitude),
            ],
        ]
    }
}
