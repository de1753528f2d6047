/// Who did something: a person with an account, or the program itself (an import, the first data).
package enum Actor: Hashable, Sendable {
    case person(ID<Person>)
    case program

    package var personID: ID<Person>? {
        if case .person(let id) = self { id } else { nil }
    }
}
