import Domain
import Foundation

/// The objects of the interface, field by field. Names are those of the CSV files.
struct ApiResources: Sendable {
    let base: String

    // MARK: Organisations

    var organisation: ApiObject<DirectoryLine> {
        ApiObject(
            name: "Organisation", description: "Une organisation de l’annuaire : ce que sa page montre.",
            fields: [
                ApiField("identifiant", .text, "La fin de l’adresse de sa page.") { .text($0.slug) }
            ] + DirectoryFile.fields.map(Self.field) + [
                ApiField("poles", .list(.text), "Identifiants des pôles auxquels elle prend part aujourd’hui.") {
                    .texts($0.hubs.map(\.slug))
                },
                ApiField("page", .address, "Sa page.") { [base] in .text(base + "/annuaire/" + $0.slug) },
                ApiField("modifie_le", .moment, "La dernière fois que sa fiche a changé.") { .text($0.updatedAt) },
            ])
    }

    private static func field(_ field: OrganisationField) -> ApiField<DirectoryLine> {
        let name = field.rawValue
        switch field {
        case .name: return ApiField(name, .text, field.label + ".") { .text($0.sheet[field]) }
        case .family:
            return ApiField(name, .choice(Family.allCases.map(\.rawValue)), field.label + ".") {
                .text($0.sheet.family.rawValue)
            }
        case .state:
            return ApiField(name, .choice(["active", "cessee"]), field.label + ".") {
                .text($0.sheet.isCeased ? "cessee" : "active")
            }
        case .essSirene, .essList, .employer:
            return ApiField(name, .optional(.boolean), field.label + ".") { line in
                switch line.sheet[field] {
                case "O": true
                case "N": false
                default: .null
                }
            }
        case .labels, .sectors, .federations:
            return ApiField(name, .list(.text), field.label + " : leurs codes.") { line in
                .texts(line.sheet[field].split(separator: " ").map(String.init))
            }
        case .longitude, .latitude:
            return ApiField(name, .optional(.number), field.label + ", en degrés (WGS 84).") { line in
                guard let point = line.sheet.point else { return .null }
                return .number(field == .longitude ? point.longitude : point.latitude)
            }
        case .sizeYear:
            return ApiField(name, .optional(.integer), field.label + ".") { line in
                Int(line.sheet[field]).map(JSON.integer) ?? .null
            }
        case .createdOn, .closedOn:
            return ApiField(name, .optional(.text), field.label + " : une année, un mois ou un jour.") {
                .said($0.sheet[field])
            }
        default: return ApiField(name, .optional(.text), field.label + ".") { .said($0.sheet[field]) }
        }
    }

    /// One record alone, with its other places.
    var record: ApiObject<RecordView> {
        let inner = organisation.fields.map { (field: ApiField<DirectoryLine>) in
            ApiField<RecordView>(field.name, field.type, field.description) { field.value($0.line) }
        }
        let own: [ApiField<RecordView>] = [
            ApiField("cree_le", .moment, "L’inscription de sa fiche.") { .text($0.createdAt) },
            ApiField("confirme_le", .optional(.moment), "La dernière relecture par quelqu’un qui la connaît.") {
                .said($0.confirmedAt)
            },
            ApiField(
                "origine", .choice(FieldOrigin.allCases.map(\.rawValue)), "Ce qui a inscrit la fiche, par sorte."
            ) { .text($0.origin.rawValue) },
            ApiField("lieux", .list(.object(place.shape)), "Ses autres établissements.") { [place] in
                .list($0.establishments.map(place.json))
            },
        ]
        return ApiObject(
            name: "Fiche", description: "Une organisation, avec ses autres lieux.", fields: inner + own)
    }

    private var place: ApiObject<Establishment> {
        ApiObject(
            name: "Lieu", description: "Un établissement d’une organisation, autre que son siège.",
            fields: [
                ApiField("siret", .optional(.text), "SIRET.") { .said($0.siret) },
                ApiField("nom", .optional(.text), "Nom ou enseigne.") { .said($0.name) },
                ApiField("adresse", .optional(.text), "Adresse.") { .said($0.address) },
                ApiField("code_postal", .optional(.text), "Code postal.") { .said($0.postcode) },
                ApiField("ville", .optional(.text), "Ville.") { .said($0.town) },
                ApiField("ferme", .boolean, "Vrai quand il est fermé.") { .bool($0.isClosed) },
            ])
    }

    // MARK: Offers and needs

    var offer: ApiObject<OfferLine> {
        ApiObject(
            name: "Annonce", description: "Ce qu’une organisation propose ou cherche.",
            fields: [
                ApiField("numero", .integer, "Son numéro, qui ne change pas.") { .integer(Int($0.offer.id.rawValue)) },
                ApiField("sens", .choice(Offer.Direction.allCases.map(\.rawValue)), "Proposer ou chercher.") {
                    .text($0.offer.direction.rawValue)
                },
                ApiField("sorte", .choice(Offer.Kind.allCases.map(\.rawValue)), "De quoi il s’agit.") {
                    .text($0.offer.kind.rawValue)
                },
                ApiField("annonce", .text, "En quelques mots.") { .text($0.offer.topic) },
                ApiField("precisions", .optional(.text), "Le reste.") { .said($0.offer.detail) },
                ApiField("organisation", .text, "Le nom de l’organisation.") { .text($0.name) },
                ApiField("organisation_identifiant", .text, "Son identifiant.") { .text($0.slug) },
                ApiField("ville", .optional(.text), "Sa ville.") { .said($0.town) },
                ApiField("depuis", .optional(.day), "Le premier jour.") {
                    $0.offer.validity.from.map { .text($0.description) } ?? .null
                },
                ApiField("dernier_jour", .optional(.day), "Le dernier jour, quand il est dit.") {
                    $0.offer.validity.until.map { .text($0.adding(days: -1).description) } ?? .null
                },
            ])
    }

    // MARK: Vocabularies

    var sector: ApiObject<Sector> {
        ApiObject(
            name: "Secteur", description: "Un secteur d’activité.",
            fields: [
                ApiField("code", .text, "Ce que les fichiers écrivent dans « secteurs ».") { .text($0.code) },
                ApiField("libelle", .text, "Son nom.") { .text($0.label) },
                ApiField("definition", .optional(.text), "Ce qu’il comprend.") { .said($0.definition) },
                ApiField("source", .optional(.text), "Ce qui le dit.") { .said($0.source) },
            ])
    }

    var word: ApiObject<(code: String, label: String)> {
        ApiObject(
            name: "Mot", description: "Un mot d’un vocabulaire.",
            fields: [
                ApiField("code", .text, "Ce que les fichiers écrivent.") { .text($0.code) },
                ApiField("libelle", .text, "Ce que les pages disent.") { .text($0.label) },
            ])
    }
}

extension OrganisationSheet {
    /// Where it is, when both numbers are on Earth.
    var point: (longitude: Double, latitude: Double)? {
        guard let x = Double(self[.longitude]), let y = Double(self[.latitude]) else { return nil }
        return abs(x) <= 180 && abs(y) <= 90 ? (x, y) : nil
    }
}
