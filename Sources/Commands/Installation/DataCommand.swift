import ArgumentParser
import Foundation

/// A command that works on a data folder: in this process or, if the folder is being served, in the server's, with the same result.
protocol DataCommand: AsyncParsableCommand, Sendable {
    var folder: DataOptions { get }
    /// Files that the command reads. They are read where the command was given, and travel with it.
    var files: [String] { get }
    func execute(in installation: Installation, files: [String: [UInt8]]) async throws -> CommandOutput
}

extension DataCommand {
    var files: [String] { [] }

    func run() async throws {
        let output: CommandOutput
        do {
            let contents = try readFiles()
            output = try await perform(contents)
        } catch {
            output = CommandErrors.output(for: error)
        }
        Terminal.print(output)
        if output.exit != .success { throw ExitCode(output.exit.rawValue) }
    }

    private func perform(_ contents: [String: [UInt8]]) async throws -> CommandOutput {
        if let answered = try await ServedFolder(folder.data).forward(Array(CommandLine.arguments.dropFirst()), contents) {
            return answered
        }
        return try await Installation.with(folder) { try await execute(in: $0, files: contents) }
    }

    private func readFiles() throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for path in files {
            guard let data = FileManager.default.contents(atPath: path) else { throw UnreadableFile(path: path) }
            contents[path] = Array(data)
        }
        return contents
    }
}

struct UnreadableFile: Error {
    let path: String
}

enum Terminal {
    static func print(_ output: CommandOutput) {
        if !output.text.isEmpty { Swift.print(output.text) }
        if !output.errors.isEmpty { FileHandle.standardError.write(Data("\(output.errors)\n".utf8)) }
    }
}
