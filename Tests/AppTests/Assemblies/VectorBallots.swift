import AssemblyVectors
import Domain
import Foundation

/// A file of ballots of the cases, as whoever writes in the room is told of it.
struct VectorBallots: Decodable, Sendable {
    struct Candidate: Decodable, Sendable {
        let nom: String
        var naissance: String?
        var groupe: String?
        var college: String?
        var genre: String?

        private enum CodingKeys: String, CodingKey { case nom, naissance, groupe, college, genre }

        init(from decoder: any Decoder) throws {
            if let name = try? decoder.singleValueContainer().decode(String.self) {
                nom = name
                return
            }
            let values = try decoder.container(keyedBy: CodingKeys.self)
            nom = try values.decode(String.self, forKey: .nom)
            naissance = try values.decodeIfPresent(String.self, forKey: .naissance)
            groupe = try values.decodeIfPresent(String.self, forKey: .groupe)
            college = try values.decodeIfPresent(String.self, forKey: .college)
            genre = try values.decodeIfPresent(String.self, forKey: .genre)
        }

        /// As the room writes it: the organisation bears the name, and somebody stands for it.
        var shown: String { "\(nom) (Pour \(nom))" }
    }

    struct Ballot: Decodable, Sendable {
        var nombre: Int?
        var choix: [String]?
        var rang: [String]?
        var mentions: [String: String]?
        var blanc: Bool?
        var nul: Bool?
    }

    struct Round: Decodable, Sendable { let bulletins: [Ballot] }
    struct SeatCap: Decodable, Sendable {
        let par: Cap.Per
        let most: Int?
        let part: Fraction?
        enum CodingKeys: String, CodingKey {
            case par, part
            case most = "au-plus"
        }
    }

    let mode: String
    let sieges: Int?
    let tours: Int?
    let candidats: [Candidate]
    let bulletins: [Ballot]?
    let decompte: [String: [Int]]?
    let mentions: [String]?
    let mediane: String?
    let missing: String?
    let departage: [TieRule]?
    let graine: String?
    let plafonds: [SeatCap]?
    let parite: Bool?
    let blanks: Bool?
    let most: Int?
    let kept: [String: Int]?
    let second: Round?

    private enum CodingKeys: String, CodingKey {
        case mode, sieges, tours, candidats, bulletins, decompte, mentions, mediane, departage, graine, plafonds, parite
        case missing = "sans_mention"
        case blanks = "blancs_exprimes"
        case most = "choix_au_plus"
        case kept = "sieges_par_college"
        case second = "second_tour"
    }

    init(_ file: RawJSON) throws {
        self = try JSONDecoder().decode(VectorBallots.self, from: JSONEncoder().encode(file))
    }

    /// The rounds, as packs of identical ballots.
    var rounds: [[Ballot]] { [decompte == nil ? bulletins ?? [] : dealt] + [second?.bulletins].compactMap(\.self) }

    /// Ballots that give those counts: the first one takes the first grade of each candidate, and so on.
    private var dealt: [Ballot] {
        let scale = mentions ?? MajorityJudgment.grades
        let columns = (decompte ?? [:]).mapValues { counts in
            zip(scale, counts).flatMap { Array(repeating: $0, count: $1) }
        }
        return (0..<(columns.values.map(\.count).max() ?? 0)).map { place in
            Ballot(mentions: columns.compactMapValues { $0.indices.contains(place) ? $0[place] : nil })
        }
    }

    /// The room has one scale: the best grades of the case are its best ones, the worst is its worst.
    private func grade(_ said: String) -> String {
        let usual = MajorityJudgment.grades
        guard let scale = mentions, let place = scale.firstIndex(of: said) else { return said }
        return place == scale.count - 1 ? usual[usual.count - 1] : usual[place]
    }

    /// The fields of the form for one pack.
    func fields(_ ballot: Ballot, round: Int) -> [(String, String)] {
        let start = [("tour", String(round)), ("nombre", String(ballot.nombre ?? 1))]
        let isPartial = ballot.mentions.map { !$0.isEmpty && $0.count < candidats.count } ?? false
        if ballot.blanc == true { return start + [("sorte", "blanc")] }
        if ballot.nul == true || missing == "bulletin-nul" && isPartial { return start + [("sorte", "nul")] }
        let marks: [(String, String)] = candidats.enumerated().flatMap { index, candidate -> [(String, String)] in
            let name = candidate.nom
            var found: [(String, String)] = []
            if ballot.choix?.contains(name) == true { found.append(("nom-\(index)", "oui")) }
            if let rank = ballot.rang?.firstIndex(of: name) { found.append(("rang-\(index)", String(rank + 1))) }
            if let said = ballot.mentions?[name] { found.append(("mention-\(index)", grade(said))) }
            return found
        }
        return start + [("sorte", "valable")] + marks
    }

    /// A text of the case with the names as the room writes them.
    func shown(_ text: String) throws -> String {
        try candidats.reduce(text) { text, candidate in
            let name = NSRegularExpression.escapedPattern(for: candidate.nom)
            let word = try NSRegularExpression(pattern: "(?<![\\p{L}\\p{N}(])\(name)(?![\\p{L}\\p{N})])")
            let whole = NSRange(text.startIndex..., in: text)
            return word.stringByReplacingMatches(in: text, range: whole, withTemplate: candidate.shown)
        }
    }
}
