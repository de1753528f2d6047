extension French {
    /// « de Mutualité », « d’Oxalis »: « de » before a name, cut before a vowel.
    static func of(_ name: String) -> String {
        let first = name.decomposedASCII.lowercased().first
        return (first.map { "aeiouy".contains($0) } ?? false) ? "d’" + name : "de " + name
    }
}
