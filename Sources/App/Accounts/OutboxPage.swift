import Domain
import Markup

/// Mail that was written, and what became of it.
func outboxPage(_ messages: [OutboxMessage], server: String?) -> PageContent {
    let columns = [Column("Écrit le"), Column("À"), Column("Sujet"), Column("État")]
    let rows: [Markup] = messages.map { message in
        """
        <tr><th scope="row"><a href="/reseau/pilotage/courriels/\(message.id)">\(time(message.createdAt.dayInFrance))</a></th>\
        <td data-titre="À">\(message.recipient)</td><td data-titre="Sujet">\(message.subject)</td>\
        <td data-titre="État">\(stateLabel(message, hasServer: server != nil))</td></tr>
        """
    }
    return PageContent(
        title: "Courriels", section: .network, breadcrumbs: [Crumb("Pilotage du réseau", "/reseau/pilotage")],
        body: """
            \(heading("Courriels"))
            \(serverNotice(server))
            \(messages.isEmpty ? emptyState("Aucun courriel", "Les liens de connexion et les invitations paraîtront ici.") : table(caption: "Les 200 derniers", id: "courriels", columns: columns, rows: rows))
            """, isPrivate: true)
}

private func serverNotice(_ server: String?) -> Markup {
    guard let server else {
        return notice(
            .warning,
            "<p>Aucun serveur de courriel n’est réglé : les messages restent ici, et leurs liens avec eux. Remettez-les vous-même, ou réglez <code>MAILLAGE_SMTP</code>.</p>"
        )
    }
    return notice(.information, "<p>Les messages partent par <code>\(server)</code>.</p>")
}

private func stateLabel(_ message: OutboxMessage, hasServer: Bool) -> Markup {
    switch message.state {
    case .sent: "parti\(message.sentAt.map { " le \(time($0.dayInFrance))" as Markup })"
    case .waiting: hasServer ? "en attente" : "gardé"
    case .retrying: "échec, nouvel essai prévu : \(message.lastError ?? "")"
    case .abandoned: "abandonné : \(message.lastError ?? "")"
    }
}

/// One message. What opens an account is only shown where mail cannot leave: handing it over is then the only way.
func outboxMessagePage(
    _ message: OutboxMessage, server: String?, token: String, refusal: (any Refusal)? = nil
) -> PageContent {
    let body = server == nil ? message.body : OutboxStore.hidingLinks(message.body)
    let resend: Markup? =
        message.state == .sent || server == nil
        ? nil
        : """
        <form method="post" action="/reseau/pilotage/courriels/\(message.id)/renvoi">\(tokenField(token))<p class="actions"><button>Renvoyer maintenant</button></p></form>
        """
    return PageContent(
        title: message.subject, section: .network,
        breadcrumbs: [
            Crumb("Pilotage du réseau", "/reseau/pilotage"), Crumb("Courriels", "/reseau/pilotage/courriels"),
        ],
        body: """
            \(heading("\(message.subject)"))
            \(refusal.map { notice(.refusal, "<p>\(sentence: $0.sentence)</p>") })
            <dl class="definitions"><dt>À</dt><dd>\(message.recipientName) \(message.recipient)</dd>
            <dt>État</dt><dd>\(stateLabel(message, hasServer: server != nil))</dd>
            <dt>Essais</dt><dd>\(message.attempts)</dd></dl>
            <pre class="lettre">\(body)</pre>
            \(resend)
            """, isPrivate: true, isNarrow: true)
}
