import App
import ArgumentParser

struct Initialiser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "initialiser", abstract: "Crée le dossier des données avec le réseau breton de 2010.",
        helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Flag(help: "Ajoute un réseau fictif et vivant, signalé sur chaque page.") var demonstration = false
    @Option(help: ArgumentHelp("Un autre fichier de faits (JSON).", valueName: "fichier")) var faits: String?

    @Option(help: ArgumentHelp("Le nom de la première personne.", valueName: "nom")) var nom: String?
    @Option(help: ArgumentHelp("Son adresse électronique.", valueName: "adresse")) var courriel: String?

    func run() async throws {
        let program = try common.program()
        let lines = try program.initialise(factFile: faits, demonstration: demonstration, name: nom, address: courriel)
        for line in lines { print(line) }
    }
}
