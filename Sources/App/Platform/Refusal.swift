/// An error that the person is owed a French sentence about. Any other error is a fault: logged, shown as a bare 500.
protocol Refusal: Error {
    /// What to do, in plain words.
    var sentence: String { get }
    /// The form's field it is about, when there is one.
    var field: String? { get }
}

extension Refusal {
    var field: String? { nil }
}

/// A refusal of what was typed in one field, or of an act as a whole.
struct Refused: Refusal, Equatable {
    let sentence: String
    let field: String?

    init(_ sentence: String, field: String? = nil) { (self.sentence, self.field) = (sentence, field) }
}

/// Several fields refused at once.
struct RefusedForm: Refusal {
    let refusals: [Refused]
    var sentence: String { refusals.map(\.sentence).joined(separator: " ") }

    /// Throws when there is something to refuse.
    static func check(_ refusals: [Refused?]) throws {
        let found = refusals.compactMap(\.self)
        if !found.isEmpty { throw RefusedForm(refusals: found) }
    }
}

/// The page exists for nobody: 404, whatever the visitor's rights.
struct NotFound: Error {}
