import Domain
import Testing

struct AccessMatrixTests {
    let today = day("2026-11-24")
    let me: ID<Person> = 1

    private func subject(_ kind: RoleKind, _ scope: Scope, from: Day? = nil, until: Day? = nil) throws -> Subject {
        let from = from ?? day("2020-01-01")
        return try Subject(
            person: me, roles: [Role(id: 1, person: me, kind: kind, scope: scope, from: from, until: until)])
    }

    @Test func whatIsNotInTheTableIsRefused() throws {
        let animator = try subject(.networkAnimator, .network)
        for act in Act.allCases {
            #expect(AccessMatrix.decision(act, by: animator, on: today, in: [:]) == .refused)
        }
    }

    @Test func everyActIsInTheTable() {
        for act in Act.allCases { #expect(AccessMatrix.table[act] != nil, "\(act)") }
    }

    @Test(arguments: Act.allCases)
    func aStrangerOnlyReadsAndSignsIn(act: Act) {
        let decision = AccessMatrix.decision(act, to: .hub(1), by: .anonymous, on: today)
        let open: Set<Act> = [
            .readPublic, .signIn, .proposeRecord, .keepAlert, .answerConvocation, .askToJoin, .castVote,
            .joinInitiative, .answerSurvey, .commentByLink, .applyForPost,
        ]
        #expect(decision == (open.contains(act) ? .allowed : .signInFirst))
    }

    @Test(arguments: Act.allCases)
    func aPersonWithoutRoleOnlyKeepsTheirAccountAndOpensInitiatives(act: Act) {
        let person = Subject(person: me, roles: [])
        let open: Set<Act> = [
            .readPublic, .signIn, .proposeRecord, .manageOwnAccount, .openInitiative, .findResembling, .keepAlert,
            .answerConvocation, .askToJoin, .castVote, .joinInitiative, .answerSurvey, .commentByLink,
            // Which applications, the panel of each post says: nobody else finds any.
            .applyForPost, .readApplications,
        ]
        #expect(person.may(act, to: .hub(1), on: today) == open.contains(act))
    }

    /// The whole table again, by hand, so that a slip in it is seen: N network, O own hub, X another hub.
    @Test(arguments: [
        (
            RoleKind.systemAdministrator, Scope.network,
            "readNetworkDesk readJournal manageAccounts grantRoles manageSettings readOutbox", ""
        ),
        (
            .networkAnimator, .network,
            "adviseHub keepRecruitments welcomeHub commentDossier editHub recordMilestone correctMilestone changePerimeter readHubDesk prepareAssembly conductAssembly writeStatutes keepMandates readMembers keepMembers keepDues decideJoining holdVote importOrganisations createOrganisation editOrganisation moderateRecords mergeOrganisations keepReferences overrideRule manageTerritories readNetworkDesk readJournal manageAccounts grantRoles",
            ""
        ),
        (
            .hubCoordinator, .hub(7), "",
            "commentDossier keepRecruitments editHub recordMilestone correctMilestone changePerimeter readHubDesk prepareAssembly conductAssembly writeStatutes keepMandates readMembers keepMembers keepDues decideJoining holdVote importOrganisations createOrganisation editOrganisation moderateRecords"
        ),
        (
            .hubAdministrator, .hub(7), "",
            "commentDossier keepRecruitments editHub recordMilestone correctMilestone changePerimeter readHubDesk prepareAssembly conductAssembly writeStatutes keepMandates readMembers keepMembers keepDues decideJoining holdVote importOrganisations createOrganisation editOrganisation moderateRecords",
        ),
        (.organisationRepresentative, .organisation(7), "", ""),
        (.partner, .hub(7), "", "readHubDesk commentDossier"),
        (.partner, .network, "", ""),
    ])
    func eachRoleOpensWhatItShouldAndNothingElse(
        kind: RoleKind, scope: Scope, anywhere: String, own: String
    ) throws {
        let holder = try subject(kind, scope)
        let always = [
            "readPublic", "signIn", "proposeRecord", "manageOwnAccount", "openInitiative", "findResembling",
            "keepAlert", "answerConvocation", "askToJoin", "castVote", "joinInitiative", "answerSurvey",
            "commentByLink", "applyForPost", "readApplications",
        ]
        let anywhereNames = Set(anywhere.split(separator: " ").map(String.init) + always)
        let ownNames = Set(own.split(separator: " ").map(String.init))
        for act in Act.allCases {
            let expectedAnywhere = anywhereNames.contains(act.rawValue)
            #expect(holder.may(act, on: today) == expectedAnywhere, "\(act) on nothing")
            #expect(holder.may(act, to: .hub(8), on: today) == expectedAnywhere, "\(act) on another hub")
            let expectedOwn = expectedAnywhere || ownNames.contains(act.rawValue)
            #expect(
                holder.may(act, to: .hub(7), on: today) == (scope == .hub(7) ? expectedOwn : expectedAnywhere),
                "\(act) on own hub")
        }
    }

