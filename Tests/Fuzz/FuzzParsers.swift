import Foundation

private let parser = FuzzedParser(rawValue: ProcessInfo.processInfo.environment["ANALYSEUR"] ?? "")

/// Trap: something does not hold of these bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzParser(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let parser else { preconditionFailure("ANALYSEUR does not name a parser") }
    if let defect = parser.defect(Array(UnsafeBufferPointer(start: start, count: count))) {
        FileHandle.standardError.write(Data("\(defect)\n".utf8))
        preconditionFailure(defect)
    }
    return 0
}
