import GRDB

@testable import App

extension SmallRegion {
    /// Nineteen employers in three of its communes, one month.
    static func counted() async throws -> SmallRegion {
        let region = try await SmallRegion()
        var places = (0..<9).map { Place(siren: 10 + $0, band: "12", isEmployer: true) }
        places += (0..<4).map { Place(siren: 40 + $0, commune: "91003", band: "11", isEmployer: true) }
        places += (0..<6).map { Place(siren: 60 + $0, commune: "91006", band: "11", isEmployer: true) }
        try await region.bringIn(try region.write(places))
        return region
    }

    /// The same, of which the third commune was in the South until 2024.
    static func thatMoved() async throws -> SmallRegion {
        let region = try await counted()
        try await region.site.database.write { db in
            try db.execute(
                sql: """
                    UPDATE membership SET validFrom = '2024-01-01'
                    WHERE partID = (SELECT id FROM territory WHERE slug = 'commune-91003') AND wholeKind = 'epci';
                    INSERT INTO membership (partID, wholeID, wholeKind, validUntil, certainty, sourceID)
                    SELECT m.partID, (SELECT id FROM territory WHERE slug = 'epci-200000002'), 'epci', '2024-01-01',
                        m.certainty, m.sourceID
                    FROM membership m JOIN territory t ON t.id = m.partID WHERE t.slug = 'commune-91003';
                    """)
        }
        return region
    }
}
