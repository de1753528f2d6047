/// A role that a person holds somewhere, from a day (included) to another (excluded).
package struct Role: Hashable, Sendable {
    package let id: ID<Role>
    package let person: ID<Person>
    package let kind: RoleKind
    package let scope: Scope
    package let from: Day
    package let until: Day?

    package init(
        id: ID<Role>, person: ID<Person>, kind: RoleKind, scope: Scope, from: Day, until: Day? = nil
    ) throws(RoleRefusal) {
        guard kind.levels.contains(scope.level) else { throw .wrongPlace(kind, scope.level) }
        if let until, until < from { throw .endsBeforeItBegins }
        self.id = id
        self.person = person
        self.kind = kind
        self.scope = scope
        self.from = from
        self.until = until
    }

    /// A role that ends on the day it began was never held.
    package func isHeld(on day: Day) -> Bool {
        guard from <= day else { return false }
        guard let until else { return true }
        return day < until
    }
}

/// Why a role cannot be given or taken away.
package enum RoleRefusal: Error, Equatable {
    case wrongPlace(RoleKind, Scope.Level)
    case endsBeforeItBegins
    case alreadyHeld
    case notYoursToGive(RoleKind)
    case lastSystemAdministrator
}