    /// An organisation lies in itself and in the hubs that it takes part in.
    @Test func aRecordIsKeptByItsOrganisationAndByItsHubs() throws {
        let places: Set<Scope> = [.organisation(7), .hub(1), .hub(2)]
        func may(_ kind: RoleKind, _ scope: Scope, _ places: Set<Scope>) throws -> Bool {
            try subject(kind, scope).may(.editOrganisation, within: places, on: today)
        }
        #expect(try may(.organisationRepresentative, .organisation(7), places))
        #expect(try may(.hubCoordinator, .hub(2), places))
        #expect(try may(.hubAdministrator, .hub(1), places))
        #expect(try may(.networkAnimator, .network, places))
        #expect(try !may(.organisationRepresentative, .organisation(8), places))
        #expect(try !may(.hubCoordinator, .hub(7), places))
        #expect(try !may(.partner, .hub(1), places))
        #expect(try !may(.systemAdministrator, .network, places))
        #expect(!Subject.anonymous.may(.editOrganisation, within: places, on: today))
    }

    @Test func aRoleBeginsOnItsFirstDayAndIsOverOnItsLast() throws {
        let coordinator = try subject(
            .hubCoordinator, .hub(7), from: day("2026-01-01"), until: day("2026-02-01"))
        #expect(!coordinator.mayEdit(7, on: day("2025-12-31")))
        #expect(coordinator.mayEdit(7, on: day("2026-01-01")))
        #expect(coordinator.mayEdit(7, on: day("2026-01-31")))
        #expect(!coordinator.mayEdit(7, on: day("2026-02-01")))
    }

    @Test func aHubNumberIsNotAnOrganisationNumber() throws {
        let representative = try subject(.organisationRepresentative, .organisation(7))
        #expect(!representative.mayEdit(7, on: today))
    }

    @Test func rolesOfSomebodyElseAreNotLent() throws {
        let other = try Role(
            id: 1, person: 2, kind: .systemAdministrator, scope: .network, from: day("2020-01-01"))
        #expect(!Subject(person: me, roles: [other]).may(.manageAccounts, on: today))
        #expect(!Subject(person: nil, roles: [other]).may(.manageAccounts, on: today))
    }

    @Test func severalRolesAddUp() throws {
        let start = day("2020-01-01")
        let both = try Subject(
            person: me,
            roles: [
                Role(id: 1, person: me, kind: .hubCoordinator, scope: .hub(7), from: start),
                Role(id: 2, person: me, kind: .partner, scope: .hub(8), from: start),
            ])
        #expect(both.mayRecordMilestone(on: 7, on: today))
        #expect(!both.mayRecordMilestone(on: 8, on: today))
        #expect(both.mayReadDesk(of: 8, on: today))
        #expect(both.maySomewhere(.recordMilestone, on: today))
        #expect(!both.maySomewhere(.overrideRule, on: today))
    }

    @Test func anAnimatorCannotMakeAnAdministratorNorTouchOne() throws {
        let animator = try subject(.networkAnimator, .network)
        #expect(animator.mayGrant(.hubCoordinator, on: today))
        #expect(!animator.mayGrant(.networkAnimator, on: today))
        #expect(!animator.mayGrant(.systemAdministrator, on: today))
        #expect(animator.mayManageAccount(holding: [.hubCoordinator, .partner], on: today))
        #expect(!animator.mayManageAccount(holding: [.hubCoordinator, .systemAdministrator], on: today))
        #expect(try !subject(.hubCoordinator, .hub(7)).mayGrant(.partner, on: today))
    }

    @Test func aRoleHasAPlaceOfItsKind() {
        #expect(throws: RoleRefusal.wrongPlace(.hubCoordinator, .network)) {
            try Role(id: 1, person: 1, kind: .hubCoordinator, scope: .network, from: today)
        }
        #expect(throws: RoleRefusal.endsBeforeItBegins) {
            try Role(
                id: 1, person: 1, kind: .partner, scope: .network, from: today,
                until: day("2026-11-23"))
        }
    }
}
