import Foundation
import Glibc
import Synchronization

/// A server of someone else's that a test speaks to: a script of `Tests/Peers`, run by the Python that `dev/install test` sets up.
/// It listens on loopback, on a free port, tells what it sees in lines, and ends with the test, or with the process if that is cut off.
package final class PeerProgram: Sendable {
    package struct Failed: Error, CustomStringConvertible {
        package let description: String
    }

    /// Of the checkout.
    private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized

    package let port: Int
    private let process: Process
    private let output: PeerOutput
    /// The script ends when the other end of its standard input has gone.
    private let input: FileHandle
    private let end: AsyncStream<Never>

    package init(_ script: String, _ arguments: [String] = []) async throws {
        let python = Self.root.appending(path: "build/venv/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: python) else {
            throw Failed(description: "\(python) is not there; 'dev/install test' makes it")
        }
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: python)
        process.arguments = [Self.root.appending(path: "Tests/Peers/\(script)").path] + arguments
        process.standardInput = input
        process.standardOutput = output
        let (end, ending) = AsyncStream.makeStream(of: Never.self)
        process.terminationHandler = { _ in ending.finish() }
        try process.run()
        self.end = end
        self.process = process
        self.input = input.fileHandleForWriting
        self.output = PeerOutput(output.fileHandleForReading)
        let line = try await self.output.line()
        guard let port = Int(line) else { throw Failed(description: "\(script) did not start: \(line)") }
        self.port = port
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Returns when it has gone, and its port with it.
    package func stop() async {
        // A process that a thread of Dispatch's started has all milder signals blocked.
        kill(process.processIdentifier, SIGKILL)
        for await _ in end {}
    }

    /// The next thing that the server has to tell; waits for it, with a limit.
    package func line() async throws -> String { try await output.line() }
}

/// The lines that a program writes, read on a thread that may block.
private final class PeerOutput: Sendable {
    private struct State {
        var lines: [String] = []
        var rest: [UInt8] = []
    }
    private let handle: FileHandle
    private let queue = DispatchQueue(label: "flowmeter.test.peer")
    private let state = Mutex(State())

    init(_ handle: FileHandle) { self.handle = handle }

    func line() async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.read() }) }
        }
    }

    private func read() throws -> String {
        while true {
            if let line = state.withLock({ $0.lines.isEmpty ? nil : $0.lines.removeFirst() }) { return line }
            var waited = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waited, 1, 30_000) > 0 else { throw PeerProgram.Failed(description: "the server told nothing within 30 seconds") }
            let bytes = handle.availableData
            guard !bytes.isEmpty else { throw PeerProgram.Failed(description: "the server has ended; standard error may say why") }
            keep(bytes)
        }
    }

    private func keep(_ bytes: Data) {
        let parts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        state.withLock { state in
            for part in parts.dropLast() {
                state.lines.append(String(decoding: state.rest + part, as: UTF8.self))
                state.rest = []
            }
            state.rest += parts.last ?? Data()
        }
    }
}
