import Domain
import Markup

/// The door: a link by mail, or a password.
func signInPage(
    token: String, next: LocalPath?, link: FormState = FormState(), password: FormState = FormState(),
    done: Bool = false
) -> PageContent {
    let destination: Markup? = next.map { "<input type=\"hidden\" name=\"suite\" value=\"\($0.text)\">" }
    let byLink = form(
        "/connexion/lien", token: token, state: link,
        """
        \(destination)
        \(mailField("courriel", "Votre adresse de courriel", link, hint: "Vous recevrez un lien qui ouvre votre compte, sans mot de passe."))
        <p class="actions"><button>Recevoir un lien</button></p>
        """)
    let byPassword = form(
        "/connexion", token: token, state: password,
        """
        \(destination)
        \(mailField("adresse", "Votre adresse de courriel", password))
        \(textField("mot-de-passe", "Votre mot de passe", password, type: "password", isRequired: true, autocomplete: "current-password", maximum: 128))
        <p class="actions"><button>Se connecter</button></p>
        """)
    return PageContent(
        title: "Se connecter",
        body: """
            \(heading("Se connecter"))
            \(done ? notice(.done, "<p>L’adresse de votre compte a changé. Connectez-vous avec la nouvelle.</p>") : nil)
            <h2>Par un lien</h2>
            \(byLink)
            <h2>Par un mot de passe</h2>
            \(byPassword)
            <p>Mot de passe oublié ? Entrez par un lien : vous pourrez en choisir un autre.</p>
            <p>Pas encore de compte ? <a href="/inscription">Créez le vôtre</a>.</p>
            """, isPrivate: true, isNarrow: true)
}

func signUpPage(token: String, state: FormState = FormState()) -> PageContent {
    let content = form(
        "/inscription", token: token, state: state,
        """
        \(textField("nom", "Votre nom", state, hint: "Prénom et nom, comme vous signez.", isRequired: true, autocomplete: "name", maximum: 100))
        \(mailField("courriel", "Votre adresse de courriel", state, hint: "Elle reste privée. Un lien y confirmera votre inscription."))
        <p class="actions"><button>Créer mon compte</button></p>
        """)
    return PageContent(
        title: "Créer un compte",
        body: """
            \(heading("Créer un compte", "Avec un compte, vous pouvez ouvrir une démarche sur un territoire, ou recevoir un rôle dans un pôle."))
            \(content)
            <p>Déjà un compte ? <a href="/connexion">Connectez-vous</a>.</p>
            <p><a href="/confidentialite">Ce que nous gardons de vous, et pourquoi</a>.</p>
            """, isPrivate: true, isNarrow: true)
}

/// The same words whether the address is known or not.
func letterSentPage() -> PageContent {
    PageContent(
        title: "Regardez votre courrier",
        body: """
            \(heading("Regardez votre courrier", "Un message part vers cette adresse. Le lien qu’il contient sert une seule fois, pendant une demi-heure."))
            <p>Rien après quelques minutes ? Regardez parmi les indésirables, vérifiez l’adresse, puis <a href="/connexion">recommencez</a>.</p>
            """, isPrivate: true, isNarrow: true)
}

/// What the link of a mail opens: one button, because robots that check mail follow links but press no button.
func linkPage(_ link: OneTimeLink, key: String, next: LocalPath?, token: String) -> PageContent {
    let destination: Markup? = next.map { "<input type=\"hidden\" name=\"suite\" value=\"\($0.text)\">" }
    let title: String
    let button: Markup
    switch link.purpose {
    case .signIn: (title, button) = ("Ouvrir votre compte", "Me connecter")
    case .signUp: (title, button) = ("Confirmer votre inscription", "Créer mon compte")
    case .invitation: (title, button) = ("Entrer dans le réseau", "Accepter l’invitation")
    case .addressChange: (title, button) = ("Confirmer votre nouvelle adresse", "Confirmer cette adresse")
    }
    let content = form(
        "/lien", token: token,
        """
        <input type="hidden" name="cle" value="\(key)">\(destination)
        <p class="actions"><button>\(button)</button></p>
        """)
    return PageContent(
        title: title,
        body:
            "\(heading("\(title)", "Pour l’adresse \(AccountLetters.hinted(link.address)). Ce lien ne sert qu’une fois."))\(content)",
        isPrivate: true, isNarrow: true)
}

func deadLinkPage(_ refusal: any Refusal) -> PageContent {
    PageContent(
        title: "Ce lien ne sert plus",
        body: """
            \(heading("Ce lien ne sert plus", "\(sentence: refusal.sentence)"))
            <p class="actions"><a class="bouton" href="/connexion">Demander un autre lien</a></p>
            """, isPrivate: true, isNarrow: true)
}

func mailField(_ name: String, _ label: Markup, _ state: FormState, hint: Markup? = nil) -> Markup {
    textField(
        name, label, state, hint: hint, type: "email", isRequired: true, autocomplete: "email", maximum: 254,
        inputmode: "email")
}
