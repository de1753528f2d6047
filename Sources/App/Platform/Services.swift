import Domain
import Foundation
import GRDB

/// What every slice is built from.
struct Services: Sendable {
    let database: any DatabaseWriter
    let configuration: Configuration
    let assets: Assets
    let atlas = Atlas()
    /// The time, as an argument: tests set it.
    let now: @Sendable () -> Date
    let hasher: PasswordHasher
    let throttle = SignInThrottle()
    let directory: DirectoryKeeper
    let frameSettings: FrameSettings
    /// Whether anything at all was written; nil for a database in memory.
    let changes: ChangeSignal?
    /// For the pages that are asked for most; nil for a database in memory.
    let quick: QuickReader?
    let recordThrottle = RecordThrottle()
    /// One for everything that is printed, and one for drawings.
    let press = BookletPress()
    let raster = DrawingRaster()
    /// One for the whole program: it remembers the sums that it works out.
    let panoramas: PanoramaReader
    /// One for the whole program: votes that come together are written together.
    let votes: VoteWriter

    init(
        database: any DatabaseWriter, configuration: Configuration, now: @escaping @Sendable () -> Date = { Date.now }
    ) throws {
        self.database = database
        self.configuration = configuration
        self.now = now
        changes = ChangeSignal(database)
        quick = QuickReader(database)
        directory = DirectoryKeeper(database: database, signal: changes)
        frameSettings = FrameSettings(database: database)
        votes = VoteWriter(database: database)
        panoramas = PanoramaReader(database: database)
        hasher = PasswordHasher(
            cost: .init(logRounds: configuration.scryptCost, blockSize: 8, parallelism: 3))
        assets = try Assets(folder: Resources.folder().appending(path: "Public"))
    }
}

extension Services {
    var cookie: BrowserCookie { BrowserCookie(isSecure: configuration.isSecure) }
    var sessions: SessionStore { SessionStore(database: database) }
    var letters: AccountLetters { AccountLetters(networkAddress: configuration.baseURL) }
    var links: LinkStore { LinkStore(database: database, letters: letters) }
    var recordLetters: RecordLetters { RecordLetters(networkAddress: configuration.baseURL) }
    var reminders: ReminderStore { ReminderStore(database: database, letters: recordLetters) }
    var mandateReminders: MandateReminderStore {
        MandateReminderStore(database: database, networkAddress: configuration.baseURL)
    }
    var convocationLetters: ConvocationLetters { ConvocationLetters(networkAddress: configuration.baseURL) }
    var scrutinLetters: ScrutinLetters {
        ScrutinLetters(networkAddress: configuration.baseURL, scriptPrint: assets.votingScript.print)
    }
    /// What each slice knows to be waiting in hubs.
    var duties: [any DutySource] {
        [
            AssemblyDutyStore(database: database), ScrutinDutyStore(database: database),
            MemberDutyStore(database: database), JourneyDutyStore(database: database),
            LaunchDutyStore(database: database),
            DossierCommentDutyStore(database: database),
        ]
    }
    var outbox: OutboxStore { OutboxStore(database: database) }
}
