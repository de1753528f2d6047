import Domain
import GRDB

extension Schema {
    /// What reusers narrow by: a part of the map, and what changed since a day. A unit that is only partly disclosed is on no
    /// map, not even for who would look for it square by square.
    static let openData = """
        CREATE INDEX organisationByPlace
            ON organisation (CAST(latitude AS REAL), CAST(longitude AS REAL))
            WHERE publication = 'publiee' AND diffusion = 'O' AND latitude <> '' AND longitude <> '';
        CREATE INDEX organisationByChange ON organisation (updatedAt);
        """
}
