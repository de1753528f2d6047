import App
import ArgumentParser

struct Importer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "importer",
        abstract: "Importe des fichiers : territoires, organisations, panoramas, chiffres publiés.",
        discussion: """
            territoires : GeoJSON de communes, d’EPCI, de Pays ou de départements ; CSV de communes, d’EPCI, de Pays ; code \
            officiel géographique et ses mouvements ; appartenance aux EPCI. Les fichiers donnés ensemble sont lus ensemble, \
            et tout est fait ou rien ne l’est.

            sirene : StockUniteLegale et StockEtablissement, ensemble, de toutes les années ; rna : répertoire des \
            associations ; structures : liste d’ESS France, liste des SIAE, ou un fichier à vous dont une colonne s’appelle \
            « nom » ; gogocarto : les éléments d’une carte (JSON). Les organisations hors des communes connues et les personnes sont laissées de côté.

            panorama : les mêmes StockUniteLegale et StockEtablissement d’un mois, comptés par commune pour l’observatoire, sans \
            qu’aucune organisation n’entre dans l’annuaire ; chiffres : des séries publiées, avec leur source (voir la page \
            « Méthode » de l’observatoire).

            - est l’entrée standard ; .gz et .zip se lisent tels quels.
            """, helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Argument(
        help: ArgumentHelp("territoires, structures, sirene, rna, gogocarto, panorama ou chiffres", valueName: "quoi"))
    var quoi: String
    @Argument(help: ArgumentHelp("Les fichiers à lire.", valueName: "fichier")) var fichiers: [String]
    @Flag(help: "Montre seulement ce qui serait créé, modifié, laissé ou refusé.") var essai = false
    @Option(
        help: ArgumentHelp(
            "Le jour AAAA-MM-JJ depuis lequel ce que disent les fichiers est vrai (par défaut le 1er janvier de l’année de leur nom).",
            valueName: "jour")) var depuis: String?
    @Option(
        help: ArgumentHelp(
            "De quoi parlent les fichiers qui ne le disent pas : commune, epci, pays, departement ou region.",
            valueName: "sorte")) var sorte: String?

    @Option(
        help: ArgumentHelp(
            "Panorama : le mois AAAA-MM des fichiers, quand leurs noms ne le disent pas.", valueName: "mois"))
    var millesime: String?
    @Option(
        help: ArgumentHelp(
            "Panorama : ne compter que dans ces territoires (bretagne, pays-de-morlaix…), séparés par des virgules.",
            valueName: "territoires")) var territoires: String?
    @Flag(help: "Panorama : compter aussi le reste de la France, pour comparer.") var france = false

    @Option(
        help: ArgumentHelp(
            "Chiffres : la source des lignes qui ne la disent pas, telle qu’il faut la citer.", valueName: "source"))
    var source: String?

    private static let kinds = ["territoires", "structures", "sirene", "rna", "gogocarto", "panorama", "chiffres"]

    func validate() throws {
        guard Self.kinds.contains(quoi) else {
            throw ValidationError(
                "« \(quoi) » ne s’importe pas : écrivez importer \(Self.kinds.dropLast().joined(separator: ", ")) ou chiffres, puis FICHIER…"
            )
        }
    }

    func run() async throws {
        let program = try common.program()
        if quoi == "panorama" {
            let report = try await program.importPanorama(
                fichiers, month: millesime, territories: territoires, hasFrance: france, isTrial: essai)
            for line in report { print(line) }
            return
        }
        if quoi == "chiffres" {
            for line in try await program.importFigures(fichiers, source: source, isTrial: essai) { print(line) }
            return
        }
        guard quoi == "territoires" else {
            for line in try await program.importOrganisations(fichiers, kind: quoi, isTrial: essai) { print(line) }
            return
        }
        let (report, refusal) = try await program.importTerritories(
            fichiers, isTrial: essai, since: depuis, kind: sorte)
        for line in report { print(line) }
        if let refusal { throw refusal }
    }
}
