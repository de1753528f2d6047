CREATE TABLE actionNeed (
    actionID INTEGER NOT NULL REFERENCES priorityAction ON DELETE CASCADE,
    needID INTEGER NOT NULL REFERENCES journeyNeed ON DELETE CASCADE,
    PRIMARY KEY (actionID, needID)
) STRICT, WITHOUT ROWID;

CREATE TABLE agendaDocument (
    itemID INTEGER NOT NULL REFERENCES agendaItem ON DELETE CASCADE,
    documentID INTEGER NOT NULL REFERENCES document,
    addedAt TEXT NOT NULL,
    addedBy INTEGER REFERENCES person,
    PRIMARY KEY (itemID, documentID)
) STRICT, WITHOUT ROWID;

CREATE TABLE agendaItem (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL REFERENCES assembly,
    position INTEGER NOT NULL CHECK (position >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('information', 'deliberation', 'election', 'statuts')),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 20000),
    rulesOf TEXT CHECK (rulesOf IN ('ordinaire', 'extraordinaire')),
    bodyKey TEXT CHECK (length(bodyKey) BETWEEN 1 AND 100),
    seats INTEGER CHECK (seats BETWEEN 1 AND 10000),
    method TEXT CHECK (method IN (
        'majorite-simple', 'deux-tours', 'liste-de-noms', 'jugement-majoritaire', 'vote-transferable', 'schulze',
        'consentement', 'sans-candidat')),
    isSecret INTEGER NOT NULL DEFAULT 0 CHECK (isSecret IN (0, 1)),
    minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440),
    UNIQUE (assemblyID, position),
    CHECK (kind = 'election' OR (bodyKey IS NULL AND seats IS NULL AND method IS NULL))
) STRICT;

CREATE TABLE alert (
    id INTEGER PRIMARY KEY,
    personID INTEGER REFERENCES person,
    address TEXT CHECK (address = lower(address) AND address LIKE '_%@_%'),
    -- The parts of the search, name to value, as JSON.
    query TEXT NOT NULL CHECK (json_valid(query) AND length(query) <= 2000),
    frequency TEXT NOT NULL CHECK (frequency IN ('jour', 'semaine')),
    createdAt TEXT NOT NULL,
    -- Until then nothing is sent but the question.
    confirmedAt TEXT,
    confirmationHash BLOB CHECK (length(confirmationHash) = 32),
    -- Every mail carries it, so it is kept as it is; it opens nothing but the end of this alert.
    stopKey TEXT NOT NULL UNIQUE CHECK (length(stopKey) = 43),
    lastOrganisation INTEGER NOT NULL,
    lastOffer INTEGER NOT NULL,
    -- Organisations with a smaller number that were not published yet, as JSON.
    waiting TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(waiting)),
    nextAt TEXT NOT NULL,
    CHECK ((personID IS NULL) <> (address IS NULL)),
    CHECK (confirmedAt IS NOT NULL OR confirmationHash IS NOT NULL)
) STRICT;

CREATE TABLE amendment (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL REFERENCES assembly,
    -- Nothing: about the assembly as a whole.
    itemID INTEGER REFERENCES agendaItem,
    kind TEXT NOT NULL CHECK (kind IN ('amendement', 'question')),
    organisationID INTEGER NOT NULL REFERENCES organisation,
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 5000),
    how TEXT NOT NULL CHECK (how IN ('lien', 'telephone', 'papier')),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    outcome TEXT CHECK (outcome IN ('accepte', 'refuse', 'a-voter', 'repondu')),
    answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
    decidedAt TEXT,
    decidedBy INTEGER REFERENCES person,
    CHECK ((outcome IS NULL) = (decidedAt IS NULL)),
    CHECK (kind <> 'amendement' OR itemID IS NOT NULL),
    CHECK (outcome IS NULL OR (kind = 'question') = (outcome = 'repondu'))
) STRICT;

CREATE TABLE application (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    recruitmentID INTEGER NOT NULL REFERENCES recruitment,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    address TEXT NOT NULL CHECK (address = lower(address) AND address LIKE '_%@_%'),
    phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 40),
    message TEXT NOT NULL DEFAULT '' CHECK (length(message) <= 5000),
    receivedOn TEXT NOT NULL CHECK (receivedOn IS date(receivedOn)),
    stage TEXT NOT NULL DEFAULT 'recue' CHECK (stage IN ('recue', 'entretien', 'retenue', 'non-retenue')),
    answeredOn TEXT CHECK (answeredOn IS date(answeredOn)),
    -- The day on which nothing of it is left.
    eraseOn TEXT NOT NULL CHECK (eraseOn IS date(eraseOn) AND eraseOn > receivedOn),
    followHash BLOB NOT NULL UNIQUE CHECK (length(followHash) = 32),
    CHECK ((stage IN ('retenue', 'non-retenue')) = (answeredOn IS NOT NULL))
) STRICT;

CREATE TABLE applicationNote (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    applicationID INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
    criterion TEXT NOT NULL CHECK (length(criterion) BETWEEN 1 AND 200),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
    writtenAt TEXT NOT NULL,
    writtenBy INTEGER REFERENCES person
) STRICT;

CREATE TABLE applicationPaper (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    applicationID INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    mediaType TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    storedName TEXT NOT NULL UNIQUE CHECK (length(storedName) = 43)
) STRICT;

CREATE TABLE assembly (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    kind TEXT NOT NULL CHECK (kind IN (
        'constitutive', 'ordinaire', 'extraordinaire', 'mixte', 'conseil', 'bureau')),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    date TEXT CHECK (date IS date(date)),
    startsAt TEXT CHECK (startsAt GLOB '[0-2][0-9]:[0-5][0-9]' AND startsAt < '24:00'),
    place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 300),
    onlineAddress TEXT NOT NULL DEFAULT '' CHECK (length(onlineAddress) <= 500)
        CHECK (onlineAddress = '' OR onlineAddress LIKE 'https://%' OR onlineAddress LIKE 'http://%'),
    introduction TEXT NOT NULL DEFAULT '' CHECK (length(introduction) <= 5000),
    -- The body of the statutes that meets, for a board or a bureau.
    bodyKey TEXT CHECK (length(bodyKey) BETWEEN 1 AND 100),
    secondCallOf INTEGER UNIQUE REFERENCES assembly,
    -- The version in force at the convocation, and its rules: what is voted later changes nothing of it.
    statutesID INTEGER,
    statutes TEXT CHECK (statutes IS NULL OR json_valid(statutes)),
    state TEXT NOT NULL DEFAULT 'preparation' CHECK (state IN (
        'preparation', 'convoquee', 'ouverte', 'close', 'approuvee', 'scellee', 'annulee')),
    amendmentsUntil TEXT CHECK (amendmentsUntil IS date(amendmentsUntil)),
    isPublic INTEGER NOT NULL DEFAULT 1 CHECK (isPublic IN (0, 1)),
    convenedOn TEXT CHECK (convenedOn IS date(convenedOn)),
    overrideReason TEXT CHECK (length(overrideReason) BETWEEN 1 AND 1000),
    cancelReason TEXT CHECK (length(cancelReason) BETWEEN 1 AND 1000),
    createdAt TEXT NOT NULL,
    createdBy INTEGER REFERENCES person, candidaciesUntil TEXT CHECK (candidaciesUntil IS date(candidaciesUntil)),
    CHECK (secondCallOf IS NULL OR secondCallOf <> id),
    CHECK (statutesID IS NULL OR statutes IS NOT NULL),
    CHECK (state IN ('preparation', 'annulee') OR (date IS NOT NULL AND statutes IS NOT NULL
        AND convenedOn IS NOT NULL)),
    CHECK ((state = 'annulee') = (cancelReason IS NOT NULL))
) STRICT;

CREATE TABLE assemblyAnswer (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL REFERENCES assembly,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    choice TEXT NOT NULL CHECK (choice IN ('presente', 'en-ligne', 'pouvoir', 'excusee')),
    representative TEXT NOT NULL DEFAULT '' CHECK (length(representative) <= 100),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    how TEXT NOT NULL CHECK (how IN ('lien', 'telephone', 'papier')),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person
) STRICT;

CREATE TABLE assemblyInvitee (
    assemblyID INTEGER NOT NULL REFERENCES assembly,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    PRIMARY KEY (assemblyID, organisationID)
) STRICT, WITHOUT ROWID;

CREATE TABLE assemblyLink (
    id INTEGER PRIMARY KEY,
    secretHash BLOB NOT NULL UNIQUE CHECK (length(secretHash) = 32),
    assemblyID INTEGER NOT NULL REFERENCES assembly,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    recipient TEXT NOT NULL DEFAULT '' CHECK (length(recipient) <= 200),
    createdAt TEXT NOT NULL
) STRICT;

CREATE TABLE assemblySending (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL REFERENCES assembly,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    kind TEXT NOT NULL CHECK (kind IN ('convocation', 'rappel', 'changement', 'annulation')),
    way TEXT NOT NULL CHECK (way IN ('courriel', 'lettre')),
    recipient TEXT NOT NULL DEFAULT '' CHECK (length(recipient) <= 200),
    -- Empty for a letter on paper.
    address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 254),
    sentOn TEXT NOT NULL CHECK (sentOn IS date(sentOn)),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    -- Mail is forgotten after some time; that it was delivered stays.
    outboxID INTEGER REFERENCES outbox ON DELETE SET NULL,
    deliveredAt TEXT,
    CHECK ((way = 'courriel') = (address <> ''))
) STRICT;

CREATE TABLE assemblyTellers (
    assemblyID INTEGER NOT NULL PRIMARY KEY REFERENCES assembly,
    tellerKey TEXT NOT NULL CHECK (json_valid(tellerKey)),
    trial TEXT NOT NULL CHECK (json_valid(trial)),
    trialPrint TEXT NOT NULL CHECK (length(trialPrint) = 64),
    triedShares TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE boardDeclaration (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    declaredOn TEXT NOT NULL CHECK (declaredOn IS date(declaredOn)),
    reference TEXT NOT NULL DEFAULT '' CHECK (length(reference) <= 200),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person
) STRICT;

CREATE TABLE cancelledMember (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    validFrom TEXT NOT NULL,
    validUntil TEXT,
    cancelledAt TEXT NOT NULL,
    cancelledBy INTEGER REFERENCES person,
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
) STRICT;

CREATE TABLE cancelledPerimeter (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    territoryID INTEGER NOT NULL REFERENCES territory,
    validFrom TEXT,
    validUntil TEXT,
    sourceID INTEGER NOT NULL REFERENCES source,
    untilSourceID INTEGER REFERENCES source,
    cancelledAt TEXT NOT NULL,
    cancelledBy INTEGER REFERENCES person,
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
) STRICT;

CREATE TABLE charterSignature (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    number INTEGER NOT NULL,
    signedAt TEXT NOT NULL,
    signedBy INTEGER REFERENCES person,
    UNIQUE (hubID, organisationID, number)
) STRICT;

CREATE TABLE charterVersion (
    number INTEGER PRIMARY KEY CHECK (number > 1000),
    -- Null: the network's.
    hubID INTEGER REFERENCES hub,
    -- The principles and what each family guarantees, in JSON; null: the hub follows the network's again.
    document TEXT,
    validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
    -- The body that decided it, and why.
    decidedBy TEXT NOT NULL CHECK (length(decidedBy) BETWEEN 1 AND 200),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
    createdAt TEXT NOT NULL,
    createdBy INTEGER REFERENCES person,
    -- Set aside before anybody signed it.
    withdrawnAt TEXT,
    CHECK (document IS NOT NULL OR hubID IS NOT NULL)
) STRICT;

CREATE TABLE commitment (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    assemblyID INTEGER REFERENCES assembly,
    item INTEGER,
    what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 500),
    who TEXT NOT NULL CHECK (length(who) BETWEEN 1 AND 200),
    due TEXT CHECK (due IS date(due)),
    state TEXT NOT NULL DEFAULT 'a-faire' CHECK (state IN ('a-faire', 'en-cours', 'fait', 'abandonne')),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    changedAt TEXT
) STRICT;

CREATE TABLE coreSeat (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    organisationID INTEGER REFERENCES organisation,
    -- When no record stands for it.
    organisationName TEXT NOT NULL DEFAULT '' CHECK (length(organisationName) <= 200),
    family TEXT CHECK (family IN ('association', 'cooperative', 'mutuelle', 'fondation', 'societe')),
    isPartner INTEGER NOT NULL DEFAULT 0 CHECK (isPartner IN (0, 1)),
    person TEXT NOT NULL DEFAULT '' CHECK (length(person) <= 120),
    role TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 120),
    availability TEXT NOT NULL DEFAULT '' CHECK (length(availability) <= 200),
    validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
    validUntil TEXT CHECK (validUntil IS date(validUntil)),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    CHECK (organisationID IS NOT NULL OR organisationName <> '' OR person <> ''),
    CHECK (validUntil IS NULL OR validFrom < validUntil)
) STRICT;

