import Domain
import Markup

/// The card of a panorama on another page; nothing when nothing is counted there.
func panoramaCard(_ card: PanoramaCard?) -> Markup? {
    card.map { card in
        """
        <section class="carton"><h3><a href="\(card.path)">L’ESS en chiffres</a></h3><p>\(sentence: card.sentence)</p><p class="source">\(card.vintage.citation)</p></section>
        """
    }
}

extension PanoramaReader {
    /// What the pages of hubs and territories show of a panorama.
    var figuresOfTerritories: TerritoryFigures {
        TerritoryFigures { territories, path, day in panoramaCard(try await card(territories, path: path, on: day)) }
    }
}
