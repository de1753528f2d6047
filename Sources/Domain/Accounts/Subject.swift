/// Whoever asks for something: nobody in particular, or a person with roles.
package struct Subject: Sendable, Hashable {
    package let person: ID<Person>?
    private let roles: [Role]

    package static let anonymous = Subject(person: nil, roles: [])

    /// Roles of somebody else are dropped: a mistake in a query must not lend them.
    package init(person: ID<Person>?, roles: [Role]) {
        self.person = person
        self.roles = roles.filter { $0.person == person }
    }

    package func roles(on day: Day) -> [Role] { roles.filter { $0.isHeld(on: day) } }

    package func may(_ act: Act, to object: Scope? = nil, on day: Day) -> Bool {
        AccessMatrix.decision(act, to: object, by: self, on: day) == .allowed
    }

    /// Whether `act` is open on an object that lies in these places.
    package func may(_ act: Act, within places: Set<Scope>, on day: Day) -> Bool {
        AccessMatrix.decision(act, within: places, by: self, on: day) == .allowed
    }

    /// Whether `act` is open on at least one object, for menus; the act itself asks again about its object.
    package func maySomewhere(_ act: Act, on day: Day) -> Bool {
        let places = roles(on: day).map(\.scope)
        return may(act, on: day) || places.contains { may(act, to: $0, on: day) }
    }

    package func mayRecordMilestone(on hub: ID<Hub>, on day: Day) -> Bool {
        may(.recordMilestone, to: .hub(hub), on: day)
    }
    package func mayCorrectMilestone(on hub: ID<Hub>, on day: Day) -> Bool {
        may(.correctMilestone, to: .hub(hub), on: day)
    }
    package func mayChangePerimeter(of hub: ID<Hub>, on day: Day) -> Bool {
        may(.changePerimeter, to: .hub(hub), on: day)
    }
    package func mayEdit(_ hub: ID<Hub>, on day: Day) -> Bool { may(.editHub, to: .hub(hub), on: day) }
    package func mayReadDesk(of hub: ID<Hub>, on day: Day) -> Bool { may(.readHubDesk, to: .hub(hub), on: day) }
    package func mayOverrideRules(on day: Day) -> Bool { may(.overrideRule, on: day) }

    /// Whether a role of this kind is theirs to give and to end.
    package func mayGrant(_ kind: RoleKind, on day: Day) -> Bool {
        guard may(.grantRoles, on: day) else { return false }
        return roles(on: day).contains { AccessMatrix.grantable[$0.kind]?.contains(kind) == true }
    }

    /// Whether the account of somebody with `others` roles is theirs to suspend or invite again: nobody acts on a higher role than they can give.
    package func mayManageAccount(holding others: [RoleKind], on day: Day) -> Bool {
        may(.manageAccounts, on: day) && others.allSatisfy { mayGrant($0, on: day) }
    }
}
