import App
import ArgumentParser

struct Compte: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compte", abstract: "Les comptes des personnes.",
        subcommands: [Creer.self, Lien.self, Role.self, Liste.self, Donnees.self, Effacer.self],
        helpNames: Maillage.help)

    struct Creer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "creer", abstract: "Ouvre un compte et imprime un lien de sept jours pour y entrer.",
            helpNames: Maillage.help)

        @OptionGroup var common: Common
        @Option(help: ArgumentHelp("Le nom de la personne.", valueName: "nom")) var nom: String
        @Option(help: ArgumentHelp("Son adresse de courriel.", valueName: "adresse")) var courriel: String
        @Option(
            help: ArgumentHelp(
                "Un rôle : administration-systeme, animation-reseau, coordination-pole…", valueName: "rôle"))
        var role: String?
        @Option(help: ArgumentHelp("Où : reseau, l’adresse d’un pôle, organisation/adresse.", valueName: "lieu"))
        var lieu: String?

        func run() async throws {
            let program = try common.program()
            for line in try await program.createAccount(name: nom, address: courriel, role: role, place: lieu) {
                print(line)
            }
        }
    }

    struct Lien: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lien", abstract: "Imprime un lien de connexion, qui sert une fois.", helpNames: Maillage.help)

        @OptionGroup var common: Common
        @Argument(help: ArgumentHelp("L’adresse de courriel du compte.", valueName: "courriel")) var courriel: String

        func run() async throws { print(try await common.program().accountLink(address: courriel)) }
    }

    struct Role: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "role", abstract: "Donne un rôle, ou y met fin.", helpNames: Maillage.help)

        @OptionGroup var common: Common
        @Argument(help: ArgumentHelp("L’adresse de courriel du compte.", valueName: "courriel")) var courriel: String
        @Argument(help: ArgumentHelp("Le rôle, comme coordination-pole.", valueName: "rôle")) var role: String
        @Option(help: ArgumentHelp("Où : reseau, l’adresse d’un pôle, organisation/adresse.", valueName: "lieu"))
        var lieu: String?
        @Option(help: ArgumentHelp("Premier jour ; aujourd’hui par défaut.", valueName: "jour")) var du: String?
        @Option(help: ArgumentHelp("Premier jour où il n’est plus porté.", valueName: "jour")) var au: String?
        @Flag(help: "Met fin au rôle, aujourd’hui ou le jour de --au.") var fin = false

        func run() async throws {
            let lines = try await common.program().changeRole(
                address: courriel, role: role, place: lieu, from: du, until: au, isEnding: fin)
            for line in lines { print(line) }
        }
    }

    struct Liste: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "liste", abstract: "Les comptes, leurs rôles et leur état.", helpNames: Maillage.help)

        @OptionGroup var common: Common
        @Option(help: ArgumentHelp("texte ou csv.", valueName: "format")) var format = "texte"

        func run() async throws { print(try await common.program().listAccounts(format: format), terminator: "") }
    }

    struct Donnees: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "donnees", abstract: "Tout ce qui est gardé d’une personne, en JSON (RGPD, droit d’accès).",
            helpNames: Maillage.help)

        @OptionGroup var common: Common
        @Argument(help: ArgumentHelp("L’adresse de courriel du compte.", valueName: "courriel")) var courriel: String

        func run() async throws { print(try await common.program().accountData(address: courriel), terminator: "") }
    }

    struct Effacer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "effacer", abstract: "Efface ce qui dit qui est une personne ; son numéro reste au journal.",
            helpNames: Maillage.help)

        @OptionGroup var common: Common
        @Argument(help: ArgumentHelp("L’adresse de courriel du compte.", valueName: "courriel")) var courriel: String
        @Flag(help: "Ne demande rien : l’effacement est définitif.") var confirme = false

        func validate() throws {
            guard confirme else { throw ValidationError("L’effacement est définitif : ajoutez --confirme.") }
        }

        func run() async throws { print(try await common.program().eraseAccount(address: courriel)) }
    }
}
