/// What an import is read against: where, and the network's own tables on that day.
package struct ImportScope: Sendable {
    /// The communes of the network; empty when none is known, and then every place is kept.
    package let communes: Set<String>
    /// The version of the perimeter of the ESS in force.
    package let perimeter: EssTable
    package let sectors: Sectors
    /// Names of federations, by slug.
    package let federations: [String: String]

    package init(communes: Set<String>, perimeter: EssTable, sectors: Sectors, federations: [String: String] = [:]) {
        (self.communes, self.perimeter) = (communes, perimeter)
        (self.sectors, self.federations) = (sectors, federations)
    }

    /// The slug of the federation that a word of a file names.
    func federation(_ text: String) -> String? {
        if federations[text] != nil { return text }
        let words = SearchText.words(text)
        return federations.filter { SearchText.words($0.value) == words }.keys.min()
    }
}
