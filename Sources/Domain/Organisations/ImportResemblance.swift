/// What becomes of something to create that looks like a record.
package enum ImportDecision: String, Codable, Sendable {
    /// It is another organisation.
    case create = "creer"
    /// It is that record, which the import completes.
    case same = "elle"
}

/// Something that an import would create, though it looks like a record with which it shares no number.
package struct ImportResemblance: Sendable {
    package let candidate: ImportCandidate
    package let record: ID<Organisation>
    package let name: String
    package let score: DuplicateScore
    /// What it would change in the record, were it that one; the fields it keeps too.
    package let change: ImportPlan.Change
    package let decision: ImportDecision
    /// Whether somebody decided, rather than the score.
    package let isChosen: Bool

    /// The same each time the file is read.
    package var key: String { candidate.decisionKey }
    /// Whether it would say nothing new of the record.
    package var saysNothingNew: Bool { change.places.isEmpty && !change.fields.contains { $0.kept == nil } }
}

extension ImportCandidate {
    /// Its first line: « 12@structures.csv ».
    package var decisionKey: String { lines.first.map { "\($0.line)@\($0.file)" } ?? "" }
}

extension ImportPlan {
    /// Everything that is created when the import is made, those that look like a record included.
    package var allCreated: [ImportCandidate] {
        resembling.isEmpty ? created : created + resembling.filter { $0.decision == .create }.map(\.candidate)
    }

    /// Every record that is changed when the import is made.
    package var allChanged: [Change] {
        changed + resembling.filter { $0.decision == .same && !$0.saysNothingNew }.map(\.change)
    }
}

/// Finds the record that each thing to create looks like.
struct ImportResemblances {
    private let finder: DuplicateFinder
    private let records: [ID<Organisation>: KnownRecord]

    /// Of something that has a SIREN nobody here has (`onlyUnnumbered`), only records without a SIREN may be it: two numbers
    /// weigh more than everything else that two records may share.
    init(_ known: [KnownRecord], onlyUnnumbered: Bool) {
        var finder = DuplicateFinder()
        var records: [ID<Organisation>: KnownRecord] = [:]
        for record in known where !onlyUnnumbered || record.packed[.siren].isEmpty {
            finder.add(record.id, record.sheet)
            records[record.id] = record
        }
        finder.finish()
        (self.finder, self.records) = (finder, records)
    }

    /// The closest record that is at least likely to be it.
    func closest(to candidate: ImportCandidate) -> (record: KnownRecord, score: DuplicateScore)? {
        let profile = DuplicateProfile(candidate.sheet)
        var best: (record: KnownRecord, score: DuplicateScore)?
        for id in finder.candidates(like: candidate.sheet) {
            guard let known = records[id] else { continue }
            let score = DuplicateScore(profile, DuplicateProfile(known.sheet))
            guard let level = score.level, level >= .likely, score.points > best?.score.points ?? 0 else { continue }
            best = (known, score)
        }
        return best
    }
}
