import Domain

extension AssemblyRefusal: Refusal {}
