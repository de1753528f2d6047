import App
import ArgumentParser

struct Importer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "importer", abstract: "Importe des fichiers : territoires, structures, sirene, rna.",
        discussion: """
            territoires : GeoJSON de communes, d’EPCI, de Pays ou de départements ; CSV de communes, d’EPCI, de Pays ; code \
            officiel géographique et ses mouvements ; appartenance aux EPCI. Les fichiers donnés ensemble sont lus ensemble, \
            et tout est fait ou rien ne l’est.

            sirene : StockUniteLegale et StockEtablissement, ensemble, de toutes les années ; rna : répertoire des \
            associations ; structures : liste d’ESS France, liste des SIAE, ou un fichier à vous dont une colonne s’appelle \
            « nom » ; gogocarto : les éléments d’une carte (JSON). Les organisations hors des communes connues et les personnes sont laissées de côté.

            - est l’entrée standard ; .gz et .zip se lisent tels quels.
            """, helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Argument(help: ArgumentHelp("territoires, structures, sirene, rna ou gogocarto", valueName: "quoi")) var quoi:
        String
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

    func validate() throws {
        guard ["territoires", "structures", "sirene", "rna", "gogocarto"].contains(quoi) else {
            throw ValidationError(
                "« \(quoi) » ne s’importe pas : écrivez importer territoires, structures, sirene, rna ou gogocarto, puis FICHIER…"
            )
        }
    }

    func run() async throws {
        let program = try common.program()
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
