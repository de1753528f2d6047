import Foundation

/// Reads `multipart/form-data` (RFC 7578) from chunks cut anywhere; holds no more than one delimiter or one part header.
struct Multipart {
    enum Event: Equatable {
        case part(PartHeader)
        case bytes([UInt8])
        case endOfPart
    }

    private enum State { case beforeFirstPart, afterDelimiter, header, content, finished }

    private let delimiter: [UInt8]
    private let headerLimit: Int
    private var state = State.beforeFirstPart
    /// Begins with a line end, so that the first delimiter is like the others.
    private var pending: [UInt8] = [13, 10]

    private static let lineEnd: [UInt8] = [13, 10]
    private static let blankLine: [UInt8] = [13, 10, 13, 10]
    private static let dashes: [UInt8] = [45, 45]
    /// Spaces that may follow a delimiter (RFC 2046); nobody sends any.
    private static let paddingLimit = 32

    init(boundary: String, headerLimit: Int = FormLimits.standard.partHeaderBytes) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.headerLimit = headerLimit
    }

    /// Takes one more chunk and hands over what it completes.
    mutating func consume(
        _ chunk: some Collection<UInt8>, _ handle: (Event) throws -> Void
    ) throws {
        pending.append(contentsOf: chunk)
        while try step(handle) {}
    }

    /// Says that no chunk will follow.
    func finish() throws {
        guard state == .finished else { throw FormFault.malformed("multipart: cut short") }
    }

    /// Does what the bytes at hand allow; false when more are needed.
    private mutating func step(_ handle: (Event) throws -> Void) throws -> Bool {
        switch state {
        case .beforeFirstPart: return try skipToFirstDelimiter()
        case .afterDelimiter: return try readEndOfDelimiter()
        case .header: return try readHeader(handle)
        case .content: return try readContent(handle)
        case .finished:
            pending.removeAll()
            return false
        }
    }

    private mutating func skipToFirstDelimiter() throws -> Bool {
        // However the body is cut, what comes before the first part may be as long, and no longer.
        let range = pending.position(of: delimiter)
        guard range?.lowerBound ?? (pending.count - delimiter.count + 1) <= headerLimit else {
            throw FormFault.malformed("multipart: no delimiter")
        }
        guard let range else { return false }
        pending.removeSubrange(..<range.upperBound)
        state = .afterDelimiter
        return true
    }

    private mutating func readEndOfDelimiter() throws -> Bool {
        guard pending.count >= 2 else { return false }
        if pending.starts(with: Self.dashes) {
            state = .finished
            return true
        }
        let padding = pending.prefix { $0 == 32 || $0 == 9 }.count
        guard padding <= Self.paddingLimit else { throw FormFault.malformed("multipart: delimiter") }
        guard pending.count >= padding + 2 else { return false }
        guard pending.dropFirst(padding).starts(with: Self.lineEnd) else {
            throw FormFault.malformed("multipart: delimiter")
        }
        pending.removeSubrange(..<(padding + 2))
        state = .header
        return true
    }

    private mutating func readHeader(_ handle: (Event) throws -> Void) throws -> Bool {
        let range = pending.position(of: Self.blankLine)
        guard range?.lowerBound ?? (pending.count - Self.blankLine.count + 1) <= headerLimit else {
            throw FormFault.tooLarge("part header")
        }
        guard let range else { return false }
        let header = try PartHeader(pending[..<range.lowerBound])
        pending.removeSubrange(..<range.upperBound)
        try handle(.part(header))
        state = .content
        return true
    }

    private mutating func readContent(_ handle: (Event) throws -> Void) throws -> Bool {
        if let range = pending.position(of: delimiter) {
            try emit(upTo: range.lowerBound, handle)
            pending.removeSubrange(..<range.upperBound)
            try handle(.endOfPart)
            state = .afterDelimiter
            return true
        }
        // What could be the beginning of a delimiter waits for the next chunk.
        let safe = pending.count - delimiter.count + 1
        if safe > 0 {
            try emit(upTo: safe, handle)
            pending.removeSubrange(..<safe)
        }
        return false
    }

    private func emit(upTo end: Int, _ handle: (Event) throws -> Void) throws {
        guard end > 0 else { return }
        try handle(.bytes(Array(pending[..<end])))
    }
}

extension [UInt8] {
    /// Where `pattern` first occurs; by `memchr` on its first byte, because uploads are long.
    func position(of pattern: [UInt8]) -> Range<Int>? {
        guard let first = pattern.first else { return nil }
        return withUnsafeBytes { bytes -> Range<Int>? in
            guard let base = bytes.baseAddress else { return nil }
            var start = 0
            while bytes.count - start >= pattern.count {
                let room = bytes.count - start - pattern.count + 1
                guard let hit = memchr(base + start, Int32(first), room) else { return nil }
                let position = UnsafeRawPointer(hit) - base
                if memcmp(hit, pattern, pattern.count) == 0 { return position..<(position + pattern.count) }
                start = position + 1
            }
            return nil
        }
    }
}
