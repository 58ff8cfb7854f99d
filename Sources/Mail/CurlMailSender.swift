import CLibCurl
import Dispatch
import Synchronization

/// Sends through libcurl, which it loads with the first message: one message at a time, on a thread outside Swift's pool, as libcurl blocks.
/// A cancelled task ends its transfer within a second or so.
package final class CurlMailSender: MailSender {
    private let settings: MailSettings
    private let queue = DispatchQueue(label: "flowmeter.mail")
    private let waiting = Atomic(0)

    package init(_ settings: MailSettings) { self.settings = settings }

    package func send(_ message: MailMessage) async throws(MailFailure) {
        try await send(message.rendered(), to: message.recipients)
    }

    /// A message that is rendered already.
    package func send(_ bytes: [UInt8], to recipients: [MailAddress]) async throws(MailFailure) {
        guard bytes.count <= settings.maximumMessageBytes else {
            throw .permanent("The message has \(bytes.count) bytes; mail.messageBytes allows \(settings.maximumMessageBytes).")
        }
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard waiting.add(1, ordering: .relaxed).newValue <= settings.maximumWaiting + 1 else {
            throw MailFailure("\(settings.maximumWaiting) messages wait to be sent already (limit mail.waiting).", isTemporary: true)
        }
        let addresses = recipients.map(\.address)
        try await transfer { $0.perform(bytes, to: addresses) }.get()
    }

    /// Asks the server whether it takes us as who the settings say, and sends nothing.
    package func signIn() async throws(MailFailure) { try await transfer { $0.signIn() }.get() }

    private func transfer(_ act: @escaping @Sendable (CurlTransfer) -> Result<Void, MailFailure>) async -> Result<Void, MailFailure> {
        let transfer = CurlTransfer(settings)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: act(transfer)) }
            }
        } onCancel: {
            transfer.cancel()
        }
    }
}
