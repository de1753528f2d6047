import App
import ArgumentParser

struct Panorama: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "panorama", abstract: "Le panorama de l’ESS d’un territoire.", helpNames: Maillage.help)

    @OptionGroup var common: Common
    @Argument(
        help: ArgumentHelp("La fin de son adresse : bretagne, pays-de-morlaix, commune-29151…", valueName: "territoire")
    )
    var territoire: String
    @Option(help: ArgumentHelp("Le mois AAAA-MM ; le dernier importé par défaut.", valueName: "mois"))
    var millesime: String?
    @Option(
        help: ArgumentHelp(
            "Le jour AAAA-MM-JJ des limites de territoires ; aujourd’hui par défaut.", valueName: "jour"))
    var au: String?
    @Option(help: ArgumentHelp("texte, csv ou json.", valueName: "format")) var format = "texte"

    func validate() throws { try checkFormat(format, among: Program.panoramaFormats) }

    func run() async throws {
        print(
            try await common.program().panorama(of: territoire, month: millesime, limits: au, format: format),
            terminator: "")
    }
}
