import Domain
import Foundation
import Hummingbird

/// Elections while the assembly is held.
struct SittingElectionRoutes {
    let views: SittingViewStore
    let elections: SittingElectionStore

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/assemblees/:id/seance/points/:point"
        table.post("\(path)/election", .conductAssembly, on: .assembly, use: set)
        table.post("\(path)/candidatures", .conductAssembly, on: .assembly, use: stand)
        table.post("\(path)/candidatures/retrait", .conductAssembly, on: .assembly, use: withdraw)
        table.post("\(path)/scrutin", .conductAssembly, on: .assembly, use: openRound)
        table.post("\(path)/bulletins", .conductAssembly, on: .assembly, use: cast)
        table.post("\(path)/bulletins/:ligne/annulation", .conductAssembly, on: .assembly, use: cancel)
        table.post("\(path)/tirage", .conductAssembly, on: .assembly, use: draw)
    }

    @Sendable private func set(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "election", form) { id, item in
            guard let mode = BallotFile.Mode(rawValue: form.text("methode")) else {
                throw Refused("Choisissez une méthode.", field: "methode")
            }
            let most = form.line("noms-au-plus")
            guard most.isEmpty || Int(most) != nil else {
                throw Refused("« \(most) » n’est pas un nombre de noms.", field: "noms-au-plus")
            }
            let setting = ElectionSetting(
                mode: mode, rounds: form.text("tours") == "2" ? 2 : 1, seats: Int(form.text("sieges")) ?? 0,
                isSecret: form.text("secret") == "oui",
                median: MajorityJudgment.Median(rawValue: form.text("mediane")), mostChoices: Int(most),
                blanksCount: form.text("blancs-exprimes") == "oui")
            try await elections.set(item.position, setting, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func stand(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "candidature", form) { id, item in
            guard let organisation = ID<Organisation>(form.text("organisation")) else {
                throw Refused("Choisissez l’organisation.", field: "organisation")
            }
            let (born, gender) = (form.text("naissance"), form.text("genre"))
            guard born.isEmpty || Day(born) != nil else {
                throw Refused("Écrivez la date comme 1970-05-12, ou laissez vide.", field: "naissance")
            }
            let candidate = RecordedElection.Candidate(
                "", organisation: organisation, representative: form.line("representant-candidat"),
                gender: ["f", "h"].contains(gender) ? gender : nil, born: Day(born),
                statement: form.text("presentation"))
            try await elections.stand(
                candidate, isSitting: form.text("en-place") == "oui", item: item.position, at: id, actor: context.actor,
                at: context.now)
        }
    }

    @Sendable private func withdraw(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "candidature", form) { id, item in
            try await elections.withdraw(
                form.text("candidature"), item: item.position, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func openRound(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "scrutin", form) { id, item in
            let way: VotingWay = form.text("voie") == "main-levee" ? .hands : .paper
            let number = form.text("tour") == "2" ? 2 : 1
            let round = RecordedElection.Round(
                way, voters: way == .hands ? nil : form.all("votants").compactMap { ID<Organisation>($0) }, ballots: [],
                scrutineers: [form.line("scrutateur-1"), form.line("scrutateur-2")].filter { !$0.isEmpty },
                explanation: form.text("explication"))
            try await elections.openRound(
                number, round, item: item.position, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func cast(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "bulletins", form) { id, item in
            guard let election = item.election else { throw NotFound() }
            let ballot = try Self.ballot(form, election)
            try await elections.cast(
                ballot, round: form.text("tour") == "2" ? 2 : 1, item: item.position, at: id, actor: context.actor,
                at: context.now)
        }
    }

    /// The ballot as the form says it: fields are numbered as the candidates who run.
    private static func ballot(_ form: Form, _ election: RecordedElection) throws -> RecordedElection.Ballot {
        guard let count = Int(form.text("nombre")) else {
            throw Refused("Donnez un nombre de bulletins.", field: "nombre")
        }
        let marked = try marks(form, election)
        switch form.text("sorte") {
        case "valable": break
        case "blanc" where marked:
            throw Refused(
                "Un bulletin blanc ne porte rien : s’il porte une marque, il est valable ou nul.", field: "sorte")
        case "blanc": return RecordedElection.Ballot(count, isBlank: true)
        case "nul": return RecordedElection.Ballot(count, isNull: true)
        default: throw Refused("Dites si ces bulletins sont valables, blancs ou nuls.", field: "sorte")
        }
        let names = election.running.map(\.name).enumerated()
        switch BallotFile.Mode(rawValue: election.mode) {
        case .judgment:
            let grades = names.compactMap { index, name in
                let grade = form.text("mention-\(index)")
                return grade.isEmpty ? nil : (name, grade)
            }
            return RecordedElection.Ballot(count, grades: Dictionary(grades) { first, _ in first })
        case .transferable, .schulze: return RecordedElection.Ballot(count, ranking: try ranking(names, form))
        default:
            return RecordedElection.Ballot(
                count, choices: names.filter { form.text("nom-\($0.offset)") == "oui" }.map(\.element))
        }
    }

    /// Whether the form names anybody; refused when it names somebody who does not stand.
    private static func marks(_ form: Form, _ election: RecordedElection) throws -> Bool {
        let places = form.fields.filter { !$0.value.isEmpty }.compactMap { (field: Form.Field) -> Int? in
            let parts = field.name.split(separator: "-")
            guard parts.count == 2, ["nom", "rang", "mention"].contains(parts[0]) else { return nil }
            return Int(parts[1])
        }
        guard places.allSatisfy(election.running.indices.contains) else {
            throw Refused("Ce bulletin nomme quelqu’un qui n’est pas, ou plus, parmi les candidatures.")
        }
        return !places.isEmpty
    }

    /// 1 for the first choice, 2 for the second; no two alike.
    private static func ranking(_ names: EnumeratedSequence<[String]>, _ form: Form) throws -> [String] {
        var ranked: [(rank: Int, name: String)] = []
        for (index, name) in names {
            let text = form.text("rang-\(index)")
            if text.isEmpty { continue }
            guard let rank = Int(text), rank > 0 else {
                throw Refused(
                    "« \(text) » n’est pas un rang : 1 pour la première préférence, 2 pour la deuxième.",
                    field: "rang-\(index)")
            }
            if ranked.contains(where: { $0.rank == rank }) {
                throw Refused(
                    "Deux candidatures ont le rang \(rank) : si le bulletin les confond, il est nul.",
                    field: "rang-\(index)")
            }
            ranked.append((rank, name))
        }
        return ranked.sorted { $0.rank < $1.rank }.map(\.name)
    }

    @Sendable private func cancel(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "bulletins", form) { id, item in
            guard let line = Int64(try context.parameter("ligne")) else { throw NotFound() }
            try await elections.cancel(
                ballot: line, item: item.position, at: id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func draw(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "tirage", form) { id, item in
            try await elections.draw(
                form.line("graine"), item: item.position, at: id, actor: context.actor, at: context.now)
        }
    }
}
