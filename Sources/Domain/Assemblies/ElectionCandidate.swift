/// Somebody, or some organisation, that stands in an election.
package struct ElectionCandidate: Hashable, Codable, Sendable {
    package var name: String
    /// What caps look at: its organisation, group, family, college, gender.
    package var marks: [Cap.Per: String]
    /// For ties settled by age.
    package var born: Day?

    package init(_ name: String, marks: [Cap.Per: String] = [:], born: Day? = nil) {
        (self.name, self.marks, self.born) = (name, marks, born)
    }
}
