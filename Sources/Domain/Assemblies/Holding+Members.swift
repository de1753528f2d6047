/// What members hold, marked by what may dominate: the same in the register, the statutes' editor, assemblies and the balance.
extension Holding {
    /// - Parameter groups: for each organisation, the name of its group of affiliates (`Mandate.groupNames`).
    package init(_ member: MemberFacts, _ amount: Int, groups: [ID<Organisation>: String]) {
        var marks: [Cap.Per: String] = [.organisation: member.name]
        marks[.group] = groups[member.organisation] ?? member.name
        marks[.family] = member.family?.rawValue
        marks[.college] = member.college
        self.init(member.name, amount, marks: marks)
    }
}
