import Domain
import Markup

/// Where proposals are decided.
enum ModerationDesk: Sendable {
    case network
    case hub(Hub)

    var path: String {
        switch self {
        case .network: "/reseau/pilotage/moderation"
        case .hub(let hub): "/poles/\(hub.slug)/pilotage/moderation"
        }
    }

    fileprivate var crumbs: [Crumb] {
        switch self {
        case .network: deskCrumbs
        case .hub(let hub):
            [
                Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug),
                Crumb("Pilotage", "/poles/\(hub.slug)/pilotage"),
            ]
        }
    }

    fileprivate var isNetwork: Bool { if case .network = self { true } else { false } }
}

/// `…/moderation`: what waits, the oldest first; what would change is marked word by word.
func moderationPage(
    _ desk: ModerationDesk, _ waiting: [Proposal], _ state: FormState, refused: Int64?, token: String
) -> PageContent {
    let items: [Markup] = waiting.map { proposal in
        item(proposal, desk, proposal.id == refused ? state : FormState(), token: token)
    }
    let list: Markup =
        items.isEmpty
        ? emptyState(
            "Rien n’attend.",
            "Les corrections, les organisations et les demandes proposées paraîtront ici, avec ce qui changerait.")
        : "<ol class=\"propositions\">\(items)</ol>"
    let lead: Markup =
        desk.isNetwork
        ? "Ce que l’on propose pour l’annuaire. Ce qui paraît sous le nom d’un pôle est approuvé par ce pôle, depuis son pilotage."
        : "Ce que l’on propose sur les organisations du pôle et de son territoire, et celles qui demandent à y prendre part."
    let summary: Markup? = refused == nil || !items.isEmpty ? nil : errorSummary(state)
    return PageContent(
        title: "À décider", section: desk.isNetwork ? .network : .hubs, breadcrumbs: desk.crumbs,
        body: "\(heading("À décider", lead))\(summary)\(list)", isPrivate: true)
}

private func item(_ proposal: Proposal, _ desk: ModerationDesk, _ state: FormState, token: String) -> Markup {
    let name: Markup =
        proposal.slug.isEmpty
        ? "\(proposal.name)" : "<a href=\"/annuaire/\(proposal.slug)\">\(proposal.name)</a>"
    let hubs: Markup? =
        desk.isNetwork && !proposal.hubs.isEmpty
        ? "<p class=\"indice\">Peut aussi être décidé par : \(French.list(proposal.hubs)).</p>" : nil
    let part: Markup? = proposal.part.map { "<p>Prendrait part à \($0.name) depuis le \(time($0.from)).</p>" }
    let reason = "motif-\(proposal.id)"
    let error: Markup? = state.errors.first.map { "<p class=\"erreur\" role=\"alert\">\(sentence: $0.sentence)</p>" }
    let role: Markup? =
        proposal.kind == .claim && desk.isNetwork && proposal.sender.person != nil
        ? "<p><label class=\"choix\"><input type=\"checkbox\" name=\"role\" value=\"oui\"> <span>Donner aussi à ce compte le rôle de représentant·e de l’organisation.</span></label></p>"
        : nil
    return """
        <li class="proposition" id="proposition-\(Int(proposal.id))"><h2>\(proposal.kind.label) : \(name)</h2>
        <p class="preuve">Proposé \(moment(proposal.createdAt)).</p>\(hubs)\(part)\(sender(proposal))
        <form method="post" action="\(desk.path)/\(Int(proposal.id))" novalidate>\(tokenField(token))\(error)\(changes(proposal))\(role)
        <div class="champ"><label for="\(reason)">Motif</label><p class="indice" id="\(reason)-indice">Obligatoire pour refuser. Il part avec la réponse, si une adresse a été laissée.</p>\
        <textarea id="\(reason)" name="motif" rows="2" maxlength="1000" aria-describedby="\(reason)-indice">\(state["motif"])</textarea></div>
        <p class="actions"><button name="decision" value="accepter">\(acceptance(proposal.kind))</button>
        <button class="danger" name="decision" value="refuser">Refuser</button></p></form></li>
        """
}

private func acceptance(_ kind: ProposalKind) -> Markup {
    switch kind {
    case .correction: "Appliquer ce qui est coché"
    case .inscription: "Créer la fiche"
    case .claim: "Donner la fiche à cette adresse"
    case .part: "Approuver"
    }
}

private func sender(_ proposal: Proposal) -> Markup? {
    let sender = proposal.sender
    let who = [sender.name, sender.role, sender.address].filter { !$0.isEmpty }.joined(separator: ", ")
    let from: Markup? = who.isEmpty ? nil : "<p>De la part de : \(who).</p>"
    let message: Markup? =
        sender.message.isEmpty ? nil : "<blockquote class=\"mot\">\(paragraphs(sender.message))</blockquote>"
    return "\(from)\(message)"
}

/// Each field with what it says and what it would say; of a correction, each can be left out.
private func changes(_ proposal: Proposal) -> Markup? {
    guard !proposal.fields.isEmpty else { return nil }
    guard proposal.kind == .correction else {
        let lines: [Markup] = proposal.fields.map {
            "<dt>\($0.field.label)</dt><dd>\(recordValue($0.field, $0.new))</dd>"
        }
        return "<dl class=\"definitions\">\(lines)</dl>"
    }
    let rows: [Markup] = proposal.fields.map { field in
        let change = TextChange(from: recordValue(field.field, field.present), to: recordValue(field.field, field.new))
        let moved: Markup? =
            field.present == field.old
            ? nil
            : "<p class=\"indice\">A changé depuis la proposition : elle avait vu « \(recordValue(field.field, field.old)) ».</p>"
        return """
            <tr><th scope="row"><label class="choix"><input type="checkbox" name="champ" value="\(field.field.rawValue)" checked> <span>\(field.field.label)</span></label></th>\
            <td data-titre="Aujourd’hui">\(pieces(change.old, isNew: false))\(moved)</td><td data-titre="Proposé">\(pieces(change.new, isNew: true))</td></tr>
            """
    }
    return table(
        caption: "Ce qui changerait", id: "changements-\(proposal.id)",
        columns: ["Champ", "Aujourd’hui", "Proposé"].map { Column($0) }, rows: rows)
}

private func pieces(_ pieces: [TextChange.Piece], isNew: Bool) -> Markup {
    let parts: [Markup] = pieces.enumerated().map { index, piece in
        let space: Markup? = index > 0 ? " " : nil
        guard piece.isChanged else { return "\(space)\(piece.text)" }
        return isNew ? "\(space)<ins>\(piece.text)</ins>" : "\(space)<del>\(piece.text)</del>"
    }
    return "\(parts)"
}
