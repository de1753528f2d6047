extension Schema {
    static let journal = """
        CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL CHECK (length(at) >= 20),
            personID INTEGER,
            kind TEXT NOT NULL CHECK (length(kind) > 0),
            subject TEXT NOT NULL,
            detail TEXT NOT NULL CHECK (json_valid(detail)),
            previous TEXT NOT NULL,
            hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
        ) STRICT;
        CREATE INDEX journalBySubject ON journal (subject, id);
        CREATE TRIGGER journalIsNotEdited BEFORE UPDATE ON journal
            BEGIN SELECT RAISE(ABORT, 'le journal ne se modifie pas'); END;
        CREATE TRIGGER journalIsNotErased BEFORE DELETE ON journal
            BEGIN SELECT RAISE(ABORT, 'le journal ne s''efface pas'); END;
        -- INSERT OR REPLACE erases without asking the trigger above.
        CREATE TRIGGER journalOnlyGrows BEFORE INSERT ON journal
            WHEN NEW.id IS NOT (SELECT COALESCE(max(id), 0) + 1 FROM journal)
            OR EXISTS (SELECT 1 FROM journal WHERE hash = NEW.hash)
            BEGIN SELECT RAISE(ABORT, 'le journal ne fait que s''allonger'); END;

        CREATE TABLE document (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            mediaType TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            storedName TEXT NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE source (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
            url TEXT CHECK (url LIKE 'https://%' OR url LIKE 'http://%'),
            documentID INTEGER REFERENCES document
        ) STRICT;
        CREATE UNIQUE INDEX sourceIsOnce ON source (title, COALESCE(url, ''), COALESCE(documentID, 0));

        -- A threshold of the network is never a constant: it has a beginning and a reason.
        CREATE TABLE threshold (
            name TEXT NOT NULL,
            validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
            value INTEGER NOT NULL CHECK (value >= 0),
            reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
            PRIMARY KEY (name, validFrom)
        ) STRICT, WITHOUT ROWID;

        -- One word about the network itself: its name, whether it is fictional.
        CREATE TABLE setting (
            name TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL CHECK (length(value) <= 1000)
        ) STRICT, WITHOUT ROWID;
        """
}
