import Foundation
import Tabular

/// Files laid out like the national ones of 2026 (35 and 54 columns), of any size, with frequencies like theirs. Names, places
/// and numbers are made up; codes of communes are the real ones when the file of the COG is given.
struct NationalFiles {
    let folder: String
    let establishments: Int
    let communes: [[UInt8]]
    /// Those of Brittany, of which one row in twenty is.
    let near: [[UInt8]]

    init(folder: String, establishments: Int, cog: String?) {
        (self.folder, self.establishments) = (folder, establishments)
        var codes: [String] = []
        if let cog, var table = try? TableScan(FileBytes(path: cog).source()) {
            let (kind, code) = (table.layout["TYPECOM"] ?? 0, table.layout["COM"] ?? 1)
            while (try? table.rows.next()) == true {
                if table.rows.cell(kind).text == "COM" { codes.append(table.rows.cell(code).text) }
            }
        }
        if codes.isEmpty {
            for place in 100..<195 {
                for town in 1...300 { codes.append(String(String(place * 1000 + town).suffix(5))) }
            }
        }
        communes = codes.map { Array($0.utf8) }
        let brittany: Set<String> = ["22", "29", "35", "56"]
        near = codes.filter { brittany.contains(String($0.prefix(2))) }.map { Array($0.utf8) }
    }

    func write() throws {
        var (chance, number) = (Chance(seed: 20_260_101), 0)
        let units = try Output(folder + "/StockUniteLegale_utf8.csv", header: Self.unitColumns)
        let places = try Output(folder + "/StockEtablissement_utf8.csv", header: Self.establishmentColumns)
        var written = 0
        // Two establishments for three… units: 43.9 M and 29.9 M.
        while written < establishments {
            number += 1 + chance.below(max(1, 90_000_000 / max(1, establishments) * 2))
            let siren = Self.withKey(10_000_000 + number % 89_999_999)
            let kind = kind(&chance)
            unit(&units.row, siren, kind, &chance)
            let count = min(establishments - written, chance.happens(700) ? 1 : 1 + chance.below(3))
            for rank in 1...max(1, count) { establishment(&places.row, siren, rank, kind, &chance) }
            written += count
            try units.flush(atLeast: 1 << 20)
            try places.flush(atLeast: 1 << 20)
        }
        try units.flush(atLeast: 0)
        try places.flush(atLeast: 0)
    }

    private struct Kind {
        let category: StaticString
        let flag: StaticString
        var isPerson = false
    }

    private func kind(_ chance: inout Chance) -> Kind {
        let draw = chance.below(1000)
        if draw < 560 { return Kind(category: "1000", flag: chance.happens(600) ? "N" : "", isPerson: true) }
        if draw < 597 { return Kind(category: "9220", flag: chance.happens(930) ? "O" : "") }
        if draw < 599 { return Kind(category: chance.one(of: Self.rareForms), flag: chance.happens(900) ? "O" : "") }
        if draw < 601 { return Kind(category: chance.one(of: Self.companies), flag: "O") }
        let form: StaticString = chance.one(of: Self.otherForms)
        return Kind(category: form, flag: chance.happens(700) ? "N" : "")
    }

    private func unit(_ row: inout NationalRow, _ siren: Int, _ kind: Kind, _ chance: inout Chance) {
        row.set(0, siren, digits: 9)
        row.set(1, chance.happens(120) ? "P" : "O")
        row.date(3, &chance)
        if kind.isPerson {
            row.set(5, chance.happens(600) ? "M" : "F")
            row.name(6, &chance, syllables: 3)
            row.name(10, &chance, syllables: 3)
        } else if chance.happens(150) {
            row.name(4, &chance, syllables: 2)
        }
        row.set(13, chance.happens(880) ? "NN" : chance.one(of: Self.bands))
        row.set(15, "2025-12-06T05:25:38")
        row.set(16, 1 + chance.below(9), digits: 1)
        if chance.happens(300) { row.set(17, "PME") }
        row.date(19, &chance)
        row.set(20, chance.happens(450) ? "A" : "C")
        if kind.isPerson { row.name(21, &chance, syllables: 4) } else { row.name(23, &chance, syllables: 7) }
        row.set(27, kind.category)
        activity(&row, 28, &chance)
        row.set(30, 10 + chance.below(90), digits: 5)
        row.set(31, kind.flag)
        row.set(33, chance.happens(120) ? "O" : "N")
        row.end(columns: 35)
    }

