import App
import ArgumentParser
import Domain
import Foundation

struct Scrutateur: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scrutateur", abstract: "Ce que font les scrutateurs d’un vote secret, sur leur propre machine.",
        discussion: """
            La clé d’un scrutin est faite hors du serveur et coupée en parts : il en faut un nombre convenu pour ouvrir \
            l’urne, avec moins rien ne s’ouvre. Aucune de ces commandes ne parle au serveur ni n’ouvre ses données.
            """, subcommands: [Cle.self, Ouvrir.self], helpNames: Maillage.help)

    struct Cle: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cle", abstract: "Fait la clé d’un scrutin et en donne une part à chaque scrutateur.",
            helpNames: Maillage.help)

        @Option(help: ArgumentHelp("Combien de scrutateurs, de 2 à 20.", valueName: "n")) var scrutateurs: Int
        @Option(help: ArgumentHelp("Combien de parts pour ouvrir l’urne, au moins 2.", valueName: "k")) var seuil: Int
        @Option(help: ArgumentHelp("Le nom du scrutin.", valueName: "nom")) var nom = "Scrutin"
        @Argument(help: ArgumentHelp("Un nouveau dossier pour la clé et les parts.", valueName: "dossier"))
        var dossier: String

        func run() throws {
            let lines = try Program.makeTellerKey(
                name: nom, count: scrutateurs, threshold: seuil, in: URL(filePath: dossier))
            for line in lines { print(line) }
        }
    }

    struct Ouvrir: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ouvrir", abstract: "Ouvre une urne close avec assez de parts, et écrit la liste ouverte.",
            helpNames: Maillage.help)

        @Option(help: ArgumentHelp("Où écrire la liste ouverte.", valueName: "fichier"))
        var sortie = "liste-ouverte.json"
        @Argument(help: ArgumentHelp("L’urne téléchargée sur la page du scrutin.", valueName: "urne")) var urne: String
        @Argument(help: ArgumentHelp("Les parts des scrutateurs présents.", valueName: "part")) var parts: [String]

        func run() throws {
            let lines = try Program.openUrn(
                URL(filePath: urne), shares: parts.map { URL(filePath: $0) }, to: URL(filePath: sortie))
            for line in lines { print(line) }
        }
    }
}

struct ScrutinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scrutin", abstract: "Vérifie un scrutin, ou chiffre un bulletin sans navigateur.",
        subcommands: [Verifier.self, Bulletin.self], helpNames: Maillage.help)

    struct Verifier: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verifier",
            abstract: "Recompte un scrutin depuis son fichier de preuve, sans base de données.",
            helpNames: Maillage.help)

        @Argument(help: ArgumentHelp("Le fichier de preuve ; - est l’entrée standard.", valueName: "fichier"))
        var fichier: String

        func run() throws {
            let data =
                fichier == "-"
                ? try FileHandle.standardInput.readToEnd() : FileManager.default.contents(atPath: fichier)
            guard let data else {
                throw AssemblyRefusal("Le fichier « \(fichier) » ne s’ouvre pas : vérifiez son nom et vos droits.")
            }
            let (lines, holds) = try Program.checkScrutin([UInt8](data))
            for line in lines { print(line) }
            if !holds { throw ExitCode(1) }
        }
    }

    struct Bulletin: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "bulletin", abstract: "Chiffre un bulletin secret, pour qui ne veut pas du navigateur.",
            helpNames: Maillage.help)

        @Option(help: ArgumentHelp("pour, contre, abstention, blanc, ou des numéros : 2 ou 1,3.", valueName: "choix"))
        var choix: String
        @Option(help: ArgumentHelp("Le collège dit sur la page de vote, s’il y en a.", valueName: "college"))
        var college: String?
        @Argument(help: ArgumentHelp("Le manifeste téléchargé sur la page de vote.", valueName: "manifeste"))
        var manifeste: String

        func run() throws {
            for line in try Program.sealBallot(URL(filePath: manifeste), college: college, choice: choix) {
                print(line)
            }
        }
    }
}
