import Domain

/// What the journal's lines about statutes and mandates mean. Lines about a draft have a subject of their own: the public
/// history of a hub tells only what was decided.
func statutesSentence(_ line: JournalLine) -> String? {
    let detail = line.details
    let version = "version \(detail["version"] ?? "")"
    func day(_ key: String) -> String { Day(detail[key] ?? "")?.frenchWithArticle ?? "à une date non connue" }
    switch line.kind {
    case "statuts.ebauches": return "brouillon de statuts commencé (\(version))"
    case "statuts.enregistres":
        return "brouillon de statuts écrit (\(version)) : \(detail["clauses"] ?? detail["chapitre"] ?? "")"
    case "statuts.abandonnes": return "brouillon de statuts abandonné (\(version)) : \(detail["motif"] ?? "")"
    case "statuts.adoptes": return "statuts adoptés \(day("adoptes")) (\(version)), en vigueur \(day("depuis"))"
    case "statuts.repris":
        return "statuts adoptés \(day("adoptes")) repris dans le programme (\(version)) : \(detail["motif"] ?? "")"
    case "statuts.publies": return "statuts publiés (\(version))"
    case "statuts.depublies": return "statuts retirés de la publication (\(version))"
    case "mandat.enregistre":
        let override = detail["passer-outre"].map { ", malgré les statuts : \($0)" } ?? ""
        return "\(detail["nom"] ?? "une organisation") siège (\(detail["instance"] ?? "")) \(day("du"))\(override)"
    case "mandat.termine":
        return
            "fin du mandat de \(detail["nom"] ?? "") (\(detail["instance"] ?? "")) \(day("le")) : \(detail["motif"] ?? "")"
    case "mandat.annule": return "mandat de \(detail["nom"] ?? "") annulé : \(detail["motif"] ?? "")"
    case "mandats.declares": return "dirigeants déclarés au greffe \(day("le"))"
    default: return nil
    }
}
