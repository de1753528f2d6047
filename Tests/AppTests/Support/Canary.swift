import Foundation
import HTTPTypes
import Testing

/// A text that would be seen at once if a page let it through unescaped.
enum Canary {
    static let text = "\"'><svg/onload=alert(1)>&amp;<!--"

    /// Fails when the page holds the text as HTML, in whole or in the part that would run.
    static func check(_ answer: Answer, _ place: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let type = answer.headers[.contentType] ?? ""
        guard type.contains("html") || type.contains("svg") || type.contains("xml") else { return }
        #expect(!answer.text.contains("<svg/onload"), "\(place)", sourceLocation: sourceLocation)
        #expect(!answer.text.contains("\"'>"), "\(place)", sourceLocation: sourceLocation)
    }

    /// Whether the page shows the text, escaped: proof that the check looked at something.
    static func isShown(in answer: Answer) -> Bool { answer.text.contains("&quot;&#39;&gt;&lt;svg/onload") }
}
