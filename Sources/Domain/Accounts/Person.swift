package import Foundation

/// Somebody with an account. Erased, only the number stays, for the journal.
package struct Person: Hashable, Sendable {
    package let id: ID<Person>
    package var name: String
    package var address: MailAddress?
    package var createdAt: Date
    /// First use of a link sent to the address; until then the person is only invited.
    package var confirmedAt: Date?
    package var suspendedAt: Date?
    package var erasedAt: Date?

    package init(
        id: ID<Person>, name: String, address: MailAddress?, createdAt: Date, confirmedAt: Date? = nil,
        suspendedAt: Date? = nil, erasedAt: Date? = nil
    ) {
        self.id = id
        self.name = name
        self.address = address
        self.createdAt = createdAt
        self.confirmedAt = confirmedAt
        self.suspendedAt = suspendedAt
        self.erasedAt = erasedAt
    }

    package enum State: String, Sendable, CaseIterable {
        case invited = "invitation"
        case active = "actif"
        case suspended = "suspendu"
        case erased = "efface"
    }

    package var state: State {
        if erasedAt != nil { return .erased }
        if suspendedAt != nil { return .suspended }
        return confirmedAt == nil ? .invited : .active
    }

    package var maySignIn: Bool { state == .active || state == .invited }
}

/// The name somebody goes by: one line, 1 to 100 characters, with at least one letter.
package struct PersonName: Hashable, Sendable {
    package let text: String

    package init?(_ typed: String) {
        let words = typed.split(whereSeparator: \.isWhitespace)
        let name = words.joined(separator: " ")
        guard (1...100).contains(name.unicodeScalars.count), name.utf8.count <= 400 else { return nil }
        guard name.contains(where: \.isLetter) else { return nil }
        guard !name.unicodeScalars.contains(where: Self.isHidden) else { return nil }
        text = name
    }

    /// Control characters and those that turn the direction of writing: they only serve to deceive in a list of names.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        case .format: scalar.value != 0x200D && scalar.value != 0x200C
        default: false
        }
    }
}
