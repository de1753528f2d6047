import Domain
import Foundation

/// A milestone as typed, read and checked, ready to be recorded.
struct MilestoneDraft: Sendable {
    let kind: MilestoneKind
    let date: PartialDate
    let title: String
    let detail: String
    let certainty: Certainty
    let evidenceTitle: String
    let evidenceURL: String?
    /// Why it replaces another; empty for a new one.
    let reason: String
    /// Why the rule of passage may be passed over; empty when it may not.
    let overrideReason: String
}

/// The fields of the milestone's form.
enum MilestoneForm {
    static let fields = [
        "sorte", "date", "titre", "detail", "certitude", "preuve", "lien", "motif", "passer-outre",
    ]

    static func values(_ form: Form) -> [String: String] { form.values(fields) }

    /// Reads the form or refuses each field that does not hold. A source is always asked for: a text, a link or a file.
    static func read(
        _ form: Form, kinds: [MilestoneKind], today: Day, hasFile: Bool, isCorrection: Bool
    ) throws -> MilestoneDraft {
        let kind = MilestoneKind(rawValue: form.text("sorte"))
        let date = PartialDate(form.text("date"))
        let certainty = Certainty(rawValue: form.text("certitude")).flatMap { $0 == .unknown ? nil : $0 }
        let link = form.text("lien")
        let evidence = form.line("preuve")
        try RefusedForm.check([
            kind.map(kinds.contains) == true
                ? nil : Refused("Choisissez la sorte de jalon dans la liste.", field: "sorte"),
            check(date, typed: form.text("date"), today: today),
            form.line("titre").isEmpty
                ? Refused("Donnez un titre au jalon : ce qui s’est passé, en quelques mots.", field: "titre") : nil,
            Refused.tooLong(form.line("titre"), 200, field: "titre"),
            Refused.tooLong(form.text("detail"), 5000, field: "detail"),
            certainty == nil ? Refused("Dites à quel point c’est sûr.", field: "certitude") : nil,
            link.isEmpty || webAddress(link) != nil
                ? nil
                : Refused(
                    "Ce lien n’en est pas un : il commence par https:// et contient un nom de site.", field: "lien"),
            evidence.isEmpty && link.isEmpty && !hasFile
                ? Refused("Dites d’où cela vient : une source en mots, un lien ou un document.", field: "preuve") : nil,
            Refused.tooLong(evidence, 400, field: "preuve"),
            isCorrection && form.text("motif").isEmpty
                ? Refused("Dites pourquoi vous corrigez : ce motif reste dans l’historique.", field: "motif") : nil,
            Refused.tooLong(form.text("motif"), 500, field: "motif"),
            Refused.tooLong(form.text("passer-outre"), 1000, field: "passer-outre"),
        ])
        guard let kind, let date, let certainty else { throw Refused("Le formulaire est incomplet.") }
        return MilestoneDraft(
            kind: kind, date: date, title: form.line("titre"), detail: form.text("detail"), certainty: certainty,
            evidenceTitle: evidence.isEmpty
                ? (link.isEmpty ? "Document joint" : String(link.unicodeScalars.prefix(400))) : evidence,
            evidenceURL: webAddress(link), reason: form.text("motif"), overrideReason: form.text("passer-outre"))
    }

    private static func check(_ date: PartialDate?, typed: String, today: Day) -> Refused? {
        guard let date else {
            return typed.isEmpty
                ? Refused(
                    "Donnez la date, aussi précisément que vous la connaissez : 2009, 2009-06 ou 2009-06-12.",
                    field: "date")
                : Refused(
                    "« \(typed) » n’est pas une date : écrivez une année (2009), un mois (2009-06) ou un jour (2009-06-12).",
                    field: "date")
        }
        guard date.year >= 1800 else {
            return Refused("Cette date est trop ancienne : vérifiez l’année.", field: "date")
        }
        guard date.earliest <= today else {
            return Refused("Cette date est à venir : un jalon dit ce qui s’est passé.", field: "date")
        }
        return nil
    }

    /// An http or https address, or nil.
    static func webAddress(_ typed: String) -> String? {
        guard typed.hasPrefix("https://") || typed.hasPrefix("http://"), let url = URL(string: typed),
            let host = url.host(), host.contains("."), url.user() == nil, typed.count <= 2000,
            !typed.contains(where: \.isWhitespace)
        else { return nil }
        return typed
    }
}

extension Form {
    /// A field without the spaces around it; empty when absent. Line ends are LF.
    func text(_ name: String) -> String {
        (self[name] ?? "").replacingOccurrences(of: "\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A field of one line: a name with a line end would end up in the subject of a letter.
    func line(_ name: String) -> String { text(name).split(whereSeparator: \.isNewline).joined(separator: " ") }

    /// What was typed in these fields, to show it again.
    func values(_ names: [String]) -> [String: String] {
        Dictionary(names.map { ($0, self[$0] ?? "") }) { first, _ in first }
    }
}
