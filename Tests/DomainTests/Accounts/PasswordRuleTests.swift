import Domain
import Testing

struct PasswordRuleTests {
    let rule = PasswordRule(context: ["Anne-Laure Kermarrec", "annelaure.k@example.org"])

    @Test(arguments: [
        "trois crabes sur la dune", "correct horse battery staple", "Zq8#rT2!mK9x", "le vent tourne à l’ouest",
        "ouessant-granit-pelle", "🦀🌊 hameçon du dimanche matin",
    ])
    func aLongUncommonPasswordIsAccepted(password: String) {
        #expect(rule.flaws(of: password) == [])
    }

    @Test func elevenCharactersAreTooFew() {
        #expect(rule.flaws(of: "Zq8#rT2!mK9") == [.tooShort])
    }

    @Test func lengthIsCountedInCharactersNotBytes() {
        #expect(rule.flaws(of: "éèàùçôîûêâë") == [.tooShort])
        #expect(rule.flaws(of: String(repeating: "granit pelle ", count: 10)) == [.tooLong])
    }

    @Test(arguments: [
        "motdepasse123", "Motdepasse2024!", "passwordpassword", "P@ssw0rd12345", "Marseille13013", "soleil123456",
        "jetaime jetaime", "bienvenue2026", "azerty123456!", "iloveyou1234!", "Bretagne-2025", "administrateur",
        "footballfootball12", "maillage-reseau-2026", "m0td3p4ss3!!",
    ])
    func commonWordsDressedUpAreRefused(password: String) {
        #expect(rule.flaws(of: password).contains(.common), "\(password)")
    }

    @Test(arguments: [
        "abcdefghijklmn", "123456789012", "azertyuiopqs", "qwertyuiop[]asdf", "mlkjhgfdsqpoiuyt", "987654321098",
    ])
    func neighboursAreRefused(password: String) {
        #expect(rule.flaws(of: password).isEmpty == false, "\(password)")
        #expect(rule.flaws(of: password).contains(.sequence) || rule.flaws(of: password).contains(.common))
    }

    @Test(arguments: ["aaaaaaaaaaaa", "abababababab", "xyzxyzxyzxyz"])
    func fewDifferentCharactersAreRefused(password: String) {
        #expect(rule.flaws(of: password).contains(.repetitive))
    }

    @Test(arguments: ["kermarrec1968", "AnneLaure.Kermarrec", "Annelaure!2024"])
    func ownNameAndAddressAreRefused(password: String) {
        #expect(rule.flaws(of: password).contains(.saysWhoYouAre), "\(password)")
    }

    @Test func aControlCharacterIsRefused() {
        #expect(rule.flaws(of: "granit\u{0}pelle-vent") == [.controlCharacter])
    }

    @Test func everyFlawSaysWhatToDo() {
        for flaw in PasswordFlaw.allCases { #expect(flaw.sentence.hasSuffix(".")) }
    }
}
