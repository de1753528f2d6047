/// What it takes for a resolution to be adopted.
package struct MajorityRule: Hashable, Codable, Sendable {
    package enum Base: String, Codable, Sendable, CaseIterable {
        case expressed = "exprimes"
        case presentOrRepresented = "presents-ou-representes"
        case roll = "inscrits"
    }

    /// What a vote that is neither for nor against does when the base is the votes expressed.
    package enum Weighing: String, Codable, Sendable, CaseIterable {
        case leftOut = "hors-base"
        /// It counts in the base, and so weighs like a vote against.
        case counted = "dans-la-base"
    }

    package enum Colleges: String, Codable, Sendable, CaseIterable {
        case together = "ensemble"
        /// The majority is asked of the whole, and of each college.
        case each = "double-majorite"
        /// Each college's weight is shared as its votes are.
        case proportional = "poids-proportionnels"
        /// The side that wins in a college takes all its weight.
        case winnerTakesAll = "poids-au-vainqueur"
    }

    /// What the weight of a college where nobody voted for or against does.
    package enum Silence: String, Codable, Sendable, CaseIterable {
        case leftOut = "hors-base"
        case counted = "dans-la-base"
    }

    package var base: Base
    package var threshold: ShareThreshold
    package var abstentions: Weighing
    package var blanks: Weighing
    package var nulls: Weighing
    /// The chair settles a tie.
    package var hasCastingVote: Bool
    package var colleges: Colleges
    package var silentCollege: Silence

    private enum CodingKeys: String, CodingKey {
        case base
        case threshold = "seuil"
        case abstentions
        case blanks = "blancs"
        case nulls = "nuls"
        case hasCastingVote = "voix-preponderante"
        case colleges
        case silentCollege = "college-muet"
    }

    package init(
        _ threshold: ShareThreshold, of base: Base = .expressed, abstentions: Weighing = .leftOut,
        blanks: Weighing = .leftOut, nulls: Weighing = .leftOut, hasCastingVote: Bool = false,
        colleges: Colleges = .together, silentCollege: Silence = .leftOut
    ) {
        (self.threshold, self.base) = (threshold, base)
        (self.abstentions, self.blanks, self.nulls) = (abstentions, blanks, nulls)
        (self.hasCastingVote, self.colleges, self.silentCollege) = (hasCastingVote, colleges, silentCollege)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(ShareThreshold.self, forKey: .threshold),
            of: try values.decodeIfPresent(Base.self, forKey: .base) ?? .expressed,
            abstentions: try values.decodeIfPresent(Weighing.self, forKey: .abstentions) ?? .leftOut,
            blanks: try values.decodeIfPresent(Weighing.self, forKey: .blanks) ?? .leftOut,
            nulls: try values.decodeIfPresent(Weighing.self, forKey: .nulls) ?? .leftOut,
            hasCastingVote: try values.decodeIfPresent(Bool.self, forKey: .hasCastingVote) ?? false,
            colleges: try values.decodeIfPresent(Colleges.self, forKey: .colleges) ?? .together,
            silentCollege: try values.decodeIfPresent(Silence.self, forKey: .silentCollege) ?? .leftOut)
    }

    /// « plus de la moitié des suffrages exprimés ».
    package var french: String {
        let of =
            switch base {
            case .expressed: "des suffrages exprimés"
            case .presentOrRepresented: "des voix présentes ou représentées"
            case .roll: "des voix inscrites"
            }
        return "\(threshold.french) \(of)"
    }
}

/// The votes on one resolution, in voices.
package struct VoteCount: Hashable, Codable, Sendable {
    package var yes: Int
    package var no: Int
    package var abstentions: Int
    package var blanks: Int
    package var nulls: Int

    private enum CodingKeys: String, CodingKey {
        case yes = "pour"
        case no = "contre"
        case abstentions
        case blanks = "blancs"
        case nulls = "nuls"
    }

    package init(yes: Int = 0, no: Int = 0, abstentions: Int = 0, blanks: Int = 0, nulls: Int = 0) {
        (self.yes, self.no, self.abstentions) = (yes, no, abstentions)
        (self.blanks, self.nulls) = (blanks, nulls)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let read = { (key: CodingKeys) in try values.decodeIfPresent(Int.self, forKey: key) ?? 0 }
        self.init(
            yes: try read(.yes), no: try read(.no), abstentions: try read(.abstentions), blanks: try read(.blanks),
            nulls: try read(.nulls))
    }

    package var total: Int { yes + no + abstentions + blanks + nulls }
    package var isWellFormed: Bool {
        [yes, no, abstentions, blanks, nulls].allSatisfy { (0...1_000_000_000).contains($0) }
    }

    package static func + (left: VoteCount, right: VoteCount) -> VoteCount {
        VoteCount(
            yes: left.yes + right.yes, no: left.no + right.no, abstentions: left.abstentions + right.abstentions,
            blanks: left.blanks + right.blanks, nulls: left.nulls + right.nulls)
    }

    /// « 12 pour, 8 contre, 3 abstentions, 1 blanc ».
    package var french: String {
        var parts = ["\(French.number(yes)) pour", "\(French.number(no)) contre"]
        if abstentions > 0 { parts.append("\(French.number(abstentions)) abstention\(abstentions > 1 ? "s" : "")") }
        if blanks > 0 { parts.append("\(French.number(blanks)) blanc\(blanks > 1 ? "s" : "")") }
        if nulls > 0 { parts.append("\(French.number(nulls)) nul\(nulls > 1 ? "s" : "")") }
        return parts.joined(separator: ", ")
    }
}
