/// What is said of an organisation as one run of bytes, for those that are held by hundreds of thousands: a field's rank, how
/// long its text is, the text. What says nothing takes no place.
package struct PackedSheet: Sendable {
    private var bytes: [UInt8] = []

    /// Every field in the order of its declaration, which is also that of columns in long statements.
    package static let fields = OrganisationField.allCases
    package init(_ sheet: OrganisationSheet) {
        bytes.reserveCapacity(sheet.values.reduce(0) { $0 + $1.value.utf8.count + 2 })
        for (field, value) in sheet.values where !value.isEmpty { append(field, value) }
    }

    private mutating func append(_ field: OrganisationField, _ value: String) {
        bytes.append(PackedSheet.rank(field))
        // Seven bits at a time, the low ones first.
        var count = value.utf8.count
        while count >= 0x80 {
            bytes.append(UInt8(count & 0x7F) | 0x80)
            count >>= 7
        }
        bytes.append(UInt8(count))
        bytes += value.utf8
    }

    package var sheet: OrganisationSheet {
        var sheet = OrganisationSheet()
        sheet.values.reserveCapacity(16)
        each { rank, range in sheet.values.append(PackedSheet.fields[rank], text(range)) }
        return sheet
    }

    /// The text of a field, empty when nothing is said.
    package subscript(field: OrganisationField) -> String {
        let wanted = Int(PackedSheet.rank(field))
        var found = ""
        each { rank, range in
            if rank == wanted { found = text(range) }
        }
        return found
    }

    /// The rank and the text of all that is said, in no order.
    package func eachText(_ body: (Int, String) -> Void) { each { rank, range in body(rank, text(range)) } }

    /// Asked a hundred million times of a large file.
    private static func rank(_ field: OrganisationField) -> UInt8 {
        var rank: UInt8 = 0
        for other in fields {
            if other == field { return rank }
            rank &+= 1
        }
        return 0
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func each(_ body: (Int, Range<Int>) -> Void) {
        var place = 0
        while place < bytes.count {
            let rank = Int(bytes[place])
            var (count, shift) = (0, 0)
            repeat {
                place += 1
                count |= Int(bytes[place] & 0x7F) << shift
                shift += 7
            } while bytes[place] & 0x80 != 0
            body(rank, place + 1..<place + 1 + count)
            place += 1 + count
        }
    }
}
