import Domain
import Foundation
import NIOCore
import Tabular
import Testing

@testable import App

/// The registers read as they come, against the same files read whole.
struct OrganisationImportStreamTests {
    private static let units = """
        siren,statutDiffusionUniteLegale,denominationUniteLegale,denominationUsuelle1UniteLegale,categorieJuridiqueUniteLegale,economieSocialeSolidaireUniteLegale,etatAdministratifUniteLegale,dateDebut
        404833048,O,Ti Coop,,9220,O,A,2001-01-01
        005410949,O,"Au ""Loin"", ailleurs",,9220,O,A,2001-01-01
        552100554,O,Pas de l’ESS,,5710,N,A,2001-01-01
        356000000,O,La Poste,,5710,,A,2001-01-01
        123456789,O,Faux numéro,,9220,O,A,2001-01-01
        732829320,P,"Deux
        lignes",,9220,,C,2011-01-01
        784671695,O,,,9220,O,A,2001-01-01
        542107651,O,,Nom d’usage,9220,O,A,2001-01-01
        300000007,O,Personne,,1000,O,A,2001-01-01
        200000008,O,Sans catégorie,,,O,A,2001-01-01
        383474814,O,Sans lieu,,9220,O,A,2001-01-01

        """
    private static let places = """
        siren,nic,siret,statutDiffusionEtablissement,etablissementSiege,numeroVoieEtablissement,typeVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,libelleCommuneEtablissement,codeCommuneEtablissement,etatAdministratifEtablissement
        404833048,00014,40483304800014,O,true,3,RUE,DU PORT,29200,BREST,29019,A
        404833048,00022,40483304800022,O,false,4,RUE,DE PARIS,75001,PARIS,75101,A
        005410949,00019,00541094900019,O,true,1,RUE,X,80100,ABBEVILLE,80001,A
        005410949,00027,00541094900027,O,false,1,RUE,X,29200,BREST,29019,F
        732829320,00074,73282932000074,P,true,[ND],[ND],[ND],[ND],BREST,29019,F
        542107651,00010,54210765100011,O,true,,,,29200,BREST,[ND],A
        356000000,00048,35600000000048,O,true,,,,75001,PARIS,75101,A
        999999999,00001,99999999900009,O,true,,,,29200,BREST,29019,A
        552100554,00013,55210055400013,O,true,,,,29200,BREST,29019,A

        """

    fileprivate func stream(_ files: [(name: String, bytes: [UInt8])]) throws -> OrganisationImportStream? {
        let copies = try files.map { (name: $0.name, copy: try TemporaryCopy($0.bytes)) }
        let streamed = try copies.flatMap { try PackedFile.open($0.name, FileBytes(path: $0.copy.path)) }
        return try OrganisationImportStream(streamed, progress: ImportProgress(write: nil))
    }

    fileprivate func scope(_ communes: Set<String>) throws -> ImportScope {
        ImportScope(
            communes: communes, perimeter: try EssFile.shipped().table,
            sectors: Sectors([], rules: [], on: day("2026-11-25")))
    }

