import Domain
import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

@testable import App

/// A browser for tests: keeps its cookies, and sends forms as one of our pages would.
actor Browser {
    private let client: any TestClientProtocol
    private let cookie: BrowserCookie
    private(set) var cookies: [String: String] = [:]
    /// As the last answer wrote them, with their attributes.
    private(set) var lastSetCookies: [String] = []
    private var lastToken: String?

    init(client: any TestClientProtocol, cookie: BrowserCookie) {
        self.client = client
        self.cookie = cookie
    }

    /// Another browser on the same site, without cookies.
    nonisolated func another() -> Browser { Browser(client: client, cookie: cookie) }

    /// Signs in as somebody without going through the door.
    func signIn(as person: ID<Person>, on site: Site, by means: Session.Means = .link) async throws {
        let now = site.now
        let secret = try await site.database.write { db in
            try SessionStore.open(for: person, by: means, browser: "Essai", replacing: nil, at: now, in: db)
        }
        adopt(secret.text)
    }

    /// Takes a session's secret from elsewhere, as a thief or a restored browser would.
    func adopt(_ secret: String?) {
        cookies[cookie.sessionName] = secret
        lastToken = nil
    }

    func signOutLocally() { adopt(nil) }

    @discardableResult
    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(path, .get, headers, ByteBuffer())
    }

    /// Posts a form with the token that our pages would give this browser.
    @discardableResult
    func post(_ path: String, _ fields: [(String, String)] = []) async throws -> Answer {
        try await post(path, fields, token: token, headers: [.secFetchSite: "same-origin"])
    }

    /// Posts a form as told, right or wrong.
    @discardableResult
    func post(
        _ path: String, _ fields: [(String, String)], token: String?, headers: HTTPFields
    ) async throws -> Answer {
        let all = fields + (token.map { [(CSRF.field, $0)] } ?? [])
        let body = all.map { "\(queryValue($0.0))=\(queryValue($0.1))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(path, .post, headers, ByteBuffer(string: body))
    }

    /// Posts a form that carries a file, as a page with `enctype="multipart/form-data"` would.
    @discardableResult
    func post(_ path: String, _ fields: [(String, String)], file: SentFile) async throws -> Answer {
        let boundary = "frontiere-des-essais"
        var body = ""
        for (name, value) in fields + [(CSRF.field, token ?? "")] {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
        body += "Content-Type: application/octet-stream\r\n\r\n"
        var bytes = ByteBuffer(string: body)
        bytes.writeBytes(file.content)
        bytes.writeString("\r\n--\(boundary)--\r\n")
        let headers: HTTPFields = [
            .secFetchSite: "same-origin", .contentType: "multipart/form-data; boundary=\(boundary)",
        ]
        return try await send(path, .post, headers, bytes)
    }

    /// What the form last drawn for this browser carried, or what one would carry.
    var token: String? {
        if let lastToken { return lastToken }
        let text = cookies[cookie.sessionName] ?? cookies[cookie.visitName]
        return text.flatMap(Secret.init).map(CSRF.token)
    }

    @discardableResult
    func send(
        _ path: String, _ method: HTTPRequest.Method, _ headers: HTTPFields = [:], _ body: ByteBuffer = ByteBuffer()
    ) async throws -> Answer {
        var headers = headers
        let pairs = cookies.map { "\($0.key)=\($0.value)" }.sorted()
        if !pairs.isEmpty { headers[.cookie] = pairs.joined(separator: "; ") }
        let response = try await client.execute(uri: path, method: method, headers: headers, body: body)
        lastSetCookies = response.headers[values: .setCookie]
        let text = String(buffer: response.body)
        if let field = text.range(of: "name=\"jeton\" value=\"") {
            lastToken = String(text[field.upperBound...].prefix { $0 != "\"" })
        }
        for line in lastSetCookies {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            if pair[0] == cookie.sessionName { lastToken = nil }
            cookies[String(pair[0])] = line.contains("Max-Age=0") ? nil : String(pair[1])
        }
        return Answer(
            status: response.status, headers: response.headers, bytes: response.body, text: text,
            location: response.headers[.location])
    }
}

/// What a browser got.
struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let bytes: ByteBuffer
    let text: String
    let location: String?
}

/// A file as a browser sends it.
struct SentFile: Sendable {
    var field = "piece"
    var name = "proces-verbal.pdf"
    var content = Array("%PDF-1.4 essai".utf8)
}
