import Domain
import Foundation
import ServiceLifecycle

/// Takes mail from the outbox to the server, one message at a time, as long as the program runs.
struct Courier: Service {
    /// Hands a written message over, or throws a `MailServer.Fault`.
    typealias Delivery =
        @Sendable (_ text: String, _ sender: MailAddress, _ recipient: MailAddress) async throws -> Void

    let outbox: OutboxStore
    let delivery: Delivery
    let sender: MailAddress
    var senderName = "Maillage"
    let now: @Sendable () -> Date
    /// Between two looks at the outbox: people wait for their link.
    var pause = Duration.seconds(5)

    /// Nil when no server is set: mail then stays in the outbox.
    init?(_ services: Services) throws {
        guard let address = services.configuration.smtp else { return nil }
        guard let server = MailServer(address) else {
            throw Refused(
                "MAILLAGE_SMTP n’est pas une adresse de serveur : écrivez par exemple smtp://courriel.example.org:587.")
        }
        guard let sender = MailAddress(services.configuration.mailFrom) else {
            throw Refused("MAILLAGE_EXPEDITEUR n’est pas une adresse de courriel.")
        }
        self.init(outbox: services.outbox, sender: sender, now: services.now) { text, sender, recipient in
            try await server.deliver(text, from: sender, to: recipient, in: FileManager.default.temporaryDirectory)
        }
    }

    init(
        outbox: OutboxStore, sender: MailAddress, now: @escaping @Sendable () -> Date, delivery: @escaping Delivery
    ) {
        self.outbox = outbox
        self.sender = sender
        self.now = now
        self.delivery = delivery
    }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await deliverDue() } catch { Log.fault(error, id: "courriels", path: "") }
                try await Task.sleep(for: pause)
            }
        }
    }

    /// Tries once every message whose time has come.
    func deliverDue() async throws {
        for message in try await outbox.due(at: now()) {
            do {
                try await deliver(message)
                try await outbox.markSent(message.id, at: now())
            } catch let fault as MailServer.Fault {
                try await outbox.markFailed(message, because: fault.reason, at: now())
            } catch let fault as MailMessage.Fault {
                try await outbox.markFailed(message, because: "\(fault)", at: now())
            }
        }
    }

    private func deliver(_ message: OutboxMessage) async throws {
        guard let recipient = MailAddress(message.recipient) else {
            throw MailServer.Fault(reason: "adresse illisible")
        }
        let letter = try MailMessage(
            sender: sender, senderName: senderName, recipient: recipient, recipientName: message.recipientName,
            subject: message.subject, body: message.body)
        let text = letter.written(
            at: message.createdAt, identifier: "courriel-\(message.id)-\(Secret().text.prefix(12))")
        try await delivery(text, sender, recipient)
    }
}
