import Domain

/// Votes on line: the hub's desk, and the door of those who hold a link.
func addVoting(_ services: Services, _ hubs: HubStore, to table: inout RouteTable) {
    ScrutinRoutes(
        scrutins: ScrutinStore(database: services.database, letters: services.scrutinLetters), hubs: hubs,
        baseURL: services.configuration.baseURL
    ).add(to: &table)
    VoteRoutes(
        voters: VoterStore(database: services.database, writer: services.votes), hubs: hubs,
        script: services.assets.votingScript
    ).add(to: &table)
}
