import Domain
import Hummingbird

/// Meetings of those who steer a hub's path: who was there, what was decided, what follows.
struct CoreMeetingRoutes {
    let journeys: JourneyStore
    let meetings: MeetingStore

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/demarche/reunions"
        table.get("\(path)", .editHub, on: .hub, use: showMeetings)
        table.post("\(path)", .editHub, on: .hub, use: addMeeting)
        table.get("\(path)/:id", .editHub, on: .hub, use: showMeeting)
        table.post("\(path)/:id", .editHub, on: .hub, use: changeMeeting)
    }

    @Sendable private func showMeetings(request: Request, context: WebContext) async throws -> Reply {
        let view = try await journeys.named(context)
        let state = FormState(values: ["jour": context.today.description])
        return Reply(meetingListPage(view, state, token: context.visitor.token), in: context)
    }

    @Sendable private func addMeeting(_ form: Form, context: WebContext) async throws -> Response {
        try await keep(form, as: nil, context)
    }

    @Sendable private func showMeeting(request: Request, context: WebContext) async throws -> Reply {
        let view = try await journeys.named(context)
        let meeting = try meeting(view, context)
        let state = FormState(values: [
            "jour": meeting.day.description, "titre": meeting.title, "lieu": meeting.place, "ordre": meeting.agenda,
            "autres": meeting.others, "notes": meeting.notes, "decisions": meeting.decisions,
            "suite": meeting.nextSteps,
        ])
        return Reply(
            meetingPage(view, meeting, present: meeting.present, state, token: context.visitor.token), in: context)
    }

    @Sendable private func changeMeeting(_ form: Form, context: WebContext) async throws -> Response {
        try await keep(form, as: try meeting(await journeys.named(context), context), context)
    }

    private func keep(_ form: Form, as meeting: CoreMeeting?, _ context: WebContext) async throws -> Response {
        let view = try await journeys.named(context)
        let present = Set(form.all("present").compactMap { ID<CoreSeat>($0) })
        return try await context.submit(then: view.desk + "/reunions") {
            try await meetings.keep(
                MeetingStore.Draft(
                    day: Day(form.text("jour")), title: form.line("titre"), place: form.line("lieu"),
                    agenda: form.text("ordre"), others: form.text("autres"), notes: form.text("notes"),
                    decisions: form.text("decisions"), nextSteps: form.text("suite"), present: present),
                as: meeting?.id, of: view.hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            let state = FormState.refused(refusal, values: form.values)
            guard let meeting else { return meetingListPage(view, state, token: context.visitor.token) }
            return meetingPage(view, meeting, present: present, state, token: context.visitor.token)
        }
    }

    private func meeting(_ view: JourneyView, _ context: WebContext) throws -> CoreMeeting {
        let id = Int64(try context.parameter("id"))
        guard let meeting = view.meetings.first(where: { $0.id == id }) else { throw NotFound() }
        return meeting
    }
}

extension JourneyStore {
    /// The path of the hub that the address names.
    func named(_ context: WebContext) async throws -> JourneyView {
        guard let view = try await view(slug: context.parameter("slug"), on: context.today) else { throw NotFound() }
        return view
    }
}
