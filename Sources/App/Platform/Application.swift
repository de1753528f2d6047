import Foundation
import GRDB
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// One application, for the program and for the tests.
/// `onListening` runs once the port is bound.
func buildApplication(
    _ services: Services, logsRequests: Bool = true, onListening: @escaping @Sendable () -> Void = {}
) throws -> some ApplicationProtocol {
    let configuration = services.configuration
    var logger = Logger(label: "maillage")
    logger.logLevel = .warning
    var application = try Application(
        router: buildRoutes(services, logsRequests: logsRequests).0,
        server: .http1(
            configuration: .init(idleTimeout: .seconds(25))),
        configuration: .init(
            address: .hostname(configuration.address, port: configuration.port), serverName: nil,
            availableConnectionsDelegate: MaximumAvailableConnections(configuration.maximumConnections)),
        onServerRunning: { _ in onListening() }, logger: logger)
    application.addServices(
        AlertRounds(
            database: services.database, keeper: services.directory, baseURL: configuration.baseURL, now: services.now))
    application.addServices(RecruitmentTask(services))
    application.addServices(PanoramaWarming(reader: services.panoramas, now: services.now))
    if let courier = try Courier(services) { application.addServices(courier) }
    if let reminders = ReminderTask(services) { application.addServices(reminders) }
    return application
}