CREATE TABLE directoryChange (
    organisationID INTEGER PRIMARY KEY,
    -- The version that tells of the change.
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE directoryVersion (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
, territories INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE distinctOrganisations (
    firstID INTEGER NOT NULL REFERENCES organisation,
    secondID INTEGER NOT NULL REFERENCES organisation,
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    PRIMARY KEY (firstID, secondID),
    CHECK (firstID < secondID)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    mediaType TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    storedName TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE dossierComment (
    id INTEGER PRIMARY KEY,
    dossierID INTEGER NOT NULL REFERENCES journeyDossier,
    section TEXT NOT NULL CHECK (section IN ('territoire', 'methode', 'enquete', 'diagnostic', 'fonctions',
        'gouvernance', 'partenariats', 'finances', 'calendrier')),
    body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
    -- Somebody with an account; else what was typed by whoever came by the link.
    personID INTEGER REFERENCES person,
    author TEXT NOT NULL DEFAULT '' CHECK (length(author) <= 120),
    organisation TEXT NOT NULL DEFAULT '' CHECK (length(organisation) <= 200),
    writtenAt TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
    answeredAt TEXT,
    answeredBy INTEGER REFERENCES person,
    closedAt TEXT,
    CHECK (personID IS NOT NULL OR author <> ''),
    CHECK ((answer = '') = (answeredAt IS NULL))
) STRICT;

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

CREATE TABLE duesScale (
    hubID INTEGER NOT NULL REFERENCES hub,
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    decidedBy TEXT NOT NULL CHECK (length(decidedBy) BETWEEN 1 AND 200),
    decidedOn TEXT CHECK (decidedOn IS date(decidedOn)),
    dueOn TEXT NOT NULL CHECK (dueOn IS date(dueOn)),
    PRIMARY KEY (hubID, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE essCategory (
    versionID INTEGER NOT NULL REFERENCES essVersion,
    code TEXT NOT NULL CHECK (code GLOB '[0-9][0-9][0-9][0-9]'),
    label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
    family TEXT CHECK (family IN ('association', 'cooperative', 'mutuelle', 'fondation', 'societe')),
    standing TEXT NOT NULL CHECK (standing IN ('dedans', 'douteux', 'dehors')),
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
    certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
    PRIMARY KEY (versionID, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE essExclusion (
    versionID INTEGER NOT NULL REFERENCES essVersion,
    nomenclature TEXT NOT NULL CHECK (nomenclature IN ('NAFRev2', 'NAF2025')),
    prefix TEXT NOT NULL CHECK (length(prefix) BETWEEN 1 AND 5 AND prefix NOT GLOB '*[^0-9A-Z]*'),
    label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
    certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
    PRIMARY KEY (versionID, nomenclature, prefix)
) STRICT, WITHOUT ROWID;

CREATE TABLE essVersion (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    validFrom TEXT UNIQUE CHECK (validFrom IS date(validFrom)),
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
    certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
    copyOf INTEGER REFERENCES essVersion,
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person
) STRICT;

CREATE TABLE establishment (
    id INTEGER PRIMARY KEY,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    siret TEXT NOT NULL DEFAULT '' CHECK (siret = '' OR length(siret) = 14),
    name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 200),
    address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 200),
    postcode TEXT NOT NULL DEFAULT '',
    commune TEXT NOT NULL DEFAULT '',
    town TEXT NOT NULL DEFAULT '',
    longitude TEXT NOT NULL DEFAULT '',
    latitude TEXT NOT NULL DEFAULT '',
    precision TEXT NOT NULL DEFAULT '' CHECK (precision IN ('', 'adresse', 'rue', 'commune')),
    sizeBand TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'cessee')),
    batchID INTEGER REFERENCES importBatch
, movedFrom INTEGER REFERENCES organisation) STRICT;

CREATE TABLE federation (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE CHECK (length(slug) > 0),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
, website TEXT NOT NULL DEFAULT '' CHECK (length(website) <= 500)
    CHECK (website = '' OR website LIKE 'https://%' OR website LIKE 'http://%'), definition TEXT NOT NULL DEFAULT '' CHECK (length(definition) <= 500), source TEXT NOT NULL DEFAULT '' CHECK (length(source) <= 300), validUntil TEXT CHECK (validUntil IS date(validUntil))) STRICT;

CREATE TABLE fieldChange (
    id INTEGER PRIMARY KEY,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    field TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    -- Who had said the old value, so that undoing gives it back to them.
    oldOrigin TEXT NOT NULL,
    origin TEXT NOT NULL,
    batchID INTEGER REFERENCES importBatch,
    personID INTEGER REFERENCES person,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE fieldOrigin (
    organisationID INTEGER NOT NULL REFERENCES organisation,
    field TEXT NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (organisationID, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE financePlan (
    hubID INTEGER NOT NULL PRIMARY KEY REFERENCES hub,
    firstYear INTEGER NOT NULL CHECK (firstYear BETWEEN 2000 AND 2100),
    createdAt TEXT NOT NULL,
    createdBy INTEGER REFERENCES person
) STRICT;

CREATE TABLE formerHubSlug (
    slug TEXT NOT NULL PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub
) STRICT, WITHOUT ROWID;

CREATE TABLE formerOrganisationSlug (
    slug TEXT NOT NULL PRIMARY KEY,
    organisationID INTEGER NOT NULL REFERENCES organisation
) STRICT, WITHOUT ROWID;

CREATE TABLE functionWeights (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    decidedOn TEXT NOT NULL CHECK (decidedOn IS date(decidedOn)),
    strategies INTEGER NOT NULL CHECK (strategies >= 0),
    visibility INTEGER NOT NULL CHECK (visibility >= 0),
    support INTEGER NOT NULL CHECK (support >= 0),
    partnershipProjects INTEGER NOT NULL CHECK (partnershipProjects >= 0),
    representation INTEGER NOT NULL CHECK (representation >= 0),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
    CHECK (strategies + visibility + support + partnershipProjects + representation = 100)
) STRICT;

CREATE TABLE governanceChoice (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    mode TEXT NOT NULL CHECK (mode IN ('structure-ad-hoc', 'gestion-deleguee')),
    host TEXT NOT NULL DEFAULT '' CHECK (length(host) <= 200),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    decidedOn TEXT NOT NULL CHECK (decidedOn IS date(decidedOn)),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    CHECK ((mode = 'gestion-deleguee') = (host <> ''))
) STRICT;

CREATE TABLE headcount (
    id INTEGER PRIMARY KEY,
    hubID INTEGER REFERENCES hub,
    date TEXT NOT NULL CHECK (length(date) IN (4, 7, 10)),
    organisations INTEGER NOT NULL CHECK (organisations >= 0),
    territories INTEGER CHECK (territories >= 0),
    sourceID INTEGER NOT NULL REFERENCES source
) STRICT;

CREATE TABLE hub (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE CHECK (length(slug) > 0),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    presentation TEXT NOT NULL DEFAULT '' CHECK (length(presentation) <= 5000),
    governance TEXT NOT NULL DEFAULT 'non-determine'
        CHECK (governance IN ('structure-ad-hoc', 'gestion-deleguee', 'non-determine')),
    manager TEXT NOT NULL DEFAULT '' CHECK (length(manager) <= 200),
    contactEmail TEXT NOT NULL DEFAULT '' CHECK (length(contactEmail) <= 254),
    contactPhone TEXT NOT NULL DEFAULT '' CHECK (length(contactPhone) <= 40),
    website TEXT NOT NULL DEFAULT '' CHECK (length(website) <= 500)
        CHECK (website = '' OR website LIKE 'https://%' OR website LIKE 'http://%')
) STRICT;

CREATE TABLE hubDocument (
    documentID INTEGER NOT NULL PRIMARY KEY REFERENCES document,
    hubID INTEGER NOT NULL REFERENCES hub
) STRICT;

CREATE TABLE hubMember (
    hubID INTEGER NOT NULL REFERENCES hub,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
    validUntil TEXT CHECK (validUntil IS date(validUntil)),
    CHECK (validUntil IS NULL OR validFrom < validUntil),
    PRIMARY KEY (hubID, organisationID, validFrom)
) STRICT, WITHOUT ROWID;

CREATE TABLE hubPerimeter (
    -- The number of a cancelled entry is never given again.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hubID INTEGER NOT NULL REFERENCES hub,
    territoryID INTEGER NOT NULL REFERENCES territory,
    validFrom TEXT CHECK (validFrom IS date(validFrom)),
    validUntil TEXT CHECK (validUntil IS date(validUntil)),
    sourceID INTEGER NOT NULL REFERENCES source,
    -- Where the end comes from, when somebody recorded one.
    untilSourceID INTEGER REFERENCES source,
    CHECK (validFrom IS NULL OR validUntil IS NULL OR validFrom < validUntil)
) STRICT;

CREATE TABLE importBatch (
    id INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    created INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    undoneAt TEXT
, hubID INTEGER REFERENCES hub) STRICT;

CREATE TABLE importDraft (
    id INTEGER PRIMARY KEY,
    hubID INTEGER REFERENCES hub,
    personID INTEGER REFERENCES person,
    at TEXT NOT NULL,
    -- What somebody said the columns are: column to field, or to nothing; as JSON.
    mapping TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(mapping))
, decisions TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(decisions))) STRICT;

CREATE TABLE importFile (
    draftID INTEGER NOT NULL REFERENCES importDraft ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    content BLOB NOT NULL,
    PRIMARY KEY (draftID, position)
) STRICT;

CREATE TABLE importRefusal (
    id INTEGER PRIMARY KEY,
    batchID INTEGER NOT NULL REFERENCES importBatch,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE joiningDocument (
    requestID INTEGER NOT NULL REFERENCES joiningRequest,
    documentID INTEGER NOT NULL REFERENCES hubDocument,
    PRIMARY KEY (requestID, documentID)
) STRICT, WITHOUT ROWID;

CREATE TABLE joiningRequest (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    -- Null until it is admitted, when the directory did not have it.
    organisationID INTEGER REFERENCES organisation,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    family TEXT NOT NULL,
    siren TEXT NOT NULL DEFAULT '' CHECK (siren = '' OR length(siren) = 9),
    town TEXT NOT NULL DEFAULT '' CHECK (length(town) <= 80),
    summary TEXT NOT NULL DEFAULT '' CHECK (length(summary) <= 100),
    isPublicBody INTEGER NOT NULL DEFAULT 0 CHECK (isPublicBody IN (0, 1)),
    employees INTEGER CHECK (employees BETWEEN 0 AND 1000000),
    budget INTEGER CHECK (budget BETWEEN 0 AND 100000000000),
    contactName TEXT NOT NULL DEFAULT '' CHECK (length(contactName) <= 100),
    contactRole TEXT NOT NULL DEFAULT '' CHECK (length(contactRole) <= 100),
    contactAddress TEXT NOT NULL DEFAULT '' CHECK (length(contactAddress) <= 254),
    personID INTEGER REFERENCES person,
    titularName TEXT NOT NULL DEFAULT '' CHECK (length(titularName) <= 100),
    titularAddress TEXT NOT NULL DEFAULT '' CHECK (length(titularAddress) <= 254),
    deputyName TEXT NOT NULL DEFAULT '' CHECK (length(deputyName) <= 100),
    deputyAddress TEXT NOT NULL DEFAULT '' CHECK (length(deputyAddress) <= 254),
    charterVersion INTEGER NOT NULL,
    -- By key of the charter's principles, what the organisation says of each, in JSON.
    answers TEXT NOT NULL,
    motivation TEXT NOT NULL CHECK (length(motivation) BETWEEN 1 AND 5000),
    brings TEXT NOT NULL DEFAULT '' CHECK (length(brings) <= 2000),
    expects TEXT NOT NULL DEFAULT '' CHECK (length(expects) <= 2000),
    state TEXT NOT NULL
        CHECK (state IN ('a-confirmer', 'deposee', 'complement', 'admise', 'refusee', 'retiree')),
    -- Of the link that was mailed to follow the request.
    secretHash BLOB UNIQUE CHECK (length(secretHash) = 32),
    createdAt TEXT NOT NULL,
    -- The body of the hub that decided, and when it sat.
    decidedBy TEXT NOT NULL DEFAULT '' CHECK (length(decidedBy) <= 200),
    decidedOn TEXT CHECK (decidedOn IS date(decidedOn)),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 2000),
    CHECK (state NOT IN ('admise', 'refusee') OR (decidedBy <> '' AND decidedOn IS NOT NULL)),
    CHECK (state <> 'admise' OR organisationID IS NOT NULL),
    CHECK (state <> 'refusee' OR reason <> ''),
    CHECK (state NOT IN ('refusee', 'retiree') OR contactName || contactAddress || titularName
        || titularAddress || deputyName || deputyAddress = '')
) STRICT;

CREATE TABLE joiningStep (
    id INTEGER PRIMARY KEY,
    requestID INTEGER NOT NULL REFERENCES joiningRequest,
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    kind TEXT NOT NULL CHECK (kind IN ('deposee', 'complement', 'reponse', 'admise', 'refusee', 'retiree')),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 5000)
) STRICT;

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

CREATE TABLE journeyAdvice (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    workstream TEXT
        CHECK (workstream IN ('noyau', 'interet', 'fonctions', 'gouvernance', 'partenariats', 'finances')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
    createdAt TEXT NOT NULL,
    createdBy INTEGER REFERENCES person,
    answer TEXT CHECK (answer IN ('fait', 'pas-maintenant', 'deja-fait', 'pas-pour-nous')),
    answerReason TEXT NOT NULL DEFAULT '' CHECK (length(answerReason) <= 500),
    answeredAt TEXT,
    answeredBy INTEGER REFERENCES person,
    CHECK ((answer IS NULL) = (answeredAt IS NULL))
) STRICT;

CREATE TABLE journeyAttendance (
    meetingID INTEGER NOT NULL REFERENCES journeyMeeting,
    seatID INTEGER NOT NULL REFERENCES coreSeat,
    PRIMARY KEY (meetingID, seatID)
) STRICT, WITHOUT ROWID;

CREATE TABLE journeyDossier (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    number INTEGER NOT NULL CHECK (number > 0),
    key TEXT NOT NULL UNIQUE CHECK (length(key) = 43),
    body TEXT NOT NULL,
    -- Parts that were missing when it was made.
    missing INTEGER NOT NULL CHECK (missing >= 0),
    madeAt TEXT NOT NULL,
    madeBy INTEGER REFERENCES person,
    closedAt TEXT,
    UNIQUE (hubID, number)
) STRICT;

CREATE TABLE journeyFigure (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
    value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 60),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2100),
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300)
) STRICT;

CREATE TABLE journeyMeeting (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    day TEXT NOT NULL CHECK (day IS date(day)),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
    agenda TEXT NOT NULL DEFAULT '' CHECK (length(agenda) <= 5000),
    -- Present and not of the core group: as they are called at the meeting.
    others TEXT NOT NULL DEFAULT '' CHECK (length(others) <= 2000),
    notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 10000),
    decisions TEXT NOT NULL DEFAULT '' CHECK (length(decisions) <= 5000),
    nextSteps TEXT NOT NULL DEFAULT '' CHECK (length(nextSteps) <= 5000),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person
) STRICT;

CREATE TABLE journeyNeed (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    surveyID INTEGER REFERENCES survey,
    question TEXT,
    option TEXT,
    heard TEXT NOT NULL DEFAULT '' CHECK (length(heard) <= 500),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    CHECK ((surveyID IS NULL) = (question IS NULL) AND (surveyID IS NULL) = (option IS NULL)),
    CHECK (surveyID IS NOT NULL OR heard <> '')
) STRICT;

CREATE TABLE journeyNews (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
    body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
    publishedAt TEXT NOT NULL,
    publishedBy INTEGER REFERENCES person
) STRICT;

CREATE TABLE journeyTask (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    workstream TEXT NOT NULL
        CHECK (workstream IN ('noyau', 'interet', 'fonctions', 'gouvernance', 'partenariats', 'finances')),
    guideKey TEXT CHECK (length(guideKey) BETWEEN 1 AND 60),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    state TEXT NOT NULL DEFAULT 'a-faire' CHECK (state IN ('a-faire', 'en-cours', 'faite', 'sans-objet')),
    who TEXT NOT NULL DEFAULT '' CHECK (length(who) <= 200),
    due TEXT CHECK (due IS date(due)),
    settledOn TEXT CHECK (settledOn IS date(settledOn)),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    evidence TEXT NOT NULL DEFAULT '' CHECK (length(evidence) <= 400),
    evidenceURL TEXT CHECK (evidenceURL LIKE 'https://%' OR evidenceURL LIKE 'http://%'),
    documentID INTEGER REFERENCES document,
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    UNIQUE (hubID, guideKey)
) STRICT;

