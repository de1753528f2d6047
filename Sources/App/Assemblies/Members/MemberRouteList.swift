import Domain
import GRDB

/// Belonging to a hub: joining, register, cards, dues, exchanges.
func addMembers(
    _ services: Services, _ hubs: HubStore, _ documents: DocumentStore, _ duplicates: DuplicateKeeper,
    to table: inout RouteTable
) {
    let database = services.database
    let letters = MemberLetters(baseURL: services.configuration.baseURL)
    let (cards, dues) = (MemberCardStore(database: database), DuesViewStore(database: database))
    let (desk, payments) = (DuesDeskStore(database: database), DuesPaymentStore(database: database))
    JoiningRoutes(
        joining: JoiningStore(database: database, letters: letters), hubs: hubs,
        records: JoiningPrefillStore(database: database), documents: documents, throttle: services.recordThrottle
    ).add(to: &table)
    JoiningDeskRoutes(
        joining: JoiningDeskStore(database: database, letters: letters), views: dues, hubs: hubs,
        duplicates: duplicates
    ).add(to: &table)
    MemberRegisterRoutes(registers: MemberRegisterStore(database: database), hubs: hubs).add(to: &table)
    MemberCardRoutes(
        cards: cards, desk: MemberDeskStore(database: database), ends: MemberEndStore(database: database),
        speakers: SpeakerDeskStore(database: database), hubs: hubs, documents: documents
    ).add(to: &table)
    DuesRoutes(
        views: dues, desk: desk, payments: payments, hubs: hubs, baseURL: services.configuration.baseURL
    ).add(to: &table)
    let receipts = ReceiptPrinter(press: services.press)
    ReceiptRoutes(payments: payments, hubs: hubs, printer: receipts).add(to: &table)
    OwnMembershipRoutes(
        memberships: OwnMembershipStore(database: database),
        speakers: OwnSpeakerStore(database: database, letters: letters),
        leaves: LeaveStore(database: database, letters: letters),
        signatures: CharterSignatureStore(database: database), payments: payments, receipts: receipts,
        documents: documents
    ).add(to: &table)
    CharterRoutes(charters: CharterDeskStore(database: database), hubs: hubs).add(to: &table)
    MemberDuesRoutes(cards: cards, views: dues, desk: desk, payments: payments, hubs: hubs).add(to: &table)
    ExchangeRoutes(exchanges: ExchangeStore(database: database), hubs: hubs).add(to: &table)
    HubDocumentRoutes(documents: documents, hubs: hubs).add(to: &table)
}
