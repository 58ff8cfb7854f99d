import Automation
import Mail
import NIOPosix
import Synchronization

/// Where conversations with mailboxes are held, which block: off the event loops and off Swift's own threads.
final class MailThreads: Sendable {
    private let pool = NIOThreadPool(numberOfThreads: 8)
    private let isClosed = Atomic(false)

    deinit {
        // A pool that is let go of while it runs is a bug to NIO; the callback keeps it until it has ended.
        pool.shutdownGracefully { _ in }
    }

    func run<Result: Sendable>(
        _ body: @escaping @Sendable (MailCancellation) throws(MailFailure) -> Result
    ) async throws(ModuleFailure) -> Result {
        guard !isClosed.load(ordering: .relaxed) else { throw Self.stopping }
        // Does nothing if it runs already.
        pool.start()
        let cancellation = MailCancellation()
        let result: Swift.Result<Result, MailFailure>
        do {
            result = try await withTaskCancellationHandler {
                try await pool.runIfActive {
                    Swift.Result { () throws(MailFailure) in try body(cancellation) }
                }
            } onCancel: {
                cancellation.cancel()
            }
        } catch {
            throw Self.stopping
        }
        do {
            return try result.get()
        } catch {
            throw error.moduleFailure
        }
    }

    func shutdown() async {
        isClosed.store(true, ordering: .relaxed)
        try? await pool.shutdownGracefully()
    }

    private static let stopping = ModuleFailure("ConnectionError", "Speaking with the mailbox was given up, as the server is stopping.")
}

extension MailFailure {
    /// In the format's own classes.
    var moduleFailure: ModuleFailure { ModuleFailure(isTemporary ? "ConnectionError" : "RuntimeError", message) }
    /// Where nothing has begun.
    var refusal: ModuleFailure { .refused(message) }
}