CREATE TABLE journeyVoice (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    kind TEXT NOT NULL CHECK (kind IN ('suivre', 'rejoindre', 'vouloir')),
    address TEXT NOT NULL CHECK (address = lower(address) AND address LIKE '_%@_%'),
    name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 120),
    organisation TEXT NOT NULL DEFAULT '' CHECK (length(organisation) <= 200),
    message TEXT NOT NULL DEFAULT '' CHECK (length(message) <= 1000),
    createdAt TEXT NOT NULL,
    confirmedAt TEXT,
    confirmationHash BLOB CHECK (length(confirmationHash) = 32),
    -- Every mail carries it, so it is kept as it is; it opens nothing but the end of this.
    stopKey TEXT NOT NULL UNIQUE CHECK (length(stopKey) = 43),
    CHECK ((confirmedAt IS NULL) = (confirmationHash IS NOT NULL))
) STRICT;

CREATE TABLE keyFigure (
    territoryID INTEGER NOT NULL REFERENCES territory,
    name TEXT NOT NULL,
    year INTEGER NOT NULL,
    sourceID INTEGER NOT NULL REFERENCES source,
    value INTEGER NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('etablissements', 'salaries', 'dixiemes-de-pourcent', 'euros')),
    PRIMARY KEY (territoryID, name, year, sourceID)
) STRICT, WITHOUT ROWID;

CREATE TABLE launchDate (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    day TEXT NOT NULL CHECK (day IS date(day)),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person
) STRICT;

CREATE TABLE mandate (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    -- A body of the statutes in force on the first day, by its key.
    bodyKey TEXT NOT NULL CHECK (length(bodyKey) BETWEEN 1 AND 60),
    duty TEXT NOT NULL CHECK (duty IN (
        'membre', 'presidence', 'copresidence', 'vice-presidence', 'tresorerie', 'tresorerie-adjointe',
        'secretariat', 'secretariat-adjoint')),
    college TEXT CHECK (length(college) BETWEEN 1 AND 60),
    organisationID INTEGER NOT NULL REFERENCES organisation,
    representative TEXT NOT NULL DEFAULT '' CHECK (length(representative) <= 100),
    -- The person agreed that the public reads their name.
    showsName INTEGER NOT NULL DEFAULT 0 CHECK (showsName IN (0, 1)),
    validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
    validUntil TEXT NOT NULL CHECK (validUntil IS date(validUntil)),
    endedOn TEXT CHECK (endedOn IS date(endedOn)),
    endReason TEXT CHECK (length(endReason) BETWEEN 1 AND 500),
    -- The assembly that elected, when it was held here.
    assemblyID INTEGER REFERENCES assembly,
    -- Recorded although the statutes do not allow it: by whom it was decided, and why.
    overrideReason TEXT CHECK (length(overrideReason) BETWEEN 1 AND 1000),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    -- When those who look after the hub were written to: about the end of the term, about the declaration.
    remindedAt TEXT,
    declarationRemindedAt TEXT,
    cancelledAt TEXT,
    cancelReason TEXT CHECK (length(cancelReason) BETWEEN 1 AND 500),
    CHECK (validFrom < validUntil),
    CHECK (endedOn IS NULL OR endedOn >= validFrom),
    CHECK ((endedOn IS NULL) = (endReason IS NULL)),
    CHECK ((cancelledAt IS NULL) = (cancelReason IS NULL))
) STRICT;

CREATE TABLE memberCollege (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
    college TEXT NOT NULL CHECK (length(college) <= 60),
    UNIQUE (hubID, organisationID, validFrom)
) STRICT;

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

CREATE TABLE memberExchange (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    direction TEXT NOT NULL CHECK (direction IN ('apport', 'benefice')),
    nature TEXT NOT NULL CHECK (nature IN ('temps', 'competence', 'lieu', 'argent', 'nature')),
    -- One of the five functions of a hub (R11).
    function TEXT NOT NULL
        CHECK (function IN ('strategies', 'visibilite', 'soutien', 'projets', 'representation')),
    day TEXT NOT NULL CHECK (day IS date(day)),
    minutes INTEGER CHECK (minutes BETWEEN 1 AND 6000000),
    -- Money, or what a place or a thing is reckoned at, in cents.
    amount INTEGER CHECK (amount BETWEEN 1 AND 10000000000),
    description TEXT NOT NULL CHECK (length(description) BETWEEN 1 AND 300),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    cancelledAt TEXT,
    cancellationReason TEXT CHECK (length(cancellationReason) BETWEEN 1 AND 500),
    CHECK ((nature IN ('temps', 'competence')) = (minutes IS NOT NULL)),
    CHECK (nature <> 'argent' OR amount IS NOT NULL),
    CHECK (nature NOT IN ('temps', 'competence') OR amount IS NULL),
    CHECK ((cancelledAt IS NULL) = (cancellationReason IS NULL))
) STRICT;

CREATE TABLE memberLeave (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    -- The first day on which it is no longer a member.
    day TEXT NOT NULL CHECK (day IS date(day)),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
    askedAt TEXT NOT NULL,
    askedBy INTEGER REFERENCES person,
    -- The organisation changed its mind, or the hub recorded the end of the membership.
    withdrawnAt TEXT,
    recordedAt TEXT,
    CHECK (withdrawnAt IS NULL OR recordedAt IS NULL)
) STRICT;

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

CREATE TABLE membership (
    id INTEGER PRIMARY KEY,
    partID INTEGER NOT NULL REFERENCES territory,
    wholeID INTEGER NOT NULL REFERENCES territory,
    wholeKind TEXT NOT NULL CHECK (wholeKind IN ('region', 'departement', 'pays', 'epci', 'commune')),
    validFrom TEXT CHECK (validFrom IS date(validFrom)),
    validUntil TEXT CHECK (validUntil IS date(validUntil)),
    certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
    sourceID INTEGER NOT NULL REFERENCES source,
    CHECK (partID <> wholeID),
    CHECK (validFrom IS NULL OR validUntil IS NULL OR validFrom < validUntil)
) STRICT;

CREATE TABLE milestone (
    id INTEGER PRIMARY KEY,
    hubID INTEGER REFERENCES hub,
    territoryID INTEGER REFERENCES territory,
    kind TEXT NOT NULL CHECK (kind IN (
        'initiative', 'noyau', 'prefiguration-prevue', 'comite-de-pilotage', 'etude-debut',
        'etude-fin', 'assemblee-constitutive', 'pole-cree', 'embauche', 'entree-reseau',
        'aucune-initiative', 'arret', 'mention', 'soutien', 'evenement',
        'rapport', 'pleniere', 'point-de-situation')),
    date TEXT NOT NULL CHECK (length(date) IN (4, 7, 10)),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    detail TEXT NOT NULL DEFAULT '' CHECK (length(detail) <= 5000),
    certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
    sourceID INTEGER NOT NULL REFERENCES source,
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    overrideReason TEXT CHECK (length(overrideReason) BETWEEN 1 AND 1000),
    replaces INTEGER UNIQUE REFERENCES milestone,
    correctionReason TEXT CHECK (length(correctionReason) BETWEEN 1 AND 500),
    CHECK (hubID IS NULL OR territoryID IS NULL),
    CHECK ((replaces IS NULL) = (correctionReason IS NULL))
) STRICT;

CREATE TABLE milestoneWithdrawal (
    milestoneID INTEGER NOT NULL PRIMARY KEY REFERENCES milestone,
    withdrawnAt TEXT NOT NULL,
    withdrawnBy INTEGER REFERENCES person,
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
) STRICT;

CREATE TABLE minutes (
    assemblyID INTEGER NOT NULL PRIMARY KEY REFERENCES sitting,
    approvedAt TEXT,
    approvedBy INTEGER REFERENCES person,
    sealedAt TEXT,
    proof TEXT CHECK (proof IS NULL OR json_valid(proof)),
    hash TEXT CHECK (length(hash) = 64),
    publishedAt TEXT,
    CHECK ((sealedAt IS NULL) = (proof IS NULL) AND (sealedAt IS NULL) = (hash IS NULL)),
    CHECK (sealedAt IS NULL OR approvedAt IS NOT NULL)
) STRICT;

CREATE TABLE minutesRectification (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL REFERENCES minutes,
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 5000),
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TABLE needDecision (
    needID INTEGER NOT NULL REFERENCES journeyNeed ON DELETE CASCADE,
    function TEXT NOT NULL
        CHECK (function IN ('strategies', 'visibilite', 'soutien', 'projets', 'representation')),
    decision TEXT NOT NULL CHECK (decision IN ('fait', 'appuie', 'laisse')),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    decidedOn TEXT NOT NULL CHECK (decidedOn IS date(decidedOn)),
    PRIMARY KEY (needID, function)
) STRICT, WITHOUT ROWID;

CREATE TABLE needFigure (
    needID INTEGER NOT NULL REFERENCES journeyNeed ON DELETE CASCADE,
    figureID INTEGER NOT NULL REFERENCES journeyFigure ON DELETE CASCADE,
    PRIMARY KEY (needID, figureID)
) STRICT, WITHOUT ROWID;

CREATE TABLE networkJoining (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    message TEXT NOT NULL DEFAULT '' CHECK (length(message) <= 2000),
    askedAt TEXT NOT NULL,
    askedBy INTEGER REFERENCES person,
    answer TEXT CHECK (answer IN ('oui', 'pas-encore')),
    answerText TEXT NOT NULL DEFAULT '' CHECK (length(answerText) <= 1000),
    answeredAt TEXT,
    answeredBy INTEGER REFERENCES person,
    milestoneID INTEGER REFERENCES milestone,
    CHECK ((answer IS NULL) = (answeredAt IS NULL)),
    CHECK (answer IS NOT NULL AND answer = 'oui' OR milestoneID IS NULL)
) STRICT;

CREATE TABLE offer (
    id INTEGER PRIMARY KEY,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    direction TEXT NOT NULL CHECK (direction IN ('propose', 'cherche')),
    kind TEXT NOT NULL CHECK (kind IN ('competence', 'lieu', 'materiel', 'service', 'emploi', 'benevolat')),
    topic TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 120),
    detail TEXT NOT NULL DEFAULT '' CHECK (length(detail) <= 2000),
    validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
    validUntil TEXT CHECK (validUntil IS date(validUntil)),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    CHECK (validUntil IS NULL OR validFrom <= validUntil)
) STRICT;

CREATE TABLE oneTimeLink (
    id INTEGER PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('connexion', 'inscription', 'invitation', 'adresse')),
    secretHash BLOB NOT NULL UNIQUE CHECK (length(secretHash) = 32),
    address TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    name TEXT CHECK (length(name) BETWEEN 1 AND 100),
    createdAt TEXT NOT NULL,
    expiresAt TEXT NOT NULL,
    usedAt TEXT,
    CHECK ((purpose = 'inscription') = (personID IS NULL)),
    CHECK ((purpose = 'inscription') = (name IS NOT NULL))
) STRICT;

CREATE TABLE "organisation" (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE CHECK (length(slug) > 0),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    acronym TEXT NOT NULL DEFAULT '',
    usualName TEXT NOT NULL DEFAULT '',
    siren TEXT NOT NULL DEFAULT '' CHECK (siren = '' OR siren GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    siret TEXT NOT NULL DEFAULT '' CHECK (siret = '' OR length(siret) = 14),
    rna TEXT NOT NULL DEFAULT '' CHECK (rna = '' OR rna GLOB 'W?????????'),
    legalCategory TEXT NOT NULL DEFAULT '',
    family TEXT NOT NULL
        CHECK (family IN ('association', 'cooperative', 'mutuelle', 'fondation', 'societe', 'indeterminee')),
    essSirene TEXT NOT NULL DEFAULT '' CHECK (essSirene IN ('', 'O', 'N')),
    essList TEXT NOT NULL DEFAULT '' CHECK (essList IN ('', 'O')),
    labels TEXT NOT NULL DEFAULT '',
    activity TEXT NOT NULL DEFAULT '',
    activityNomenclature TEXT NOT NULL DEFAULT '',
    sectors TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT '' CHECK (length(summary) <= 100),
    purpose TEXT NOT NULL DEFAULT '' CHECK (length(purpose) <= 5000),
    presentation TEXT NOT NULL DEFAULT '' CHECK (length(presentation) <= 5000),
    sizeBand TEXT NOT NULL DEFAULT '',
    sizeYear TEXT NOT NULL DEFAULT '',
    employer TEXT NOT NULL DEFAULT '' CHECK (employer IN ('', 'O', 'N')),
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'cessee')),
    createdOn TEXT NOT NULL DEFAULT '',
    closedOn TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT ''
        CHECK (website = '' OR website LIKE 'https://%' OR website LIKE 'http://%'),
    email TEXT NOT NULL DEFAULT '' CHECK (length(email) <= 254),
    phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 40),
    address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 200),
    postcode TEXT NOT NULL DEFAULT '',
    commune TEXT NOT NULL DEFAULT '' CHECK (commune = '' OR length(commune) = 5),
    town TEXT NOT NULL DEFAULT '' CHECK (length(town) <= 80),
    longitude TEXT NOT NULL DEFAULT '',
    latitude TEXT NOT NULL DEFAULT '',
    precision TEXT NOT NULL DEFAULT '' CHECK (precision IN ('', 'adresse', 'rue', 'commune')),
    federations TEXT NOT NULL DEFAULT '',
    diffusion TEXT NOT NULL DEFAULT 'O' CHECK (diffusion IN ('O', 'P')),
    publication TEXT NOT NULL DEFAULT 'publiee'
        CHECK (publication IN ('publiee', 'proposee', 'retiree', 'fusionnee')),
    mergedInto INTEGER REFERENCES organisation,
    -- Where the record comes from; a field said by another source has its line in fieldOrigin.
    origin TEXT NOT NULL,
    batchID INTEGER REFERENCES importBatch,
    createdAt TEXT NOT NULL,
    updatedAt TEXT NOT NULL,
    -- The last time somebody who knows looked at the record and found it right.
    confirmedAt TEXT NOT NULL DEFAULT '', essNetwork TEXT NOT NULL DEFAULT '' CHECK (essNetwork IN ('', 'O', 'N')), essReason TEXT NOT NULL DEFAULT '' CHECK (length(essReason) <= 300), familyReason TEXT NOT NULL DEFAULT '' CHECK (length(familyReason) <= 300), parent TEXT NOT NULL DEFAULT '' CHECK (parent NOT GLOB '*[^0-9]*'), existence TEXT NOT NULL DEFAULT '' CHECK (existence IN ('', 'collectif')),
    CHECK ((publication = 'fusionnee') = (mergedInto IS NOT NULL))
) STRICT;

CREATE TABLE organisationMerge (
    id INTEGER PRIMARY KEY,
    keptID INTEGER NOT NULL REFERENCES organisation,
    absorbedID INTEGER NOT NULL REFERENCES organisation,
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    trace TEXT NOT NULL CHECK (json_valid(trace)),
    undoneAt TEXT,
    undoneBy INTEGER REFERENCES person,
    CHECK (keptID <> absorbedID),
    CHECK (undoneAt IS NOT NULL OR undoneBy IS NULL)
) STRICT;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    recipient TEXT NOT NULL,
    recipientName TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
    body TEXT NOT NULL,
    createdAt TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    nextAttemptAt TEXT,
    sentAt TEXT,
    lastError TEXT CHECK (length(lastError) <= 300),
    CHECK (sentAt IS NULL OR nextAttemptAt IS NULL)
) STRICT;

