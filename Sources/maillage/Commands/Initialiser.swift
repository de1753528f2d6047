import App
import ArgumentParser

struct Initialiser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "initialiser", abstract: "Crée le dossier des données avec le réseau breton de 2010.",
        helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Flag(help: "Ajoute un réseau fictif et vivant, signalé sur chaque page.") var demonstration = false
    @Option(help: ArgumentHelp("Un autre fichier de faits (JSON).", valueName: "fichier")) var faits: String?

    func run() async throws {
        for line in try common.program().initialise(factFile: faits) { print(line) }
    }
}
