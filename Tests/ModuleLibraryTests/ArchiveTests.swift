import Automation
import ModuleLibrary
import TestSupport
import Testing
import Values

struct ArchiveTests {
    private static let files: [(String, String)] = [
        ("a.txt", "hello"), ("dir/ü.txt", String(repeating: "na", count: 5000)), ("a.txt", "twice"), ("empty", ""),
    ]

    @Test(arguments: ["zip", "tar"])
    func `what is packed is unpacked again`(type: String) async throws {
        let items = Self.files.map { name, text -> Value in ["archiveName": "SHEETS", "fileName": .text(name), "data": .text(text)] }
        let packed = try await aggregated("archive:PackAggregator", items, parameters: ["type": .text(type), "comment": "c"])
        #expect(packed["fileName"] == .text("SHEETS." + type))
        let bundles = try await pure("archive:UnpackAction", ["data": packed["data"] ?? nil])
        #expect(bundles.map { $0["fileName"]?.asText } == ["a.txt", "dir/ü.txt", "a (2).txt", "empty"])
        #expect(bundles.map { $0["data"]?.asBuffer?.bytes } == Self.files.map { Array($0.1.utf8) })
        #expect(bundles[1]["fileSize"] == 10_000)
        if type == "zip" { #expect((packed["data"]?.asBuffer?.bytes.count ?? 0) < 1000) }
    }

    @Test func `a bomb is given up at its bound`() async throws {
        let zeros = Buffer(bytes: [UInt8](repeating: 0, count: 30_000_000))
        let items: [Value] = [["fileName": "a", "data": .buffer(zeros)]]
        let one = try await run(ModuleLibrary(), "archive:PackAggregator", parameters: ["type": "zip"], items: items).bundles[0]
        let inner = try #require(one["data"])
        // Two entries of the directory may name the same bytes: here the archive's own file twice.
        let bytes = try #require(inner.asBuffer).bytes
        let doubled = Self.withDirectoryTwice(bytes)
        let failure = try await failure {
            _ = try await run(ModuleLibrary(), "archive:UnpackAction", ["data": .buffer(Buffer(bytes: doubled))])
        }
        #expect(failure.type == "MaxFileSizeExceededError" && failure.message.contains("archive.bytes"), "\(failure.message)")
    }

    private static func withDirectoryTwice(_ bytes: [UInt8]) -> [UInt8] {
        let end = bytes.count - 22
        let start = (0..<4).reduce(0) { $0 | Int(bytes[end + 16 + $1]) << (8 * $1) }
        var tail = Array(bytes[end...])
        tail[8] = 2
        tail[10] = 2
        return bytes[..<end] + bytes[start..<end] + tail
    }

    @Test func `names lead into no other folder`() async throws {
        let items: [Value] = [["fileName": "/../../etc/./passwd", "data": "x"], ["fileName": #"..\b"#, "data": "y"]]
        let packed = try await aggregated("archive:PackAggregator", items)
        let names = try await pure("archive:UnpackAction", ["data": packed["data"] ?? nil]).map { $0["fileName"]?.asText }
        #expect(names == ["etc/passwd", "b"])
        #expect(
            try await failure { _ = try await aggregated("archive:PackAggregator", [["fileName": "..", "data": "x"]]) }.type == "DataError")
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `a damaged archive fails, whatever the damage`(seed: UInt64) async throws {
        var random = Seeded(seed)
        let items = Self.files.map { name, text -> Value in ["fileName": .text(name), "data": .text(text)] }
        var bytes = try #require(try await aggregated("archive:PackAggregator", items)["data"]?.asBuffer).bytes
        for _ in 0..<4 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random) }
        if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
        do {
            _ = try await run(ModuleLibrary(), "archive:UnpackAction", ["data": .buffer(Buffer(bytes: bytes))])
        } catch let failure as ModuleFailure {
            #expect(["DataError", "MaxFileSizeExceededError", "MaxResultsExceededError"].contains(failure.type), "seed \(seed)")
        }
    }

    @Test(arguments: [("archive:Gzip", "archive:Gunzip"), ("archive:Deflate", "archive:Inflate")])
    func `data is compressed and unpacked`(packing: String, unpacking: String) async throws {
        let text = Value.text(String(repeating: "abc", count: 1000))
        let packed = try await pure(packing, ["data": text])[0]["data"] ?? nil
        #expect((packed.asBuffer?.bytes.count ?? 9999) < 100)
        #expect(
            try await pure(unpacking, ["data": packed])[0]["data"]?.asBuffer?.bytes == Array(String(repeating: "abc", count: 1000).utf8))
        #expect(try await failure { _ = try await pure(unpacking, ["data": "no"]) }.type == "DataError")
        #expect(try await failure { _ = try await pure(packing, ["data": ""]) }.began == false)
    }

    @Test func `what is no archive is refused`() async throws {
        let failure = try await failure { _ = try await pure("archive:UnpackAction", ["data": "hello"]) }
        #expect(failure.type == "DataError" && failure.message.contains("no ZIP archive"))
    }
}
