import Foundation
import ServiceLifecycle

/// Sends the reminders that are due, as long as the program runs.
struct ReminderTask: Service {
    let reminders: ReminderStore
    let mandates: MandateReminderStore
    let now: @Sendable () -> Date
    /// Between two looks; what has left already is not due again.
    var pause = Duration.seconds(3600)

    /// Nil when no mail server is set: a reminder that stays in the outbox would count as sent.
    init?(_ services: Services) {
        guard services.configuration.smtp != nil else { return nil }
        reminders = services.reminders
        mandates = services.mandateReminders
        now = services.now
    }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await reminders.send(at: now())
                    try await mandates.send(at: now())
                } catch { Log.fault(error, id: "rappels", path: "") }
                try await Task.sleep(for: pause)
            }
        }
    }
}
