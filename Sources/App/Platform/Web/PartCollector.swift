import Crypto
import Foundation

/// Puts the parts of a multipart body where they belong: fields in memory, files on disk.
struct PartCollector {
    private enum Current {
        case nothing
        case field(name: String, bytes: [UInt8])
        case file(name: String, IncomingFile)
    }

    private let limits: FormLimits
    private let folder: URL
    private var current = Current.nothing
    private var fieldCount = 0
    private var fileCount = 0
    private var fieldBytes = 0
    private(set) var form = Form.empty

    init(limits: FormLimits, folder: URL) {
        self.limits = limits
        self.folder = folder
    }

    mutating func take(_ event: Multipart.Event) throws {
        switch event {
        case .part(let header): try begin(header)
        case .bytes(let bytes): try add(bytes)
        case .endOfPart: try end()
        }
    }

    private mutating func begin(_ header: PartHeader) throws {
        guard let filename = header.filename else {
            fieldCount += 1
            guard fieldCount <= limits.fields else { throw FormFault.tooLarge("number of fields") }
            current = .field(name: header.name, bytes: [])
            return
        }
        fileCount += 1
        guard fileCount <= limits.files else { throw FormFault.tooLarge("number of files") }
        current = .file(name: header.name, try IncomingFile(filename: filename, folder: folder))
    }

    private mutating func add(_ bytes: [UInt8]) throws {
        switch current {
        case .nothing: break
        case .field(let name, var known):
            current = .nothing
            fieldBytes += bytes.count
            guard known.count + bytes.count <= limits.valueBytes, fieldBytes <= limits.totalBytes else {
                throw FormFault.tooLarge("value")
            }
            known.append(contentsOf: bytes)
            current = .field(name: name, bytes: known)
        case .file(_, let file):
            guard file.size + bytes.count <= limits.fileBytes else { throw FormFault.tooLarge("file") }
            try file.write(bytes)
        }
    }

    private mutating func end() throws {
        switch current {
        case .nothing: break
        case .field(let name, let bytes):
            form.append(try formText(bytes, limit: limits.valueBytes, what: "value"), as: name)
        case .file(let name, let file):
            // A file field left empty is sent as a file without name nor content.
            if let upload = try file.finish() { form.append(upload, as: name) }
        }
        current = .nothing
    }
}

/// A file being received: written, measured, hashed and looked at as it comes.
private final class IncomingFile {
    private let filename: String
    private let file: TemporaryFile
    private let handle: FileHandle
    private var hash = SHA256()
    private var head: [UInt8] = []
    private var text = TextCheck()
    private(set) var size = 0

    init(filename: String, folder: URL) throws {
        self.filename = filename
        file = try TemporaryFile(in: folder)
        handle = try FileHandle(forWritingTo: file.url)
    }

    deinit { try? handle.close() }

    func write(_ bytes: [UInt8]) throws {
        try handle.write(contentsOf: bytes)
        hash.update(data: bytes)
        if head.count < FileType.headLength { head.append(contentsOf: bytes.prefix(FileType.headLength - head.count)) }
        text.read(bytes)
        size += bytes.count
    }

    func finish() throws -> Upload? {
        try handle.close()
        if filename.isEmpty, size == 0 { return nil }
        let type = FileType.recognise(file.url, head: head, isText: text.isText, name: filename)
        let digest = hash.finalize().map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }
        return Upload(name: filename, size: size, sha256: digest.joined(), type: type, file: file)
    }
}

/// Whether bytes that come in pieces are UTF-8 text without control characters.
struct TextCheck {
    private var isClean = true
    private var following = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    var isText: Bool { isClean && following == 0 }

    mutating func read(_ bytes: [UInt8]) {
        for byte in bytes where isClean { read(byte) }
    }

    /// Well-formed byte sequences of Unicode, table 3-7.
    private mutating func read(_ byte: UInt8) {
        if following > 0 {
            isClean = (lowest...highest).contains(byte)
            (lowest, highest) = (0x80, 0xBF)
            following -= 1
            return
        }
        switch byte {
        case 9, 10, 13, 0x20...0x7E: break
        case 0xC2...0xDF: following = 1
        case 0xE0: (following, lowest) = (2, 0xA0)
        case 0xED: (following, highest) = (2, 0x9F)
        case 0xE1...0xEF: following = 2
        case 0xF0: (following, lowest) = (3, 0x90)
        case 0xF4: (following, highest) = (3, 0x8F)
        case 0xF1...0xF3: following = 3
        default: isClean = false
        }
    }
}
