import Foundation

/// The words that most passwords are made of in France and elsewhere, and how people dress them up.
///
/// A list of passwords of twelve characters is endless («soleil123456», «Marseille-2024!», «passwordpassword»); what they have
/// in common is a short list of words, with digits and signs around. So words are taken out, and what is left is counted.
enum CommonWords {
    /// Lower case, without accents, and with digits that stand for letters put back.
    static func folded(_ text: String) -> String {
        var folded = ""
        for scalar in text.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
            guard scalar.properties.generalCategory != .nonspacingMark else { continue }
            folded.unicodeScalars.append(scalar)
        }
        return folded
    }

    private static let disguises: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "€": "e",
    ]

    /// How many characters resist a guesser: common words count for nothing, runs of digits for half, signs for one each.
    static func remainder(of folded: String, without extra: [String] = []) -> Int {
        let plain = score(Array(folded), extra: extra)
        let undisguised = folded.map { disguises[$0] ?? $0 }
        return min(plain, score(undisguised, extra: extra))
    }

    /// Least cost of covering the text with words (free, but a repeated or second one stays free too) and single characters.
    private static func score(_ text: [Character], extra: [String]) -> Int {
        let extraWords = Set(extra)
        let longest = max(longestWord, extra.map(\.count).max() ?? 0)
        // In halves of a character, so that digits can count for one half.
        var cost = [Int](repeating: 0, count: text.count + 1)
        for end in stride(from: 1, through: text.count, by: 1) {
            let last = text[end - 1]
            cost[end] = cost[end - 1] + (last.isLetter ? 2 : last.isNumber ? 1 : 2)
            for length in stride(from: 4, through: min(longest, end), by: 1) {
                let word = String(text[(end - length)..<end])
                guard words.contains(word) || extraWords.contains(word) else { continue }
                cost[end] = min(cost[end], cost[end - length])
            }
        }
        return (cost[text.count] + 1) / 2
    }

    /// Whether the text is nothing but neighbours: of the alphabet, of digits, or of a keyboard, in either direction.
    static func isSequence(_ text: String) -> Bool {
        let keys = Array(folded(text))
        var steps = 0
        for (left, right) in zip(keys, keys.dropFirst()) where isStep(left, right) { steps += 1 }
        return 4 * steps >= 3 * (keys.count - 1)
    }

    private static func isStep(_ left: Character, _ right: Character) -> Bool {
        if left == right { return true }
        return rows.contains { row in
            row.contains("\(left)\(right)") || row.contains("\(right)\(left)")
        }
    }

    private static let rows = [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl",
        "zxcvbnm", "aqwzsxedcrfvtgbyhnujmik", "&é\"'(-è_çà)=", "&e\"'(-e_ca)=", "qwertzuiop",
    ]

    private static let words: Set<String> = Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let longestWord = words.map(\.count).max() ?? 0

    private static let list = """
        motdepasse motdepass password passwort passw0rd passe secret secrete azerty azertyuiop qwerty qwertyuiop qwertz
        bonjour bonsoir salut soleil lune etoile doudou loulou loulout chouchou chocolat coucou nounours chaton minou
        jetaime jtaime iloveyou loveyou love amour coeur cheri cherie bisou bisous calin princesse prince reine
        marseille paris lyon toulouse bordeaux lille nantes rennes brest quimper lorient vannes bretagne breizh
        football foot rugby tennis basket velo moto voiture ferrari porsche peugeot renault citroen
        nicolas camille julien thomas alexandre maxime antoine guillaume sebastien christophe frederic stephane
        laurent david olivier philippe michel pierre jean jacques marie sophie isabelle nathalie sandrine valerie
        celine caroline stephanie aurelie emilie julie laura manon lucas enzo mathis louis hugo arthur gabriel raphael
        jules leo emma jade louise alice chloe lina anais sarah clara charlotte juliette michael daniel jessica ashley
        charlie jordan andrew robert thomas george joshua matthew jennifer amanda nicole hannah samantha
        azur rouge bleu vert jaune noir blanc orange violet rose fleur fleurs tulipe marguerite violette
        chien chat cheval oiseau lapin tigre lion dragon monkey tiger eagle falcon dauphin dolphin panda papillon
        maison famille enfants maman papa mamie papi bebe frere soeur copain copine ami amie amis toujours
        vacances ete hiver printemps automne noel pirate fromage vanille fraise cerise banane pomme citron cafe
        janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
        lundi mardi mercredi jeudi vendredi samedi dimanche
        january february march april june july august september october november december summer winter spring autumn
        monday tuesday wednesday thursday friday saturday sunday
        admin administrateur administrator root user utilisateur login connexion compte test testtest demo guest invite
        welcome bienvenue hello letmein master maitre trustno1 superman batman spiderman starwars pokemon naruto
        minecraft zelda mario computer ordinateur internet google facebook twitter microsoft windows samsung iphone apple
        monmotdepasse lemotdepasse changeme changezmoi changermoi modifier nouveau nouvelle temporaire default defaut
        abcdef abcd abcdefgh azer qsdf wxcv qwer asdf zxcv qazwsx 1234 12345 123456 1234567 12345678 123456789
        1234567890 0123456789 987654321 4321 654321 0000 1111 2222 3333 4444 5555 6666 7777 8888 9999 111111 000000
        123123 112233 121212 1q2w3e 1q2w3e4r 1a2b3c 2010 2011 2012 2013 2014 2015 2016 2017 2018 2019 2020 2021 2022
        2023 2024 2025 2026 2027 2028 2029 2030 1980 1985 1990 1995 2000 2001
        liberte egalite fraternite france francais vive republique bretonne breton
        maillage economie sociale solidaire solidarite pole poles reseau association cooperative mutuelle fondation
        chambre regionale cress cres pays collectif insertion territoire initiative
        baseball hockey soccer liverpool arsenal chelsea barcelona madrid juventus olympique
        sunshine shadow flower purple freedom whatever nothing forever always family friends jesus angel
        access hunter killer ranger buster soccer thunder cookie pepper ginger cheese banana chocolate
        poisson bateau marine ocean plage montagne foret riviere voyage musique guitare piano danse
        sesame ouvretoi abracadabra cestmoi moimoi bidule machin truc chose toto titi tata tutu zaza lolo lola fifi riri
        """
}