CREATE TABLE panoramaCells (
    vintageID INTEGER NOT NULL REFERENCES panoramaVintage ON DELETE CASCADE,
    commune TEXT NOT NULL,
    cells BLOB NOT NULL,
    years BLOB NOT NULL,
    PRIMARY KEY (vintageID, commune)
) STRICT, WITHOUT ROWID;

CREATE TABLE panoramaFile (
    vintageID INTEGER NOT NULL REFERENCES panoramaVintage ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('unites', 'etablissements')),
    name TEXT NOT NULL CHECK (length(name) > 0),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    size INTEGER NOT NULL CHECK (size >= 0),
    rows INTEGER NOT NULL CHECK (rows >= 0),
    -- Units: those of the ESS. Establishments: those in the communes asked for.
    kept INTEGER NOT NULL CHECK (kept BETWEEN 0 AND rows),
    PRIMARY KEY (vintageID, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE panoramaVintage (
    id INTEGER PRIMARY KEY,
    month TEXT NOT NULL UNIQUE CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    perimeterID INTEGER NOT NULL REFERENCES essVersion,
    -- Slugs of the territories asked for, with commas; empty for all the communes that the network knows.
    scope TEXT NOT NULL,
    hasFrance INTEGER NOT NULL CHECK (hasFrance IN (0, 1)),
    withoutCommune INTEGER NOT NULL CHECK (withoutCommune >= 0),
    -- The latest change in the register among what is counted.
    treatedOn TEXT CHECK (treatedOn IS date(treatedOn)),
    command TEXT NOT NULL CHECK (length(command) > 0),
    -- SHA-256 of the files and of every cell, in hexadecimal.
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    importedAt TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    address TEXT UNIQUE CHECK (address = lower(address) AND address LIKE '_%@_%'),
    passwordHash TEXT CHECK (passwordHash LIKE '$scrypt$%'),
    createdAt TEXT NOT NULL,
    confirmedAt TEXT,
    suspendedAt TEXT,
    erasedAt TEXT,
    CHECK ((erasedAt IS NULL) = (address IS NOT NULL)),
    CHECK (erasedAt IS NULL OR passwordHash IS NULL)
) STRICT;

CREATE TABLE planContribution (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES financePlan,
    territoryID INTEGER NOT NULL REFERENCES territory,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    inhabitants INTEGER NOT NULL CHECK (inhabitants BETWEEN 1 AND 10000000),
    populationYear INTEGER NOT NULL,
    populationSource TEXT NOT NULL,
    rate INTEGER NOT NULL CHECK (rate BETWEEN 1 AND 1000),
    state TEXT NOT NULL CHECK (state IN ('acquis', 'demande', 'a-demander', 'refuse')),
    scenario TEXT NOT NULL CHECK (scenario IN ('prudent', 'probable', 'ambitieux')),
    first INTEGER NOT NULL CHECK (first IN (0, 1)),
    second INTEGER NOT NULL CHECK (second IN (0, 1)),
    third INTEGER NOT NULL CHECK (third IN (0, 1)),
    UNIQUE (hubID, territoryID)
) STRICT;

CREATE TABLE planLine (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES financePlan,
    -- Of the association chart of accounts.
    account TEXT NOT NULL CHECK (account GLOB '[678][0-9]*'),
    label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
    funder TEXT NOT NULL DEFAULT '' CHECK (length(funder) <= 120),
    state TEXT CHECK (state IN ('acquis', 'demande', 'a-demander', 'refuse')),
    scenario TEXT NOT NULL CHECK (scenario IN ('prudent', 'probable', 'ambitieux')),
    first INTEGER NOT NULL CHECK (first BETWEEN 0 AND 10000000000),
    second INTEGER NOT NULL CHECK (second BETWEEN 0 AND 10000000000),
    third INTEGER NOT NULL CHECK (third BETWEEN 0 AND 10000000000),
    CHECK ((funder = '') = (state IS NULL))
) STRICT;

CREATE TABLE plannedDues (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES financePlan,
    label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 120),
    amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 10000000),
    -- Members, each year.
    first INTEGER NOT NULL CHECK (first BETWEEN 0 AND 10000),
    second INTEGER NOT NULL CHECK (second BETWEEN 0 AND 10000),
    third INTEGER NOT NULL CHECK (third BETWEEN 0 AND 10000),
    scenario TEXT NOT NULL CHECK (scenario IN ('prudent', 'probable', 'ambitieux'))
) STRICT;

CREATE TABLE plannedPost (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES financePlan,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    -- Hundredths of a full-time post.
    hundredths INTEGER NOT NULL CHECK (hundredths BETWEEN 1 AND 10000),
    monthlyGross INTEGER NOT NULL CHECK (monthlyGross BETWEEN 1 AND 10000000),
    -- Hundredths of a percent.
    chargeRate INTEGER NOT NULL CHECK (chargeRate BETWEEN 0 AND 10000),
    first INTEGER NOT NULL CHECK (first BETWEEN 0 AND 13),
    second INTEGER NOT NULL CHECK (second BETWEEN 0 AND 13),
    third INTEGER NOT NULL CHECK (third BETWEEN 0 AND 13),
    scenario TEXT NOT NULL CHECK (scenario IN ('prudent', 'probable', 'ambitieux'))
) STRICT;

CREATE TABLE population (
    territoryID INTEGER NOT NULL REFERENCES territory,
    year INTEGER NOT NULL CHECK (year BETWEEN 1790 AND 2200),
    inhabitants INTEGER NOT NULL CHECK (inhabitants >= 0),
    sourceID INTEGER NOT NULL REFERENCES source,
    PRIMARY KEY (territoryID, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE possiblePartner (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    kind TEXT NOT NULL CHECK (kind IN ('region', 'departement', 'intercommunalite', 'commune', 'etat',
        'maison-de-l-emploi', 'reseau', 'acteur-economique', 'fondation')),
    asked TEXT NOT NULL DEFAULT '' CHECK (length(asked) <= 500),
    state TEXT NOT NULL CHECK (state IN ('a-rencontrer', 'rencontre', 'd-accord', 'refus')),
    metOn TEXT CHECK (metOn IS date(metOn)),
    answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 500),
    evidenceURL TEXT CHECK (evidenceURL LIKE 'https://%' OR evidenceURL LIKE 'http://%'),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    UNIQUE (hubID, name),
    CHECK (state = 'a-rencontrer' OR metOn IS NOT NULL)
) STRICT;

CREATE TABLE prefigurationStudy (
    hubID INTEGER NOT NULL PRIMARY KEY REFERENCES hub,
    carrier TEXT NOT NULL CHECK (length(carrier) BETWEEN 1 AND 200),
    brief TEXT NOT NULL DEFAULT '' CHECK (length(brief) <= 3000),
    -- In cents.
    cost INTEGER CHECK (cost BETWEEN 0 AND 10000000000),
    funders TEXT NOT NULL DEFAULT '' CHECK (length(funders) <= 500),
    startsOn TEXT CHECK (startsOn IS date(startsOn)),
    endsOn TEXT CHECK (endsOn IS date(endsOn)),
    deliverables TEXT NOT NULL DEFAULT '' CHECK (length(deliverables) <= 2000),
    CHECK (startsOn IS NULL OR endsOn IS NULL OR startsOn <= endsOn)
) STRICT;

CREATE TABLE priorityAction (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    function TEXT NOT NULL
        CHECK (function IN ('strategies', 'visibilite', 'soutien', 'projets', 'representation')),
    who TEXT NOT NULL DEFAULT '' CHECK (length(who) <= 200),
    detail TEXT NOT NULL DEFAULT '' CHECK (length(detail) <= 2000)
) STRICT;

CREATE TABLE proposal (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('correction', 'inscription', 'reclamation', 'participation')),
    organisationID INTEGER REFERENCES organisation,
    -- The hub that is asked, and from when the organisation would take part.
    hubID INTEGER REFERENCES hub,
    validFrom TEXT CHECK (validFrom IS date(validFrom)),
    -- Of whoever proposes; forgotten with the decision.
    senderName TEXT NOT NULL DEFAULT '' CHECK (length(senderName) <= 100),
    senderRole TEXT NOT NULL DEFAULT '' CHECK (length(senderRole) <= 100),
    senderAddress TEXT NOT NULL DEFAULT '' CHECK (length(senderAddress) <= 254),
    message TEXT NOT NULL DEFAULT '' CHECK (length(message) <= 2000),
    personID INTEGER REFERENCES person,
    createdAt TEXT NOT NULL,
    decidedAt TEXT,
    decidedBy INTEGER REFERENCES person,
    decision TEXT CHECK (decision IN ('acceptee', 'en-partie', 'refusee')),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
    CHECK (organisationID IS NOT NULL OR kind = 'inscription'),
    CHECK ((kind = 'participation') = (hubID IS NOT NULL)),
    CHECK ((hubID IS NULL) = (validFrom IS NULL)),
    CHECK ((decidedAt IS NULL) = (decision IS NULL)),
    CHECK (decidedAt IS NULL OR senderName || senderRole || senderAddress || message = '')
) STRICT;

CREATE TABLE proposalHub (
    proposalID INTEGER NOT NULL REFERENCES proposal,
    hubID INTEGER NOT NULL REFERENCES hub,
    PRIMARY KEY (proposalID, hubID)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposedField (
    proposalID INTEGER NOT NULL REFERENCES proposal,
    field TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    decision TEXT CHECK (decision IN ('acceptee', 'refusee')),
    PRIMARY KEY (proposalID, field)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE prospectLetter (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    way TEXT NOT NULL CHECK (way IN ('imprimee', 'courriel')),
    -- Letters printed together have the same.
    bundle INTEGER CHECK (bundle > 0),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day IS date(day)),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    CHECK ((way = 'imprimee') = (bundle IS NOT NULL))
) STRICT;

CREATE TABLE prospectLetterText (
    hubID INTEGER NOT NULL PRIMARY KEY REFERENCES hub,
    subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 150),
    body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
    changedAt TEXT NOT NULL,
    changedBy INTEGER REFERENCES person
) STRICT;

CREATE TABLE proxyGrant (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL REFERENCES assembly,
    giver INTEGER NOT NULL REFERENCES organisation,
    -- Nobody: a blank proxy, as the statutes say.
    holder INTEGER REFERENCES organisation,
    -- Positions of the agenda, as a JSON list of numbers; nothing: the whole assembly.
    items TEXT CHECK (items IS NULL OR json_valid(items)),
    -- The item from which it is given, and the first for which it is withdrawn; 0 is before the opening.
    since INTEGER NOT NULL DEFAULT 0 CHECK (since >= 0),
    withdrawnFrom INTEGER CHECK (withdrawnFrom >= since),
    how TEXT NOT NULL CHECK (how IN ('lien', 'telephone', 'papier', 'seance')),
    recordedAt TEXT NOT NULL,
    recordedBy INTEGER REFERENCES person,
    CHECK (holder IS NULL OR holder <> giver)
) STRICT;

CREATE TABLE "publishedFigure" (
    seriesID INTEGER NOT NULL REFERENCES publishedSeries,
    territoryID INTEGER NOT NULL REFERENCES territory,
    indicator TEXT NOT NULL CHECK (indicator IN ('etablissements', 'salaries', 'part-emploi', 'masse-salariale')),
    year INTEGER NOT NULL CHECK (year BETWEEN 1970 AND 2200),
    family TEXT NOT NULL,
    -- As the source words them; empty for the whole.
    sector TEXT NOT NULL CHECK (length(sector) <= 120),
    size TEXT NOT NULL CHECK (length(size) <= 120),
    -- Part of jobs: hundredths of a per cent. Payroll: euros. NULL: the source keeps it secret.
    value INTEGER CHECK (value >= 0),
    published TEXT NOT NULL,
    url TEXT NOT NULL,
    note TEXT NOT NULL,
    -- Why it does not compare with the year before; empty when it does.
    breakNote TEXT NOT NULL,
    PRIMARY KEY (seriesID, territoryID, indicator, year, family, sector, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE publishedSeries (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
    perimeter TEXT NOT NULL CHECK (length(perimeter) <= 300),
    licence TEXT NOT NULL CHECK (length(licence) <= 200),
    UNIQUE (source, perimeter, licence)
) STRICT;

CREATE TABLE recordLink (
    id INTEGER PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('correction', 'rappels')),
    secretHash BLOB NOT NULL UNIQUE CHECK (length(secretHash) = 32),
    organisationID INTEGER NOT NULL REFERENCES organisation,
    -- Where it went: a record that has another address since is not opened by it.
    address TEXT NOT NULL,
    createdAt TEXT NOT NULL,
    expiresAt TEXT NOT NULL,
    usedAt TEXT
) STRICT;

CREATE TABLE recordReminder (
    id INTEGER PRIMARY KEY,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    sentAt TEXT NOT NULL
) STRICT;

CREATE TABLE recruitment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hubID INTEGER NOT NULL REFERENCES hub,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
    -- Of a full time, in percent.
    workingTime INTEGER NOT NULL CHECK (workingTime BETWEEN 10 AND 100),
    -- Monthly, gross, in cents, for the working time.
    lowestSalary INTEGER NOT NULL CHECK (lowestSalary > 0),
    highestSalary INTEGER NOT NULL CHECK (highestSalary >= lowestSalary),
    contract TEXT NOT NULL CHECK (contract IN ('cdi', 'cdd', 'mise-a-disposition')),
    -- Of a fixed-term contract.
    months INTEGER CHECK (months BETWEEN 1 AND 60),
    place TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 200),
    startsWhen TEXT NOT NULL DEFAULT '' CHECK (length(startsWhen) <= 100),
    tasks TEXT NOT NULL CHECK (length(tasks) BETWEEN 1 AND 5000),
    profile TEXT NOT NULL DEFAULT '' CHECK (length(profile) <= 3000),
    -- What applications are read against, one a line: the only subjects of notes.
    criteria TEXT NOT NULL CHECK (length(criteria) BETWEEN 1 AND 2000),
    -- The last day on which one applies.
    applyBy TEXT NOT NULL CHECK (applyBy IS date(applyBy)),
    state TEXT NOT NULL DEFAULT 'brouillon'
        CHECK (state IN ('brouillon', 'ouverte', 'pourvue', 'abandonnee')),
    openedAt TEXT,
    -- Months after the answer until an application is erased, as applicants were told.
    retention INTEGER CHECK (retention BETWEEN 1 AND 24),
    decidedBy TEXT NOT NULL DEFAULT '' CHECK (length(decidedBy) <= 200),
    decidedOn TEXT CHECK (decidedOn IS date(decidedOn)),
    contractStart TEXT CHECK (contractStart IS date(contractStart)),
    -- The milestone that tells the hiring, once it is written.
    milestoneID INTEGER REFERENCES milestone,
    createdAt TEXT NOT NULL,
    createdBy INTEGER REFERENCES person,
    CHECK ((contract = 'cdd') = (months IS NOT NULL)),
    CHECK ((state = 'brouillon') = (openedAt IS NULL)),
    CHECK (state = 'brouillon' OR retention IS NOT NULL),
    CHECK ((state = 'pourvue') = (contractStart IS NOT NULL))
) STRICT;

