import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Where the files that come with the program are.
enum Resources {
    /// Beside the program, or where a package put them. Throws a `Refused` that lists the places.
    static func folder() throws -> URL {
        let program = URL(filePath: ProcessInfo.processInfo.arguments.first ?? "").resolvingSymlinksInPath()
        let candidates = [
            ProcessInfo.processInfo.environment["MAILLAGE_RESSOURCES"].map { URL(filePath: $0) },
            Bundle.main.bundleURL.appending(path: "maillage_App.resources"),
            program.deletingLastPathComponent().appending(path: "maillage_App.resources"),
            URL(filePath: "/usr/share/maillage/maillage_App.resources"),
        ].compactMap(\.self)
        let found = candidates.first { FileManager.default.fileExists(atPath: $0.appending(path: "Public").path) }
        guard let found else {
            let places = candidates.map(\.path).joined(separator: ", ")
            throw Refused("Les fichiers du programme sont introuvables ; cherchés dans : \(places).")
        }
        return found
    }
}

/// The stylesheet, scripts and icons: read once, served from memory under a name that changes with the content.
struct Assets: Sendable {
    struct Asset: Sendable {
        let bytes: ByteBuffer
        let packed: ByteBuffer?
        let type: String
    }

    private var byPath: [String: Asset] = [:]
    private var pathByName: [String: String] = [:]
    /// The program that seals secret ballots: told from any other by its SHA-256.
    private(set) var votingScript = VotingScript()
    /// What pages name.
    private(set) var files = FrameFiles.none

    init(folder: URL) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        for name in [Assets.stylesheet] + names {
            guard let type = Assets.types[(name as NSString).pathExtension] else { continue }
            let data =
                try name == Assets.stylesheet
                ? Assets.joined(in: folder) : Data(contentsOf: folder.appending(path: name))
            let digest = SHA256.hash(data: data).prefix(6).map { String(format: "%02x", $0) }.joined()
            let file = (name as NSString).deletingPathExtension + "." + digest + "." + (name as NSString).pathExtension
            let bytes = ByteBuffer(bytes: data)
            let asset = Asset(bytes: bytes, packed: Gzip.compress(bytes, level: 9), type: type)
            byPath["/fichiers/" + file] = asset
            pathByName[name] = "/fichiers/" + file
            if name == "vote.js" {
                votingScript = VotingScript(
                    path: "/fichiers/" + file,
                    print: SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined(),
                    integrity: "sha384-" + Data(SHA384.hash(data: data)).base64EncodedString())
            }
            if name == "favicon.svg" { byPath["/favicon.svg"] = asset }
        }
        files = FrameFiles(votingScript: votingScript, path: path)
    }

    /// What every page wears: made of one sheet for each subject, in this order.
    static let stylesheet = "maillage.css"
    private static let sheets = [
        "socle", "annuaire", "demarche", "imports", "donnees", "statuts", "adherents", "seances", "scrutins",
        "observatoire", "reseau",
    ]

    private static func joined(in folder: URL) throws -> Data {
        try sheets.reduce(into: Data()) { all, sheet in
            all += try Data(contentsOf: folder.appending(path: "feuilles/\(sheet).css"))
        }
    }

    /// The address of a file; its bare name when it does not exist, which a test refuses.
    func path(_ name: String) -> String { pathByName[name] ?? name }

    /// The answer for a path of ours, or nil: nothing else is ever looked for on the disk.
    func response(to request: Request) -> Response? {
        guard request.method == .get || request.method == .head, let asset = byPath[request.uri.path] else {
            return nil
        }
        var headers = HTTPFields()
        headers[.contentType] = asset.type
        headers[.cacheControl] = "public, max-age=31536000, immutable"
        headers[.vary] = "Accept-Encoding"
        if request.acceptsGzip, let packed = asset.packed, packed.readableBytes < asset.bytes.readableBytes {
            headers[.contentEncoding] = "gzip"
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: packed))
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: asset.bytes))
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "webmanifest": "application/manifest+json",
    ]
}

extension Frame {
    /// With the files that every page needs.
    init(assets: Assets) { files = assets.files }
}
