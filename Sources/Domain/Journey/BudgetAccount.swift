/// A line of the association chart of accounts, as the unique grant form's budget groups them (cerfa 12156, regulation ANC 2018-06).
package struct BudgetAccount: Hashable, Sendable {
    package let code: String
    package let label: String
    package init(code: String, label: String) { (self.code, self.label) = (code, label) }

    package enum Side: String, Sendable, CaseIterable {
        case charges
        case resources
        /// Contributions in kind: what is used (86) and what brings it (87); outside of the result.
        case inKindUse
        case inKindSource
    }

    package var side: Side {
        if code.hasPrefix("86") { return .inKindUse }
        if code.hasPrefix("87") { return .inKindSource }
        return code.hasPrefix("6") ? .charges : .resources
    }

    /// The two digits it is grouped under.
    package var heading: String { String(code.prefix(2)) }

    package static func of(_ code: String) -> BudgetAccount? { all.first { $0.code == code } }
    package static func on(_ side: Side) -> [BudgetAccount] { all.filter { $0.side == side } }

    package static func headingLabel(_ code: String) -> String { headings.first { $0.code == code }?.label ?? "" }

    package static let headings: [BudgetAccount] = [
        ("60", "Achats"), ("61", "Services extérieurs"), ("62", "Autres services extérieurs"),
        ("63", "Impôts et taxes"), ("64", "Charges de personnel"), ("65", "Autres charges de gestion courante"),
        ("66", "Charges financières"), ("67", "Charges exceptionnelles"), ("68", "Dotations et engagements à réaliser"),
        ("70", "Ventes et prestations"), ("73", "Produits de tarification"), ("74", "Subventions et aides"),
        ("75", "Autres produits de gestion courante"), ("76", "Produits financiers"), ("77", "Produits exceptionnels"),
        ("78", "Reprises"), ("86", "Emplois des contributions volontaires"),
        ("87", "Contributions volontaires en nature"),
    ].map { BudgetAccount(code: $0.0, label: $0.1) }

    package static let all: [BudgetAccount] = [
        ("601", "Matières et fournitures"), ("606", "Autres fournitures"),
        ("613", "Locations"), ("615", "Entretien et réparation"), ("616", "Assurance"), ("618", "Documentation"),
        ("622", "Rémunérations d’intermédiaires et honoraires"), ("623", "Publicité, publications"),
        ("625", "Déplacements, missions, réceptions"), ("626", "Poste et télécommunications"),
        ("627", "Services bancaires et autres"), ("628", "Cotisations versées, divers"),
        ("631", "Impôts et taxes sur rémunérations"), ("635", "Autres impôts et taxes"),
        ("641", "Rémunération du personnel"), ("645", "Charges sociales"), ("648", "Autres charges de personnel"),
        ("651", "Redevances, logiciels"), ("658", "Autres charges de gestion courante"),
        ("661", "Charges financières"), ("671", "Charges exceptionnelles"),
        ("681", "Dotations aux amortissements et provisions"), ("689", "Engagements à réaliser (fonds dédiés)"),
        ("706", "Prestations de services"), ("707", "Ventes de marchandises"), ("708", "Produits annexes"),
        ("731", "Produits de tarification"),
        ("7411", "État"), ("7412", "Région"), ("7413", "Département"),
        ("7414", "Intercommunalités"), ("7415", "Communes"), ("7416", "Organismes sociaux"),
        ("7417", "Fonds européens"), ("7418", "Aides à l’emploi (ASP)"), ("7419", "Autres établissements publics"),
        ("7420", "Aides privées, fondations"),
        ("756", "Cotisations"), ("758", "Dons, mécénat, autres"), ("761", "Produits financiers"),
        ("771", "Produits exceptionnels"), ("781", "Reprises sur amortissements et provisions"),
        ("789", "Reports de fonds dédiés"),
        ("860", "Secours en nature"), ("861", "Mise à disposition gratuite de biens"), ("862", "Prestations"),
        ("864", "Personnel bénévole"),
        ("870", "Bénévolat"), ("871", "Prestations en nature"), ("875", "Dons en nature"),
    ].map { BudgetAccount(code: $0.0, label: $0.1) }
}