CREATE TABLE recruitmentJuror (
    recruitmentID INTEGER NOT NULL REFERENCES recruitment,
    address TEXT NOT NULL CHECK (address = lower(address) AND address LIKE '_%@_%'),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    addedAt TEXT NOT NULL,
    PRIMARY KEY (recruitmentID, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE reminderRefusal (
    organisationID INTEGER NOT NULL PRIMARY KEY REFERENCES organisation,
    refusedAt TEXT NOT NULL
) STRICT;

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

CREATE TABLE role (
    id INTEGER PRIMARY KEY,
    personID INTEGER NOT NULL REFERENCES person,
    kind TEXT NOT NULL,
    hubID INTEGER REFERENCES hub,
    organisationID INTEGER REFERENCES organisation,
    validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
    validUntil TEXT CHECK (validUntil IS date(validUntil)),
    CHECK (validUntil IS NULL OR validFrom <= validUntil),
    CHECK (CASE kind
        WHEN 'administration-systeme' THEN hubID IS NULL AND organisationID IS NULL
        WHEN 'animation-reseau' THEN hubID IS NULL AND organisationID IS NULL
        WHEN 'coordination-pole' THEN hubID IS NOT NULL AND organisationID IS NULL
        WHEN 'administration-pole' THEN hubID IS NOT NULL AND organisationID IS NULL
        WHEN 'representation-organisation' THEN hubID IS NULL AND organisationID IS NOT NULL
        WHEN 'partenaire' THEN organisationID IS NULL
        ELSE FALSE END)
) STRICT;

CREATE TABLE scrutin (
    -- The number of a vote is never given again: receipts and letters name it.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hubID INTEGER NOT NULL REFERENCES hub,
    -- The item of an assembly's agenda that it is held for.
    agendaItemID INTEGER REFERENCES agendaItem,
    identity TEXT NOT NULL UNIQUE CHECK (length(identity) = 32),
    nature TEXT NOT NULL CHECK (nature IN ('consultation', 'decision')),
    clause TEXT NOT NULL DEFAULT '' CHECK (length(clause) <= 1000),
    meeting TEXT NOT NULL CHECK (meeting IN (
        'constitutive', 'ordinaire', 'extraordinaire', 'conseil', 'bureau')),
    kind TEXT NOT NULL CHECK (kind IN ('pour-contre', 'choix', 'approbation', 'jugement-majoritaire', 'rangs')),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    question TEXT NOT NULL CHECK (length(question) <= 5000),
    -- One a line.
    options TEXT NOT NULL DEFAULT '' CHECK (length(options) <= 6000),
    seats INTEGER NOT NULL DEFAULT 1 CHECK (seats BETWEEN 1 AND 40),
    most INTEGER CHECK (most BETWEEN 1 AND 40),
    isSecret INTEGER NOT NULL CHECK (isSecret IN (0, 1)),
    mayChange INTEGER NOT NULL CHECK (mayChange IN (0, 1)),
    opensAt TEXT NOT NULL CHECK (opensAt LIKE '____-__-__T__:__:__Z'),
    closesAt TEXT NOT NULL CHECK (closesAt LIKE '____-__-__T__:__:__Z'),
    state TEXT NOT NULL DEFAULT 'preparation' CHECK (state IN (
        'preparation', 'ouvert', 'clos', 'publie', 'annule')),
    -- The public key of the tellers, the sealed ballots made up to try it, and what opening them must give.
    tellerKey TEXT CHECK (tellerKey IS NULL OR json_valid(tellerKey)),
    trial TEXT CHECK (trial IS NULL OR json_valid(trial)),
    trialPrint TEXT,
    triedShares TEXT NOT NULL DEFAULT '',
    -- Ballots bear their college: the statutes count colleges apart.
    byCollege INTEGER NOT NULL DEFAULT 0 CHECK (byCollege IN (0, 1)),
    -- Signs receipts; it opens nothing.
    receiptKey BLOB CHECK (length(receiptKey) = 32),
    manifest TEXT CHECK (manifest IS NULL OR json_valid(manifest)),
    fingerprint TEXT CHECK (length(fingerprint) = 64),
    -- The list that the tellers opened.
    opened TEXT CHECK (opened IS NULL OR json_valid(opened)),
    proof TEXT CHECK (proof IS NULL OR json_valid(proof)),
    createdAt TEXT NOT NULL,
    createdBy INTEGER REFERENCES person,
    openedAt TEXT,
    closedAt TEXT,
    publishedAt TEXT,
    cancelReason TEXT CHECK (length(cancelReason) BETWEEN 1 AND 1000), round INTEGER NOT NULL DEFAULT 1 CHECK (round IN (1, 2)), isHeldInRoom INTEGER NOT NULL DEFAULT 0 CHECK (isHeldInRoom IN (0, 1)),
    CHECK (opensAt < closesAt),
    CHECK (nature = 'consultation' OR clause <> '' OR agendaItemID IS NOT NULL),
    CHECK (isSecret = 0 OR mayChange = 0),
    CHECK (isSecret = 1 OR (tellerKey IS NULL AND opened IS NULL)),
    CHECK (state IN ('preparation', 'annule') OR (manifest IS NOT NULL AND fingerprint IS NOT NULL
        AND receiptKey IS NOT NULL AND openedAt IS NOT NULL)),
    CHECK ((state = 'publie') = (publishedAt IS NOT NULL)),
    CHECK (state <> 'publie' OR proof IS NOT NULL),
    CHECK ((state = 'annule') = (cancelReason IS NOT NULL))
) STRICT;

CREATE TABLE scrutinBallot (
    scrutinID INTEGER NOT NULL,
    organisationID INTEGER NOT NULL,
    choice TEXT NOT NULL CHECK (length(choice) BETWEEN 1 AND 200),
    PRIMARY KEY (scrutinID, organisationID),
    FOREIGN KEY (scrutinID, organisationID) REFERENCES scrutinSignature
) STRICT, WITHOUT ROWID;

CREATE TABLE scrutinBallotChange (
    id INTEGER PRIMARY KEY,
    scrutinID INTEGER NOT NULL,
    organisationID INTEGER NOT NULL,
    choice TEXT NOT NULL,
    changedAt TEXT NOT NULL,
    FOREIGN KEY (scrutinID, organisationID) REFERENCES scrutinBallot
) STRICT;

CREATE TABLE scrutinSignature (
    scrutinID INTEGER NOT NULL,
    organisationID INTEGER NOT NULL,
    -- The day and no more.
    signedOn TEXT NOT NULL CHECK (signedOn IS date(signedOn)),
    PRIMARY KEY (scrutinID, organisationID),
    FOREIGN KEY (scrutinID, organisationID) REFERENCES scrutinVoter
) STRICT, WITHOUT ROWID;

CREATE TABLE scrutinUrn (
    scrutinID INTEGER NOT NULL REFERENCES scrutin,
    ballotKey BLOB NOT NULL CHECK (length(ballotKey) = 16),
    -- Only where the statutes count colleges apart.
    college TEXT,
    sealed BLOB NOT NULL,
    PRIMARY KEY (scrutinID, ballotKey)
) STRICT, WITHOUT ROWID;

CREATE TABLE scrutinVoter (
    scrutinID INTEGER NOT NULL REFERENCES scrutin,
    organisationID INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) > 0),
    college TEXT,
    voices INTEGER NOT NULL CHECK (voices BETWEEN 1 AND 1000000),
    -- Where its link goes; forgotten when the result is published.
    representative TEXT NOT NULL DEFAULT '' CHECK (length(representative) <= 200),
    address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 254),
    linkHash BLOB UNIQUE CHECK (length(linkHash) = 32),
    linkMeans TEXT CHECK (linkMeans IN ('courriel', 'papier')),
    linkSentAt TEXT,
    PRIMARY KEY (scrutinID, organisationID)
) STRICT, WITHOUT ROWID;

CREATE TABLE sector (
    code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 40 AND code NOT GLOB '*[^a-z0-9-]*'),
    label TEXT NOT NULL UNIQUE CHECK (length(label) BETWEEN 1 AND 100),
    definition TEXT NOT NULL DEFAULT '' CHECK (length(definition) <= 500),
    rank INTEGER NOT NULL,
    validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
    validUntil TEXT CHECK (validUntil IS date(validUntil)),
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
    certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
    CHECK (validUntil IS NULL OR validFrom < validUntil)
) STRICT, WITHOUT ROWID;

CREATE TABLE sectorRule (
    nomenclature TEXT NOT NULL CHECK (nomenclature IN ('NAFRev2', 'NAF2025')),
    prefix TEXT NOT NULL CHECK (length(prefix) BETWEEN 1 AND 5 AND prefix NOT GLOB '*[^0-9A-Z]*'),
    sector TEXT REFERENCES sector,
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
    certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
    PRIMARY KEY (nomenclature, prefix)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    personID INTEGER NOT NULL REFERENCES person,
    secretHash BLOB NOT NULL UNIQUE CHECK (length(secretHash) = 32),
    openedAt TEXT NOT NULL,
    lastSeenAt TEXT NOT NULL,
    means TEXT NOT NULL CHECK (means IN ('lien', 'mot-de-passe')),
    browser TEXT NOT NULL CHECK (length(browser) <= 100)
) STRICT;

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL CHECK (length(value) <= 1000)
) STRICT, WITHOUT ROWID;

CREATE TABLE signInFailure (
    -- UTC: « 2026-11-25T14 ».
    hour TEXT NOT NULL CHECK (hour GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]'),
    cause TEXT NOT NULL CHECK (cause IN ('mot-de-passe', 'limite', 'lien')),
    -- The account that was tried; 0 when there is none.
    personID INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (hour, cause, personID)
) STRICT, WITHOUT ROWID;

CREATE TABLE sitting (
    assemblyID INTEGER NOT NULL PRIMARY KEY REFERENCES assembly,
    members TEXT NOT NULL CHECK (json_valid(members)),
    statutes TEXT NOT NULL CHECK (json_valid(statutes)),
    rollDate TEXT NOT NULL CHECK (rollDate IS date(rollDate)),
    convenedOn TEXT CHECK (convenedOn IS date(convenedOn)),
    openedAt TEXT NOT NULL,
    closedAt TEXT CHECK (closedAt IS NULL OR closedAt >= openedAt),
    chair TEXT NOT NULL DEFAULT '' CHECK (length(chair) <= 100),
    chairOrganisation INTEGER,
    secretary TEXT NOT NULL DEFAULT '' CHECK (length(secretary) <= 100),
    secretaryOrganisation INTEGER,
    item INTEGER NOT NULL DEFAULT 0 CHECK (item >= 0),
    openingNotes TEXT NOT NULL DEFAULT '' CHECK (length(openingNotes) <= 20000),
    closingNotes TEXT NOT NULL DEFAULT '' CHECK (length(closingNotes) <= 20000),
    -- Raised by each change: live pages ask whether it moved.
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE sittingAttendance (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL REFERENCES sitting,
    organisation INTEGER NOT NULL,
    manner TEXT NOT NULL CHECK (manner IN ('present', 'en-ligne', 'par-correspondance', 'excusee', 'partie')),
    fromItem INTEGER NOT NULL CHECK (fromItem >= 0),
    representative TEXT CHECK (length(representative) BETWEEN 1 AND 100),
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    cancelledAt TEXT
) STRICT;

CREATE TABLE sittingBallot (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL,
    item INTEGER NOT NULL,
    round INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 100000),
    content TEXT NOT NULL CHECK (json_valid(content)),
    personID INTEGER REFERENCES person,
    cancelledAt TEXT,
    FOREIGN KEY (assemblyID, item, round) REFERENCES sittingRound
) STRICT;

CREATE TABLE sittingCandidate (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL REFERENCES assembly,
    item INTEGER NOT NULL CHECK (item >= 1),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 320),
    organisation INTEGER NOT NULL,
    representative TEXT NOT NULL CHECK (length(representative) BETWEEN 1 AND 100),
    gender TEXT CHECK (gender IN ('f', 'h')),
    born TEXT CHECK (born IS date(born)),
    statement TEXT NOT NULL DEFAULT '' CHECK (length(statement) <= 2000),
    -- Keeps a seat this time: not to be voted on.
    isSitting INTEGER NOT NULL DEFAULT 0 CHECK (isSitting IN (0, 1)),
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    withdrawnAt TEXT,
    UNIQUE (assemblyID, item, name)
) STRICT;

CREATE TABLE sittingConsent (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL,
    item INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'nomination', 'changement', 'proposition', 'objection', 'levee', 'retrait', 'adoption')),
    -- NULL for what whoever presides says.
    organisation INTEGER,
    candidate TEXT CHECK (length(candidate) BETWEEN 1 AND 320),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    cancelledAt TEXT,
    CHECK (reason <> '' OR kind = 'adoption'),
    FOREIGN KEY (assemblyID, item) REFERENCES sittingItem
) STRICT;

CREATE TABLE sittingCount (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL,
    item INTEGER NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('main-levee', 'papier')),
    college TEXT,
    -- Those who signed; NULL for hands.
    voters TEXT CHECK (voters IS NULL OR json_valid(voters)),
    yes INTEGER NOT NULL CHECK (yes >= 0),
    no INTEGER NOT NULL CHECK (no >= 0),
    abstentions INTEGER NOT NULL CHECK (abstentions >= 0),
    blanks INTEGER NOT NULL CHECK (blanks >= 0),
    nulls INTEGER NOT NULL CHECK (nulls >= 0),
    scrutineers TEXT NOT NULL CHECK (json_valid(scrutineers)),
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    cancelledAt TEXT,
    FOREIGN KEY (assemblyID, item) REFERENCES sittingItem
) STRICT;

