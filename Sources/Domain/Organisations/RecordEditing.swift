/// A field of a record that cannot be kept as typed, with what to do.
package struct FieldRefusal: Error, Sendable, Hashable {
    package let field: OrganisationField
    package let sentence: String
    package init(_ field: OrganisationField, _ sentence: String) { (self.field, self.sentence) = (field, sentence) }
}

/// What people may write of a record, and how what they type is read.
package enum RecordEditing {
    /// In the order of the form. The commune is typed as one text, which gives `commune` and `town`.
    package static let fields: [OrganisationField] = [
        .name, .usualName, .acronym, .family, .sectors, .summary, .presentation, .purpose, .email, .phone, .website,
        .address, .postcode, .commune, .town, .federations, .siren, .siret, .rna, .createdOn,
    ]

    /// What only registers and lists say.
    package static let registered: [OrganisationField] = [
        .legalCategory, .activity, .sizeBand, .employer, .state, .essSirene, .essList, .labels,
    ]

    /// The register that keeps `field` here, so that nobody types it; nil when people may.
    /// An identifier that no register has given yet may be typed: it is what lets the register be matched later.
    package static func keeper(of field: OrganisationField, in sheet: OrganisationSheet, saidBy origin: FieldOrigin)
        -> FieldOrigin?
    {
        if registered.contains(field) { return origin.isHuman ? field.register ?? .sirene : origin }
        guard [.siren, .siret, .rna].contains(field), !sheet[field].isEmpty, !origin.isHuman else { return nil }
        guard [.sirene, .rna, .essFrance, .siae].contains(origin) else { return nil }
        return origin
    }

    /// Where a mistake of a register is put right.
    package static func remedy(of keeper: FieldOrigin) -> String {
        switch keeper {
        case .sirene:
            "Tenu par Sirene (Insee) : une erreur se signale au guichet des formalités des entreprises, puis le prochain import la reprend."
        case .rna: "Tenu par le répertoire des associations : une erreur se signale au greffe des associations."
        case .essFrance: "Tenu par la liste d’ESS France : une erreur se signale à la chambre régionale de l’ESS."
        default: "Repris de : \(keeper.label). Une erreur se signale à qui tient cette liste."
        }
    }

    /// What is typed in one field, as it is kept.
    package static func read(_ typed: String, as field: OrganisationField) throws(FieldRefusal) -> String {
        guard typed.unicodeScalars.count <= field.limit else {
            throw FieldRefusal(field, "C’est trop long : \(French.number(field.limit)) caractères au plus.")
        }
        if typed.isEmpty {
            if field == .name { throw FieldRefusal(field, "Donnez le nom de l’organisation.") }
            return field == .family ? Family.undetermined.rawValue : ""
        }
        switch field {
        case .family:
            guard let family = Family(rawValue: typed) else { throw FieldRefusal(field, "Choisissez la famille.") }
            return family.rawValue
        case .siren:
            guard let code = Identifiers.siren(typed) else {
                throw FieldRefusal(field, "Ce n’est pas un SIREN : neuf chiffres, dont le dernier dépend des autres.")
            }
            return code
        case .siret:
            guard let code = Identifiers.siret(typed) else {
                throw FieldRefusal(
                    field, "Ce n’est pas un SIRET : quatorze chiffres, dont le dernier dépend des autres.")
            }
            return code
        case .rna:
            guard let code = Identifiers.rna(typed) else {
                throw FieldRefusal(field, "Ce n’est pas un numéro RNA : un W suivi de neuf signes, comme W291000123.")
            }
            return code
        case .email:
            guard let address = MailAddress(typed) else {
                throw FieldRefusal(
                    field, "Écrivez une adresse de courriel, comme contact@structure.example.org, ou laissez vide.")
            }
            return address.text
        case .website: return try site(typed)
        case .postcode:
            let code = typed.filter { !$0.isWhitespace }
            guard code.utf8.count == 5, code.utf8.allSatisfy({ (48...57).contains($0) }) else {
                throw FieldRefusal(field, "Un code postal a cinq chiffres, comme 29600.")
            }
            return code
        case .createdOn:
            guard let date = PartialDate(typed) else {
                throw FieldRefusal(field, "Écrivez la date ainsi : 2010, 2010-03 ou 2010-03-01.")
            }
            return date.description
        case .phone:
            guard typed.contains(where: \.isNumber) else {
                throw FieldRefusal(field, "Écrivez un numéro de téléphone, ou laissez vide.")
            }
            return typed
        default: return typed
        }
    }

    /// « www.structure.example.org » is said as well as « https://www.structure.example.org ».
    private static func site(_ typed: String) throws(FieldRefusal) -> String {
        let address = typed.contains("://") ? typed : "https://" + typed
        let rest = address.hasPrefix("https://") ? address.dropFirst(8) : address.dropFirst(7)
        let host = rest.prefix { !"/?#".contains($0) }
        let isAddress =
            (address.hasPrefix("https://") || address.hasPrefix("http://")) && host.contains(".")
            && !host.hasPrefix(".") && !host.contains("@") && !address.contains(where: \.isWhitespace)
            && address.unicodeScalars.count <= OrganisationField.website.limit
        guard isAddress else {
            throw FieldRefusal(.website, "Écrivez l’adresse du site, comme https://www.structure.example.org.")
        }
        return address
    }
}

/// What somebody would change, against what they saw and against what stands now.
package struct RecordEdit: Sendable {
    package let changes: [FieldChange]
    /// Changed by somebody else since, into something else than what is typed.
    package let conflicts: [FieldChange]

    /// `seen` is the record as the form showed it, `present` as it is now. A field left as it was seen is left alone.
    package init(
        typed: [OrganisationField: String], seen: OrganisationSheet, present: OrganisationSheet,
        isKept: (OrganisationField) -> Bool
    ) {
        var changes: [FieldChange] = []
        var conflicts: [FieldChange] = []
        for field in OrganisationField.allCases {
            guard let new = typed[field], new != seen[field], new != present[field], !isKept(field) else { continue }
            let change = FieldChange(field: field, old: present[field], new: new)
            if present[field] == seen[field] { changes.append(change) } else { conflicts.append(change) }
        }
        self.changes = changes + RecordEdit.forgottenPosition(after: changes, in: present)
        self.conflicts = conflicts
    }

    /// A point on the map belongs to the address it was found for.
    private static func forgottenPosition(after changes: [FieldChange], in sheet: OrganisationSheet) -> [FieldChange] {
        guard changes.contains(where: { [.address, .commune].contains($0.field) }) else { return [] }
        return [OrganisationField.longitude, .latitude, .precision].compactMap { field in
            sheet[field].isEmpty ? nil : FieldChange(field: field, old: sheet[field], new: "")
        }
    }
}
