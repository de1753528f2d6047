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

            - est l’entrée standard. Avec plusieurs fichiers, les résultats se suivent ; en JSON, ils forment une liste.
            """, helpNames: Maillage.help)

    @Option(
        help: ArgumentHelp(
            "\(modes) ; celui du fichier par défaut.", valueName: "mode"))
    var mode: String?
    @Option(help: ArgumentHelp("texte ou json.", valueName: "format")) var format = "texte"
    @Argument(help: ArgumentHelp("Les fichiers à lire.", valueName: "fichier")) var fichiers: [String]

    private static let modes = BallotFile.Mode.allCases.map(\.rawValue).joined(separator: ", ")

    func validate() throws {
        try checkFormat(format, among: ["texte", "json"])
        if let mode, BallotFile.Mode(rawValue: mode) == nil {
            throw ValidationError("Mode inconnu : « \(mode) ». Modes possibles : \(Self.modes).")
        }
    }

    func run() throws {
        let asked = mode.flatMap { BallotFile.Mode(rawValue: $0) }
        let reports = try fichiers.map { try report($0, asked) }
        guard format == "json" else {
            print(reports.map(\.text).joined(separator: "\n"), terminator: "")
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = reports.count == 1 ? try encoder.encode(reports[0]) : try encoder.encode(reports)
        print(String(decoding: data, as: UTF8.self))
    }

    /// Among several files, a refusal says which one it is about.
    private func report(_ file: String, _ asked: BallotFile.Mode?) throws -> TallyReport {
        do {
            return TallyReport(try BallotFile(bytes(of: file), mode: asked))
        } catch let refusal as AssemblyRefusal where fichiers.count > 1 {
            throw AssemblyRefusal("« \(file) » : \(refusal.sentence)")
        }
    }

    private func bytes(of file: String) throws -> [UInt8] {
        do {
            let data =
                file == "-" ? try FileHandle.standardInput.readToEnd() : try Data(contentsOf: URL(filePath: file))
            return [UInt8](data ?? Data())
        } catch {
            throw AssemblyRefusal("Le fichier « \(file) » ne s’ouvre pas : vérifiez son nom et vos droits.")
        }
    }
}
