import Testing

@testable import Domain

struct LetterTemplateTests {
    @Test func wordsInBracesAreReplacedOnce() {
        let letter = LetterTemplate(subject: "À {organisation}", body: "{pole} écrit à {organisation} de {commune}.")
        let filled = letter.filled([.organisation: "La {pole}", .hub: "Pôle", .commune: "Brest"])
        #expect(filled.subject == "À La {pole}")
        #expect(filled.body == "Pôle écrit à La {pole} de Brest.")
    }

    @Test func whatNothingReplacesIsSaidAndStays() {
        let letter = LetterTemplate(subject: "{nom}", body: "Un { seul, {lien} et {nom}, {autre")
        #expect(letter.unknownWords == ["nom", " seul, {lien"])
        #expect(letter.filled([.link: "https://x"]).body == "Un { seul, https://x et {nom}, {autre")
    }

    @Test func theProposedLetterHasNoUnknownWord() { #expect(LetterTemplate.proposed.unknownWords.isEmpty) }
}
