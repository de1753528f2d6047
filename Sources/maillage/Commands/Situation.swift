import App
import ArgumentParser

struct Situation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "situation", abstract: "Le statut de chaque territoire à une date.", helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Option(help: ArgumentHelp("Le jour, le mois ou l’année (2010-03-01) ; aujourd’hui par défaut.", valueName: "date"))
    var au: String?
    @Option(help: ArgumentHelp("texte, csv, json, geojson ou svg.", valueName: "format")) var format = "texte"

    func validate() throws { try checkFormat(format, among: Program.situationFormats) }

    func run() async throws {
        print(try await common.program().situation(on: au, format: format), terminator: "")
    }
}
