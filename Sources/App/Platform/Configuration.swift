import Foundation

/// Every setting, its default and its environment name. Read once, at the start.
struct Configuration: Sendable {
    var dataFolder = URL(filePath: "donnees")
    var address = "127.0.0.1"
    var port = 8080
    /// Where people reach the program; links in mails are built from it alone, never from a request.
    var baseURL = "http://127.0.0.1:8080"
    /// `smtp://` or `smtps://`; nil keeps the mail in the outbox.
    var smtp: String?
    var mailFrom = "maillage@example.org"
    /// `FULL` survives a power cut; `NORMAL` exists so that the power-cut test can see a loss.
    var synchronous = Synchronous.full
    /// Binary logarithm of scrypt's cost.
    var scryptCost = 15
    /// Addresses of proxies whose X-Forwarded-For is believed.
    var trustedProxies: [String] = []
    var maximumConnections = 1000
    /// In bytes, for one document joined to a form.
    var maximumUpload = 10 << 20

    /// Background images of maps; nil draws outlines alone, and nothing is asked of anyone else.
    var tiles: TileServer?

    enum Synchronous: String, Sendable { case full = "FULL", normal = "NORMAL" }

    var databaseFile: URL { dataFolder.appending(path: "maillage.db") }
    var documentsFolder: URL { dataFolder.appending(path: "documents") }
    var backupsFolder: URL { dataFolder.appending(path: "sauvegardes") }
    var isSecure: Bool { baseURL.hasPrefix("https://") }
}

/// One setting as the program shows it.
struct Setting: Sendable {
    let name: String
    let variable: String
    let value: String
}

extension Configuration {
    /// Reads the environment over the defaults. Throws a `Refused` that names the variable when a value makes no sense.
    init(environment: [String: String]) throws {
        self.init()
        if let folder = environment["MAILLAGE_DONNEES"], !folder.isEmpty { dataFolder = URL(filePath: folder) }
        if let text = environment["MAILLAGE_ADRESSE"], !text.isEmpty { address = text }
        port = try Configuration.integer("MAILLAGE_PORT", environment, in: 0...65535) ?? port
        baseURL = "http://\(address):\(port)"
        if let text = environment["MAILLAGE_URL"], !text.isEmpty {
            guard text.hasPrefix("http://") || text.hasPrefix("https://"), !text.hasSuffix("/") else {
                throw Refused(
                    "MAILLAGE_URL doit commencer par http:// ou https:// et ne pas finir par une barre oblique.")
            }
            baseURL = text
        }
        if let text = environment["MAILLAGE_SMTP"], !text.isEmpty {
            guard text.hasPrefix("smtp://") || text.hasPrefix("smtps://") else {
                throw Refused("MAILLAGE_SMTP doit commencer par smtp:// ou smtps://.")
            }
            smtp = text
        }
        if let text = environment["MAILLAGE_EXPEDITEUR"], !text.isEmpty { mailFrom = text }
        if let text = environment["MAILLAGE_SYNCHRONOUS"], !text.isEmpty {
            guard let mode = Synchronous(rawValue: text.uppercased()) else {
                throw Refused("MAILLAGE_SYNCHRONOUS vaut FULL ou NORMAL.")
            }
            synchronous = mode
        }
        scryptCost = try Configuration.integer("MAILLAGE_SCRYPT", environment, in: 4...20) ?? scryptCost
        maximumUpload =
            try Configuration.integer("MAILLAGE_PIECE_MAX", environment, in: 1000...1_000_000_000) ?? maximumUpload
        maximumConnections =
            try Configuration.integer("MAILLAGE_CONNEXIONS", environment, in: 1...100_000) ?? maximumConnections
        if let text = environment["MAILLAGE_TUILES"], !text.isEmpty {
            tiles = try Configuration.tiles(text, credit: environment["MAILLAGE_TUILES_MENTION"] ?? "")
        }
        if let text = environment["MAILLAGE_MANDATAIRES"] {
            trustedProxies = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    private static func tiles(_ template: String, credit: String) throws -> TileServer {
        let parts = ["{z}", "{x}", "{y}"]
        let rest = template.dropFirst("https://".count)
        let host = rest.prefix { $0 != "/" }
        let isHost =
            !host.isEmpty && host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.:".contains($0)) }
        guard template.hasPrefix("https://"), isHost, parts.allSatisfy(rest.contains) else {
            throw Refused(
                "MAILLAGE_TUILES doit être l’adresse https d’un serveur de tuiles, comme https://tuiles.example.org/{z}/{x}/{y}.png."
            )
        }
        guard !credit.isEmpty else {
            throw Refused("Avec MAILLAGE_TUILES, dites dans MAILLAGE_TUILES_MENTION à qui le fond de carte est dû.")
        }
        return TileServer(template: template, credit: credit)
    }

    private static func integer(
        _ name: String, _ environment: [String: String], in range: ClosedRange<Int>
    ) throws -> Int? {
        guard let text = environment[name], !text.isEmpty else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw Refused("\(name) doit être un nombre de \(range.lowerBound) à \(range.upperBound).")
        }
        return value
    }

    /// For `maillage config`: everything in force, secrets hidden.
    var settings: [Setting] {
        [
            Setting(name: "dossier des données", variable: "MAILLAGE_DONNEES", value: dataFolder.path),
            Setting(name: "adresse d’écoute", variable: "MAILLAGE_ADRESSE", value: address),
            Setting(name: "port", variable: "MAILLAGE_PORT", value: String(port)),
            Setting(name: "adresse publique", variable: "MAILLAGE_URL", value: baseURL),
            Setting(
                name: "serveur de courriel", variable: "MAILLAGE_SMTP",
                value: smtp.map(Configuration.hidingSecret) ?? "aucun (courriels gardés)"),
            Setting(name: "expéditeur des courriels", variable: "MAILLAGE_EXPEDITEUR", value: mailFrom),
            Setting(name: "synchronisation demandée", variable: "MAILLAGE_SYNCHRONOUS", value: synchronous.rawValue),
            Setting(name: "coût de scrypt (log2 N)", variable: "MAILLAGE_SCRYPT", value: String(scryptCost)),
            Setting(
                name: "taille maximale d’une pièce (octets)", variable: "MAILLAGE_PIECE_MAX",
                value: String(maximumUpload)),
            Setting(name: "connexions simultanées", variable: "MAILLAGE_CONNEXIONS", value: String(maximumConnections)),
            Setting(name: "fond de carte", variable: "MAILLAGE_TUILES", value: tiles?.template ?? "aucun"),
            Setting(
                name: "mandataires de confiance", variable: "MAILLAGE_MANDATAIRES",
                value: trustedProxies.isEmpty ? "aucun" : trustedProxies.joined(separator: ",")),
        ]
    }

    /// `smtps://user:secret@host` without its secret.
    static func hidingSecret(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@"), let scheme = address.range(of: "://") else { return address }
        return address[..<scheme.upperBound] + "…" + address[at...]
    }
}
