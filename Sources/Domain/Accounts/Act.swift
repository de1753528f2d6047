/// Everything that can be done, once, so that who may do it is one table.
package enum Act: String, Sendable, CaseIterable {
    // What anyone comes for.
    case readPublic, signIn
    // What a person with an account does for themselves.
    case manageOwnAccount, openInitiative
    // The life of a hub.
    case editHub, recordMilestone, correctMilestone, changePerimeter, readHubDesk
    // Assemblies of a hub.
    case prepareAssembly, conductAssembly, answerConvocation
    // Statutes, bodies and mandates of a hub.
    case writeStatutes, keepMandates
    // Belonging to a hub.
    case askToJoin, readMembers, keepMembers, keepDues, decideJoining, keepOwnMembership
    // Votes on line: holding them, and voting by link.
    case holdVote, castVote
    // How a hub comes about.
    case joinInitiative, adviseHub, answerSurvey, commentByLink, commentDossier
    // Its launch: hiring, and joining the network.
    case keepRecruitments, applyForPost, readApplications, welcomeHub
    // The directory.
    case importOrganisations, createOrganisation, editOrganisation, proposeRecord, moderateRecords
    case findResembling, mergeOrganisations, keepAlert
    // The network.
    case keepReferences, overrideRule, manageTerritories, readNetworkDesk, readJournal
    // The machine and its users.
    case manageAccounts, grantRoles, manageSettings, readOutbox
}
