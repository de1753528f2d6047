import Testing

@testable import Domain

/// Names of hubs and organisations inside sentences.
struct FrenchNamesTests {
    @Test(arguments: [
        (
            "Pôle des Deux Rivières", "du Pôle des Deux Rivières", "au Pôle des Deux Rivières",
            "le Pôle des Deux Rivières"
        ),
        ("Le Grand Lavoir", "du Grand Lavoir", "au Grand Lavoir", "Le Grand Lavoir"),
        ("La Passerelle", "de La Passerelle", "à La Passerelle", "La Passerelle"),
        ("Les Ateliers du Gué", "des Ateliers du Gué", "aux Ateliers du Gué", "Les Ateliers du Gué"),
        ("L’Étincelle", "de L’Étincelle", "à L’Étincelle", "L’Étincelle"),
        ("Terre et Marée", "de Terre et Marée", "à Terre et Marée", "Terre et Marée"),
        ("Énergie du Courant", "d’Énergie du Courant", "à Énergie du Courant", "Énergie du Courant"),
        ("Mutuelle des Rives", "de la Mutuelle des Rives", "à la Mutuelle des Rives", "la Mutuelle des Rives"),
        ("École de musique", "de l’École de musique", "à l’École de musique", "l’École de musique"),
        ("Jardins du Bief", "des Jardins du Bief", "aux Jardins du Bief", "les Jardins du Bief"),
        (
            "Initiative du Pont-Neuf", "de l’Initiative du Pont-Neuf", "à l’Initiative du Pont-Neuf",
            "l’Initiative du Pont-Neuf"
        ),
        ("Habiter la Rivière", "de Habiter la Rivière", "à Habiter la Rivière", "Habiter la Rivière"),
    ])
    func anArticleContractsAndACommonNounTakesItsOwn(name: String, of: String, to: String, the: String) {
        #expect(French.of(name) == of)
        #expect(French.to(name) == to)
        #expect(French.the(name) == the)
    }

    @Test func aWordAloneIsAName() {
        #expect(French.of("Relais") == "de Relais" && French.to("Oxalis") == "à Oxalis")
        #expect(French.of("Le") == "de Le" && French.of("") == "de ")
        #expect(French.of("Organisation 2") == "d’Organisation 2")
    }
}
