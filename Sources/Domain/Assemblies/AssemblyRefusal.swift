/// The rules of an assembly say no, with a sentence that says what to do.
package struct AssemblyRefusal: Error, Hashable {
    package let sentence: String
    package init(_ sentence: String) { self.sentence = sentence }
}
