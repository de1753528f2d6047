import Domain
import Foundation
import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import App

/// What serves the observatory's pages and files: the interface's dates, sums made ahead, programs of the machine.
struct ObservatoryServiceTests {
    @Test func theInterfaceReadsAMonthWithinTheLimitsOfAnotherDay() async throws {
        try await SmallRegion.thatMoved().site.visit { browser in
            let list = "/api/observatoire/territoires?sorte=pays"
            let one = "/api/observatoire/territoires/pays-du-nord"
            #expect(try await browser.get(list).text.contains("\"etablissements_ess\":13"))
            let then = try await browser.get(list + "&au=2020-01-01").text
            #expect(then.contains("\"etablissements_ess\":9") && then.contains("\"etablissements_ess\":10"))
            let now = try await browser.get(one).text
            #expect(now.contains("\"nom\":\"tailles\""))
            // A month or a year is its last day; sizes are told within today's limits only.
            for date in ["2020-01-01", "2020-06", "2020"] {
                let document = try await browser.get(one + "?au=" + date).text
                #expect(document.contains("\"ess\":9") || document.contains("\"etablissements\":9"))
                #expect(document.contains("\"limites_au\":\"\(PartialDate(date)?.latest.description ?? "")\""))
                #expect(!document.contains("\"nom\":\"tailles\""))
            }
            for address in [list + "&au=jadis", one + "?au=2020-13", one + "?au="] {
                let wrong = try await browser.get(address)
                #expect(wrong.status == .badRequest)
                #expect(wrong.text.contains("Le paramètre « au » est mal écrit"))
            }
            #expect(try await browser.get("/api/openapi.json").text.contains("limites de territoires"))
        }
    }

    /// Pages find what was worked out for the region, and nothing is worked out again while nothing changes.
    @Test func sumsAreMadeAheadAndAgainAfterAnImport() async throws {
        let region = try await SmallRegion.counted()
        let reader = PanoramaReader(database: region.site.database)
        let today = region.site.now.dayInFrance
        let first = try await reader.state(on: today)
        #expect(first.count == 2)
        try await reader.warm(on: today)
        // Nothing is left to be read, and the page is there.
        try await region.site.database.write { db in try db.execute(sql: "DELETE FROM panoramaCells") }
        let view = try #require(try await reader.view("region-d-essai", PanoramaAsk(today: today)))
        #expect(view.panorama.total.ess.active == 19)
        #expect(view.sizes?.total.sum == 19)
        try await region.bringIn(try region.write([SmallRegion.Place(siren: 10)], month: "2025-12"))
        #expect(try await reader.state(on: today).count == 3)
        #expect(try await reader.state(on: today) != first)
        #expect(try await PanoramaReader(database: Site().database).state(on: today) == [])
    }

    private func program(_ script: String, waiting: Int = 2, in folder: DataFolder) throws -> OutsideProgram {
        let file = folder.file("faiseur")
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        return OutsideProgram(
            "faiseur", limits: .init(seconds: 2, bytes: 1000, waiting: waiting, kept: 1), mark: Array("OK".utf8),
            searchPath: folder.url.path)
    }

    @Test func aProgramOfTheMachineIsGivenATextAndTheLastFileIsKept() async throws {
        let folder = try DataFolder()
        let count = folder.file("tours")
        let program = try program("echo tour >> \(count); echo OK; cat", in: folder)
        for _ in 0..<2 { #expect(try await program.make("été", [], key: "a") == Array("OK\nété".utf8)) }
        #expect(try String(contentsOfFile: count, encoding: .utf8) == "tour\n")
        _ = try await program.make("b", [], key: "b")
        _ = try await program.make("été", [], key: "a")
        #expect(try String(contentsOfFile: count, encoding: .utf8) == "tour\ntour\ntour\n")
    }

    @Test(arguments: ["echo non", "echo OK; exit 3", "echo OK; sleep 60", "echo OK; yes"], ["x"])
    func whatAProgramDoesNotFinishIsAFault(script: String, text: String) async throws {
        let folder = try DataFolder()
        let program = try program(script, in: folder)
        await #expect(throws: OutsideProgram.Fault.self) { try await program.make(text, [], key: text) }
        #expect(FileManager.default.fileExists(atPath: folder.file("faiseur")))
    }

    /// More than a pipe holds, given to somebody who is gone: the server must live.
    @Test func aProgramThatEndsBeforeItHasReadItsTextIsAFaultAndNotOurEnd() async throws {
        let folder = try DataFolder()
        let program = try program("exec 0<&-; sleep 0.1; exit 3", in: folder)
        let text = String(repeating: "é", count: 1 << 20)
        await #expect(throws: OutsideProgram.Fault.self) { try await program.make(text, [], key: "") }
        #expect(FileManager.default.fileExists(atPath: folder.file("faiseur")))
    }

    @Test func thoseWhoAreTooManyToWaitAreToldSo() async throws {
        let folder = try DataFolder()
        let program = try program("sleep 1; echo OK", waiting: 2, in: folder)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for rank in 0..<4 {
                group.addTask {
                    do {
                        _ = try await program.make("", [], key: String(rank))
                        return true
                    } catch { return !(error is OutsideProgram.Busy) }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.count(where: \.self) == 2)
        #expect(FileManager.default.fileExists(atPath: folder.file("faiseur")))
    }
}
