import App
import ArgumentParser

@main struct Maillage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "maillage", abstract: "Le logiciel des pôles de l’économie sociale et solidaire.")
}
