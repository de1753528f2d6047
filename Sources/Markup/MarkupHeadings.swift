extension Markup {
    /// The same with each heading one level lower, for what was made as a page of its own and now stands beneath a title. What
    /// people typed is escaped, so that no tag here is theirs; what begins below the second level stays as it is.
    package var oneLevelDown: Markup {
        guard text.contains("<h2") else { return self }
        var html = text
        for level in [5, 4, 3, 2] {
            html = html.replacing("<h\(level)", with: "<h\(level + 1)")
                .replacing("</h\(level)>", with: "</h\(level + 1)>")
        }
        return Markup(trusting: html)
    }
}
