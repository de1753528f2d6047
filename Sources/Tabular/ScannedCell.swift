/// A cell of the row a `RowScanner` stands on, as it lies in the file; it says nothing any more once the scanner moves.
package struct ScannedCell {
    /// As written, quotes included. Eight bytes can be read from its first one wherever it ends.
    @usableFromInline let raw: UnsafeRawBufferPointer

    @inlinable init(raw: UnsafeRawBufferPointer) { self.raw = raw }

    @inlinable package var isEmpty: Bool { raw.isEmpty || raw.count == 2 && isQuoted }

    /// A quote at the start of a cell always opens it: the marks were made so.
    @inlinable var isQuoted: Bool { raw.first == 0x22 }

    /// What is between the quotes, in which a quote is still written twice.
    @inlinable var inner: UnsafeRawBufferPointer {
        isQuoted && raw.count >= 2 ? UnsafeRawBufferPointer(rebasing: raw[1..<raw.count - 1]) : raw
    }

    /// Up to eight bytes as one number, the first one highest, zeros after; nil when there are more. Two codes are equal
    /// when their numbers are, and are ordered as they are.
    @inlinable package var code: UInt64? {
        let bytes = inner
        guard bytes.count <= 8 else { return longCode }
        guard let start = bytes.baseAddress, bytes.count > 0 else { return 0 }
        let word = UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)) & ~0 << UInt64(64 - 8 * bytes.count)
        return isQuoted && bytes.contains(0x22) ? longCode : word
    }

    /// A quote written twice counts for one.
    @usableFromInline var longCode: UInt64? {
        let bytes = self.bytes
        guard bytes.count <= 8 else { return nil }
        let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return bytes.isEmpty ? 0 : number << UInt64(8 * (8 - bytes.count))
    }

    /// A whole number of at most eighteen digits; nil when it is anything else, and when it is empty.
    @inlinable package var number: Int? {
        let bytes = inner
        guard bytes.count > 0, bytes.count <= 18 else { return nil }
        var value = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value &* 10 &+ Int(byte &- 0x30)
        }
        return value
    }

    /// The day that a date or a moment begins with, « 2019-06-24T14:03:21 » as 20190624; 0 when it begins with none.
    package var leadingDay: Int {
        let bytes = inner
        guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return 0 }
        var day = 0
        for place in 0..<10 where place != 4 && place != 7 {
            let byte = bytes[place]
            guard byte >= 0x30, byte <= 0x39 else { return 0 }
            day = day &* 10 &+ Int(byte &- 0x30)
        }
        return day
    }

    /// The bytes of the cell, without its quotes; they are the file's, whatever its encoding.
    package var bytes: [UInt8] {
        let inner = self.inner
        guard isQuoted, inner.contains(0x22) else { return Array(inner) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(inner.count)
        var isSecond = false
        for byte in inner {
            if byte == 0x22, !isSecond {
                isSecond = true
                continue
            }
            isSecond = false
            bytes.append(byte)
        }
        return bytes
    }

    /// UTF-8, or else Windows-1252: a stream cannot be looked at whole to tell, so each cell tells for itself.
    package var text: String {
        if raw.isEmpty { return "" }
        let inner = self.inner
        if !isQuoted || !inner.contains(0x22) {
            if let text = String(validating: inner, as: UTF8.self) { return text }
        }
        let bytes = self.bytes
        return String(validating: bytes, as: UTF8.self) ?? fromWindows1252(bytes)
    }

    /// Without the blanks around it, as `Table` gives it.
    package var trimmedText: String { trimmed(text) }
}
