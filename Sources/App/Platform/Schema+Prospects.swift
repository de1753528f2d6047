import GRDB

extension Schema {
    static let prospects = """
        -- What calls to organisations that do not take part in a hub gave; the last one tells where it stands.
        CREATE TABLE prospectCall (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            outcome TEXT NOT NULL CHECK (outcome IN ('contacte', 'pas-interesse', 'a-rappeler')),
            day TEXT NOT NULL CHECK (day IS date(day)),
            -- When to call again.
            again TEXT CHECK (again IS date(again)),
            note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person
        ) STRICT;
        CREATE INDEX prospectCallByHub ON prospectCall (hubID, organisationID, id);
        """
}