    private func expectSame(
        _ files: [(name: String, bytes: [UInt8])], communes: Set<String>, packed: Bool = false,
        location: SourceLocation = #_sourceLocation
    ) throws -> ImportParser {
        let whole = try OrganisationImportFiles(opened: files).parsed(scope(communes))
        var given = files
        if packed {
            given = try files.map {
                ($0.name + ".gz", [UInt8](try #require(Gzip.compress(ByteBuffer(bytes: $0.bytes))).readableBytesView))
            }
        }
        let found = try #require(try stream(given)).parsed(scope(communes))
        #expect(found.candidates.map(\.sheet) == whole.candidates.map(\.sheet), sourceLocation: location)
        #expect(found.candidates.map(\.places) == whole.candidates.map(\.places), sourceLocation: location)
        #expect(found.candidates.map(\.lines) == whole.candidates.map(\.lines), sourceLocation: location)
        #expect(found.refusals == whole.refusals, sourceLocation: location)
        #expect(found.outside.count + found.passedOver == whole.outside.count, sourceLocation: location)
        #expect(
            ImportPlan(found, from: .sirene, known: []).lineCount
                == ImportPlan(whole, from: .sirene, known: []).lineCount,
            sourceLocation: location)
        return found
    }

    @Test(arguments: [["29019"], [], ["80001", "29232"], ["75101"]] as [Set<String>], [false, true])
    func unusualLinesEndInTheSameHeaps(communes: Set<String>, packed: Bool) throws {
        let files = [
            ("StockEtablissement.csv", Array(Self.places.utf8)), ("StockUniteLegale.csv", Array(Self.units.utf8)),
        ]
        let found = try expectSame(files, communes: communes, packed: packed)
        let names = found.candidates.map { $0.sheet[.name] }
        if communes == ["29019"] {
            #expect(names == ["Ti Coop", "Deux\nlignes", "Nom d’usage", "Sans catégorie"])
            #expect(found.refusals.map(\.column).contains("denominationUniteLegale"))
            #expect(found.passedOver > 3)
            // A partly diffused unit keeps its commune and nothing of its address.
            #expect(found.candidates[1].sheet[.commune] == "29019" && found.candidates[1].sheet[.address].isEmpty)
        }
        #expect(!names.contains("Personne"))
        _ = try expectSame([files[1]], communes: communes, packed: packed)
        _ = try expectSame([files[0]], communes: communes, packed: packed)
    }

    @Test func whatIsNoRegisterIsReadWhole() throws {
        #expect(try stream([("a.csv", Array("nom,ville\nTi Coop,Brest\n".utf8))]) == nil)
        #expect(try stream([("a.json", Array("[{\"name\":\"Ti Coop\"}]".utf8))]) == nil)
        #expect(try stream([("a.csv", [])]) == nil)
        #expect(try stream([("u.csv", Array(Self.units.utf8)), ("a.csv", Array("nom\nTi Coop\n".utf8))]) == nil)
    }

    @Test(
        .enabled(
            if: OfficialData.isPresent("sirene"), "no real files here"),
        arguments: [
            ["sirene/StockUniteLegale_2020-06_pm.csv", "sirene/StockEtablissement_2020-06_pm.csv"],
            [
                "sirene/StockEtablissement_derive_54cols_from_2020-06_pm.csv",
                "sirene/StockUniteLegale_derive_35cols_from_2020-06_pm.csv",
            ],
            ["rna/rna_waldec_echantillon_39cols.csv"], ["rna/rna_waldec_echantillon_41cols.csv"],
        ], [["29019", "29232", "35238", "56260", "22278"], [], ["33063"]] as [Set<String>])
    func theRealFilesEndInTheSameHeaps(paths: [String], communes: Set<String>) throws {
        let files = try paths.map { path in
            (path, [UInt8](try Data(contentsOf: OfficialData.folder.appending(path: path))))
        }
        for packed in [false, true] {
            let found = try expectSame(files, communes: communes, packed: packed)
            if communes.isEmpty { #expect(found.candidates.count > 10) }
        }
    }

    @Test func howFarItIsReadsAsASentence() {
        let text = ImportProgress.text(
            "Stock.csv", done: 45_000_000, of: 100_000_000, lines: 300_000, after: .seconds(2))
        #expect(
            text
                == "Stock.csv\u{A0}: 45\u{202F}%, 300\u{202F}000\u{A0}lignes, 150\u{202F}000 par seconde, encore 2\u{A0}s"
        )
        #expect(
            ImportProgress.text("a", done: 0, of: 10, lines: 0, after: .zero) == "a\u{A0}: 0\u{202F}%, 0\u{A0}ligne")
        final class Heard: Sendable { let lines = Mutexed<[String]>([]) }
        let heard = Heard()
        let progress = ImportProgress { text in heard.lines.change { $0.append(text) } }
        progress.begin("a", of: 10)
        for done in 1...10 { progress.advance(done) }
        progress.end()
        #expect(heard.lines.value.count == 2)
    }
}

extension OrganisationImportStreamTests {
    /// A file of which nothing can be used is refused whole, before its refusals fill the memory.
    @Test func aFileThatIsNotWhatItSeemsIsRefusedWhole() throws {
        let header = "siren,categorieJuridiqueUniteLegale,denominationUniteLegale\n"
        let bytes = Array((header + String(repeating: "123,9220,X\n", count: 100_001)).utf8)
        let found = try #require(try stream([("u.csv", bytes)]))
        let scope = try scope([])
        #expect(throws: Refused.self) { try found.parsed(scope) }
    }
}