CREATE TABLE sittingElection (
    assemblyID INTEGER NOT NULL REFERENCES assembly,
    item INTEGER NOT NULL CHECK (item >= 1),
    mode TEXT NOT NULL
        CHECK (mode IN ('majoritaire', 'liste', 'approbation', 'jugement-majoritaire', 'vut', 'schulze')),
    seats INTEGER NOT NULL CHECK (seats BETWEEN 1 AND 1000),
    rounds INTEGER NOT NULL DEFAULT 1 CHECK (rounds IN (1, 2)),
    isSecret INTEGER NOT NULL CHECK (isSecret IN (0, 1)),
    seed TEXT CHECK (length(seed) BETWEEN 1 AND 200), median TEXT CHECK (median IN ('basse', 'haute')), mostChoices INTEGER CHECK (mostChoices BETWEEN 1 AND 1000), blanksCount INTEGER NOT NULL DEFAULT 0 CHECK (blanksCount IN (0, 1)),
    PRIMARY KEY (assemblyID, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE sittingItem (
    assemblyID INTEGER NOT NULL REFERENCES sitting,
    item INTEGER NOT NULL CHECK (item >= 1),
    openedAt TEXT NOT NULL,
    closedAt TEXT,
    voteOpenedAt TEXT,
    voteClosedAt TEXT,
    -- The resolution as put to the vote; NULL: as on the agenda.
    text TEXT CHECK (length(text) <= 20000),
    notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 20000),
    amendments TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(amendments)),
    explanation TEXT NOT NULL DEFAULT '' CHECK (length(explanation) <= 1000),
    casting TEXT CHECK (casting IN ('pour', 'contre')),
    isSecret INTEGER NOT NULL DEFAULT 0 CHECK (isSecret IN (0, 1)),
    secrecyAskedBy INTEGER NOT NULL DEFAULT 0 CHECK (secrecyAskedBy >= 0),
    PRIMARY KEY (assemblyID, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE sittingLink (
    secretHash TEXT NOT NULL PRIMARY KEY CHECK (length(secretHash) = 64),
    assemblyID INTEGER NOT NULL REFERENCES sitting,
    organisation INTEGER NOT NULL,
    createdAt TEXT NOT NULL,
    withdrawnAt TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE sittingProxy (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL REFERENCES sitting,
    giver INTEGER NOT NULL,
    -- NULL: in blank, and nobody could take it.
    holder INTEGER CHECK (holder <> giver),
    -- A list of items; NULL: the whole assembly.
    items TEXT CHECK (items IS NULL OR json_valid(items)),
    since INTEGER NOT NULL DEFAULT 0 CHECK (since >= 0),
    withdrawnFrom INTEGER CHECK (withdrawnFrom >= since),
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    cancelledAt TEXT
) STRICT;

CREATE TABLE sittingRound (
    assemblyID INTEGER NOT NULL,
    item INTEGER NOT NULL,
    round INTEGER NOT NULL CHECK (round IN (1, 2)),
    way TEXT NOT NULL CHECK (way IN ('main-levee', 'papier', 'en-ligne')),
    voters TEXT CHECK (voters IS NULL OR json_valid(voters)),
    scrutineers TEXT NOT NULL CHECK (json_valid(scrutineers)),
    explanation TEXT NOT NULL DEFAULT '' CHECK (length(explanation) <= 1000),
    PRIMARY KEY (assemblyID, item, round),
    FOREIGN KEY (assemblyID, item) REFERENCES sittingElection
) STRICT, WITHOUT ROWID;

CREATE TABLE sittingSpeaker (
    id INTEGER PRIMARY KEY,
    assemblyID INTEGER NOT NULL REFERENCES sitting,
    item INTEGER NOT NULL CHECK (item >= 0),
    speaker TEXT NOT NULL CHECK (length(speaker) BETWEEN 1 AND 200),
    askedAt TEXT NOT NULL,
    spokeAt TEXT,
    leftAt TEXT
) STRICT;

CREATE TABLE sittingVote (
    assemblyID INTEGER NOT NULL,
    item INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('appel-nominal', 'en-ligne')),
    choice TEXT NOT NULL CHECK (choice IN ('pour', 'contre', 'abstention', 'blanc')),
    at TEXT NOT NULL,
    personID INTEGER REFERENCES person,
    PRIMARY KEY (assemblyID, item, organisation),
    FOREIGN KEY (assemblyID, item) REFERENCES sittingItem
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    url TEXT CHECK (url LIKE 'https://%' OR url LIKE 'http://%'),
    documentID INTEGER REFERENCES document
) STRICT;

CREATE TABLE statutesVersion (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('brouillon', 'adoptee', 'remplacee', 'abandonnee')),
    rules TEXT NOT NULL CHECK (json_valid(rules)),
    prose TEXT NOT NULL CHECK (json_valid(prose)),
    copyOf INTEGER REFERENCES statutesVersion,
    createdAt TEXT NOT NULL,
    createdBy INTEGER REFERENCES person,
    adoptedOn TEXT CHECK (adoptedOn IS date(adoptedOn)),
    inForceFrom TEXT CHECK (inForceFrom IS date(inForceFrom)),
    -- The assembly held here that adopted it.
    assemblyID INTEGER REFERENCES assembly,
    isPublic INTEGER NOT NULL DEFAULT 0 CHECK (isPublic IN (0, 1)),
    -- Adopted before the hub used the program: why nobody can see the assembly here, and the proof.
    earlierReason TEXT CHECK (length(earlierReason) BETWEEN 1 AND 1000),
    earlierDocumentID INTEGER REFERENCES document,
    abandonReason TEXT CHECK (length(abandonReason) BETWEEN 1 AND 500),
    UNIQUE (hubID, version),
    CHECK ((state IN ('adoptee', 'remplacee')) = (adoptedOn IS NOT NULL)),
    CHECK ((adoptedOn IS NULL) = (inForceFrom IS NULL)),
    CHECK (adoptedOn IS NULL OR adoptedOn <= inForceFrom),
    CHECK (isPublic = 0 OR adoptedOn IS NOT NULL),
    CHECK ((state = 'abandonnee') = (abandonReason IS NOT NULL)),
    CHECK (assemblyID IS NULL OR (adoptedOn IS NOT NULL AND earlierReason IS NULL)),
    CHECK (earlierDocumentID IS NULL OR earlierReason IS NOT NULL)
) STRICT;

CREATE TABLE stepDeadline (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    step TEXT NOT NULL CHECK (step IN ('organisation', 'prefiguration', 'cree')),
    due TEXT NOT NULL CHECK (due IS date(due)),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    setOn TEXT NOT NULL CHECK (setOn IS date(setOn)),
    setBy INTEGER REFERENCES person,
    CHECK (due > setOn)
) STRICT;

CREATE TABLE studyWorkstream (
    hubID INTEGER NOT NULL REFERENCES hub,
    workstream TEXT NOT NULL CHECK (workstream IN ('noyau', 'interet', 'fonctions', 'gouvernance', 'partenariats',
        'finances')),
    PRIMARY KEY (hubID, workstream)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey (
    id INTEGER PRIMARY KEY,
    hubID INTEGER NOT NULL REFERENCES hub,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
    presentation TEXT NOT NULL CHECK (length(presentation) BETWEEN 1 AND 4000),
    state TEXT NOT NULL DEFAULT 'brouillon' CHECK (state IN ('brouillon', 'ouverte', 'close')),
    -- The first day on which nobody answers any more.
    closesOn TEXT CHECK (closesOn IS date(closesOn)),
    openedAt TEXT,
    closedAt TEXT,
    -- The fewest answers that may be told together, as the network had set it when the survey opened.
    threshold INTEGER CHECK (threshold >= 3),
    -- How many answers the last closing counted.
    counted INTEGER NOT NULL DEFAULT 0 CHECK (counted >= 0),
    isPublished INTEGER NOT NULL DEFAULT 0 CHECK (isPublished IN (0, 1)),
    createdAt TEXT NOT NULL,
    createdBy INTEGER REFERENCES person,
    CHECK ((state = 'brouillon') = (openedAt IS NULL)),
    CHECK (state = 'brouillon' OR threshold IS NOT NULL),
    CHECK (isPublished = 0 OR closedAt IS NOT NULL)
) STRICT;

CREATE TABLE surveyAnswer (
    responseID INTEGER NOT NULL REFERENCES surveyResponse ON DELETE CASCADE,
    question TEXT NOT NULL,
    option TEXT NOT NULL,
    PRIMARY KEY (responseID, question, option)
) STRICT, WITHOUT ROWID;

CREATE TABLE surveyContact (
    surveyID INTEGER NOT NULL REFERENCES survey,
    organisation TEXT NOT NULL CHECK (length(organisation) <= 200),
    address TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 254),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    PRIMARY KEY (surveyID, organisation, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE surveyInvitation (
    id INTEGER PRIMARY KEY,
    surveyID INTEGER NOT NULL REFERENCES survey,
    organisationID INTEGER NOT NULL REFERENCES organisation,
    address TEXT NOT NULL CHECK (address = lower(address) AND address LIKE '_%@_%'),
    -- They asked to be left alone.
    refusedAt TEXT,
    UNIQUE (surveyID, organisationID)
) STRICT;

CREATE TABLE surveyLetter (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    invitationID INTEGER NOT NULL REFERENCES surveyInvitation,
    sentOn TEXT NOT NULL CHECK (sentOn IS date(sentOn))
) STRICT, WITHOUT ROWID;

CREATE TABLE surveyQuestion (
    surveyID INTEGER NOT NULL REFERENCES survey,
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 60),
    rank INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('une', 'plusieurs', 'texte')),
    use TEXT NOT NULL CHECK (use IN ('interet', 'besoin', 'apport', 'attente', 'adhesion', 'autre')),
    label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 300),
    hint TEXT NOT NULL DEFAULT '' CHECK (length(hint) <= 300),
    -- A list of codes and labels, as JSON.
    options TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(options)),
    PRIMARY KEY (surveyID, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE surveyResponse (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    surveyID INTEGER NOT NULL REFERENCES survey,
    -- What tells that one organisation answers once: its record, or its name folded.
    respondent TEXT NOT NULL CHECK (length(respondent) BETWEEN 1 AND 220),
    organisationID INTEGER REFERENCES organisation,
    -- What its answers are counted under; empty when not known.
    family TEXT NOT NULL DEFAULT '',
    sector TEXT NOT NULL DEFAULT '',
    commune TEXT NOT NULL DEFAULT '',
    way TEXT NOT NULL CHECK (way IN ('lien', 'page', 'papier')),
    UNIQUE (surveyID, respondent)
) STRICT;

CREATE TABLE surveyText (
    id INTEGER PRIMARY KEY,
    responseID INTEGER NOT NULL REFERENCES surveyResponse ON DELETE CASCADE,
    question TEXT NOT NULL,
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000)
) STRICT;

CREATE TABLE territory (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('region', 'departement', 'pays', 'epci', 'commune')),
    code TEXT NOT NULL CHECK (length(code) > 0),
    slug TEXT NOT NULL UNIQUE CHECK (length(slug) > 0),
    UNIQUE (kind, code)
) STRICT;

CREATE TABLE territoryName (
    id INTEGER PRIMARY KEY,
    territoryID INTEGER NOT NULL REFERENCES territory,
    name TEXT NOT NULL CHECK (length(name) > 0),
    shortName TEXT NOT NULL CHECK (length(shortName) > 0),
    validFrom TEXT CHECK (validFrom IS date(validFrom)),
    validUntil TEXT CHECK (validUntil IS date(validUntil)),
    sourceID INTEGER NOT NULL REFERENCES source,
    CHECK (validFrom IS NULL OR validUntil IS NULL OR validFrom < validUntil)
) STRICT;

CREATE TABLE threshold (
    name TEXT NOT NULL,
    validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
    value INTEGER NOT NULL CHECK (value >= 0),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
    PRIMARY KEY (name, validFrom)
) STRICT, WITHOUT ROWID;

CREATE TABLE topology (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('region', 'departement', 'pays', 'epci', 'commune')),
    isDrawing INTEGER NOT NULL CHECK (isDrawing IN (0, 1)),
    body TEXT NOT NULL CHECK (json_valid(body)),
    digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
    importedAt TEXT NOT NULL,
    sourceID INTEGER NOT NULL REFERENCES source
) STRICT;

CREATE INDEX agendaDocumentByDocument ON agendaDocument (documentID);

CREATE INDEX alertByAddress ON alert (address) WHERE address IS NOT NULL;

CREATE INDEX alertByPerson ON alert (personID) WHERE personID IS NOT NULL;

CREATE INDEX alertDue ON alert (nextAt) WHERE confirmedAt IS NOT NULL;

CREATE INDEX amendmentByAssembly ON amendment (assemblyID, itemID);

CREATE INDEX amendmentByItem ON amendment (itemID);

CREATE INDEX amendmentByOrganisation ON amendment (organisationID);

CREATE INDEX applicationByErasure ON application (eraseOn);

CREATE INDEX applicationByRecruitment ON application (recruitmentID);

CREATE UNIQUE INDEX applicationChosen ON application (recruitmentID) WHERE stage = 'retenue';

CREATE INDEX applicationNoteByApplication ON applicationNote (applicationID);

CREATE INDEX applicationPaperByApplication ON applicationPaper (applicationID);

CREATE INDEX assemblyAnswerByAssembly ON assemblyAnswer (assemblyID, organisationID);

CREATE INDEX assemblyAnswerByOrganisation ON assemblyAnswer (organisationID);

CREATE INDEX assemblyByDay ON assembly (date) WHERE state = 'convoquee';

CREATE INDEX assemblyByHub ON assembly (hubID, date);

CREATE INDEX assemblyInviteeByOrganisation ON assemblyInvitee (organisationID);

CREATE INDEX assemblyLinkByAssembly ON assemblyLink (assemblyID, organisationID);

CREATE INDEX assemblyLinkByOrganisation ON assemblyLink (organisationID);

CREATE INDEX assemblySendingByAssembly ON assemblySending (assemblyID, organisationID);

CREATE INDEX assemblySendingByMail ON assemblySending (outboxID) WHERE outboxID IS NOT NULL;

CREATE INDEX assemblySendingByOrganisation ON assemblySending (organisationID);

CREATE INDEX boardDeclarationByHub ON boardDeclaration (hubID);

CREATE INDEX charterVersionByHub ON charterVersion (hubID, validFrom);

CREATE INDEX commitmentByHub ON commitment (hubID, id);

CREATE INDEX coreSeatByHub ON coreSeat (hubID);

CREATE INDEX directoryChangeByVersion ON directoryChange (version);

CREATE INDEX distinctOrganisationsBySecond ON distinctOrganisations (secondID);

CREATE INDEX dossierCommentByDossier ON dossierComment (dossierID, id);

CREATE INDEX duesBandByScale ON duesBand (hubID, year);

CREATE INDEX duesPaymentByCall ON duesPayment (callID);

CREATE INDEX establishmentByOrganisation ON establishment (organisationID);

CREATE UNIQUE INDEX establishmentBySiret ON establishment (siret) WHERE siret <> '';

CREATE INDEX fieldChangeByBatch ON fieldChange (batchID) WHERE batchID IS NOT NULL;

CREATE INDEX fieldChangeByOrganisation ON fieldChange (organisationID, id);

CREATE INDEX functionWeightsByHub ON functionWeights (hubID, id);

CREATE INDEX governanceChoiceByHub ON governanceChoice (hubID, id);

CREATE INDEX hubMemberByOrganisation ON hubMember (organisationID);

CREATE INDEX hubPerimeterByHub ON hubPerimeter (hubID);

CREATE INDEX hubPerimeterByTerritory ON hubPerimeter (territoryID);