    private func activity(_ row: inout NationalRow, _ column: Int, _ chance: inout Chance) {
        let draw = chance.below(1000)
        if draw < 25 {
            row.set(column, "64.11")
            row.set(column + 1, "NAP")
        } else if draw < 60 {
            row.set(column, chance.one(of: ["741G", "913E"] as [StaticString]))
            row.set(column + 1, "NAF1993")
        } else if draw < 100 {
            row.set(column, chance.one(of: ["55.1A", "91.3E", "85.3K"] as [StaticString]))
            row.set(column + 1, "NAFRev1")
        } else {
            // Few activities have most of the establishments, as the rank's inverse.
            let rank = chance.skewed(720)
            row.set(column, 1 + rank * 37 % 95, digits: 2)
            row.set(column, ".")
            row.append(11 + rank / 95, digits: 2)
            row.set(column, rank % 4 == 0 ? "B" : "Z")
            row.set(column + 1, "NAFRev2")
        }
    }

    private func establishment(
        _ row: inout NationalRow, _ siren: Int, _ rank: Int, _ kind: Kind, _ chance: inout Chance
    ) {
        row.set(0, siren, digits: 9)
        let siret = Self.withKey(siren * 10_000 + rank)
        row.set(1, siret % 100_000, digits: 5)
        row.set(2, siret, digits: 14)
        let isHidden = kind.isPerson && chance.happens(15)
        row.set(3, isHidden ? "P" : "O")
        row.date(4, &chance)
        row.set(5, chance.happens(900) ? "NN" : chance.one(of: Self.bands))
        if chance.happens(80) { row.set(6, "2023") }
        row.set(8, "2025-12-06T05:25:38")
        row.set(9, rank == 1 ? "true" : "false")
        row.set(10, 1 + chance.below(9), digits: 1)
        if isHidden {
            row.set(18, "[ND]")
            row.set(19, "[ND]")
            row.set(22, "[ND]")
        } else {
            if chance.happens(150) { row.name(11, &chance, syllables: 5) }
            if chance.happens(700) { row.set(12, 1 + chance.below(99), digits: 2) }
            row.set(16, chance.one(of: Self.ways))
            row.name(17, &chance, syllables: 6)
            let isNear = chance.happens(50) && !near.isEmpty
            let commune = isNear ? near[chance.skewed(near.count)] : communes[chance.skewed(communes.count)]
            row.set(18, commune)
            row.name(19, &chance, syllables: 4)
            row.set(22, commune)
            if chance.happens(700) {
                row.set(27, commune)
                row.set(27, "_B")
                row.set(28, 100_000 + chance.below(900_000), digits: 6)
                row.set(28, ".25")
                row.set(29, 6_000_000 + chance.below(900_000), digits: 7)
                row.set(29, ".5")
            }
        }
        row.date(44, &chance)
        row.set(45, chance.happens(340) ? "A" : "F")
        if chance.happens(200) { row.name(46, &chance, syllables: 5) }
        if chance.happens(60) { row.name(49, &chance, syllables: 5) }
        activity(&row, 50, &chance)
        row.set(52, chance.happens(100) ? "O" : "N")
        row.end(columns: 54)
    }

    private static let bands: [StaticString] = [
        "00", "01", "01", "01", "02", "02", "03", "11", "12", "21", "22", "31", "32", "41",
    ]

    private static let rareForms: [StaticString] = ["9260", "9230", "9221", "9300", "8210"]
    private static let companies: [StaticString] = ["5710", "5499", "5460", "5458", "5560"]
    private static let otherForms: [StaticString] = [
        "5499", "5499", "5710", "6540", "6540", "5720", "7210", "9110", "5560",
    ]
    private static let ways: [StaticString] = ["RUE", "AV", "PL", "CHE", "BD", ""]

    /// A last digit that makes Luhn's sum right.
    private static func withKey(_ number: Int) -> Int {
        var (sum, rest, position) = (0, number, 0)
        while rest > 0 {
            let weight = position % 2 == 0 ? 2 : 1
            let digit = (rest % 10) * weight
            sum += digit > 9 ? digit - 9 : digit
            rest /= 10
            position += 1
        }
        return number * 10 + (10 - sum % 10) % 10
    }
}

/// A file that is written by large pieces.
private final class Output {
    var row = NationalRow()
    private let file: FileHandle

    init(_ path: String, header: [String]) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else {
            throw CocoaError(.fileWriteUnknown)
        }
        self.file = file
        try file.write(contentsOf: Data((header.joined(separator: ",") + "\n").utf8))
    }

    func flush(atLeast size: Int) throws {
        guard row.bytes.count >= size else { return }
        try file.write(contentsOf: Data(row.bytes))
        row.clear()
    }
}
