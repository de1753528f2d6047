extension Schema {
    /// A record's page looks for its branches and for what was made one with it: among hundreds of thousands, not by reading all.
    static let branchIndexes = """
        CREATE INDEX organisationByParent ON organisation (CAST(parent AS INTEGER)) WHERE parent <> '';
        CREATE INDEX organisationByMerge ON organisation (mergedInto) WHERE mergedInto IS NOT NULL;
        """
}
