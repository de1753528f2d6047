import Foundation

/// What a proof file says of itself, checked point by point without any database.
package struct ProofReport {
    package struct Line: Hashable, Sendable {
        package let holds: Bool
        package let sentence: String
    }

    package private(set) var lines: [Line] = []
    /// What the proof is about, once it could be read.
    package private(set) var record: AssemblyRecord?
    package private(set) var recount: Recount?
    private let verify: SignatureCheck

    package var holds: Bool { !lines.isEmpty && lines.allSatisfy(\.holds) }

    /// - Parameter verify: whether an Ed25519 signature holds; votes on line are signed.
    package init(_ bytes: [UInt8], verify: @escaping SignatureCheck = { _, _, _ in false }) {
        self.verify = verify
        do throws(GeometryDefect) {
            let document = try JSONValue.read(bytes, uniqueNames: true)
            if case .object(let members) = document, members["format"] == .text(AssemblyProof.format) {
                check(members)
            } else {
                no("Ce n’est pas une preuve d’assemblée : le format attendu est « \(AssemblyProof.format) ».")
            }
        } catch { no("Le fichier ne se lit pas : \(error.description).") }
    }

    private mutating func yes(_ sentence: String) { lines.append(Line(holds: true, sentence: sentence)) }
    private mutating func no(_ sentence: String) { lines.append(Line(holds: false, sentence: sentence)) }

    private mutating func check(_ members: [String: JSONValue]) {
        let known = ["format", "proces-verbal", "resultats", "empreinte", "sceau"]
        if let unknown = members.keys.sorted().first(where: { !known.contains($0) }) {
            no("Le fichier contient « \(unknown) », qui n’a pas sa place dans une preuve.")
        }
        do {
            try checkHash(members)
            try checkContent(members)
            try checkSeal(members)
        } catch let refusal as AssemblyRefusal { no(refusal.sentence) } catch let defect as DecodingError {
            no("Le procès-verbal ne se lit pas : \(Self.place(defect)).")
        } catch { no("Le procès-verbal ne se lit pas.") }
    }

    private mutating func checkHash(_ members: [String: JSONValue]) throws {
        let covered = members.filter { ["format", "proces-verbal", "resultats"].contains($0.key) }
        let hash = LotHash.hex(try CanonicalJSON.text(.object(covered)))
        if members["empreinte"]?.text == hash {
            yes("L’empreinte est la bonne : rien n’a changé depuis qu’elle a été calculée (\(hash)).")
        } else {
            no("L’empreinte ne correspond pas : le contenu donne \(hash). Le fichier a été modifié.")
        }
    }

    private mutating func checkContent(_ members: [String: JSONValue]) throws {
        guard let written = members["proces-verbal"], let results = members["resultats"] else {
            return no("Il manque le procès-verbal ou les résultats.")
        }
        let text = try CanonicalJSON.text(written)
        let record = try JSONDecoder().decode(AssemblyRecord.self, from: Data(text.utf8))
        guard record.format == AssemblyRecord.currentFormat else {
            return no("Le procès-verbal est d’un format inconnu : « \(record.format) ».")
        }
        self.record = record
        if try Self.same(CanonicalJSON.value(of: record), written) {
            yes("Le procès-verbal se lit en entier.")
        } else {
            no("Le procès-verbal contient des choses que ce programme ne comprend pas.")
        }
        let positions = record.items.map(\.position)
        if Set(positions).count != positions.count || positions.contains(where: { $0 < 1 }) {
            no("Les points de l’ordre du jour sont mal numérotés.")
        }
        for item in record.items { checkOnline(item) }
        let recount = record.recount()
        self.recount = recount
        try compare(CanonicalJSON.value(of: recount), results, recount)
    }

    /// Each vote on line, recounted from its own proof, gives what the item counts.
    private mutating func checkOnline(_ item: RecordedItem) {
        for (file, isFaithful) in item.onlineVotes {
            let check = ScrutinProofCheck(file, verify: verify)
            for point in check.points where !point.holds {
                no("Le vote en ligne du point \(item.position) ne tient pas : \(point.sentence)")
            }
            guard check.holds else { continue }
            if let ballots = try? OnlineBallots(file), (try? isFaithful(ballots)) == true {
                yes("Le vote en ligne du point \(item.position) : recompté, identique.")
            } else {
                no("Le vote en ligne du point \(item.position) ne donne pas ce que le procès-verbal en dit.")
            }
        }
    }

    private mutating func compare(_ found: JSONValue, _ written: JSONValue, _ recount: Recount) throws {
        let whole = lines.count
        for (key, what) in [
            ("liste", "La liste électorale"), ("refus", "Ce qui a été refusé"),
            ("ouverture", "Le quorum à l’ouverture"),
        ] {
            try told(Self.same(found[key] ?? .null, written[key] ?? .null), what)
        }
        let (mine, theirs) = (found["points"]?.list ?? [], written["points"]?.list ?? [])
        guard mine.count == theirs.count else {
            return no("Le fichier donne les résultats de \(theirs.count) points ; le recompte en trouve \(mine.count).")
        }
        for (index, item) in recount.items.enumerated() {
            try told(Self.same(mine[index], theirs[index]), "Le point \(item.position)")
        }
        if lines[whole...].allSatisfy(\.holds), try !Self.same(found, written) {
            no("Les résultats contiennent autre chose que ce qu’un recompte donne.")
        }
    }

    private mutating func told(_ isSame: Bool, _ what: String) {
        if isSame {
            yes("\(what) : recompté, identique.")
        } else {
            no("\(what) : le recompte ne donne pas la même chose que le fichier.")
        }
    }

    private mutating func checkSeal(_ members: [String: JSONValue]) throws {
        guard let written = members["sceau"] else { return }
        let text = try CanonicalJSON.text(written)
        let seal = try JSONDecoder().decode(AssemblyProof.Seal.self, from: Data(text.utf8))
        let names = members["empreinte"]?.text.map { seal.detail.contains("\"" + $0 + "\"") } ?? false
        if seal.hash == seal.expectedHash, names, try Self.same(CanonicalJSON.value(of: seal), written) {
            yes("Le sceau est celui d’une ligne du journal, la ligne \(seal.line), qui cite cette empreinte.")
        } else {
            no("Le sceau ne tient pas : la ligne du journal a été modifiée ou ne cite pas cette empreinte.")
        }
    }

    /// Byte for byte, in the canonical writing.
    private static func same(_ left: JSONValue, _ right: JSONValue) throws -> Bool {
        try CanonicalJSON.text(left).utf8.elementsEqual(CanonicalJSON.text(right).utf8)
    }

    private static func place(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): return "il manque « \(key.stringValue) »"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let path = context.codingPath.map { $0.intValue.map { String($0 + 1) } ?? $0.stringValue }
            return path.joined(separator: ", ") + " : " + context.debugDescription
        @unknown default: return "format inconnu"
        }
    }

    /// For people: what holds, what does not, and the conclusion.
    package var text: String {
        let heading =
            record.map { "\($0.meeting.title), \($0.meeting.hub), \($0.meeting.day.frenchWithArticle)\n" } ?? ""
        let told = lines.map { ($0.holds ? "oui  " : "NON  ") + $0.sentence }
        let end = holds ? "Tout tient : ce procès-verbal se recompte à l’identique." : "Cette preuve ne tient pas."
        return ([heading].filter { !$0.isEmpty } + told + ["", end]).joined(separator: "\n") + "\n"
    }
}
