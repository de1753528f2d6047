import Domain
import Foundation
import GRDB

/// A post once described: who reads applications, its announcement, its end.
extension RecruitmentStore {
    /// Names somebody of the panel by the address of their account.
    func name(_ name: String, _ typed: String, for id: ID<Recruitment>, of hub: ID<Hub>, actor: Actor, at now: Date)
        async throws
    {
        let address = MailAddress(typed)
        let person = PersonName(name)
        try RefusedForm.check([
            person == nil ? Refused("Dites le nom de cette personne.", field: "jure-nom") : nil,
            address == nil
                ? Refused("Écrivez l’adresse de son compte, par exemple nom@example.org.", field: "jure-courriel")
                : nil,
        ])
        guard let address, let person else { return }
        try await database.write { [letters] db in
            let post = try Self.recruitment(id, of: hub, in: db)
            guard [.draft, .open].contains(post.state) else {
                throw Refused("Ce recrutement est \(post.state.label) : le jury ne change plus.")
            }
            guard try Self.jurors(of: id, in: db).count < 20 else {
                throw Refused("Vingt personnes au plus dans un jury.")
            }
            try db.execute(
                sql: """
                    INSERT INTO recruitmentJuror (recruitmentID, address, name, addedAt) VALUES (?, ?, ?, ?)
                    ON CONFLICT (recruitmentID, address) DO UPDATE SET name = excluded.name
                    """, arguments: [id, address, person.text, now.formatted(.iso8601)])
            let slug = try String.fetchOne(db, sql: "SELECT slug FROM hub WHERE id = ?", arguments: [hub]) ?? ""
            try OutboxStore.enqueue(letters.named(slug, id), to: address, person.text, at: now, in: db)
            try Self.journal("jury", id, hub, actor, now, in: db)
        }
    }

    /// Somebody of the panel leaves it: from now on they read nothing.
    func release(_ address: String, from id: ID<Recruitment>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws
    {
        try await database.write { db in
            let post = try Self.recruitment(id, of: hub, in: db)
            let jurors = try Self.jurors(of: id, in: db)
            guard jurors.contains(where: { $0.address == address }) else { throw NotFound() }
            guard post.state != .open || jurors.count > Recruitment.fewestJurors else {
                throw Refused(
                    "Le jury garde au moins \(Recruitment.fewestJurors) personnes : nommez d’abord quelqu’un d’autre.")
            }
            try db.execute(
                sql: "DELETE FROM recruitmentJuror WHERE recruitmentID = ? AND address = ?", arguments: [id, address])
            try Self.journal("jury", id, hub, actor, now, in: db)
        }
    }

    /// From now on everybody reads the announcement and applies; how long applications are kept no longer changes.
    func announce(_ id: ID<Recruitment>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            let post = try Self.recruitment(id, of: hub, in: db)
            try Self.check(post, is: .draft)
            let lacking = Recruitment.findings(jurors: try Self.jurors(of: id, in: db).count).filter {
                $0.outcome == .missing
            }
            guard lacking.isEmpty else {
                throw Refused("L’annonce ne peut pas paraître. " + lacking.map(\.sentence).joined(separator: " "))
            }
            guard post.applyBy >= now.dayInFrance else {
                throw Refused("Le dernier jour pour se porter candidat est passé : donnez-en un autre, puis annoncez.")
            }
            let retention = try ThresholdStore.applicationRetention(on: now.dayInFrance, in: db)
            try db.execute(
                sql: "UPDATE recruitment SET state = 'ouverte', openedAt = ?, retention = ? WHERE id = ?",
                arguments: [now.formatted(.iso8601), retention.months, id])
            try Self.journal("annonce", id, hub, actor, now, ["titre": post.title], in: db)
        }
    }

    /// Gives more time to apply.
    func extend(_ id: ID<Recruitment>, until typed: String, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let day = Day(typed)
        try RefusedForm.check([
            day.map { $0 >= now.dayInFrance } == true
                ? nil : Refused("Donnez un jour à venir, comme \(now.dayInFrance.adding(days: 15)).", field: "jusquau"),
            Refused.farDay(day, today: now.dayInFrance, field: "jusquau"),
        ])
        try await database.write { db in
            try Self.check(Self.recruitment(id, of: hub, in: db), is: .open)
            try db.execute(sql: "UPDATE recruitment SET applyBy = ? WHERE id = ?", arguments: [day, id])
            try Self.journal("prolonge", id, hub, actor, now, in: db)
        }
    }

