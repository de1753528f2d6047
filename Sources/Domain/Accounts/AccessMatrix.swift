/// Who may do what. What is not in the table is refused.
package enum AccessMatrix {
    package enum Audience: Hashable, Sendable {
        case everyone
        case signedIn
        case holders([Grant])
    }

    /// A kind of role that opens an act: on every object, or only on the one the role is scoped to.
    package struct Grant: Hashable, Sendable {
        package let kind: RoleKind
        package let reach: Reach
        package enum Reach: Sendable { case anywhere, own }
    }

    /// Keeping accounts does not open the work of the hubs (separation of duties): it takes a role of the network or of the hub.
    package static let table: [Act: Audience] = [
        .readPublic: .everyone,
        .signIn: .everyone,

        // A search is kept without an account too: its mails go to an address that confirmed it.
        .keepAlert: .everyone,

        .manageOwnAccount: .signedIn,
        .openInitiative: .signedIn,

        .editHub: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        .recordMilestone: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        .correctMilestone: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        .changePerimeter: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        .readHubDesk: .holders([
            anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator), own(.partner),
        ]),

        .prepareAssembly: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        // Members answer by the link of their letter, which opens one assembly for one organisation.
        .answerConvocation: .everyone,
        .conductAssembly: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        // A draft decides nothing: only an assembly adopts.
        .writeStatutes: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        .keepMandates: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),

        // Anybody asks; what a hub knows of its members is its own, partners included out.
        .askToJoin: .everyone,
        .readMembers: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        .keepMembers: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        .keepDues: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        .decideJoining: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        // Of all its hubs at once: those who look after one of them have no business in the others.
        .keepOwnMembership: .holders([own(.organisationRepresentative)]),
        .holdVote: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        // The link is what opens a vote, and that vote alone.
        .castVote: .everyone,
        // Following or joining takes no account: the address confirms it. The companion is the network's animator.
        .joinInitiative: .everyone,
        .answerSurvey: .everyone,
        // The link of a version opens its comments too; signed in, the hub's partners comment from its desk.
        .commentByLink: .everyone,
        .commentDossier: .holders([
            anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator), own(.partner),
        ]),
        .adviseHub: .holders([anywhere(.networkAnimator)]),
        // A hub describes posts and names panels; no role reads applications: the panel is asked for behind the door.
        .keepRecruitments: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        .applyForPost: .everyone,
        .readApplications: .signedIn,
        .welcomeHub: .holders([anywhere(.networkAnimator)]),

        .importOrganisations: .holders([
            anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator),
        ]),

        // Strangers propose, and a mailed link opens one record; nothing of it needs an account.
        .proposeRecord: .everyone,
        .moderateRecords: .holders([anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator)]),
        .createOrganisation: .holders([
            anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator),
        ]),
        // A record is kept right by the organisation itself and by the hubs that it takes part in.
        .editOrganisation: .holders([
            anywhere(.networkAnimator), own(.hubCoordinator), own(.hubAdministrator),
            own(.organisationRepresentative),
        ]),

        // Sectors, perimeter of the ESS, federations: the words that the whole directory is sorted by.
        .keepReferences: .holders([anywhere(.networkAnimator)]),
        // Whoever may enter an organisation somewhere is warned that it is known already.
        .findResembling: .signedIn,
        .mergeOrganisations: .holders([anywhere(.networkAnimator)]),

        .overrideRule: .holders([anywhere(.networkAnimator)]),
        .manageTerritories: .holders([anywhere(.networkAnimator)]),
        .readNetworkDesk: .holders([anywhere(.networkAnimator), anywhere(.systemAdministrator)]),
        .readJournal: .holders([anywhere(.networkAnimator), anywhere(.systemAdministrator)]),

        .manageAccounts: .holders([anywhere(.systemAdministrator), anywhere(.networkAnimator)]),
        .grantRoles: .holders([anywhere(.systemAdministrator), anywhere(.networkAnimator)]),
        .manageSettings: .holders([anywhere(.systemAdministrator)]),
        // Undelivered mail holds one-time links: whoever reads it can sign in as others.
        .readOutbox: .holders([anywhere(.systemAdministrator)]),
    ]

    /// The roles that each role may give, so that nobody raises themselves through somebody else.
    package static let grantable: [RoleKind: Set<RoleKind>] = [
        .systemAdministrator: Set(RoleKind.allCases),
        .networkAnimator: [.hubCoordinator, .hubAdministrator, .organisationRepresentative, .partner],
    ]

    private static func anywhere(_ kind: RoleKind) -> Grant { Grant(kind: kind, reach: .anywhere) }
    private static func own(_ kind: RoleKind) -> Grant { Grant(kind: kind, reach: .own) }
}

/// What the table answers: go on, sign in first, or no.
package enum Decision: Sendable { case allowed, signInFirst, refused }

extension AccessMatrix {
    /// Decides on `act` done to `object` (nothing in particular when nil) by `subject` on `day`.
    package static func decision(
        _ act: Act, to object: Scope? = nil, by subject: Subject, on day: Day,
        in table: [Act: Audience] = AccessMatrix.table
    ) -> Decision {
        decision(act, within: object.map { [$0] } ?? [], by: subject, on: day, in: table)
    }

    /// The same for an object that lies in several places: an organisation is also in each hub that it takes part in.
    package static func decision(
        _ act: Act, within places: Set<Scope>, by subject: Subject, on day: Day,
        in table: [Act: Audience] = AccessMatrix.table
    ) -> Decision {
        guard let audience = table[act] else { return .refused }
        if audience == .everyone { return .allowed }
        guard subject.person != nil else { return .signInFirst }
        guard case .holders(let grants) = audience else { return .allowed }
        let held = subject.roles(on: day)
        let opened = grants.contains { (grant: Grant) in
            held.contains { $0.kind == grant.kind && (grant.reach == .anywhere || places.contains($0.scope)) }
        }
        return opened ? .allowed : .refused
    }
}
