import Domain
import Testing

/// What legal families already answer for.
struct CharterTests {
    @Test func everyFamilyHasASentenceOnEveryPrincipleAndNoneGuaranteesAutonomy() {
        for family in Family.allCases {
            for principle in PrincipleKey.allCases {
                let guarantee = LegalGuarantee.of(family, on: principle)
                #expect(guarantee.sentence.hasSuffix("."), "\(family) \(principle)")
                // What is said to be acquired names its law.
                let namesTheLaw = guarantee.sentence.contains("loi") || guarantee.sentence.contains("code")
                #expect(guarantee.level != .whole || namesTheLaw, "\(family) \(principle)")
            }
            #expect(LegalGuarantee.of(family, on: .autonomy).level == .nothing)
        }
    }

    @Test func aCooperativeNeedNotProveOneVoteEachAndAFoundationMustSayHowItIsGoverned() {
        #expect(!LegalGuarantee.of(.cooperative, on: .governance).asksForAnAnswer)
        #expect(LegalGuarantee.of(.association, on: .governance).level == .part)
        #expect(LegalGuarantee.of(.foundation, on: .governance).level == .nothing)
        #expect(LegalGuarantee.of(.company, on: .people).asksForAnAnswer)
        for principle in PrincipleKey.allCases {
            #expect(LegalGuarantee.of(.undetermined, on: principle).level == .nothing)
        }
    }
}
