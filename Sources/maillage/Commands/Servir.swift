import App
import ArgumentParser

struct Servir: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "servir", abstract: "Démarre le serveur ; SIGTERM l’arrête après les demandes en cours.",
        helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Option(help: ArgumentHelp("L’adresse d’écoute.", valueName: "adresse")) var adresse: String?
    @Option(help: ArgumentHelp("Le port d’écoute.", valueName: "port")) var port: Int?

    func run() async throws { try await common.program(address: adresse, port: port).serve() }
}
