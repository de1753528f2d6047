import Tabular

/// The first byte says how the rest is read: window, portions, separator. Trap: the two readers disagree, or memory is wrong.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    precondition(ReaderComparison(bytes).isRight)
    return 0
}
