/// Somebody on the roll of a scrutin: an organisation, frozen when the vote opens.
package struct ScrutinVoter: Hashable, Sendable {
    package let organisation: ID<Organisation>
    package let name: String
    package let college: String?
    package let voices: Int

    package init(_ organisation: ID<Organisation>, _ name: String, college: String? = nil, voices: Int = 1) {
        (self.organisation, self.name, self.college, self.voices) = (organisation, name, college, voices)
    }

    package var value: JSONValue {
        .object([
            "organisation": .integer(Int(organisation.rawValue)), "nom": .text(name), "college": .said(college),
            "voix": .integer(voices),
        ])
    }

    package init?(_ value: JSONValue) {
        guard let number = value["organisation"]?.whole, let name = value["nom"]?.text,
            let voices = value["voix"]?.whole, (1...1_000_000).contains(voices), let college = value["college"],
            college == .null || college.text != nil
        else { return nil }
        self.init(ID(rawValue: Int64(number)), name, college: college.text, voices: voices)
    }

    package static func value(of roll: [ScrutinVoter]) -> JSONValue {
        .list(roll.sorted { $0.organisation.rawValue < $1.organisation.rawValue }.map(\.value))
    }
}

/// Everything that is settled when a vote opens and never changes afterwards. Its fingerprint (SHA-256) is what ballots
/// are sealed for, what receipts and lists name.
package struct ScrutinManifest: Hashable, Sendable {
    package let identity: String
    package let hub: String
    package let question: ScrutinQuestion
    package let isSecret: Bool
    /// An open vote may be changed until closing; a secret one never.
    package let mayChange: Bool
    package let rules: ScrutinRules
    /// The clause of the statutes that lets the vote decide; empty for a consultation.
    package let clause: String
    /// The item of an agenda that the votes are a part of: the assembly decides, with those in the room.
    package let item: Int?
    /// UTC, ISO 8601.
    package let opensAt, closesAt: String
    package let tellers: TellerKey?
    /// Ed25519, base64: what signs receipts and the proof file.
    package let receiptKey: String
    /// SHA-256 of the roll.
    package let roll: String

    package init(
        identity: String, hub: String, question: ScrutinQuestion, isSecret: Bool, mayChange: Bool, rules: ScrutinRules,
        clause: String, item: Int? = nil, opensAt: String, closesAt: String,
        tellers: TellerKey?, receiptKey: String, roll: [ScrutinVoter]
    ) {
        (self.identity, self.hub, self.question, self.isSecret) = (identity, hub, question, isSecret)
        (self.mayChange, self.rules, self.clause) = (mayChange && !isSecret, rules, clause)
        self.item = item
        (self.opensAt, self.closesAt, self.tellers, self.receiptKey) = (opensAt, closesAt, tellers, receiptKey)
        self.roll = ScrutinText.hash(ScrutinVoter.value(of: roll))
    }

    package var value: JSONValue {
        .object([
            "version": .integer(1), "identite": .text(identity), "pole": .text(hub), "titre": .text(question.title),
            "texte": .text(question.text), "genre": .text(question.kind.rawValue), "options": .texts(question.options),
            "places": .integer(question.seats), "choix-au-plus": question.most.map { .integer($0) } ?? .null,
            "mentions": .texts(question.grades), "secret": .bool(isSecret), "modifiable": .bool(mayChange),
            "majorite": rules.majorityValue, "colleges": rules.collegesValue, "clause": .text(clause),
            "point": item.map { .integer($0) } ?? .null, "ouverture": .text(opensAt),
            "cloture": .text(closesAt), "cle-des-scrutateurs": tellers?.value ?? .null,
            "cle-des-recus": .text(receiptKey), "liste-electorale": .text(roll),
            "longueur-du-bulletin": isSecret ? .integer(BallotPlaintext.length(question)) : .null,
        ])
    }

    package var fingerprint: String { ScrutinText.hash(value) }

    /// Two columns of colleges are asked for only where the statutes count them apart.
    package var countsByCollege: Bool { !rules.colleges.isEmpty }

    package init(_ value: JSONValue) throws(AssemblyRefusal) {
        guard value["version"]?.whole == 1 else {
            throw AssemblyRefusal("Ce scrutin est écrit dans une version que ce programme ne connaît pas.")
        }
        func text(_ key: String) throws(AssemblyRefusal) -> String {
            guard let text = value[key]?.text else { throw AssemblyRefusal("Le manifeste ne dit pas « \(key) ».") }
            return text
        }
        guard let kind = ScrutinQuestion.Kind(rawValue: try text("genre")), let options = value["options"]?.strings,
            let seats = value["places"]?.whole, let secret = value["secret"]?.flag,
            let change = value["modifiable"]?.flag, let majority = value["majorite"], let colleges = value["colleges"]
        else { throw AssemblyRefusal("Le manifeste du scrutin est incomplet.") }
        let question = try ScrutinQuestion(
            kind, title: try text("titre"), text: try text("texte"), options: options, seats: seats,
            most: value["choix-au-plus"]?.whole)
        let rules: ScrutinRules
        do { rules = try ScrutinRules(majority: majority, colleges: colleges) } catch {
            throw AssemblyRefusal("La règle de majorité du manifeste ne se lit pas.")
        }
        let key = value["cle-des-scrutateurs"] ?? .null
        (identity, hub, self.question) = (try text("identite"), try text("pole"), question)
        (isSecret, mayChange, self.rules, clause) = (secret, change, rules, try text("clause"))
        (opensAt, closesAt) = (try text("ouverture"), try text("cloture"))
        tellers = key == .null ? nil : try TellerKey(key)
        item = value["point"]?.whole
        (receiptKey, roll) = (try text("cle-des-recus"), try text("liste-electorale"))
    }
}
