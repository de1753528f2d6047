import ArgumentParser
import Domain
import Foundation

struct Depouiller: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "depouiller", abstract: "Dépouille un fichier de bulletins, étape par étape.",
        discussion: """
            Le fichier est en JSON : mode, sieges, candidats, bulletins ; le format est décrit dans vectors/assemblies. Le \
            compte est exact, chaque étape est dite, et une égalité n’est jamais départagée sans règle.

            majoritaire : un tour, ou deux avec « tours » : 2. liste et approbation : plusieurs noms par bulletin. \
            jugement-majoritaire : une mention par candidat, bulletins ou « decompte ». vut : vote unique transférable. \
            schulze : duels.

            - est l’entrée standard.
            """, helpNames: Maillage.help)

    @Option(
        help: ArgumentHelp(
            "\(modes) ; celui du fichier par défaut.", valueName: "mode"))
    var mode: String?
    @Option(help: ArgumentHelp("texte ou json.", valueName: "format")) var format = "texte"
    @Argument(help: ArgumentHelp("Le fichier à lire.", valueName: "fichier")) var fichier: String

    private static let modes = BallotFile.Mode.allCases.map(\.rawValue).joined(separator: ", ")

    func validate() throws {
        try checkFormat(format, among: ["texte", "json"])
        if let mode, BallotFile.Mode(rawValue: mode) == nil {
            throw ValidationError("Mode inconnu : « \(mode) ». Modes possibles : \(Self.modes).")
        }
    }

    func run() throws {
        let report = TallyReport(
            try BallotFile(bytes(), mode: mode.flatMap { BallotFile.Mode(rawValue: $0) }))
        guard format == "json" else {
            print(report.text, terminator: "")
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }

    private func bytes() throws -> [UInt8] {
        do {
            let data =
                fichier == "-"
                ? try FileHandle.standardInput.readToEnd() : try Data(contentsOf: URL(filePath: fichier))
            return [UInt8](data ?? Data())
        } catch {
            throw AssemblyRefusal("Le fichier « \(fichier) » ne s’ouvre pas : vérifiez son nom et vos droits.")
        }
    }
}
