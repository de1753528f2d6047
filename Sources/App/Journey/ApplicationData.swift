import Domain
import Foundation

/// What is kept of one application, in the shape its sender takes away.
struct ApplicationData: Encodable, Sendable {
    private struct Note: Encodable {
        let critere, constat, date: String
    }

    private let pole, poste, nom, courriel, telephone, message, recueLe, etat, effaceeLe: String
    private let reponduLe: String?
    private let pieces: [String]
    /// Without who wrote them: their names are theirs.
    private let notesDuJury: [Note]

    init(hub: String, post: String, _ application: JobApplication) {
        (pole, poste, nom, courriel) = (hub, post, application.name, application.address)
        (telephone, message) = (application.phone, application.message)
        (recueLe, etat) = (application.receivedOn.description, application.stage.label)
        (effaceeLe, reponduLe) = (application.eraseOn.description, application.answeredOn?.description)
        pieces = application.papers.map(\.name)
        notesDuJury = application.notes.map { Note(critere: $0.criterion, constat: $0.text, date: $0.writtenAt) }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
