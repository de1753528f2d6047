import GRDB

/// Whether the database refused a value, by a CHECK, a key or a trigger.
func isConstraint(_ error: any Error) -> Bool {
    (error as? DatabaseError)?.resultCode == .SQLITE_CONSTRAINT
}

/// What is said of a value that only the database refused.
let unkept = Refused(
    "Ce que vous avez écrit ne peut pas être gardé tel quel : raccourcissez les textes, vérifiez les dates, puis recommencez."
)
