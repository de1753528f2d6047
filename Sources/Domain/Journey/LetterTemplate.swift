/// A letter with words in braces that are replaced for each reader: « {organisation} », « {pole} », « {lien} ».
package struct LetterTemplate: Hashable, Sendable {
    package enum Word: String, CaseIterable, Sendable {
        case organisation
        case commune
        case hub = "pole"
        case link = "lien"
    }

    package let subject: String
    package let body: String

    package init(subject: String, body: String) { (self.subject, self.body) = (subject, body) }

    /// The text with each word replaced. What is replaced is not read again: a name that holds braces stays as it is.
    package func filled(_ values: [Word: String]) -> LetterTemplate {
        LetterTemplate(subject: Self.fill(subject, values), body: Self.fill(body, values))
    }

    private static func fill(_ text: String, _ values: [Word: String]) -> String {
        var filled = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            let after = rest[rest.index(after: open)...]
            guard let close = after.firstIndex(of: "}"), let word = Word(rawValue: String(after[..<close])) else {
                filled += "{"
                rest = after
                continue
            }
            filled += values[word] ?? ""
            rest = after[after.index(after: close)...]
        }
        return filled + rest
    }

    /// The words in braces that nothing replaces: a slip of the pen, most likely.
    package var unknownWords: [String] {
        var found: [String] = []
        var rest = Substring(subject + "\n" + body)
        while let open = rest.firstIndex(of: "{") {
            let after = rest[rest.index(after: open)...]
            guard let close = after.firstIndex(of: "}") else { break }
            let word = String(after[..<close])
            if Word(rawValue: word) == nil, !found.contains(word) { found.append(word) }
            rest = after[after.index(after: close)...]
        }
        return found
    }

    /// What a hub that has written nothing itself sends.
    package static let proposed = LetterTemplate(
        subject: "Un pôle de l’ESS se prépare : {pole}",
        body: """
            Bonjour,

            Des organisations de l’économie sociale et solidaire de notre territoire préparent ensemble un pôle : {pole}. Nous voulons qu’il réunisse toutes les familles et tous les secteurs, et {organisation} nous manque.

            Un pôle sert à se connaître, à décider ensemble d’une stratégie, à soutenir les projets qui naissent et à parler d’une voix. Rien n’est encore décidé : c’est le moment d’en être.

            Où nous en sommes, qui pilote, comment nous rejoindre :
            {lien}

            Pouvons-nous nous appeler ?
            """)
}