    /// Nobody is hired: whoever applied is told so, with the day on which their application is erased.
    func abandon(_ id: ID<Recruitment>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await database.write { [letters] db in
            let post = try Self.recruitment(id, of: hub, in: db)
            guard [.draft, .open].contains(post.state) else {
                throw Refused("Ce recrutement est \(post.state.label) : cela ne se peut plus.")
            }
            if post.state == .draft {
                try db.execute(sql: "DELETE FROM recruitmentJuror WHERE recruitmentID = ?", arguments: [id])
                try db.execute(sql: "DELETE FROM recruitment WHERE id = ?", arguments: [id])
            } else {
                try ApplicationStore.refuseOthers(post, letters, at: now, in: db)
                try db.execute(
                    sql: "UPDATE recruitment SET state = 'abandonnee', decidedOn = ? WHERE id = ?",
                    arguments: [now.dayInFrance, id])
            }
            try Self.journal("abandon", id, hub, actor, now, ["titre": post.title], in: db)
        }
    }
}

extension RecruitmentStore.Draft {
    struct Checked: Sendable {
        let arguments: StatementArguments
    }

    func checked(on today: Day) throws -> Checked {
        let time = Int(workingTime)
        let (low, high) = (Money(typed: lowest), Money(typed: highest.isEmpty ? lowest : highest))
        let kind = Recruitment.Contract(rawValue: contract)
        let length = Int(months)
        let last = Day(applyBy)
        let lines = criteria.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
            !$0.isEmpty
        }
        try RefusedForm.check([
            title.isEmpty
                ? Refused("Donnez le titre du poste, par exemple « Chargé·e de mission ».", field: "titre") : nil,
            Refused.tooLong(title, 150, field: "titre"),
            time.map { (10...100).contains($0) } == true
                ? nil
                : Refused("Écrivez le temps de travail en pour cent d’un temps plein, de 10 à 100.", field: "temps"),
            low.map { $0 > .zero && $0.cents < 10_000_000 } == true
                ? nil : Refused("Écrivez le salaire brut mensuel le plus bas, par exemple 2200.", field: "bas"),
            high.map { $0 > .zero && $0.cents < 10_000_000 } == true
                ? nil : Refused("Écrivez le salaire brut mensuel le plus haut, ou laissez vide.", field: "haut"),
            low.flatMap { low in high.map { $0 < low } } == true
                ? Refused("Le plus haut salaire vient au-dessus du plus bas.", field: "haut") : nil,
            kind == nil ? Refused("Choisissez la sorte de contrat.", field: "contrat") : nil,
            kind == .fixedTerm && length.map { (1...60).contains($0) } != true
                ? Refused("Dites la durée du contrat en mois, de 1 à 60.", field: "mois") : nil,
            place.isEmpty ? Refused("Dites où l’on travaille.", field: "lieu") : nil,
            Refused.tooLong(place, 200, field: "lieu"), Refused.tooLong(startsWhen, 100, field: "debut"),
            tasks.isEmpty ? Refused("Dites ce que la personne fera.", field: "missions") : nil,
            Refused.tooLong(tasks, 5000, field: "missions"), Refused.tooLong(profile, 3000, field: "profil"),
            lines.isEmpty
                ? Refused(
                    "Écrivez au moins un critère : c’est d’après eux seuls que les candidatures sont lues.",
                    field: "criteres")
                : nil,
            lines.count > 12 ? Refused("Douze critères au plus.", field: "criteres") : nil,
            lines.compactMap { Refused.tooLong($0, 150, "Un critère est trop long", field: "criteres") }.first,
            last == nil
                ? Refused("Donnez le dernier jour pour se porter candidat, comme 2027-01-31.", field: "jusquau") : nil,
            Refused.farDay(last, today: today, field: "jusquau"),
        ])
        return Checked(arguments: [
            title, time, low, high, kind, kind == .fixedTerm ? length : nil, place, startsWhen, tasks, profile,
            lines.joined(separator: "\n"), last,
        ])
    }
}