CREATE INDEX importRefusalByBatch ON importRefusal (batchID);

CREATE INDEX joiningRequestByHub ON joiningRequest (hubID, state);

CREATE INDEX joiningRequestByPerson ON joiningRequest (personID) WHERE personID IS NOT NULL;

CREATE INDEX joiningStepByRequest ON joiningStep (requestID);

CREATE INDEX journalBySubject ON journal (subject, id);

CREATE INDEX journeyAdviceByHub ON journeyAdvice (hubID);

CREATE INDEX journeyFigureByHub ON journeyFigure (hubID);

CREATE INDEX journeyMeetingByHub ON journeyMeeting (hubID, day);

CREATE INDEX journeyNeedByHub ON journeyNeed (hubID);

CREATE INDEX journeyNewsByHub ON journeyNews (hubID, id);

CREATE INDEX journeyTaskByHub ON journeyTask (hubID);

CREATE INDEX journeyVoiceByHub ON journeyVoice (hubID);

CREATE UNIQUE INDEX journeyVoiceOnce ON journeyVoice (hubID, kind, address) WHERE confirmedAt IS NOT NULL;

CREATE INDEX launchDateByHub ON launchDate (hubID, day);

CREATE INDEX mandateByAssembly ON mandate (assemblyID) WHERE assemblyID IS NOT NULL;

CREATE INDEX mandateByHub ON mandate (hubID);

CREATE INDEX mandateByOrganisation ON mandate (organisationID);

CREATE INDEX memberExchangeByMember ON memberExchange (hubID, organisationID);

CREATE INDEX memberSuspensionByMember ON memberSuspension (hubID, organisationID);

CREATE INDEX membershipByPart ON membership (partID, wholeKind);

CREATE INDEX membershipByWhole ON membership (wholeID);

CREATE INDEX milestoneByHub ON milestone (hubID);

CREATE INDEX milestoneByTerritory ON milestone (territoryID);

CREATE UNIQUE INDEX networkJoiningWaiting ON networkJoining (hubID) WHERE answer IS NULL;

CREATE INDEX offerByOrganisation ON offer (organisationID);

CREATE UNIQUE INDEX oneDraftOfStatutes ON statutesVersion (hubID) WHERE state = 'brouillon';

CREATE UNIQUE INDEX oneLastAdoptedStatutes ON statutesVersion (hubID) WHERE state = 'adoptee';

CREATE UNIQUE INDEX oneLeaveAtATime ON memberLeave (hubID, organisationID)
    WHERE withdrawnAt IS NULL AND recordedAt IS NULL;

CREATE UNIQUE INDEX onePartAskedAtATime ON proposal (organisationID, hubID)
    WHERE kind = 'participation' AND decidedAt IS NULL;

CREATE UNIQUE INDEX oneRequestAtATime ON joiningRequest (hubID, organisationID)
    WHERE state IN ('deposee', 'complement') AND organisationID IS NOT NULL;

CREATE UNIQUE INDEX oneRoomScrutinByItem ON scrutin (agendaItemID, round)
    WHERE isHeldInRoom = 1 AND state <> 'annule';

CREATE INDEX oneTimeLinkByPerson ON oneTimeLink (personID);

CREATE UNIQUE INDEX oneTitularAtATime ON representative (hubID, organisationID)
    WHERE kind = 'titulaire' AND validUntil IS NULL;

CREATE INDEX organisationByBatch ON organisation (batchID) WHERE batchID IS NOT NULL;

CREATE INDEX organisationByChange ON organisation (updatedAt);

CREATE INDEX organisationByMerge ON organisation (mergedInto) WHERE mergedInto IS NOT NULL;

CREATE INDEX organisationByName ON organisation (name COLLATE NOCASE);

CREATE INDEX organisationByParent ON organisation (CAST(parent AS INTEGER)) WHERE parent <> '';

CREATE INDEX organisationByPlace
    ON organisation (CAST(latitude AS REAL), CAST(longitude AS REAL))
    WHERE publication = 'publiee' AND diffusion = 'O' AND latitude <> '' AND longitude <> '';

CREATE INDEX organisationByRna ON organisation (rna) WHERE rna <> '';

CREATE INDEX organisationBySiren ON organisation (siren) WHERE siren <> '';

CREATE INDEX organisationLarge ON organisation (sizeBand DESC, name)
    WHERE sizeBand IN ('12', '21', '22', '31', '32', '41', '42', '51', '52', '53');

CREATE INDEX organisationMergeByKept ON organisationMerge (keptID);

CREATE UNIQUE INDEX organisationMergedOnce ON organisationMerge (absorbedID) WHERE undoneAt IS NULL;

CREATE INDEX outboxDue ON outbox (nextAttemptAt) WHERE nextAttemptAt IS NOT NULL;

CREATE INDEX planLineByHub ON planLine (hubID);

CREATE INDEX plannedDuesByHub ON plannedDues (hubID);

CREATE INDEX plannedPostByHub ON plannedPost (hubID);

CREATE INDEX priorityActionByHub ON priorityAction (hubID);

CREATE INDEX proposalByOrganisation ON proposal (organisationID);

CREATE INDEX proposalHubByHub ON proposalHub (hubID);

CREATE INDEX proposalWaiting ON proposal (id) WHERE decidedAt IS NULL;

CREATE INDEX prospectCallByHub ON prospectCall (hubID, organisationID, id);

CREATE INDEX prospectLetterByHub ON prospectLetter (hubID, organisationID, id);

CREATE INDEX proxyGrantByAssembly ON proxyGrant (assemblyID, giver);

CREATE INDEX proxyGrantByGiver ON proxyGrant (giver);

CREATE INDEX proxyGrantByHolder ON proxyGrant (holder);

CREATE INDEX publishedFigureByTerritory ON publishedFigure (territoryID);

CREATE INDEX recordLinkByOrganisation ON recordLink (organisationID);

CREATE INDEX recordReminderByOrganisation ON recordReminder (organisationID, sentAt);

CREATE INDEX recruitmentByHub ON recruitment (hubID, id);

CREATE INDEX representativeByHub ON representative (hubID, organisationID);

CREATE INDEX representativeByPerson ON representative (personID) WHERE personID IS NOT NULL;

CREATE INDEX roleByHub ON role (hubID);

CREATE INDEX roleByPerson ON role (personID);

CREATE INDEX scrutinBallotChangeByBallot ON scrutinBallotChange (scrutinID, organisationID);

CREATE INDEX scrutinByHub ON scrutin (hubID);

CREATE INDEX scrutinByItem ON scrutin (agendaItemID) WHERE agendaItemID IS NOT NULL;

CREATE INDEX sectorRuleBySector ON sectorRule (sector);

CREATE INDEX sessionByPerson ON session (personID);

CREATE INDEX sittingAttendanceByAssembly ON sittingAttendance (assemblyID, id);

CREATE INDEX sittingBallotByRound ON sittingBallot (assemblyID, item, round, id);

CREATE INDEX sittingConsentByItem ON sittingConsent (assemblyID, item, id);

CREATE INDEX sittingCountByItem ON sittingCount (assemblyID, item, id);

CREATE INDEX sittingProxyByAssembly ON sittingProxy (assemblyID, id);

CREATE INDEX sittingSpeakerByAssembly ON sittingSpeaker (assemblyID, item, id);

CREATE UNIQUE INDEX sourceIsOnce ON source (title, COALESCE(url, ''), COALESCE(documentID, 0));

CREATE INDEX statutesByAssembly ON statutesVersion (assemblyID) WHERE assemblyID IS NOT NULL;

CREATE INDEX stepDeadlineByHub ON stepDeadline (hubID, id);

CREATE INDEX surveyByHub ON survey (hubID, id);

CREATE INDEX surveyLetterByInvitation ON surveyLetter (invitationID);

CREATE UNIQUE INDEX surveyUnderWay ON survey (hubID) WHERE state <> 'close';

CREATE INDEX territoryNameByTerritory ON territoryName (territoryID);

CREATE TRIGGER aLetterWasDelivered AFTER UPDATE OF sentAt ON outbox WHEN NEW.sentAt IS NOT NULL
    BEGIN UPDATE assemblySending SET deliveredAt = NEW.sentAt WHERE outboxID = NEW.id; END;

CREATE TRIGGER charterIsNotEdited BEFORE UPDATE ON charterVersion
    WHEN OLD.withdrawnAt IS NOT NULL OR NEW.number IS NOT OLD.number OR NEW.hubID IS NOT OLD.hubID
        OR NEW.document IS NOT OLD.document OR NEW.validFrom IS NOT OLD.validFrom
        OR NEW.decidedBy IS NOT OLD.decidedBy OR NEW.createdAt IS NOT OLD.createdAt
    BEGIN SELECT RAISE(ABORT, 'une version de la charte ne se modifie pas : on en écrit une autre'); END;

CREATE TRIGGER charterIsNotErased BEFORE DELETE ON charterVersion
    BEGIN SELECT RAISE(ABORT, 'une version de la charte ne s''efface pas'); END;

CREATE TRIGGER convenedRulesAreFrozen BEFORE UPDATE OF statutes, statutesID, kind, hubID, secondCallOf, convenedOn
    ON assembly WHEN OLD.convenedOn IS NOT NULL
        AND (NEW.statutes IS NOT OLD.statutes OR NEW.statutesID IS NOT OLD.statutesID OR NEW.kind <> OLD.kind
        OR NEW.hubID <> OLD.hubID OR NEW.secondCallOf IS NOT OLD.secondCallOf
        OR NEW.convenedOn IS NOT OLD.convenedOn)
    BEGIN SELECT RAISE(ABORT, 'une assemblée convoquée garde ses statuts et sa sorte'); END;

CREATE VIEW currentMilestone AS
    SELECT milestone.* FROM milestone
    WHERE NOT EXISTS (SELECT 1 FROM milestone later WHERE later.replaces = milestone.id)
    AND NOT EXISTS (SELECT 1 FROM milestoneWithdrawal WHERE milestoneID = milestone.id);

CREATE TRIGGER dossierCommentIsNotEdited BEFORE UPDATE OF dossierID, section, body, writtenAt ON dossierComment
    BEGIN SELECT RAISE(ABORT, 'une remarque ne se réécrit pas'); END;

CREATE TRIGGER essCategoryIsNotEdited BEFORE UPDATE ON essCategory
    BEGIN SELECT RAISE(ABORT, 'une ligne se remplace'); END;

CREATE TRIGGER essCategoryIsSettled BEFORE INSERT ON essCategory
    WHEN (SELECT validFrom FROM essVersion WHERE id = NEW.versionID) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'une version datée ne se modifie pas'); END;

CREATE TRIGGER essCategoryStays BEFORE DELETE ON essCategory
    WHEN (SELECT validFrom FROM essVersion WHERE id = OLD.versionID) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'une version datée ne se modifie pas'); END;

CREATE TRIGGER essExclusionIsNotEdited BEFORE UPDATE ON essExclusion
    BEGIN SELECT RAISE(ABORT, 'une ligne se remplace'); END;

CREATE TRIGGER essExclusionIsSettled BEFORE INSERT ON essExclusion
    WHEN (SELECT validFrom FROM essVersion WHERE id = NEW.versionID) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'une version datée ne se modifie pas'); END;

CREATE TRIGGER essExclusionStays BEFORE DELETE ON essExclusion
    WHEN (SELECT validFrom FROM essVersion WHERE id = OLD.versionID) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'une version datée ne se modifie pas'); END;

CREATE TRIGGER establishment_delete AFTER DELETE ON establishment BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT OLD.organisationID, version + 1 FROM directoryVersion WHERE true
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    
END;

CREATE TRIGGER establishment_insert AFTER INSERT ON establishment BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT NEW.organisationID, version + 1 FROM directoryVersion WHERE true
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    
END;

CREATE TRIGGER establishment_update AFTER UPDATE ON establishment BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT NEW.organisationID, version + 1 FROM directoryVersion WHERE true
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    
END;

CREATE TRIGGER hubMember_delete AFTER DELETE ON hubMember BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT OLD.organisationID, version + 1 FROM directoryVersion WHERE true
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    UPDATE directoryVersion SET version = version + 1;
END;

CREATE TRIGGER hubMember_insert AFTER INSERT ON hubMember BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT NEW.organisationID, version + 1 FROM directoryVersion WHERE true
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    UPDATE directoryVersion SET version = version + 1;
END;

CREATE TRIGGER hubMember_update AFTER UPDATE ON hubMember BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT NEW.organisationID, version + 1 FROM directoryVersion WHERE true
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    UPDATE directoryVersion SET version = version + 1;
END;

CREATE TRIGGER hubPerimeter_delete AFTER DELETE ON hubPerimeter BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT DISTINCT m.organisationID, v.version + 1 FROM hubMember m, directoryVersion v
        WHERE m.hubID = OLD.hubID
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    UPDATE directoryVersion SET version = version + 1;
END;

CREATE TRIGGER hubPerimeter_insert AFTER INSERT ON hubPerimeter BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT DISTINCT m.organisationID, v.version + 1 FROM hubMember m, directoryVersion v
        WHERE m.hubID = NEW.hubID
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    UPDATE directoryVersion SET version = version + 1;
END;

CREATE TRIGGER hubPerimeter_update AFTER UPDATE ON hubPerimeter BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT DISTINCT m.organisationID, v.version + 1 FROM hubMember m, directoryVersion v
        WHERE m.hubID = NEW.hubID
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    UPDATE directoryVersion SET version = version + 1;
END;

CREATE TRIGGER hub_insert AFTER INSERT ON hub BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT DISTINCT m.organisationID, v.version + 1 FROM hubMember m, directoryVersion v
        WHERE m.hubID = NEW.id
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    UPDATE directoryVersion SET version = version + 1;
END;

CREATE TRIGGER hub_update AFTER UPDATE ON hub BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT DISTINCT m.organisationID, v.version + 1 FROM hubMember m, directoryVersion v
        WHERE m.hubID = NEW.id
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    UPDATE directoryVersion SET version = version + 1;
END;

CREATE TRIGGER journalIsNotEdited BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'le journal ne se modifie pas'); END;

CREATE TRIGGER journalIsNotErased BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'le journal ne s''efface pas'); END;

CREATE TRIGGER journalOnlyGrows BEFORE INSERT ON journal
    WHEN NEW.id IS NOT (SELECT COALESCE(max(id), 0) + 1 FROM journal)
    OR EXISTS (SELECT 1 FROM journal WHERE hash = NEW.hash)
    BEGIN SELECT RAISE(ABORT, 'le journal ne fait que s''allonger'); END;

CREATE TRIGGER mandateIsNotErased BEFORE DELETE ON mandate
    BEGIN SELECT RAISE(ABORT, 'un mandat ne s''efface pas : on l''annule'); END;

CREATE TRIGGER mandateKeepsItsFacts
    BEFORE UPDATE OF hubID, bodyKey, duty, college, validFrom, validUntil, assemblyID ON mandate
    BEGIN SELECT RAISE(ABORT, 'un mandat enregistré se termine ou s''annule, il ne se modifie pas'); END;

