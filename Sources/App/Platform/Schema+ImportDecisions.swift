extension Schema {
    /// What somebody said of lines that look like a record: line to decision, as JSON.
    static let importDecisions =
        "ALTER TABLE importDraft ADD COLUMN decisions TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(decisions));"
}
