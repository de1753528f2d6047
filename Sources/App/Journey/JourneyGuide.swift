import Domain
import Foundation

/// What the program proposes to whoever has never founded a hub: `demarche.json`, read once.
struct JourneyGuide: Decodable, Sendable {
    struct Chapter: Decodable, Sendable {
        let code: Workstream
        /// Its purpose in plain words.
        let but: String
        let taches: [Task]
    }

    struct Task: Decodable, Sendable {
        let cle, titre, aide: String
        /// Where it is done, `{pole}` standing for the hub's address.
        let lien: String?

        func path(_ slug: String) -> String? { lien?.replacingOccurrences(of: "{pole}", with: slug) }
    }

    /// A question that both situations of R13 answer, each in its way, and where the answers come from.
    struct Way: Decodable, Sendable {
        let question, structure, collectif, source: String
    }

    struct Questionnaire: Decodable, Sendable {
        let titre, presentation: String
        let questions: [SurveyQuestion]
    }

    let source: String
    let voies: [Way]
    let chantiers: [Chapter]
    let enquete: Questionnaire

    static func shipped() throws -> JourneyGuide {
        try FactStore.read(Resources.folder().appending(path: "Facts/demarche.json"), as: JourneyGuide.self)
    }

    func chapter(_ workstream: Workstream) -> Chapter? { chantiers.first { $0.code == workstream } }
    func purpose(_ workstream: Workstream) -> String { chapter(workstream)?.but ?? "" }
    func task(_ key: String) -> (workstream: Workstream, task: Task)? {
        for chapter in chantiers {
            if let task = chapter.taches.first(where: { $0.cle == key }) { return (chapter.code, task) }
        }
        return nil
    }
}
