import Domain
import Markup

/// A secret vote: sealed before it leaves.
func secretForm(
    _ view: VoterView, key: VoterKey, _ state: FormState, script: VotingScript, token: String
) -> Markup? {
    guard let manifest = view.manifest else { return nil }
    let college = manifest.countsByCollege ? view.voter.college ?? "" : ""
    return """
        <div class="avis attention" id="sans-script"><p><strong>Ce vote est secret et demande JavaScript.</strong> Votre bulletin doit être chiffré par votre navigateur avant de partir ; sans scripts, il partirait en clair, alors rien n’est envoyé. Activez les scripts pour ce site, prenez un autre appareil, ou chiffrez le bulletin avec la commande décrite plus bas.</p></div>
        \(errorSummary(state))<div class="avis refus" id="empechement" role="alert" hidden></div>
        <div id="bulletin-en-clair">\(choiceFields(view.question, FormState()))</div>
        <section id="code-de-suivi" hidden><h2>Votre code de suivi</h2>
        <p class="code-de-suivi"><output id="code"></output></p>
        <p>Notez-le, photographiez-le ou imprimez-le : après le dépouillement, il retrouve votre bulletin dans la liste publiée. Personne d’autre ne le connaît, le serveur non plus. Qui le lit sait comment vous avez voté.</p>
        <p>Votre vote : <strong id="rappel-du-choix"></strong></p></section>
        <form method="post" action="/vote" id="vote-secret" novalidate data-genre="\(view.question.kind.rawValue)" data-options="\(view.question.options.count)" data-au-plus="\(view.question.most ?? 0)"
         data-identite="\(manifest.identity)" data-empreinte="\(manifest.fingerprint)" data-longueur="\(BallotPlaintext.length(view.question))" data-college="\(college)" data-cle="\(manifest.tellers?.publicKey ?? "")">
        \(tokenField(token))\(key.fields)<input type="hidden" name="bulletin" id="bulletin" value="">
        <p class="actions"><button type="submit" id="voter" disabled>Chiffrer mon bulletin</button> <button type="button" class="second" id="revenir" hidden>Changer de choix</button></p></form>
        <details><summary>Voter sans faire confiance à ce navigateur</summary>
        <p>Le programme qui chiffre est un seul fichier, dont l’empreinte SHA-256 est <code>\(script.print)</code> : comparez-la à celle de votre message. Ou bien chiffrez vous-même : téléchargez <a href="/vote/manifeste.json?cle=\(key.link)" download>le manifeste du scrutin</a>, lancez <code>maillage scrutin bulletin manifeste.json --choix …\(college.isEmpty ? "" : " --college " + college)</code>, et collez ici le bulletin qu’elle écrit.</p>
        \(form("/vote", token: token, """
        \(key.fields)\(textArea("bulletin-colle", "Bulletin chiffré", FormState(), rows: 4, maximum: 4000))
        <p class="actions"><button class="second">Déposer ce bulletin</button></p>
        """))</details>
        """
}

func secretDone(_ view: VoterView) -> Markup {
    notice(
        .done,
        "<p><strong>\(view.voter.name) a voté.</strong> Le bulletin est dans l’urne, chiffré. Il ne se change pas : personne, pas même le serveur, ne sait lequel est le sien.</p>"
    )
}

/// What is promised and what is not, in plain words (docs/decisions/0022).
func secretPromise() -> Markup {
    """
    <p>Ce vote est secret vis-à-vis des membres, de l’équipe du pôle et de l’hébergeur seul. Il ne l’est pas contre l’hébergeur allié à assez de scrutateurs pour ouvrir l’urne, et il ne protège ni d’un ordinateur piégé ni de quelqu’un qui vous regarde ou vous force. Le fait que vous avez voté est public, votre choix ne l’est pas.</p>
    """
}
