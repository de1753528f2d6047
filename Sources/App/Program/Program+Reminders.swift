package import Foundation

/// Reminders from the shell, for a machine whose server does not run all day.
extension Program {
    /// Puts the letters that are due into the outbox, or only says which they are. Returns the lines to print.
    package func remind(isTrial: Bool, now: Date = .now) async throws -> [String] {
        let letters = RecordLetters(networkAddress: configuration.baseURL)
        let pool = try open()
        let reminders = ReminderStore(database: pool, letters: letters)
        let mandates = MandateReminderStore(database: pool, networkAddress: configuration.baseURL)
        guard isTrial else {
            let count = try await reminders.send(at: now) + mandates.send(at: now)
            return ["\(count) rappel\(count < 2 ? "" : "s") à envoyer."]
        }
        let due = try await reminders.due(at: now)
        return due.map { "\($0.name) (message \($0.number))" } + ["\(due.count) rappel\(due.count < 2 ? "" : "s")."]
    }
}
