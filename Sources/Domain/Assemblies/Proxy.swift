/// What the statutes allow of proxies (pouvoirs).
package struct ProxyRule: Hashable, Codable, Sendable {
    /// What becomes of a proxy that names nobody.
    package enum Blank: String, Codable, Sendable, CaseIterable {
        case refused = "refuses"
        /// The chair's organisation holds them, within the cap.
        case chair = "presidence"
        /// Shared among those present, the least loaded first, within the cap.
        case shared = "partages"
    }

    package var areAllowed: Bool
    /// Per holder, affiliated organisations together; nil: no limit.
    package var most: Int?
    package var sameCollege: Bool
    package var blank: Blank

    private enum CodingKeys: String, CodingKey {
        case areAllowed = "admis"
        case most = "au-plus"
        case sameCollege = "meme-college"
        case blank = "en-blanc"
    }

    package init(areAllowed: Bool = true, most: Int? = 2, sameCollege: Bool = false, blank: Blank = .refused) {
        (self.areAllowed, self.most) = (areAllowed, most)
        (self.sameCollege, self.blank) = (sameCollege, blank)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            areAllowed: try values.decodeIfPresent(Bool.self, forKey: .areAllowed) ?? true,
            most: try values.decodeIfPresent(Int.self, forKey: .most),
            sameCollege: try values.decodeIfPresent(Bool.self, forKey: .sameCollege) ?? false,
            blank: try values.decodeIfPresent(Blank.self, forKey: .blank) ?? .refused)
    }
}

/// One organisation lets another vote in its place, for the whole assembly or for some items.
package struct Proxy: Hashable, Codable, Sendable {
    package let giver: ID<Organisation>
    /// Nil: a blank proxy.
    package var holder: ID<Organisation>?
    /// Nil: the whole assembly.
    package let items: [Int]?
    /// The item from which it is given; 0 before the opening.
    package let since: Int
    /// The first item for which it is withdrawn.
    package var withdrawnFrom: Int?

    private enum CodingKeys: String, CodingKey {
        case giver = "de"
        case holder = "a"
        case items = "points"
        case since = "depuis"
        case withdrawnFrom = "retire"
    }

    package init(
        from giver: ID<Organisation>, to holder: ID<Organisation>?, items: [Int]? = nil, since: Int = 0,
        withdrawnFrom: Int? = nil
    ) {
        (self.giver, self.holder, self.items) = (giver, holder, items)
        (self.since, self.withdrawnFrom) = (since, withdrawnFrom)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            from: try values.decode(ID<Organisation>.self, forKey: .giver),
            to: try values.decodeIfPresent(ID<Organisation>.self, forKey: .holder),
            items: try values.decodeIfPresent([Int].self, forKey: .items),
            since: try values.decodeIfPresent(Int.self, forKey: .since) ?? 0,
            withdrawnFrom: try values.decodeIfPresent(Int.self, forKey: .withdrawnFrom))
    }

    package func covers(_ item: Int) -> Bool {
        guard item >= since, withdrawnFrom.map({ item < $0 }) ?? true else { return false }
        return items?.contains(item) ?? true
    }

    /// Where its answer to `covers` may change.
    fileprivate var turns: [Int] { [since] + (items ?? []) }

    package func overlaps(_ other: Proxy) -> Bool {
        (turns + other.turns).contains { covers($0) && other.covers($0) }
    }
}

