import Domain
import Markup

/// The receipt, shown once the vote is on the disk.
func receiptPage(_ receipt: VoteReceipt, _ view: VoterView, key: VoterKey) -> PageContent {
    let record = receipt.record
    let again: Markup? =
        receipt.isRepeated
        ? notice(.information, "<p>Ce bulletin était déjà enregistré : rien n’a été compté deux fois.</p>") : nil
    let what: Markup
    if let ballot = receipt.ballot {
        what = """
            <p><strong>\(receipt.name) a voté.</strong> Le bulletin est dans l’urne, chiffré.</p>
            <section class="code-de-suivi" id="code-de-suivi" hidden><h2>Votre code de suivi</h2><p><output id="code"></output></p><p>Il retrouvera votre bulletin dans la liste publiée. Gardez-le pour vous.</p></section>
            <dl class="definitions"><dt>Numéro du bulletin chiffré</dt><dd><code>\(ballot.id)</code></dd><dt>Son empreinte</dt><dd><code>\(ballot.fingerprint)</code></dd></dl>
            """
    } else {
        let choice = receipt.choice.flatMap { choice in (try? record.asked()).map { words(choice, $0) } } ?? ""
        what = "<p><strong>\(receipt.name) a voté : \(choice).</strong></p>"
    }
    return PageContent(
        title: "Reçu de vote",
        body: """
            \(heading("Reçu de vote", "\(view.hub.name) · \(record.title)"))\(again)\(notice(.done, what))
            <p>Ce reçu prouve que le serveur a pris ce vote. Si, le résultat publié, il n’y figurait pas, ce reçu signé le démontrerait.</p>
            <details open><summary>Le reçu signé</summary><pre class="exemple recu">\(receipt.text)signature \(receipt.signature)</pre></details>
            \(key.back(view))<p class="actions"><button type="button" class="second" id="imprimer" hidden>Imprimer ce reçu</button> <a href="/vote?cle=\(key.link)">Revenir à la page du vote</a></p>
            """, isPrivate: true, isNarrow: true, usesVotingScript: true)
}
