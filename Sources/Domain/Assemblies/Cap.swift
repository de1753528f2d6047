/// A limit that the statutes put on what one actor may hold, so that nobody dominates (R8, R12).
package struct Cap: Hashable, Codable, Sendable {
    package enum Subject: String, Codable, Sendable, CaseIterable {
        case seats = "sieges"
        case votes = "voix"
        case proxies = "pouvoirs"
        case mandates = "mandats"

        package func label(_ count: Int) -> String {
            switch self {
            case .seats: count < 2 ? "siège" : "sièges"
            case .votes: "voix"
            case .proxies: count < 2 ? "pouvoir" : "pouvoirs"
            case .mandates: count < 2 ? "mandat" : "mandats"
            }
        }
    }

    package enum Per: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
        case organisation
        case group = "groupe"
        case family = "famille"
        case college
        case funder = "financeur"
        case gender = "genre"

        package var label: String {
            switch self {
            case .organisation: "organisation"
            case .group: "groupe d’organisations affiliées"
            case .family: "famille"
            case .college: "collège"
            case .funder: "financeur"
            case .gender: "genre"
            }
        }
    }

    package var subject: Subject
    package var per: Per
    /// When the cap is for one college, one family… only.
    package var key: String?
    package var number: Int?
    package var share: Fraction?

    private enum CodingKeys: String, CodingKey {
        case subject = "de"
        case per = "par"
        case key = "cle"
        case number = "au-plus"
        case share = "part"
    }

    package init(_ subject: Subject, per: Per, key: String? = nil, number: Int? = nil, share: Fraction? = nil) {
        (self.subject, self.per, self.key) = (subject, per, key)
        (self.number, self.share) = (number, share)
    }

    /// Women and men each hold at most half the seats, and one more when the seats are odd.
    package static func parity(seats: Int) -> Cap { Cap(.seats, per: .gender, number: (seats + 1) / 2) }

    /// The most that one may hold of `total`; nil when the cap says nothing. A share is rounded down, and leaves at least
    /// one: a cap that lets nobody in would be no cap.
    package func most(of total: Int) -> Int? {
        let byShare = share.map { max(1, $0.numerator * total / $0.denominator) }
        return [number, byShare].compactMap(\.self).min()
    }

    /// « au plus 2 sièges par organisation ».
    package var french: String {
        let limits = [
            number.map { "\($0) \(subject.label($0))" }, share.map { "\($0.french) des \(subject.label(2))" },
        ]
        let who = key.map { " \(French.quote($0))" } ?? ""
        return "au plus " + limits.compactMap(\.self).joined(separator: " et ") + " par \(per.label)\(who)"
    }
}
