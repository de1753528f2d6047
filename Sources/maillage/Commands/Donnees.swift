import App
import ArgumentParser

struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Montre le journal, ou vérifie sa chaîne (journal verifier).",
        helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Argument(help: ArgumentHelp("verifier : recalcule la chaîne des empreintes.", valueName: "verifier")) var action:
        String?

    @Option(help: ArgumentHelp("texte, csv ou json.", valueName: "format")) var format = "texte"

    func validate() throws {
        try checkFormat(format, among: Program.journalFormats)
        guard action == nil || action == "verifier" else {
            throw ValidationError("« \(action ?? "") » n’est pas connu : écrivez journal, ou journal verifier.")
        }
    }

    func run() async throws {
        let program = try common.program()
        guard action == "verifier" else { return print(try program.journal(format: format), terminator: "") }
        for line in try program.verifyJournal() { print(line) }
    }
}

struct Sauvegarder: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sauvegarder", abstract: "Copie cohérente des données, même pendant que le serveur tourne.",
        helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Argument(help: ArgumentHelp("Le fichier à écrire.", valueName: "fichier")) var fichier: String

    func run() async throws { for line in try common.program().backUp(to: fichier) { print(line) } }
}

struct Restaurer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restaurer", abstract: "Remet en place une sauvegarde, après l’avoir vérifiée.",
        helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Argument(help: ArgumentHelp("La sauvegarde.", valueName: "fichier")) var fichier: String

    func run() async throws { for line in try common.program().restore(from: fichier) { print(line) } }
}

struct Config: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Les réglages en vigueur, secrets masqués.", helpNames: Maillage.help)

    @OptionGroup var common: Common

    func run() async throws {
        for setting in try common.program().configurationReport() {
            print("\(setting.variable)\t\(setting.value)\t\(setting.name)")
        }
    }
}
