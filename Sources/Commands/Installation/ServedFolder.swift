import NIOHTTP1
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import Values

/// A data folder that a server may be working on: a command for it goes to that server over a socket in the folder.
struct ServedFolder {
    private let socket: String

    /// Bytes of a command's answer.
    static let answerLimit = 64 * 1024 * 1024
    /// How long a command may take in the server.
    static let patience = TimeAmount.hours(24)

    init(_ folder: String) {
        // A socket's path is short; a folder deep down is named from where we stand.
        socket = DataFolder.socket(in: folder)
    }

    /// The server's answer, or `nil` where nobody serves the folder.
    func forward(_ arguments: [String], _ files: [String: [UInt8]]) async throws -> CommandOutput? {
        guard FileManager.default.fileExists(atPath: socket), answers() else { return nil }
        guard let url = URL(httpURLWithSocketPath: socket, uri: "/command") else { return nil }
        var request = HTTPClientRequest(url: url.absoluteString)
        request.method = .POST
        request.body = .bytes(ByteBuffer(string: CommandMessage(arguments: arguments, files: files).json.text()))
        let response = try await HTTPClient.shared.execute(request, timeout: Self.patience)
        let body = try await response.body.collect(upTo: Self.answerLimit)
        return try CommandMessage.output(Array(body.readableBytesView))
    }

    /// A socket file that a killed server left behind doesn't answer.
    private func answers() -> Bool {
        guard let address = try? SocketAddress(unixDomainSocketPath: socket) else { return false }
        let connected = try? ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(to: address).wait()
        guard let connected else { return false }
        connected.close(promise: nil)
        return true
    }
}

/// A command and its answer, on their way through the socket.
struct CommandMessage {
    var arguments: [String]
    var files: [String: [UInt8]]

    init(arguments: [String], files: [String: [UInt8]]) {
        self.arguments = arguments
        self.files = files
    }

    var json: JSON {
        var contents = JSONObject()
        for (path, bytes) in files { contents[path] = .string(Data(bytes).base64EncodedString()) }
        return ["arguments": .array(arguments.map(JSON.string)), "files": .object(contents)]
    }

    init?(_ bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes, limits: JSONLimits(maxBytes: ServedFolder.answerLimit)) else { return nil }
        arguments = json["arguments"]?.asArray?.compactMap(\.asText) ?? []
        files = [:]
        if let contents = json["files"]?.asObject {
            for member in contents {
                if let text = member.value.asText, let data = Data(base64Encoded: text) { files[member.key] = Array(data) }
            }
        }
    }

    static func answer(_ output: CommandOutput) -> String {
        let json: JSON = ["text": .string(output.text), "errors": .string(output.errors), "exit": .number("\(output.exit.rawValue)")]
        return json.text()
    }

    static func output(_ bytes: [UInt8]) throws -> CommandOutput {
        let json = try JSON(parsing: bytes, limits: JSONLimits(maxBytes: ServedFolder.answerLimit))
        let exit = ExitStatus(rawValue: Int32(json["exit"]?.asInteger ?? 1)) ?? .failed
        return CommandOutput(json["text"]?.asText ?? "", errors: json["errors"]?.asText ?? "", exit: exit)
    }
}
