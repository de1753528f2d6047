extension Schema {
    /// Belonging to a hub: what is kept beside the dates of membership, which are hubMember's. Nothing refers to a row of
    /// hubMember, whose dates move when two records become one.
    static let members = """
        CREATE TABLE memberStanding (
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            -- Null: as the legal category of its record says.
            isPublicBody INTEGER CHECK (isPublicBody IN (0, 1)),
            -- The group of affiliated organisations that it declares.
            affiliates TEXT NOT NULL DEFAULT '' CHECK (length(affiliates) <= 120),
            -- What the scale of dues may ask for: employees, yearly budget in euros.
            employees INTEGER CHECK (employees BETWEEN 0 AND 1000000),
            budget INTEGER CHECK (budget BETWEEN 0 AND 100000000000),
            PRIMARY KEY (hubID, organisationID)
        ) STRICT, WITHOUT ROWID;

        -- The college of a member, a key of the statutes, from a day until the next line; empty: in none any more.
        CREATE TABLE memberCollege (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
            college TEXT NOT NULL CHECK (length(college) <= 60),
            UNIQUE (hubID, organisationID, validFrom)
        ) STRICT;

        CREATE TABLE memberSuspension (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
            validUntil TEXT CHECK (validUntil IS date(validUntil)),
            -- The body that decided it, and why.
            decidedBy TEXT NOT NULL CHECK (length(decidedBy) BETWEEN 1 AND 200),
            reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
            cancelledAt TEXT,
            cancellationReason TEXT CHECK (length(cancellationReason) BETWEEN 1 AND 500),
            CHECK (validUntil IS NULL OR validFrom < validUntil),
            CHECK ((cancelledAt IS NULL) = (cancellationReason IS NULL))
        ) STRICT;
        CREATE INDEX memberSuspensionByMember ON memberSuspension (hubID, organisationID);

        -- Why a membership ended on a day, which is hubMember's validUntil.
        CREATE TABLE memberEnd (
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            day TEXT NOT NULL CHECK (day IS date(day)),
            motive TEXT NOT NULL CHECK (motive IN ('demission', 'radiation', 'exclusion', 'dissolution')),
            decidedBy TEXT NOT NULL DEFAULT '' CHECK (length(decidedBy) <= 200),
            reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
            PRIMARY KEY (hubID, organisationID, day),
            CHECK (motive NOT IN ('radiation', 'exclusion') OR decidedBy <> '')
        ) STRICT, WITHOUT ROWID;

        -- Documents that only those of a hub read: mandate letters, papers of a request.
        CREATE TABLE hubDocument (
            documentID INTEGER NOT NULL PRIMARY KEY REFERENCES document,
            hubID INTEGER NOT NULL REFERENCES hub
        ) STRICT;

        -- Who speaks for a member in a hub. Erased, only the number and the dates stay.
        CREATE TABLE representative (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            kind TEXT NOT NULL CHECK (kind IN ('titulaire', 'suppleant')),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
            address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 254),
            personID INTEGER REFERENCES person,
            validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
            validUntil TEXT CHECK (validUntil IS date(validUntil)),
            -- The mandate letter.
            documentID INTEGER REFERENCES document,
            erasedAt TEXT,
            -- One that ends the day it began never was.
            CHECK (validUntil IS NULL OR validFrom <= validUntil),
            CHECK (erasedAt IS NULL OR (address = '' AND personID IS NULL AND documentID IS NULL))
        ) STRICT;
        CREATE INDEX representativeByHub ON representative (hubID, organisationID);
        CREATE INDEX representativeByPerson ON representative (personID) WHERE personID IS NOT NULL;
        CREATE UNIQUE INDEX oneTitularAtATime ON representative (hubID, organisationID)
            WHERE kind = 'titulaire' AND validUntil IS NULL;
        """

    static let dues = """
        -- What a hub asks of its members for a year, and who decided it.
        CREATE TABLE duesScale (
            hubID INTEGER NOT NULL REFERENCES hub,
            year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
            decidedBy TEXT NOT NULL CHECK (length(decidedBy) BETWEEN 1 AND 200),
            decidedOn TEXT CHECK (decidedOn IS date(decidedOn)),
            dueOn TEXT NOT NULL CHECK (dueOn IS date(dueOn)),
            PRIMARY KEY (hubID, year)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE duesBand (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL,
            year INTEGER NOT NULL,
            label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 120),
            -- A key of the statutes; empty: any college.
            college TEXT NOT NULL DEFAULT '' CHECK (length(college) <= 60),
            basis TEXT NOT NULL CHECK (basis IN ('forfait', 'salaries', 'budget')),
            -- Employees, or euros of yearly budget: from, included; until, excluded.
            atLeast INTEGER NOT NULL DEFAULT 0 CHECK (atLeast >= 0),
            below INTEGER CHECK (below > atLeast),
            -- In cents.
            amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 100000000),
            FOREIGN KEY (hubID, year) REFERENCES duesScale (hubID, year),
            CHECK (basis <> 'forfait' OR (atLeast = 0 AND below IS NULL))
        ) STRICT;
        CREATE INDEX duesBandByScale ON duesBand (hubID, year);

        -- What a member owes for a year. Settled when its payments that hold reach the amount, or when it is exempted.
        CREATE TABLE duesCall (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
            label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 120),
            amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 100000000),
            calledOn TEXT NOT NULL CHECK (calledOn IS date(calledOn)),
            dueOn TEXT NOT NULL CHECK (dueOn IS date(dueOn)),
            exemptedOn TEXT CHECK (exemptedOn IS date(exemptedOn)),
            exemptionReason TEXT CHECK (length(exemptionReason) BETWEEN 1 AND 500),
            remindedOn TEXT CHECK (remindedOn IS date(remindedOn)),
            UNIQUE (hubID, organisationID, year),
            CHECK ((exemptedOn IS NULL) = (exemptionReason IS NULL))
        ) STRICT;

        -- A payment and its receipt, numbered without holes within a hub and the year it was received in. It is never
        -- edited: one recorded by mistake is cancelled and keeps its number.
        CREATE TABLE duesPayment (
            id INTEGER PRIMARY KEY,
            callID INTEGER NOT NULL REFERENCES duesCall,
            hubID INTEGER NOT NULL REFERENCES hub,
            -- The member's name on the day, as the receipt says it.
            payer TEXT NOT NULL CHECK (length(payer) BETWEEN 1 AND 200),
            amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 100000000),
            receivedOn TEXT NOT NULL CHECK (receivedOn IS date(receivedOn)),
            means TEXT NOT NULL CHECK (means IN ('virement', 'cheque', 'especes', 'carte', 'autre')),
            note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 200),
            receiptYear INTEGER NOT NULL CHECK (receiptYear = CAST(substr(receivedOn, 1, 4) AS INTEGER)),
            receiptNumber INTEGER NOT NULL CHECK (receiptNumber > 0),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            cancelledAt TEXT,
            cancellationReason TEXT CHECK (length(cancellationReason) BETWEEN 1 AND 500),
            UNIQUE (hubID, receiptYear, receiptNumber),
            CHECK ((cancelledAt IS NULL) = (cancellationReason IS NULL))
        ) STRICT;
        CREATE INDEX duesPaymentByCall ON duesPayment (callID);
        CREATE TRIGGER receiptsHaveNoHole BEFORE INSERT ON duesPayment
            WHEN NEW.receiptNumber IS NOT (SELECT COALESCE(max(receiptNumber), 0) + 1 FROM duesPayment
                WHERE hubID = NEW.hubID AND receiptYear = NEW.receiptYear)
            BEGIN SELECT RAISE(ABORT, 'les reçus se suivent sans trou'); END;
        CREATE TRIGGER paymentIsNotErased BEFORE DELETE ON duesPayment
            BEGIN SELECT RAISE(ABORT, 'un versement ne s''efface pas : on l''annule'); END;
        CREATE TRIGGER paymentIsNotEdited BEFORE UPDATE ON duesPayment
            WHEN OLD.cancelledAt IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.callID IS NOT OLD.callID
                OR NEW.hubID IS NOT OLD.hubID OR NEW.payer IS NOT OLD.payer OR NEW.amount IS NOT OLD.amount
                OR NEW.receivedOn IS NOT OLD.receivedOn OR NEW.means IS NOT OLD.means OR NEW.note IS NOT OLD.note
                OR NEW.receiptNumber IS NOT OLD.receiptNumber OR NEW.recordedAt IS NOT OLD.recordedAt
            BEGIN SELECT RAISE(ABORT, 'un versement ne se modifie pas : on l''annule'); END;
        """
}
