import Domain
import Foundation
import GRDB

/// What the pages of a survey show.
struct SurveyView: Sendable {
    let hub: Hub
    let day: Day
    let survey: Survey?
    let reading: SurveyResults?
    let mailing: SurveyMailing?
    let sectors: Sectors
    let communes: [TerritoryRecord]
}

/// What only those who steer read.
struct SurveyInside: Sendable {
    let texts: [String: [String]]
    let contacts: [(name: String, organisation: String, address: String)]
}

struct SurveyViewStore {
    let database: any DatabaseWriter

    func view(_ hub: Hub, on day: Day) async throws -> SurveyView {
        try await database.read { db in
            let survey = try SurveyStore.current(of: hub.id, in: db)
            return SurveyView(
                hub: hub, day: day, survey: survey,
                reading: try survey.flatMap {
                    $0.state == .draft ? nil : try SurveyAnswerStore.reading($0, hub: hub, on: day, in: db)
                },
                mailing: try survey.flatMap {
                    $0.state == .open ? try SurveyLetterStore.mailing($0, on: day, in: db) : nil
                },
                sectors: try SectorStore.sectors(on: day, in: db),
                communes: try HubPlaces.communes(of: hub.id, on: day, in: db))
        }
    }

    func inside(_ hub: Hub) async throws -> SurveyInside? {
        try await database.read { db in
            guard let survey = try SurveyStore.current(of: hub.id, in: db), survey.state == .closed else { return nil }
            return SurveyInside(
                texts: try SurveyAnswerStore.texts(survey, in: db),
                contacts: try SurveyAnswerStore.contacts(survey, in: db))
        }
    }
}
