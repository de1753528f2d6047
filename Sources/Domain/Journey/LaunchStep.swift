/// The four steps of a launch (R19), each with the sentence that says where it stands.
package struct LaunchStep: Hashable, Sendable {
    package enum State: String, Sendable {
        case done = "acquis"
        case underway = "en-cours"
        case waiting = "a-venir"

        package var label: String {
            switch self {
            case .done: "fait"
            case .underway: "en cours"
            case .waiting: "à venir"
            }
        }
    }

    package let title: String
    package let state: State
    package let sentence: String

    package init(_ title: String, _ state: State, _ sentence: String) {
        (self.title, self.state, self.sentence) = (title, state, sentence)
    }
}
