/// How long before the meeting the convocation leaves, under the statutes, for this assembly: a mixed one obeys both of
/// its kinds, a second call has a notice of its own.
package struct ConvocationNotice: Hashable, Sendable {
    package let rules: [NoticeRule]

    package init(_ assembly: Assembly, under statutes: Statutes) {
        rules = assembly.kind.meetings.compactMap { (kind: AssemblyKind) in
            guard let meeting = statutes.meetings[kind] else { return nil }
            return assembly.isSecondCall ? meeting.secondCall?.notice ?? meeting.notice : meeting.notice
        }
    }

    /// The one that asks for the most; nil when the statutes say nothing of such a meeting.
    package var strictest: NoticeRule? {
        let zero = Day.farPast
        return rules.max { $0.firstMeetingDay(sentOn: zero) < $1.firstMeetingDay(sentOn: zero) }
    }

    package func lastSendingDay(for meeting: Day) -> Day? { strictest?.lastSendingDay(for: meeting) }

    package func isKept(sentOn day: Day, meeting: Day) -> Bool {
        rules.allSatisfy { $0.isKept(sentOn: day, meeting: meeting) }
    }

    /// « Send before… » when there is a date, « not before… » when there is none.
    package func sentence(for meeting: Day?, today: Day) -> String {
        guard let strictest else {
            return "Les statuts ne fixent pas de délai de convocation pour cette réunion."
        }
        guard let meeting else { return strictest.sentence(after: today) }
        return strictest.sentence(before: meeting)
    }
}
