import Domain
import Foundation

/// One message of plain text to one person, and how it is written on the wire (RFC 5322, MIME).
struct MailMessage: Sendable, Equatable {
    let sender: MailAddress
    let senderName: String
    let recipient: MailAddress
    let recipientName: String
    let subject: String
    let body: String

    /// A line end in a header would start another header.
    enum Fault: Error, Equatable { case lineEndInHeader }

    init(
        sender: MailAddress, senderName: String, recipient: MailAddress, recipientName: String, subject: String,
        body: String
    ) throws(Fault) {
        for header in [senderName, recipientName, subject] where Self.mayEndALine(header) {
            throw .lineEndInHeader
        }
        self.sender = sender
        self.senderName = senderName
        self.recipient = recipient
        self.recipientName = recipientName
        self.subject = subject
        self.body = body
    }

    private static func mayEndALine(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
    }

    /// The whole message; `identifier` makes the Message-ID.
    func written(at date: Date, identifier: String) -> String {
        let headers = [
            "Date: \(Self.date(date))",
            "From: \(Self.mailbox(senderName, sender))",
            "To: \(Self.mailbox(recipientName, recipient))",
            "Subject: \(MailEncoding.header(subject, startingAt: 9))",
            "Message-ID: <\(identifier)@\(sender.domain)>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "Content-Language: fr",
            // No answer from holiday robots (RFC 3834).
            "Auto-Submitted: auto-generated",
        ]
        return headers.joined(separator: "\r\n") + "\r\n\r\n" + MailEncoding.quotedPrintable(body) + "\r\n"
    }

    private static func mailbox(_ name: String, _ address: MailAddress) -> String {
        guard !name.isEmpty else { return "<\(address)>" }
        return "\(MailEncoding.header(name, startingAt: 6, always: true))\r\n <\(address)>"
    }

    private static func date(_ date: Date) -> String {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
        let day = days[max(1, parts.weekday ?? 1) - 1]
        let month = months[max(1, parts.month ?? 1) - 1]
        let time = [parts.hour, parts.minute, parts.second].map { twoDigits($0 ?? 0) }.joined(separator: ":")
        return "\(day), \(twoDigits(parts.day ?? 1)) \(month) \(parts.year ?? 1970) \(time) +0000"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// How text that is not plain ASCII travels in mail.
enum MailEncoding {
    private static let longestLine = 76
    /// `=?UTF-8?B?` and `?=` around; 39 bytes make 52 characters, after `Subject: ` too.
    private static let wordBytes = 39

    /// A header value; other than short plain text, in encoded words (RFC 2047) on folded lines.
    static func header(_ text: String, startingAt column: Int, always: Bool = false) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
        if isPlain, !always, column + text.utf8.count <= longestLine { return text }
        var words: [String] = []
        var word = ""
        for character in text {
            if !word.isEmpty, word.utf8.count + character.utf8.count > wordBytes {
                words.append(encodedWord(word))
                word = ""
            }
            word.append(character)
        }
        words.append(encodedWord(word))
        return words.joined(separator: "\r\n ")
    }

    private static func encodedWord(_ text: String) -> String {
        "=?UTF-8?B?\(Data(text.utf8).base64EncodedString())?="
    }

    /// RFC 2045, 6.7: printable ASCII stays, the rest is `=XX`, lines of at most 76 characters.
    static func quotedPrintable(_ text: String) -> String {
        let normal = text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\r", with: "\n")
        let lines = normal.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { quotedPrintableLine(Array($0.utf8)) }.joined(separator: "\r\n")
    }

    private static func quotedPrintableLine(_ bytes: [UInt8]) -> String {
        var encoded = ""
        var column = 0
        for (index, byte) in bytes.enumerated() {
            let isSpaceAtEnd = (byte == 32 || byte == 9) && index == bytes.count - 1
            let isPlain = (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "=") || byte == 9
            let piece = isPlain && !isSpaceAtEnd ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
            if column + piece.utf8.count > longestLine - 1 {
                encoded += "=\r\n"
                column = 0
            }
            encoded += piece
            column += piece.utf8.count
        }
        return encoded
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)).uppercased()
    }
}
