import GRDB

extension Schema {
    static let federations = """
        -- A federation that is used is never deleted: it is retired.
        ALTER TABLE federation ADD COLUMN website TEXT NOT NULL DEFAULT '' CHECK (length(website) <= 500)
            CHECK (website = '' OR website LIKE 'https://%' OR website LIKE 'http://%');
        ALTER TABLE federation ADD COLUMN definition TEXT NOT NULL DEFAULT '' CHECK (length(definition) <= 500);
        ALTER TABLE federation ADD COLUMN source TEXT NOT NULL DEFAULT '' CHECK (length(source) <= 300);
        ALTER TABLE federation ADD COLUMN validUntil TEXT CHECK (validUntil IS date(validUntil));
        INSERT OR IGNORE INTO federation (slug, name, definition, source) VALUES (
            'cres-bretagne', 'CRES Bretagne', 'Chambre régionale de l’économie sociale ; elle anime le réseau des pôles.',
            'Brochure du réseau des pôles de l’ESS, mars 2010');
        """
}
