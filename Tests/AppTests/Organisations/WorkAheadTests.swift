import Testing

@testable import App

struct WorkAheadTests {
    private struct Stop: Error {}

    @Test(arguments: [0, 1, 9, 10, 11, 25, 1000])
    func everythingIsTakenOnceInItsOrder(count: Int) throws {
        let list = Array(0..<count)
        var taken: [Int] = []
        try WorkAhead.each(list, by: 10) {
            $0 * 2
        } _: { element, made in
            #expect(made == element * 2)
            taken.append(element)
        }
        #expect(taken == list)
    }

    @Test func theFirstErrorEndsIt() {
        var taken = 0
        #expect(throws: Stop.self) {
            try WorkAhead.each(Array(0..<500), by: 10) {
                $0
            } _: { element, _ in
                if element == 123 { throw Stop() }
                taken += 1
            }
        }
        #expect(taken == 123)
    }
}
