import App
import ArgumentParser
import Foundation

@main struct Maillage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "maillage",
        abstract: "Le logiciel des pôles de développement de l’économie sociale et solidaire.",
        subcommands: [
            Servir.self, Initialiser.self, Situation.self, Importer.self, Depouiller.self, Verifier.self,
            Compte.self, Rappels.self, JournalCommand.self, Sauvegarder.self, Restaurer.self, Config.self,
            Scrutateur.self, ScrutinCommand.self, Panorama.self,
        ],
        helpNames: help)

    static let help: NameSpecification = [.customLong("aide"), .short]

    static func main() async {
        do {
            var command = try parseAsRoot(arguments())
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            if let sentence = Program.sentence(for: error) { end(sentence, code: 1) }
            let code = exitCode(for: error)
            let message = FrenchMessages.translated(fullMessage(for: error))
            guard code == .success else { end(message, code: code.rawValue) }
            print(message)
        }
    }

    private static func end(_ message: String, code: Int32) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        Foundation.exit(code)
    }

    /// `--donnees DIR` may stand before the command, as people expect of a setting that concerns all of them.
    private static func arguments() -> [String] {
        var rest = Array(CommandLine.arguments.dropFirst())
        guard let index = rest.firstIndex(where: { $0 == "--donnees" || $0.hasPrefix("--donnees=") }), index == 0 else {
            return rest
        }
        let count = rest[0] == "--donnees" ? min(2, rest.count) : 1
        let option = Array(rest.prefix(count))
        rest.removeFirst(count)
        return rest + option
    }
}

/// A format that does not exist is a wrong use of the command.
func checkFormat(_ format: String, among formats: [String]) throws {
    guard formats.contains(format) else {
        throw ValidationError(
            "Format inconnu : « \(format) ». Formats possibles : \(formats.joined(separator: ", ")).")
    }
}

/// What every command takes.
struct Common: ParsableArguments {
    @Option(help: ArgumentHelp("Le dossier des données (ou la variable MAILLAGE_DONNEES).", valueName: "dossier"))
    var donnees: String?

    func program(address: String? = nil, port: Int? = nil) throws -> Program {
        try Program(dataFolder: donnees, address: address, port: port)
    }
}
