import Domain
import HTTPTypes
import Hummingbird

/// The two cookies of the program, both strictly needed: the session of whoever has signed in, and the mark that ties the
/// sign-in forms to the browser they were drawn for.
struct BrowserCookie: Sendable {
    let isSecure: Bool

    /// `__Host-` makes browsers refuse a cookie set by a neighbouring site or over plain HTTP.
    var sessionName: String { isSecure ? "__Host-session" : "session" }
    var visitName: String { isSecure ? "__Host-visite" : "visite" }

    func session(in headers: HTTPFields) -> Secret? { secret(sessionName, in: headers) }
    func visit(in headers: HTTPFields) -> Secret? { secret(visitName, in: headers) }

    func setSession(_ secret: Secret, on response: inout Response) {
        append("\(sessionName)=\(secret.text); Max-Age=\(Int(Session.wholeLifetime))", to: &response)
    }

    func clearSession(on response: inout Response) { append("\(sessionName)=; Max-Age=0", to: &response) }

    /// Until the browser is closed.
    func setVisit(_ secret: Secret, on response: inout Response) {
        append("\(visitName)=\(secret.text)", to: &response)
    }

    private func append(_ cookie: String, to response: inout Response) {
        let attributes = "; Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
        response.headers.append(HTTPField(name: .setCookie, value: cookie + attributes))
        response.headers[.cacheControl] = "no-store"
    }

    private func secret(_ name: String, in headers: HTTPFields) -> Secret? {
        for header in headers[values: .cookie] {
            if let value = CookieHeader.value(name, in: header) { return Secret(value) }
        }
        return nil
    }
}
