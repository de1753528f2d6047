import App
import ArgumentParser
import Domain
import Foundation

struct Verifier: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verifier", abstract: "Recompte la preuve d’une assemblée scellée, sans base de données.",
        discussion: """
            Refait la liste électorale, les présences, les quorums, les comptes, les élections et l’empreinte, puis dit ce qui \
            tient et ce qui ne tient pas. Rend 0 quand tout tient, 1 sinon. Le format est décrit dans docs/preuves.md ; \
            tools/verifier.py fait le même travail sans Maillage.

            - est l’entrée standard.
            """, helpNames: Maillage.help)

    @Argument(help: ArgumentHelp("La preuve à vérifier.", valueName: "fichier")) var fichier: String

    func run() throws {
        let report = Program.checkAssembly(try bytes())
        print(report.text, terminator: "")
        if !report.holds { throw ExitCode(1) }
    }

    private func bytes() throws -> [UInt8] {
        do {
            let data =
                fichier == "-" ? try FileHandle.standardInput.readToEnd() : try Data(contentsOf: URL(filePath: fichier))
            return [UInt8](data ?? Data())
        } catch {
            throw AssemblyRefusal("Le fichier « \(fichier) » ne s’ouvre pas : vérifiez son nom et vos droits.")
        }
    }
}
