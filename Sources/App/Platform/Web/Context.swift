import Domain
import Foundation
import Hummingbird
import NIOCore

/// Whoever sent the request: what they may do, and what their pages need to know of them.
struct Visitor: Sendable {
    var subject = Subject.anonymous
    var name: String?
    /// The secret that every form of this visitor carries back.
    var token = ""
    /// The session that the request came with.
    var session: Session?

    static let anonymous = Visitor()
}

/// Where the request comes from.
struct Client: Sendable {
    /// What rate limits count by.
    var key = "local"
    /// What its browser says it is.
    var agent = ""
    /// The secret of the cookie it came with, whatever it is worth: signing in replaces it.
    var cookie: Secret?

    /// « Firefox sur Linux ».
    var browser: String { BrowserName.of(agent) }
}

/// What goes along with a request through the middlewares to its handler.
struct WebContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?
    let channel: any Channel
    var visitor = Visitor.anonymous
    var client = Client()
    var now = Date.now
    var frame = Frame()
    /// What changes whenever anything at all is written, as it was when the request came; nil when nobody can tell.
    var mark: Int?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
        channel = source.channel
    }

    /// Today in metropolitan France: what « aujourd’hui » means to those who read.
    var today: Day { now.dayInFrance }

    var actor: Actor { visitor.subject.person.map(Actor.person) ?? .program }

    func may(_ act: Act, to object: Scope? = nil) -> Bool { visitor.subject.may(act, to: object, on: today) }

    func may(_ act: Act, within places: Set<Scope>) -> Bool {
        visitor.subject.may(act, within: places, on: today)
    }

    func parameter(_ name: String) throws -> String { try parameters.require(name) }
    func id<Entity>(_ name: String = "id") throws -> ID<Entity> {
        guard let id = ID<Entity>(try parameters.require(name)) else { throw NotFound() }
        return id
    }
}

extension Date {
    /// The calendar day in Europe/Paris.
    var dayInFrance: Day {
        let second = Int(timeIntervalSince1970.rounded(.down))
        // The dates of summer time have been the same ones since 1996.
        if second >= 820_454_400, let time = FranceTime(second: second) { return time.day }
        let parts = Self.frenchCalendar.dateComponents([.year, .month, .day], from: self)
        return Day(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1) ?? Day.farPast
    }

    private static let frenchCalendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Paris") ?? .gmt
        return calendar
    }()
}
