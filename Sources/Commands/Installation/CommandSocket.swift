import ArgumentParser
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Values

/// Where a served folder takes commands: a socket in the folder, which only its owner can open.
struct CommandSocket: Service {
    let installation: Installation

    func run() async throws {
        let path = DataFolder.socket(in: installation.folder)
        try? FileManager.default.removeItem(atPath: path)
        let router = Router()
        let installation = installation
        router.post("/command") { request, _ in
            let body = try await request.body.collect(upTo: ServedFolder.answerLimit)
            let output = await Self.output(of: Array(body.readableBytesView), in: installation)
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: CommandMessage.answer(output))))
        }
        var quiet = Logger(label: "flowmeter.socket")
        quiet.logLevel = .error
        let application = Application(router: router, configuration: .init(address: .unixDomainSocket(path: path)), logger: quiet)
        try await application.run()
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func output(of bytes: [UInt8], in installation: Installation) async -> CommandOutput {
        guard let message = CommandMessage(bytes) else { return .failure("The command could not be read.", .failed) }
        do {
            let parsed = try FlowmeterCommand.parseAsRoot(message.arguments)
            guard let command = parsed as? any DataCommand else {
                return .failure("This command doesn't work on a served folder.", .badInput)
            }
            return try await command.execute(in: installation, files: message.files)
        } catch {
            return CommandErrors.output(for: error)
        }
    }
}
