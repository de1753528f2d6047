import Domain
import Foundation
import Subprocess

/// Where mail is handed over: an address such as `smtp://user:password@mail.example.org:587`, or `smtps://…`.
struct MailServer: Sendable, Equatable {
    private let url: URL

    /// Nil when it is not an address of that kind.
    init?(_ address: String) {
        guard let url = URL(string: address), let scheme = url.scheme?.lowercased(),
            ["smtp", "smtps"].contains(scheme), url.host?.isEmpty == false, url.path.isEmpty || url.path == "/",
            address.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) })
        else { return nil }
        self.url = url
    }

    /// For people: without user nor password.
    var shown: String {
        let port = url.port.map { ":\($0)" } ?? ""
        return "\(url.scheme ?? "smtp")://\(url.host ?? "")\(port)"
    }

    /// What went wrong, as the other side put it, on one line.
    struct Fault: Error { let reason: String }

    /// Hands over one written message, with the system's curl: it speaks SMTP and TLS, and never through a shell.
    func deliver(_ message: String, from sender: MailAddress, to recipient: MailAddress, in folder: URL) async throws {
        let file = try TemporaryFile(in: folder)
        try Data(message.utf8).write(to: file.url)
        let result = try await run(
            .name("curl"), arguments: ["--disable", "--config", "-"], environment: .custom(["PATH": searchPath]),
            input: .string(settings(from: sender, to: recipient, file: file.url)), output: .discarded,
            error: .string(limit: 8_192))
        guard result.terminationStatus.isSuccess else {
            let lines = result.standardError.split(whereSeparator: \.isNewline)
            let reason = lines.last.map(String.init) ?? "\(result.terminationStatus)"
            throw Fault(reason: String(reason.prefix(300)))
        }
    }

    private var searchPath: String { ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin" }

    /// Settings on standard input, so that no password shows in the list of processes.
    private func settings(from sender: MailAddress, to recipient: MailAddress, file: URL) -> String {
        var lines = [
            "silent", "show-error", "connect-timeout = 10", "max-time = 60", "proto = \"=smtp,smtps\"",
            "noproxy = \"*\"",
            "url = \(quoted(shown))", "mail-from = \(quoted("<\(sender)>"))", "mail-rcpt = \(quoted("<\(recipient)>"))",
            "upload-file = \(quoted(file.path))",
        ]
        if let user = url.user(percentEncoded: false), !user.isEmpty {
            // A password never goes in clear.
            lines.append("ssl-reqd")
            lines.append("user = \(quoted("\(user):\(url.password(percentEncoded: false) ?? "")"))")
        } else {
            lines.append("ssl")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func quoted(_ text: String) -> String {
        let escaped = text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        return "\"\(escaped.filter { !$0.isNewline })\""
    }
}
