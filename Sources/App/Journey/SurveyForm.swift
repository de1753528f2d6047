import Domain
import Foundation

/// What a questionnaire held when it is drawn again: several answers may stand under one name.
struct SurveyFormState: Sendable {
    var state = FormState()
    var choices: [String: Set<String>] = [:]

    init() {}

    init(_ form: Form, _ survey: Survey, _ refusal: any Refusal) {
        state = .refused(refusal, values: form.values)
        choices = SurveyForm.sheet(form, survey).choices
    }
}

/// Reads a questionnaire, on a page or typed in from paper.
enum SurveyForm {
    static func sheet(_ form: Form, _ survey: Survey) -> SurveySheet {
        var sheet = SurveySheet()
        for question in survey.questions {
            let name = "q-" + question.code
            if question.kind == .text {
                sheet.texts[question.code] = form.text(name)
            } else {
                sheet.choices[question.code] = question.accepted(form.all(name))
            }
        }
        sheet.contactName = form.line("contact-nom")
        sheet.contactAddress = form.line("contact-adresse")
        return sheet
    }

    /// Who answers, as typed: only sectors and communes that exist here.
    static func respondent(_ form: Form, _ view: SurveyView) -> SurveyRespondent {
        let sector = form.text("secteur")
        let commune = form.text("commune")
        return SurveyRespondent(
            name: form.line("organisation"), family: Family(rawValue: form.text("famille")),
            sector: view.sectors.current.contains { $0.code == sector } ? sector : "",
            commune: view.communes.contains { $0.territory.code == commune } ? commune : "")
    }
}
