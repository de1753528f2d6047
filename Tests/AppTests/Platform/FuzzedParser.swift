import Domain
import Foundation
import Tabular

@testable import App

/// A parser of what strangers send, and what must hold whatever the bytes are; the same code is fuzzed (`Tests/Fuzz/analyseurs`)
/// and replayed by the tests.
enum FuzzedParser: String, CaseIterable {
    case zip, gzip, json, multipart, form, cookie, gogocarto

    /// What does not hold, if anything.
    func defect(_ bytes: [UInt8]) -> String? {
        switch self {
        case .zip: FuzzedArchive(bytes).zipDefect
        case .gzip: FuzzedArchive(bytes).gzipDefect
        case .json: Self.jsonDefect(bytes)
        case .multipart: Self.multipartDefect(bytes)
        case .form: Self.formDefect(bytes)
        case .cookie: Self.cookieDefect(bytes)
        case .gogocarto: Self.mapDefect(bytes)
        }
    }

    /// What we read, Foundation reads too, and the same.
    private static func jsonDefect(_ bytes: [UInt8]) -> String? {
        let value: JSONValue
        do {
            value = try JSONValue.read(bytes)
        } catch {
            return error.description.contains("ligne") ? nil : "a defect without its place: \(error.description)"
        }
        guard let other = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) else {
            return "read here, refused by Foundation"
        }
        return isSame(value, other) ? nil : "not what Foundation reads"
    }

    private static func isSame(_ value: JSONValue, _ other: Any) -> Bool {
        switch value {
        case .null: return other is NSNull
        case .bool(let bool): return (other as? NSNumber)?.boolValue == bool
        case .number(let number): return (other as? NSNumber).map { near($0.doubleValue, number) } ?? false
        // Foundation drops byte order marks, wherever they stand.
        case .text(let text):
            return (other as? String).map { unmarked($0) == unmarked(text) } ?? false
        case .list(let items):
            guard let others = other as? [Any], others.count == items.count else { return false }
            return Swift.zip(items, others).allSatisfy { isSame($0, $1) }
        case .object(let members):
            if members.keys.contains(where: { $0.unicodeScalars.contains("\u{FEFF}") }) { return true }
            // Of a name said twice, which one stays is nobody's rule.
            guard let others = other as? [String: Any], others.count == members.count else { return false }
            return members.keys.allSatisfy { others[$0] != nil }
        }
    }

    /// Most texts have no mark, and a look for one is all they cost.
    private static func unmarked(_ text: String) -> String {
        guard text.unicodeScalars.contains("\u{FEFF}") else { return text }
        return text.replacing("\u{FEFF}", with: "")
    }

    private static func near(_ one: Double, _ other: Double) -> Bool {
        one == other || abs(one - other) <= abs(one) * 1e-12
    }

    /// However a body is cut into pieces, it is the same form, or is refused.
    private static func multipartDefect(_ bytes: [UInt8]) -> String? {
        guard let choice = bytes.first else { return nil }
        let body = Array(bytes.dropFirst())
        let whole = events(body, by: max(1, body.count))
        let pieces = events(body, by: [1, 2, 3, 5, 8, 13, 21, 34][Int(choice & 7)])
        switch (whole, pieces) {
        case (let one?, let other?): return one == other ? nil : "cut otherwise, it is another form"
        case (nil, nil): return nil
        default: return "cut otherwise, it is refused or is not"
        }
    }

    private static func events(_ body: [UInt8], by size: Int) -> [Multipart.Event]? {
        var parser = Multipart(boundary: "limite", headerLimit: 96)
        var events: [Multipart.Event] = []
        do {
            var start = 0
            while start < body.count {
                let end = min(start + size, body.count)
                try parser.consume(body[start..<end]) { event in
                    if case .bytes(let next) = event, case .bytes(let last)? = events.last {
                        events[events.count - 1] = .bytes(last + next)
                    } else {
                        events.append(event)
                    }
                }
                start = end
            }
            try parser.finish()
        } catch {
            return nil
        }
        return events
    }

    /// What is read, written again as browsers do, is read the same.
    private static func formDefect(_ bytes: [UInt8]) -> String? {
        guard let form = try? FormData.form(fromURLEncoded: bytes) else { return nil }
        func encoded(_ text: String) -> String {
            text.replacing("\n", with: "\r\n").utf8.map { "%" + String(UInt16($0) + 256, radix: 16).dropFirst() }
                .joined()
        }
        let body = form.fields.map { encoded($0.name) + "=" + encoded($0.value) }.joined(separator: "&")
        var limits = FormLimits()
        (limits.nameBytes, limits.totalBytes) = (1 << 20, 1 << 24)
        let again = try? FormData.form(fromURLEncoded: Array(body.utf8), limits: limits)
        return again?.fields == form.fields ? nil : "written again, it is another form"
    }

    private static func cookieDefect(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        let media = MediaType(text)
        if media.parameters.keys.contains(where: { $0 != $0.lowercased() }) { return "a parameter in capitals" }
        guard let value = CookieHeader.value("session", in: text) else { return nil }
        if value.isEmpty || value.contains(";") { return "a value that is none" }
        return Array(text.utf8).position(of: Array(("session=" + value).utf8)) == nil ? "a value from nowhere" : nil
    }

    /// Every element of a map ends in exactly one heap.
    private static func mapDefect(_ bytes: [UInt8]) -> String? {
        guard let file = try? MapElements.file("carte.json", bytes) else { return nil }
        guard file.rows.allSatisfy({ $0.cells.count == file.columns.count }) else { return "cells without a column" }
        var parser = ImportParser(
            ImportScope(
                communes: [], perimeter: EssTable([], exclusions: []), sectors: Sectors([], rules: [], on: .farPast)))
        for row in file.rows {
            let cells = Dictionary(Swift.zip(file.columns, row.cells)) { first, _ in first }
            parser.read(cells, as: .gogocarto, at: ImportPlace(file: file.name, line: row.line))
        }
        parser.finish()
        let heaps = parser.candidates.reduce(0) { $0 + $1.lines.count } + parser.refusals.count + parser.outside.count
        return heaps == file.rows.count ? nil : "\(file.rows.count) elements, \(heaps) in heaps"
    }
}
