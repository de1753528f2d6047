import App
import ArgumentParser

struct Rappels: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rappels", abstract: "Écrit aux organisations dont la fiche n’a pas été relue depuis longtemps.",
        helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Flag(help: "Dit seulement à qui.") var essai = false

    func run() async throws {
        for line in try await common.program().remind(isTrial: essai) { print(line) }
    }
}
