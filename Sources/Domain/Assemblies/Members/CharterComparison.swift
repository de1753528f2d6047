/// Two versions of a charter, line by line.
package struct CharterComparison: Sendable {
    package struct Line: Sendable {
        package let principle: String
        package let title: String
        package let old, new: String
        package var change: TextChange { TextChange(from: old, to: new) }
    }

    /// Those that differ, in the order of the newer one.
    package let changed: [Line]
    /// How many say the same.
    package let same: Int

    package init(from old: Charter, to new: Charter) {
        var all: [Line] = [Line(principle: "La charte", title: "Source", old: old.source, new: new.source)]
        for principle in new.principles {
            let before = old.principles.first { $0.key == principle.key }
            func line(_ title: String, _ words: (Charter.Principle) -> String) -> Line {
                Line(principle: principle.title, title: title, old: before.map(words) ?? "", new: words(principle))
            }
            all += [
                line("Titre", \.title), line("Texte", \.text), line("Source", \.source), line("Question", \.question),
            ]
            all += Family.legal.map { (family: Family) in
                Line(
                    principle: principle.title, title: family.label,
                    old: old.guarantee(of: family, on: principle.key).written,
                    new: new.guarantee(of: family, on: principle.key).written)
            }
        }
        changed = all.filter { $0.old != $0.new }
        same = all.count - changed.count
    }
}

extension LegalGuarantee {
    /// « Garanti par la forme juridique : … ».
    package var written: String { level.label.uppercasedFirst + " : " + sentence }
}
