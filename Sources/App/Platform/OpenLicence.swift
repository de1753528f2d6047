import Domain
import Tabular

/// The licence of everything that is given away: reuse with the source and the day.
enum OpenLicence {
    static let name = "Licence Ouverte 2.0"
    /// Of Etalab.
    static let address = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"

    /// The last columns of a table, so that a line that is copied elsewhere keeps what it takes to cite it.
    fileprivate static let columns: [CSVWriter.Cell] = ["origine", "licence", "date"]
    fileprivate static func cells(_ context: WebContext) -> [CSVWriter.Cell] {
        [.text(context.frame.networkName), .text(address), .text(context.today.description)]
    }
}

extension CSVWriter {
    /// The names of the columns, then those of what it takes to cite a line.
    mutating func addHeading(_ cells: [Cell]) { add(cells + OpenLicence.columns) }
    mutating func add(_ cells: [Cell], citedFor context: WebContext) { add(cells + OpenLicence.cells(context)) }
}
