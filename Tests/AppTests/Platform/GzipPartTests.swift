import Markup
import NIOCore
import Testing

@testable import App

struct GzipPartTests {
    @Test(arguments: [("", ""), ("<p>é", "</p>"), (String(repeating: "avant ", count: 9000), "après")])
    func aPageAroundAPartThatIsPackedAlreadyOpensAsItWas(before: String, after: String) throws {
        let list = (0..<400).map { "Organisation n° \($0), " }.joined()
        let made = PackedPart("\(list)")
        let part = try #require(made)
        let page = ByteBuffer(string: before + list + after)
        for level: Int32 in [1, 6] {
            let packed = try #require(try pack(page, around: part, level: level))
            #expect(packed.readableBytes < page.readableBytes)
            #expect(Gzip.open(packed) == page)
        }
        #expect(part.place(in: ByteBuffer(string: before + after)) == nil)
        var damaged = try #require(try pack(page, around: part, level: 1))
        let place = damaged.writerIndex - 6
        let sum: UInt8 = try #require(damaged.getInteger(at: place))
        damaged.setInteger(sum ^ 0xFF, at: place)
        #expect(Gzip.open(damaged) == nil)
    }

    private func pack(_ page: ByteBuffer, around part: PackedPart, level: Int32) throws -> ByteBuffer? {
        let place = try #require(part.place(in: page))
        let before = try #require(page.getSlice(at: place.before.lowerBound, length: place.before.count))
        let after = try #require(page.getSlice(at: place.after.lowerBound, length: place.after.count))
        return Gzip.compress(before, part, after, level: level)
    }
}
