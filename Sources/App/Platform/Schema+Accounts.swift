extension Schema {
    static let accounts = """
        CREATE TABLE person (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            email TEXT
        ) STRICT;
        """
}
