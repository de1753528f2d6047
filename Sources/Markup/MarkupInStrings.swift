// A literal that the compiler takes for a String would show its HTML as text. The warning is an error in the checks.
extension DefaultStringInterpolation {
    @available(*, deprecated, message: "this literal is a String: write `as Markup` after it")
    package mutating func appendInterpolation(_ markup: Markup) { appendLiteral(markup.text) }
    @available(*, deprecated, message: "this literal is a String: write `as Markup` after it")
    package mutating func appendInterpolation(_ markup: Markup?) { appendLiteral(markup?.text ?? "") }
    @available(*, deprecated, message: "this literal is a String: write `as Markup` after it")
    package mutating func appendInterpolation(_ list: [Markup]) { for markup in list { appendLiteral(markup.text) } }
}
