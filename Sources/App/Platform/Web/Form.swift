import Foundation
import Hummingbird

/// Stand-in until the bounded reader lands: URL-encoded fields only.
struct Form: Sendable {
    private var fields: [(String, String)] = []
    subscript(name: String) -> String? { fields.first { $0.0 == name }?.1 }
    func all(_ name: String) -> [String] { fields.filter { $0.0 == name }.map(\.1) }
    init(_ pairs: [(String, String)] = []) { fields = pairs }
}

struct FormReader: Sendable {
    func read(_ request: Request, _ context: WebContext, _ work: (Form) async throws -> Response) async throws -> Response {
        let buffer = try await request.body.collect(upTo: 1 << 20)
        let pairs = String(buffer: buffer).split(separator: "&").map { pair -> (String, String) in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                $0.replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? ""
            }
            return (halves[0], halves.count > 1 ? halves[1] : "")
        }
        return try await work(Form(pairs))
    }
}
