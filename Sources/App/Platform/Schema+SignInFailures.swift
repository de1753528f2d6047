extension Schema {
    static let signInFailures = """
        -- Tries to sign in that were refused, counted by hour. Neither what was typed nor where it came from is kept.
        CREATE TABLE signInFailure (
            -- UTC: « 2026-11-25T14 ».
            hour TEXT NOT NULL CHECK (hour GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]'),
            cause TEXT NOT NULL CHECK (cause IN ('mot-de-passe', 'limite', 'lien')),
            -- The account that was tried; 0 when there is none.
            personID INTEGER NOT NULL,
            count INTEGER NOT NULL CHECK (count > 0),
            PRIMARY KEY (hour, cause, personID)
        ) STRICT, WITHOUT ROWID;
        """
}