CREATE TRIGGER membershipOfItsKind BEFORE INSERT ON membership
    WHEN NEW.wholeKind <> (SELECT kind FROM territory WHERE id = NEW.wholeID)
    BEGIN SELECT RAISE(ABORT, 'le territoire d''appartenance n''est pas de cette sorte'); END;

CREATE TRIGGER membership_delete AFTER DELETE ON membership BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER membership_insert AFTER INSERT ON membership BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER membership_update AFTER UPDATE ON membership BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER milestoneIsNotEdited BEFORE UPDATE ON milestone
    BEGIN SELECT RAISE(ABORT, 'un jalon ne se modifie pas : on le corrige par un autre'); END;

CREATE TRIGGER milestoneIsNotErased BEFORE DELETE ON milestone
    BEGIN SELECT RAISE(ABORT, 'un jalon ne s''efface pas : on le retire'); END;

CREATE TRIGGER milestoneIsNotOverwritten BEFORE INSERT ON milestone
    WHEN EXISTS (SELECT 1 FROM milestone WHERE id = NEW.id OR replaces = NEW.replaces)
    BEGIN SELECT RAISE(ABORT, 'un jalon ne se modifie pas : on le corrige par un autre'); END;

CREATE TRIGGER minutesRectificationStays BEFORE UPDATE ON minutesRectification
    BEGIN SELECT raise(ABORT, 'rectifications never change'); END;

CREATE TRIGGER minutesStay BEFORE DELETE ON minutes
    BEGIN SELECT raise(ABORT, 'minutes are never erased'); END;

CREATE TRIGGER minutesStaySealed BEFORE UPDATE OF approvedAt, approvedBy, sealedAt, proof, hash ON minutes
    WHEN OLD.sealedAt IS NOT NULL
    BEGIN SELECT raise(ABORT, 'sealed minutes never change'); END;

CREATE TRIGGER nothingIsOpenedBeforeClosing BEFORE UPDATE OF opened, proof ON scrutin
    WHEN (NEW.opened IS NOT NULL OR NEW.proof IS NOT NULL) AND NEW.state IN ('preparation', 'ouvert')
    BEGIN SELECT RAISE(ABORT, 'rien ne s''ouvre avant la clôture'); END;

CREATE TRIGGER offer_delete AFTER DELETE ON offer BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT OLD.organisationID, version + 1 FROM directoryVersion WHERE true
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    UPDATE directoryVersion SET version = version + 1;
END;

CREATE TRIGGER offer_insert AFTER INSERT ON offer BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT NEW.organisationID, version + 1 FROM directoryVersion WHERE true
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    UPDATE directoryVersion SET version = version + 1;
END;

CREATE TRIGGER offer_update AFTER UPDATE ON offer BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT NEW.organisationID, version + 1 FROM directoryVersion WHERE true
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    UPDATE directoryVersion SET version = version + 1;
END;

CREATE TRIGGER onceInAPerimeterAtATime BEFORE INSERT ON hubPerimeter
    WHEN EXISTS (
        SELECT 1 FROM hubPerimeter other WHERE other.hubID = NEW.hubID AND other.territoryID = NEW.territoryID
        AND (other.validUntil IS NULL OR NEW.validFrom IS NULL OR NEW.validFrom < other.validUntil)
        AND (NEW.validUntil IS NULL OR other.validFrom IS NULL OR other.validFrom < NEW.validUntil))
    BEGIN SELECT RAISE(ABORT, 'ce territoire est déjà dans le périmètre à cette date'); END;

CREATE TRIGGER oneNameAtATime BEFORE INSERT ON territoryName
    WHEN EXISTS (
        SELECT 1 FROM territoryName other WHERE other.territoryID = NEW.territoryID
        AND (other.validUntil IS NULL OR NEW.validFrom IS NULL OR NEW.validFrom < other.validUntil)
        AND (NEW.validUntil IS NULL OR other.validFrom IS NULL OR other.validFrom < NEW.validUntil))
    BEGIN SELECT RAISE(ABORT, 'un territoire n''a qu''un nom à la fois'); END;

CREATE TRIGGER oneWholeOfAKindAtATime BEFORE INSERT ON membership
    WHEN EXISTS (
        SELECT 1 FROM membership other WHERE other.partID = NEW.partID AND other.wholeKind = NEW.wholeKind
        AND (other.validUntil IS NULL OR NEW.validFrom IS NULL OR NEW.validFrom < other.validUntil)
        AND (NEW.validUntil IS NULL OR other.validFrom IS NULL OR other.validFrom < NEW.validUntil))
    BEGIN SELECT RAISE(ABORT, 'un territoire n''appartient qu''à un seul territoire de chaque sorte à la fois'); END;

CREATE TRIGGER openBallotChangesOnlyIfAllowed BEFORE UPDATE ON scrutinBallot
    WHEN (SELECT state = 'ouvert' AND mayChange = 1 FROM scrutin WHERE id = OLD.scrutinID) IS NOT 1
        OR NEW.scrutinID <> OLD.scrutinID OR NEW.organisationID <> OLD.organisationID
    BEGIN SELECT RAISE(ABORT, 'ce vote ne change plus'); END;

CREATE TRIGGER openBallotIsNotErased BEFORE DELETE ON scrutinBallot
    BEGIN SELECT RAISE(ABORT, 'un vote ne s''efface pas'); END;

CREATE TRIGGER openBallotsOnlyWhileOpen BEFORE INSERT ON scrutinBallot
    WHEN (SELECT state = 'ouvert' AND isSecret = 0 FROM scrutin WHERE id = NEW.scrutinID) IS NOT 1
    BEGIN SELECT RAISE(ABORT, 'ce scrutin ne reçoit pas ce bulletin'); END;

CREATE TRIGGER openedRollIsFrozen BEFORE UPDATE OF scrutinID, organisationID, name, college, voices ON scrutinVoter
    WHEN (SELECT state FROM scrutin WHERE id = OLD.scrutinID) <> 'preparation'
    BEGIN SELECT RAISE(ABORT, 'la liste électorale est figée'); END;

CREATE TRIGGER openedRollLosesNobody BEFORE DELETE ON scrutinVoter
    WHEN (SELECT state FROM scrutin WHERE id = OLD.scrutinID) <> 'preparation'
    BEGIN SELECT RAISE(ABORT, 'la liste électorale est figée'); END;

CREATE TRIGGER openedRollTakesNobody BEFORE INSERT ON scrutinVoter
    WHEN (SELECT state FROM scrutin WHERE id = NEW.scrutinID) <> 'preparation'
    BEGIN SELECT RAISE(ABORT, 'la liste électorale est figée'); END;

CREATE TRIGGER openedScrutinIsFrozen BEFORE UPDATE OF hubID, agendaItemID, identity, nature, clause, meeting, kind,
    title, question, options, seats, most, isSecret, mayChange, opensAt, closesAt, tellerKey, byCollege, receiptKey,
    manifest, fingerprint ON scrutin WHEN OLD.state <> 'preparation'
    BEGIN SELECT RAISE(ABORT, 'un scrutin ouvert ne change plus'); END;

CREATE TRIGGER openedScrutinKeepsItsRound BEFORE UPDATE OF round, isHeldInRoom ON scrutin
    WHEN OLD.state <> 'preparation'
    BEGIN SELECT RAISE(ABORT, 'un scrutin ouvert ne change plus'); END;

CREATE TRIGGER organisation_delete AFTER DELETE ON organisation BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT OLD.id, version + 1 FROM directoryVersion WHERE true
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    
END;

CREATE TRIGGER organisation_update AFTER UPDATE ON organisation BEGIN
    INSERT INTO directoryChange (organisationID, version)
        SELECT NEW.id, version + 1 FROM directoryVersion WHERE true
        ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
    
END;

CREATE TRIGGER paymentIsNotEdited BEFORE UPDATE ON duesPayment
    WHEN OLD.cancelledAt IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.callID IS NOT OLD.callID
        OR NEW.hubID IS NOT OLD.hubID OR NEW.payer IS NOT OLD.payer OR NEW.amount IS NOT OLD.amount
        OR NEW.receivedOn IS NOT OLD.receivedOn OR NEW.means IS NOT OLD.means OR NEW.note IS NOT OLD.note
        OR NEW.receiptNumber IS NOT OLD.receiptNumber OR NEW.recordedAt IS NOT OLD.recordedAt
    BEGIN SELECT RAISE(ABORT, 'un versement ne se modifie pas : on l''annule'); END;

CREATE TRIGGER paymentIsNotErased BEFORE DELETE ON duesPayment
    BEGIN SELECT RAISE(ABORT, 'un versement ne s''efface pas : on l''annule'); END;

CREATE TRIGGER receiptsHaveNoHole BEFORE INSERT ON duesPayment
    WHEN NEW.receiptNumber IS NOT (SELECT COALESCE(max(receiptNumber), 0) + 1 FROM duesPayment
        WHERE hubID = NEW.hubID AND receiptYear = NEW.receiptYear)
    BEGIN SELECT RAISE(ABORT, 'les reçus se suivent sans trou'); END;

CREATE TRIGGER roomScrutinHasAnItem BEFORE INSERT ON scrutin
    WHEN NEW.isHeldInRoom = 1 AND NEW.agendaItemID IS NULL
    BEGIN SELECT RAISE(ABORT, 'un vote en ligne de séance porte sur un point'); END;

CREATE TRIGGER scrutinGoesOnlyForward BEFORE UPDATE OF state ON scrutin WHEN NOT (
        OLD.state = NEW.state OR (OLD.state = 'preparation' AND NEW.state IN ('ouvert', 'annule'))
        OR (OLD.state = 'ouvert' AND NEW.state IN ('clos', 'annule'))
        OR (OLD.state = 'clos' AND NEW.state IN ('publie', 'annule')))
    BEGIN SELECT RAISE(ABORT, 'un scrutin ne revient pas en arrière'); END;

CREATE TRIGGER sealedBallotsHaveOneLength BEFORE INSERT ON scrutinUrn
    WHEN length(NEW.sealed) <> (
        SELECT 65 + json_extract(manifest, '$.longueur-du-bulletin') + 16 FROM scrutin WHERE id = NEW.scrutinID)
    BEGIN SELECT RAISE(ABORT, 'tous les bulletins ont la même longueur'); END;

CREATE TRIGGER sectorRule_delete AFTER DELETE ON sectorRule BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER sectorRule_insert AFTER INSERT ON sectorRule BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER sectorRule_update AFTER UPDATE ON sectorRule BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER sector_delete AFTER DELETE ON sector BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER sector_insert AFTER INSERT ON sector BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER sector_update AFTER UPDATE ON sector BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER signatureIsNotEdited BEFORE UPDATE ON scrutinSignature
    BEGIN SELECT RAISE(ABORT, 'un émargement ne change pas'); END;

CREATE TRIGGER signatureIsNotErased BEFORE DELETE ON scrutinSignature
    BEGIN SELECT RAISE(ABORT, 'un émargement ne s''efface pas'); END;

CREATE TRIGGER signaturesOnlyWhileOpen BEFORE INSERT ON scrutinSignature
    WHEN (SELECT state FROM scrutin WHERE id = NEW.scrutinID) <> 'ouvert'
    BEGIN SELECT RAISE(ABORT, 'ce scrutin n''est pas ouvert'); END;

CREATE TRIGGER signedCharterStays BEFORE UPDATE OF withdrawnAt ON charterVersion
    WHEN NEW.withdrawnAt IS NOT NULL AND (
        EXISTS (SELECT 1 FROM charterSignature WHERE number = OLD.number)
        OR EXISTS (SELECT 1 FROM joiningRequest WHERE charterVersion = OLD.number))
    BEGIN SELECT RAISE(ABORT, 'une version signée reste'); END;

CREATE TRIGGER statutesAreNotErased BEFORE DELETE ON statutesVersion
    BEGIN SELECT RAISE(ABORT, 'une version des statuts ne s''efface pas'); END;

CREATE TRIGGER statutesAreNotUnmade BEFORE UPDATE OF state ON statutesVersion
    WHEN OLD.state = 'abandonnee' OR (OLD.state <> 'brouillon' AND NEW.state NOT IN ('adoptee', 'remplacee'))
    BEGIN SELECT RAISE(ABORT, 'une version adoptée ou abandonnée le reste'); END;

CREATE TRIGGER statutesAreSettled
    BEFORE UPDATE OF hubID, version, rules, prose, adoptedOn, inForceFrom, assemblyID, earlierReason,
        earlierDocumentID
    ON statutesVersion WHEN OLD.state <> 'brouillon'
    BEGIN SELECT RAISE(ABORT, 'une version adoptée ou abandonnée ne se modifie pas'); END;

CREATE TRIGGER stepDeadlineIsAsItWasSet BEFORE UPDATE OF hubID, step, due, reason, setOn ON stepDeadline
BEGIN SELECT RAISE(ABORT, 'une échéance reste telle qu’elle a été fixée'); END;

CREATE TRIGGER stepDeadlineIsNotErased BEFORE DELETE ON stepDeadline
BEGIN SELECT RAISE(ABORT, 'une échéance reste telle qu’elle a été fixée'); END;

CREATE TRIGGER territoryName_delete AFTER DELETE ON territoryName BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER territoryName_insert AFTER INSERT ON territoryName BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER territoryName_update AFTER UPDATE ON territoryName BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER territory_delete AFTER DELETE ON territory BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER territory_insert AFTER INSERT ON territory BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER territory_update AFTER UPDATE ON territory BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER topology_delete AFTER DELETE ON topology BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER topology_insert AFTER INSERT ON topology BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER topology_update AFTER UPDATE ON topology BEGIN
    UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
END;

CREATE TRIGGER urnIsNotEdited BEFORE UPDATE ON scrutinUrn
    BEGIN SELECT RAISE(ABORT, 'un bulletin ne change pas'); END;

CREATE TRIGGER urnIsNotErased BEFORE DELETE ON scrutinUrn
    BEGIN SELECT RAISE(ABORT, 'un bulletin ne s''efface pas'); END;

CREATE TRIGGER urnTakesBallotsOnlyWhileOpen BEFORE INSERT ON scrutinUrn
    WHEN (SELECT state = 'ouvert' AND isSecret = 1 FROM scrutin WHERE id = NEW.scrutinID) IS NOT 1
    BEGIN SELECT RAISE(ABORT, 'cette urne ne reçoit pas de bulletin'); END;

CREATE TRIGGER withdrawalIsNotEdited BEFORE UPDATE ON milestoneWithdrawal
    BEGIN SELECT RAISE(ABORT, 'un retrait ne se modifie pas'); END;

CREATE TRIGGER withdrawalIsNotErased BEFORE DELETE ON milestoneWithdrawal
    BEGIN SELECT RAISE(ABORT, 'un retrait ne s''efface pas'); END;