/// The proxies that the statutes accept, in the order in which they came.
package struct ProxyRegister: Hashable, Sendable {
    package let roll: Roll
    package let rule: ProxyRule
    package let caps: [Cap]
    package private(set) var proxies: [Proxy] = []

    package init(roll: Roll, rule: ProxyRule, caps: [Cap] = []) {
        (self.roll, self.rule, self.caps) = (roll, rule, caps)
    }

    package mutating func accept(_ proxy: Proxy) throws(AssemblyRefusal) {
        try checkGiver(of: proxy)
        if let holder = proxy.holder {
            try check(holder, of: proxy)
        } else if rule.blank == .refused {
            throw AssemblyRefusal("Les statuts refusent les pouvoirs en blanc : écrivez qui porte celui-ci.")
        }
        proxies.append(proxy)
    }

    /// Withdrawn before use: from the item on, it no longer holds.
    package mutating func withdraw(from giver: ID<Organisation>, at item: Int) throws(AssemblyRefusal) {
        let index = proxies.lastIndex { (proxy: Proxy) in
            proxy.giver == giver && proxy.withdrawnFrom.map { $0 > item } ?? true
        }
        guard let index else {
            throw AssemblyRefusal("\(roll.name(giver)) n’a donné aucun pouvoir qu’il faudrait retirer.")
        }
        proxies[index].withdrawnFrom = item
    }

    private func checkGiver(of proxy: Proxy) throws(AssemblyRefusal) {
        let giver = roll.name(proxy.giver)
        guard rule.areAllowed else { throw AssemblyRefusal("Les statuts n’admettent pas les pouvoirs.") }
        guard roll.entry(proxy.giver) != nil else {
            throw AssemblyRefusal("\(giver) n’est pas sur la liste électorale : elle n’a pas de voix à confier.")
        }
        if let other = proxies.first(where: { $0.giver == proxy.giver && $0.overlaps(proxy) }) {
            let holder = other.holder.map { "à " + roll.name($0) } ?? "en blanc"
            throw AssemblyRefusal(
                "\(giver) a déjà donné pouvoir \(holder) : il faut d’abord retirer ce pouvoir-là.")
        }
        if let chained = proxies.first(where: { $0.holder == proxy.giver && $0.overlaps(proxy) }) {
            throw AssemblyRefusal(
                "\(giver) porte le pouvoir \(French.of(roll.name(chained.giver))) : elle ne peut pas donner le sien, un pouvoir ne passe pas de main en main."
            )
        }
    }

    private func check(_ holder: ID<Organisation>, of proxy: Proxy) throws(AssemblyRefusal) {
        let name = roll.name(holder)
        guard holder != proxy.giver else {
            throw AssemblyRefusal("\(name) ne peut pas se donner pouvoir à elle-même.")
        }
        guard let entry = roll.entry(holder) else {
            throw AssemblyRefusal("\(name) n’est pas sur la liste électorale : elle ne peut pas porter de pouvoir.")
        }
        if let chained = proxies.first(where: { $0.giver == holder && $0.overlaps(proxy) }) {
            let next = chained.holder.map { "à " + roll.name($0) } ?? "en blanc"
            throw AssemblyRefusal(
                "\(name) a elle-même donné pouvoir \(next) : elle ne peut pas porter celui \(French.of(roll.name(proxy.giver))), un pouvoir ne passe pas de main en main."
            )
        }
        if rule.sameCollege, entry.college != roll.entry(proxy.giver)?.college {
            throw AssemblyRefusal(
                "\(roll.name(proxy.giver)) et \(name) ne sont pas du même collège : les statuts l’exigent pour un pouvoir."
            )
        }
        if let reason = capReason(entry, proxy) { throw AssemblyRefusal(reason) }
    }

    /// Why this holder has its full load; nil when it may take one more.
    private func capReason(_ entry: Roll.Entry, _ proxy: Proxy) -> String? {
        let family = Set(roll.entries.filter { $0.group == entry.group }.map(\.organisation))
        let together = family.count > 1 ? " (avec les organisations qui lui sont affiliées)" : ""
        let held = mostHeld(by: family, along: proxy)
        if let most = rule.most, held.count >= most {
            return
                "\(entry.name) porte déjà \(French.count(held.count, "pouvoir", "pouvoirs"))\(together) : les statuts en permettent \(most) au plus. Choisissez quelqu’un d’autre."
        }
        let voices = roll.votes(of: family) + roll.votes(of: held.map(\.giver) + [proxy.giver])
        for cap in caps where cap.subject == .votes && [.organisation, .group].contains(cap.per) {
            if let most = cap.most(of: roll.votes), voices > most {
                return
                    "Avec ce pouvoir, \(entry.name)\(together) aurait \(voices) voix sur \(roll.votes) : les statuts en permettent \(most) au plus (\(cap.french))."
            }
        }
        return nil
    }

    /// The proxies in these hands at the most loaded moment that `proxy` covers.
    private func mostHeld(by holders: Set<ID<Organisation>>, along proxy: Proxy) -> [Proxy] {
        let mine = proxies.filter { (other: Proxy) in other.holder.map(holders.contains) ?? false }
        let moments = Set(mine.flatMap(\.turns) + proxy.turns).filter { proxy.covers($0) }
        let loads = moments.sorted().map { (item: Int) in mine.filter { $0.covers(item) } }
        return loads.max { $0.count < $1.count } ?? []
    }

    /// Gives the blank proxies to holders, as the statutes say; returns those that nobody could take.
    package mutating func dealBlank(chair: ID<Organisation>?, present: [ID<Organisation>]) -> [Proxy] {
        let blank = proxies.filter { $0.holder == nil }
        proxies.removeAll { $0.holder == nil }
        var left: [Proxy] = []
        for proxy in blank {
            guard let dealt = holders(for: proxy, chair: chair, present: present).first(where: { accepts($0) }) else {
                left.append(proxy)
                continue
            }
            proxies.append(dealt)
        }
        return left
    }

    private func holders(for proxy: Proxy, chair: ID<Organisation>?, present: [ID<Organisation>]) -> [Proxy] {
        let candidates = rule.blank == .chair ? [chair].compactMap(\.self) : present
        let loaded = candidates.map { (holder: ID<Organisation>) in
            (holder: holder, load: mostHeld(by: [holder], along: proxy).count)
        }
        let ordered = loaded.sorted { ($0.load, $0.holder.rawValue) < ($1.load, $1.holder.rawValue) }
        return ordered.map { (candidate: (holder: ID<Organisation>, load: Int)) in
            var named = proxy
            named.holder = candidate.holder
            return named
        }
    }

    private func accepts(_ proxy: Proxy) -> Bool {
        guard let holder = proxy.holder else { return false }
        do throws(AssemblyRefusal) {
            try checkGiver(of: proxy)
            try check(holder, of: proxy)
            return true
        } catch { return false }
    }
}
