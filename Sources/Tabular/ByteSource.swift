import CTabular
import Foundation

/// Bytes that come one after the other: a file, an archive being opened, a text in memory.
package protocol ByteSource: AnyObject {
    /// Fills as much of `buffer` as it likes; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// A file that cannot be read, in a sentence.
package struct ByteFault: Error, Equatable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

package final class MemoryBytes: ByteSource {
    private let bytes: [UInt8]
    private var position: Int
    /// How many bytes at most are given at once; tests make it small.
    private let portion: Int

    package init(_ bytes: [UInt8], from position: Int = 0, portion: Int = .max) {
        (self.bytes, self.position, self.portion) = (bytes, position, portion)
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, portion, bytes.count - position)
        guard count > 0 else { return 0 }
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}

/// A file that several readers may read at several places at once. Bytes are copied from the system's cache rather than
/// mapped: a file cut short meanwhile is an error and not the end of the program, and memory stays small.
package final class FileBytes: Sendable {
    package let path: String
    package let count: Int
    private let descriptor: Int32

    package init(path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ByteFault("« \(path) » n’existe pas ou ne se lit pas") }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ByteFault("« \(path) » n’est pas un fichier")
        }
        (self.path, count) = (path, Int(status.st_size))
    }

    deinit { close(descriptor) }

    /// How many bytes could be read there; 0 at the end.
    package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let done = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if done >= 0 { return done }
            guard errno == EINTR else { throw ByteFault("« \(path) » ne se lit plus (erreur \(errno))") }
        }
    }

    package func bytes(from offset: Int, count: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            while filled < count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let done = try read(at: offset + filled, into: rest)
                if done == 0 { return }
                filled += done
            }
        }
    }

    /// The line of the file, from 1, in which a byte is.
    func line(at offset: Int) throws -> Int {
        var (lines, place, isAfterReturn) = (0, 0, false)
        while place < offset {
            let bytes = try bytes(from: place, count: min(1 << 20, offset - place))
            guard let last = bytes.last else { break }
            lines += ctabular_count_lines(bytes, bytes.count, 0)
            if isAfterReturn, bytes[0] == 0x0A { lines -= 1 }
            isAfterReturn = last == 0x0D
            place += bytes.count
        }
        return lines + 1
    }

    /// What follows `offset`, meant to be read until shortly after `soft`: more is read, but not all at once.
    package func source(from offset: Int = 0, softEnd soft: Int = .max) -> FileSlice {
        FileSlice(self, from: offset, softEnd: soft)
    }
}

package final class FileSlice: ByteSource {
    private let file: FileBytes
    private var offset: Int
    private let softEnd: Int
    /// What most lines weigh less than.
    private static let tail = 4096

    fileprivate init(_ file: FileBytes, from offset: Int, softEnd: Int) {
        (self.file, self.offset, self.softEnd) = (file, offset, softEnd)
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let wanted = offset < softEnd ? max(softEnd - offset, Self.tail) : Self.tail
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(wanted))
        let count = try file.read(at: offset, into: part)
        offset += count
        return count
    }
}
