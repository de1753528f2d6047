import Domain
import Markup

/// What a survey writes to organisations.
struct SurveyLetters: Sendable {
    let baseURL: String

    func invitation(_ key: Secret, _ name: String, _ survey: Survey, _ hub: Hub, isReminder: Bool) -> Letter {
        let until = survey.closesOn.map { " jusqu’au \($0.adding(days: -1).french)" } ?? ""
        let opening =
            isReminder
            ? "Nous vous avons écrit il y a quelques jours ; votre réponse compterait. Si vous préférez ne pas répondre, ce message est l’un des derniers."
            : survey.presentation
        let subject = (isReminder ? "Rappel : " : "") + survey.title
        let body = """
            Bonjour,

            \(opening)

            Ce lien ouvre le questionnaire de \(name)\(until). Il ne sert qu’à cela :

            \(baseURL)/enquete?cle=\(key.text)

            Personne ne verra vos réponses à votre nom : elles ne sont montrées que mêlées à d’autres, et seulement s’il y en a assez.

            \(hub.name) : \(baseURL)/poles/\(hub.slug)/demarche

            Pour ne plus recevoir de message à ce sujet :
            \(baseURL)/enquete/refus?cle=\(key.text)
            """
        let signature = "\n\n-- \nMaillage, \(baseURL)\n"
        return Letter(subject: Typography.french(subject), body: Typography.french(body) + signature)
    }
}
