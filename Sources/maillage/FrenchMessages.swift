/// The argument parser speaks English; its few words are said again in French.
enum FrenchMessages {
    /// The help or the error message of the parser, in French. What is not in the table stays as it is.
    static func translated(_ text: String) -> String {
        words.reduce(text) { (text: String, pair: (english: String, french: String)) in
            text.replacing(pair.english, with: pair.french)
        }
    }

    private static let words: [(english: String, french: String)] = [
        ("OVERVIEW: ", ""), ("USAGE: ", "USAGE : "), ("Usage: ", "Usage : "), ("OPTIONS:", "OPTIONS :"),
        ("ARGUMENTS:", "ARGUMENTS :"), ("SUBCOMMANDS:", "COMMANDES :"), ("<subcommand>", "<commande>"),
        ("Show help information.", "Affiche cette aide."), ("Error: ", "Erreur : "), ("(default: ", "(par défaut : "),
        (" for detailed help.", " pour l’aide de chacune."), (" for more information.", " pour l’aide."),
        ("  See '", "  Voir '"), ("Help:  ", "Aide :  "),
        ("Unexpected argument ", "argument inattendu : "), ("unexpected arguments: ", "arguments inattendus : "),
        ("Unknown option ", "option inconnue : "), (". Did you mean ", ". Vouliez-vous dire "),
        ("Missing value for ", "il manque une valeur à "), ("Missing expected argument ", "il manque "),
        ("Missing one of: ", "il manque l’un de : "), ("The value '", "la valeur '"),
        (" is invalid for ", " ne convient pas à "),
    ]
}
