import Domain

extension RoleKind {
    /// As a person would say it of somebody.
    var label: String {
        switch self {
        case .systemAdministrator: "administration du système"
        case .networkAnimator: "animation du réseau"
        case .hubCoordinator: "coordination du pôle"
        case .hubAdministrator: "administration du pôle"
        case .organisationRepresentative: "représentation de l’organisation"
        case .partner: "partenaire"
        }
    }

    /// What it opens, in a sentence.
    var explanation: String {
        switch self {
        case .systemAdministrator:
            "Tient les comptes, les réglages et les courriels ; n’ouvre pas le travail des pôles."
        case .networkAnimator: "Tient les jalons et les périmètres de tous les pôles, invite leurs membres."
        case .hubCoordinator: "Tient les jalons, le périmètre et la présentation de son pôle."
        case .hubAdministrator: "Comme la coordination, au nom de l’instance du pôle."
        case .organisationRepresentative: "Parle pour une organisation membre."
        case .partner: "Soutient sans décider : lit le pilotage du pôle."
        }
    }
}

extension Person.State {
    var label: String {
        switch self {
        case .invited: "invitation envoyée"
        case .active: "actif"
        case .suspended: "suspendu"
        case .erased: "effacé"
        }
    }
}

extension RoleRefusal: Refusal {
    var sentence: String {
        switch self {
        case .wrongPlace(let kind, _):
            switch kind.levels.first {
            case .hub: "Choisissez le pôle où ce rôle s’exerce."
            case .organisation: "Choisissez l’organisation que la personne représente."
            default: "Ce rôle s’exerce sur tout le réseau : ne choisissez ni pôle ni organisation."
            }
        case .endsBeforeItBegins: "La fin du rôle précède son début."
        case .alreadyHeld: "La personne porte déjà ce rôle à ces dates."
        case .notYoursToGive(let kind):
            "Vos rôles ne vous permettent pas de donner ni de retirer celui-ci : \(kind.label)."
        case .lastSystemAdministrator:
            "C’est la dernière personne chargée de l’administration du système : confiez d’abord ce rôle à une autre."
        }
    }

    var field: String? {
        switch self {
        case .wrongPlace: "lieu"
        case .endsBeforeItBegins: "au"
        case .alreadyHeld, .notYoursToGive: "role"
        case .lastSystemAdministrator: nil
        }
    }
}

extension LinkRefusal: Refusal {
    var sentence: String {
        switch self {
        case .unknown: "Ce lien n’ouvre rien. Il est peut-être mal recopié."
        case .used: "Ce lien a déjà servi. Demandez-en un autre : chacun ne sert qu’une fois."
        case .expired: "Ce lien a expiré. Demandez-en un autre."
        case .wrongPerson: "Ce lien est pour un autre compte que le vôtre."
        }
    }
}

extension PasswordFlaw: Refusal {}
