package import Foundation

/// A link sent by mail that does one thing once.
package struct OneTimeLink: Hashable, Sendable {
    package let id: ID<OneTimeLink>
    package let purpose: Purpose
    package let address: MailAddress
    package let person: ID<Person>?
    /// The name typed at sign-up, for the person that the link will create.
    package let name: String?
    package let expiresAt: Date
    package let usedAt: Date?

    package init(
        id: ID<OneTimeLink>, purpose: Purpose, address: MailAddress, person: ID<Person>?, name: String?,
        expiresAt: Date, usedAt: Date?
    ) {
        self.id = id
        self.purpose = purpose
        self.address = address
        self.person = person
        self.name = name
        self.expiresAt = expiresAt
        self.usedAt = usedAt
    }

    package enum Purpose: String, Sendable, CaseIterable {
        case signIn = "connexion"
        case signUp = "inscription"
        case invitation
        case addressChange = "adresse"

        /// In seconds: half an hour for what the person has just asked for, a week for what another offers them.
        package var lifetime: TimeInterval {
            switch self {
            case .signIn, .signUp, .addressChange: 30 * 60
            case .invitation: 7 * 24 * 3600
            }
        }
    }

    package func checkUsable(at now: Date) throws(LinkRefusal) {
        guard usedAt == nil else { throw .used }
        guard now < expiresAt else { throw .expired }
    }
}

/// Why a link does nothing (any more).
package enum LinkRefusal: Error, Equatable { case unknown, used, expired, wrongPerson }
