import App
import ArgumentParser

struct Importer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "importer", abstract: "Importe des fichiers : territoires.",
        discussion: """
            territoires : GeoJSON de communes, d’EPCI, de Pays ou de départements ; CSV de communes, d’EPCI, de Pays ; code \
            officiel géographique et ses mouvements ; appartenance aux EPCI. Les fichiers donnés ensemble sont lus ensemble, \
            et tout est fait ou rien ne l’est. - est l’entrée standard ; .gz et .zip se lisent tels quels.
            """, helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Argument(help: ArgumentHelp("territoires", valueName: "quoi")) var quoi: String
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
        guard quoi == "territoires" else {
            throw ValidationError("« \(quoi) » ne s’importe pas : écrivez importer territoires FICHIER…")
        }
    }

    func run() async throws {
        let program = try common.program()
        let (report, refusal) = try await program.importTerritories(
            fichiers, isTrial: essai, since: depuis, kind: sorte)
        for line in report { print(line) }
        if let refusal { throw refusal }
    }
}
