import GRDB

/// The ordered list of migrations, one file per subject. A migration is never edited once published.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("2026-11 journal") { db in try db.execute(sql: journal) }
        migrator.registerMigration("2026-11 comptes") { db in try db.execute(sql: accounts) }
        migrator.registerMigration("2026-11 territoires") { db in try db.execute(sql: territories) }
        migrator.registerMigration("2026-11 pôles") { db in try db.execute(sql: hubs) }
        migrator.registerMigration("2026-11 annuaire") { db in try db.execute(sql: organisations) }
        migrator.registerMigration("2026-11 offres et besoins") { db in try db.execute(sql: offers) }
        migrator.registerMigration("2026-11 imports") { db in try db.execute(sql: imports) }
        migrator.registerMigration("2026-11 secteurs") { db in
            try db.execute(sql: sectors)
            try SectorStore.install(.shipped(), in: db)
        }
        migrator.registerMigration("2026-11 données ouvertes") { db in try db.execute(sql: openData) }
        migrator.registerMigration("2026-11 périmètre de l’ESS") { db in
            try db.execute(sql: essPerimeter)
            try EssStore.install(.shipped(), in: db)
        }
        migrator.registerMigration("2026-11 têtes de réseau") { db in try db.execute(sql: federations) }
        migrator.registerMigration("2026-11 qui manque") { db in try db.execute(sql: prospects) }
        migrator.registerMigration("2026-11 doublons") { db in try db.execute(sql: duplicates) }
        migrator.registerMigration("2026-11 choix des imports") { db in try db.execute(sql: importDecisions) }
        migrator.registerMigration("2026-11 alertes") { db in try db.execute(sql: alerts) }
        migrator.registerMigration("2026-11 tenue de l’annuaire") { db in try db.execute(sql: care) }
        migrator.registerMigration("2026-11 changements de l’annuaire") { db in
            try db.execute(sql: directoryChanges)
        }
        migrator.registerMigration("2026-11 assemblées") { db in try db.execute(sql: assemblies) }
        migrator.registerMigration("2026-11 adhérents") { db in
            try db.execute(sql: members)
            try db.execute(sql: dues)
            try db.execute(sql: joining)
        }
        migrator.registerMigration("2026-11 statuts") { db in try db.execute(sql: statutes) }
        migrator.registerMigration("2026-11 mandats") { db in try db.execute(sql: mandates) }
        migrator.registerMigration("2026-11 convocations") { db in try db.execute(sql: convocation) }
        migrator.registerMigration("2026-11 séances") { db in try db.execute(sql: sittings) }
        migrator.registerMigration("2026-11 scrutins en ligne") { db in try db.execute(sql: voting) }
        migrator.registerMigration("2026-11 panoramas") { db in try db.execute(sql: panorama) }
        migrator.registerMigration("2026-11 démarche") { db in try db.execute(sql: journey) }
        migrator.registerMigration("2026-11 enquête") { db in try db.execute(sql: survey) }
        migrator.registerMigration("2026-11 plan de financement") { db in try db.execute(sql: finance) }
        migrator.registerMigration("2026-11 fonctions et actions") { db in try db.execute(sql: functions) }
        migrator.registerMigration("2026-11 partenariats et dossier") { db in try db.execute(sql: partnerships) }
        migrator.registerMigration("2026-11 antennes retrouvées") { db in try db.execute(sql: branchIndexes) }
        migrator.registerMigration("2026-11 connexions refusées") { db in try db.execute(sql: signInFailures) }
        migrator.registerMigration("2026-11 lancement") { db in try db.execute(sql: launch) }
        migrator.registerMigration("2026-11 remarques sur le dossier") { db in
            try db.execute(sql: dossierComments)
        }
        migrator.registerMigration("2026-11 lettres aux absents") { db in try db.execute(sql: prospectLetters) }
        migrator.registerMigration("2026-11 espace des adhérents") { db in try db.execute(sql: ownMembership) }
        migrator.registerMigration("2026-11 votes en ligne des points") { db in try db.execute(sql: itemBallots) }
        migrator.registerMigration("2026-11 élections à voix haute") { db in try db.execute(sql: consent) }
        migrator.registerMigration("2026-11 chiffres par secteur et par taille") { db in
            try db.execute(sql: dividedFigures)
        }
        migrator.registerMigration("2026-11 choix de la gouvernance") { db in try db.execute(sql: governance) }
        migrator.registerMigration("2026-11 réglages des dépouillements") { db in try db.execute(sql: electionSettings)
        }
        migrator.registerMigration("2026-11 échéances et étude") { db in try db.execute(sql: stepDeadlines) }
        return migrator
    }

    /// Everything the database holds, as `docs/schema.sql` shows it.
    static func dump(_ db: GRDB.Database) throws -> String {
        let statements = try String.fetchAll(
            db,
            sql: """
                SELECT sql FROM sqlite_schema
                WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
                ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name
                """)
        return statements.map { $0 + ";\n" }.joined(separator: "\n")
    }
}
