package import Foundation

/// A browser in which somebody has signed in. Its secret is elsewhere, and hashed.
package struct Session: Hashable, Sendable {
    package let id: ID<Session>
    package let person: ID<Person>
    package let openedAt: Date
    package var lastSeenAt: Date
    package let means: Means
    /// What the browser said it was, cut short: only to be recognised by its owner.
    package let browser: String

    package enum Means: String, Sendable {
        case link = "lien"
        case password = "mot-de-passe"
    }

    /// In seconds: two weeks without a visit, or sixty days in all.
    package static let idleLifetime: TimeInterval = 14 * 24 * 3600
    package static let wholeLifetime: TimeInterval = 60 * 24 * 3600

    package init(
        id: ID<Session>, person: ID<Person>, openedAt: Date, lastSeenAt: Date, means: Means, browser: String
    ) {
        self.id = id
        self.person = person
        self.openedAt = openedAt
        self.lastSeenAt = lastSeenAt
        self.means = means
        self.browser = browser
    }

    package func isAlive(at now: Date) -> Bool {
        now.timeIntervalSince(lastSeenAt) < Self.idleLifetime && now.timeIntervalSince(openedAt) < Self.wholeLifetime
    }

    /// Whoever has just answered from their mailbox need not know the old password to set another (forgotten password).
    package func mayReplacePasswordUnasked(at now: Date) -> Bool {
        means == .link && now.timeIntervalSince(openedAt) < 30 * 60
    }
}
