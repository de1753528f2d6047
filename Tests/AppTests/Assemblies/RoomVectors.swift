import AssemblyVectors
import Domain
import Foundation
import HTTPTypes

@testable import App

/// Where the conformance cases are played by the pages: an assembly whose statutes ask for what the case says and no more.
enum VectorRoom {
    static func assembly(
        _ members: [MemberFacts], _ colleges: [College] = [], items: Int = 1, kind: AgendaItem.Kind = .deliberation,
        on held: Day = VectorMembers.usualDay, _ change: (inout Statutes) -> Void = { _ in }
    ) async throws -> ConvenedAssembly {
        var statutes = Statutes.customary(inForceFrom: day("2026-01-01"))
        statutes.colleges = colleges
        statutes.electorate = ElectorateRule()
        statutes.caps = []
        statutes.proxies = ProxyRule(most: nil, blank: .shared)
        statutes.meetings[.ordinary]?.quorum = nil
        change(&statutes)
        return try await ConvenedAssembly.make(
            members: members, statutes: statutes, on: held, agenda: (1...items).map { (kind, "Point \($0)", nil) })
    }

    static func members(_ count: Int) -> [MemberFacts] {
        (0..<count).map { index in
            let id = ID<Organisation>(rawValue: Int64(index + 1))
            return MemberFacts(id, "Organisation \(id)", admittedOn: day("2020-01-15"))
        }
    }

    /// Sentences are compared without regard to which kind of space they use, nor to marks around their words.
    static func plain(_ text: String) -> String {
        let unmarked = Vectors.plain(text.replacing(/<[^>]*>/, with: ""))
        return unmarked.replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }

    static func fields(of proxy: Proxy) -> [(String, String)] {
        [
            ("de", proxy.giver.description), ("a", proxy.holder?.description ?? ""),
            ("points", (proxy.items ?? []).map(String.init).joined(separator: ", ")),
            ("depuis-pouvoir", String(proxy.since)),
        ]
    }

    /// A proxy is given, and withdrawn when the case says so.
    static func give(_ proxy: Proxy, at assembly: ConvenedAssembly, _ browser: Browser) async throws -> Answer {
        let path = assembly.path + "/seance/pouvoirs"
        let answer = try await browser.post(path, fields(of: proxy))
        if let item = proxy.withdrawnFrom, answer.status == .seeOther {
            _ = try await browser.post(
                path + "/retrait", [("de", proxy.giver.description), ("depuis", String(item))])
        }
        return answer
    }
}

/// What a hub cannot hold of a case, and why: each case is played, or named here.
struct Unplayable {
    let file: String
    let total: Int
    let reasons: [String: String]

    init(_ file: String, of total: Int, _ reasons: [String: String] = [:]) {
        (self.file, self.total, self.reasons) = (file, total, reasons)
    }

    func played<Given, Expected>(
        _ type: VectorCase<Given, Expected>.Type
    ) throws -> [VectorCase<Given, Expected>] {
        let all: [VectorCase<Given, Expected>] = try Vectors.cases(file)
        return all.filter { reasons[$0.nom] == nil }
    }
}
