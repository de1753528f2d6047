import Domain

/// The doors of assemblies before they open.
func addAssemblies(_ services: Services, _ hubs: HubStore, _ documents: DocumentStore, to table: inout RouteTable) {
    let database = services.database
    let door = AssemblyDoor(hubs: hubs, dossiers: AssemblyDossierStore(database: database))
    let assemblies = AssemblyStore(database: database)
    let answers = AnswerStore(database: database)
    AssemblyRoutes(door: door, assemblies: assemblies, copies: AssemblyCopyStore(database: database)).add(to: &table)
    AgendaRoutes(
        door: door, agenda: AgendaStore(database: database), assemblies: assemblies, documents: documents
    ).add(to: &table)
    ConvocationRoutes(
        door: door, convocations: ConvocationStore(database: database, letters: services.convocationLetters)
    ).add(to: &table)
    AnswerDeskRoutes(door: door, answers: answers, amendments: AmendmentStore(database: database)).add(to: &table)
    AnswerLinkRoutes(
        answers: answers, documents: documents, phones: SittingLinkStore(database: database)
    ).add(to: &table)
    AssemblyPublicRoutes(door: door, assemblies: assemblies).add(to: &table)
    CandidacyRoutes(door: door, candidacies: CandidacyStore(database: database)).add(to: &table)
    AssemblyPaperRoutes(door: door, assets: services.assets, press: services.press).add(to: &table)
}
