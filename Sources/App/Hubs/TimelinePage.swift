import Domain
import Markup

/// The rule of time: previous and next stop, a date to type, a strip of all the stops; scripts add a slider over it.
func timeControl(_ view: SituationView, path: String) -> Markup {
    let days = view.facts.daysOfChange
    let previous: Markup = view.previousDay.map { stop($0, path, isNext: false) } ?? "<span></span>"
    let next: Markup = view.nextDay.map { stop($0, path, isNext: true) } ?? "<span></span>"
    let list = days.map(\.description).joined(separator: " ")
    return """
        <nav class="temps" aria-label="Choisir une date" data-jours="\(list)" data-jour="\(view.day.description)">
        <div class="pas">\(previous)
        <form method="get" action="\(path)"><label for="au">Situation au</label> <input type="date" id="au" name="au" value="\(view.day.description)" min="1990-01-01" max="2100-12-31" required> <button>Voir</button></form>
        \(next)</div>
        \(strip(days, view.day, path))
        \(allDays(view, days, path))
        </nav>
        """
}

/// The same stops as links with what happened, for those who do not drag a slider: keyboards, phones, screen readers.
private func allDays(_ view: SituationView, _ days: [Day], _ path: String) -> Markup? {
    guard !days.isEmpty else { return nil }
    let events = view.events
    let items: [Markup] = days.map { day in
        let what: Markup? = events[day].map { " : \(sentence: $0.joined(separator: " ; "))" }
        return """
            <li><a href="\(path)?au=\(day.description)"\("aria-current", day == view.day ? "date" : nil)>\(time(day))</a>\(what)</li>
            """
    }
    return "<details class=\"toutes-dates\"><summary>Toutes les dates</summary><ul>\(items)</ul></details>"
}

extension SituationView {
    /// What happened on each day of change, in a few words.
    fileprivate var events: [Day: [String]] {
        var events: [Day: [String]] = [:]
        for milestone in facts.milestones where milestone.kind.effect != nil || milestone.subject == .network {
            let name = subject(of: milestone)?.name
            let words = milestone.kind.effect.map { effect in
                (name ?? "réseau") + ", " + effect.label.lowercasedFirst
            }
            events[milestone.effectiveDay, default: []].append(words ?? milestone.title)
        }
        for entry in facts.perimeters {
            guard let hub = hubs[entry.hubID]?.name else { continue }
            for day in [entry.validity.from, entry.validity.until].compactMap(\.self) {
                let words = "périmètre " + French.of(hub)
                if events[day]?.contains(words) != true { events[day, default: []].append(words) }
            }
        }
        return events
    }
}

private func stop(_ day: Day, _ path: String, isNext: Bool) -> Markup {
    """
    <a class="arret" rel="\(isNext ? "next" : "prev")" href="\(path)?au=\(day.description)">\(isNext ? nil : "<span aria-hidden=\"true\">← </span>" as Markup)\
    <span class="invisible">Changement \(isNext ? "suivant" : "précédent") : </span>\(time(day))\(isNext ? "<span aria-hidden=\"true\"> →</span>" as Markup : nil)</a>
    """
}

/// All the stops on one line, at their place in time, years marked beneath.
private func strip(_ days: [Day], _ current: Day, _ path: String) -> Markup? {
    guard let first = days.first, let last = days.last, first < last else { return nil }
    let start = first.number - 120
    let end = last.number + 120
    // A day asked for beyond the first or the last change stands at the edge: it must not stretch the strip.
    let current = min(max(current, first), last)
    let span = last.year - first.year
    let step = [1, 2, 5, 10, 20, 50, 100, 200].first { span / $0 <= 40 } ?? 500
    let labelled = span / step > 14 ? 2 * step : step
    func position(_ day: Day) -> Int { 10 + (min(max(day.number, start), end) - start) * 740 / max(end - start, 1) }
    let years: [Markup] = ((first.year / step)...(last.year / step)).compactMap { number in
        let year = number * step
        guard let day = Day(year: year, month: 1, day: 1), day.number > start, day.number < end else { return nil }
        let name: Markup? = year % labelled == 0 ? "<text x=\"\(position(day))\" y=\"46\">\(year)</text>" : nil
        return "<path d=\"M\(position(day)) 24v8\"/>\(name)"
    }
    let dots: [Markup] = days.map { day in
        """
        <a href="\(path)?au=\(day.description)"\("aria-current", day == current ? "date" : nil) tabindex="-1"><title>\(day.french)</title><circle cx="\(position(day))" cy="20" r="\(day == current ? 7 : 5)"/></a>
        """
    }
    let needle: Markup = "<path class=\"aiguille\" d=\"M\(position(current)) 4v28\"/>"
    return """
        <svg class="reglette" viewBox="0 0 760 52" aria-hidden="true" focusable="false"><path class="ligne" d="M4 20H756"/><g class="annees">\(years)</g>\(needle)\(dots)</svg>
        """
}

/// Milestones one under the other, by year; those after `day` are there, but set back.
func chronology(_ milestones: [Milestone], until day: Day?, subject: (Milestone) -> (name: String, path: String)?)
    -> Markup
{
    let ordered = milestones.sorted(by: Milestone.chronological)
    let years = Dictionary(grouping: ordered) { (milestone: Milestone) in milestone.date.year }
    let blocks: [Markup] = years.keys.sorted().map { year in
        let items: [Markup] = (years[year] ?? []).map { chronologyItem($0, until: day, subject: subject($0)) }
        return "<section class=\"annee\"><h3>\(year)</h3><ol class=\"jalons\">\(items)</ol></section>"
    }
    return "<div class=\"chronologie\">\(blocks)</div>"
}

func chronologyItem(_ milestone: Milestone, until day: Day?, subject: (name: String, path: String)?) -> Markup {
    let isLater = day.map { milestone.effectiveDay > $0 } ?? false
    let about: Markup = subject.map { "<a href=\"\($0.path)\">\($0.name)</a>" } ?? "\(milestone.kind.label)"
    let effect: Markup? = milestone.kind.effect.map { "<p class=\"effet\">\(badge($0))</p>" }
    let detail: Markup? = milestone.detail.isEmpty ? nil : "<p class=\"detail\">\(sentence: milestone.detail)</p>"
    return """
        <li class="jalon\(isLater ? " plus-tard" : "")" id="jalon-\(milestone.id.rawValue)"><p class="quand">\(time(milestone.date)) · \(about)</p>\
        <p class="quoi"><strong>\(milestone.title)</strong></p>\(effect)\(detail)\
        <p class="preuve">\(certaintyMark(milestone.certainty)) \(citation(milestone.source))</p></li>
        """
}
