import CLibCurl
import Synchronization

/// One message on its way. `perform` blocks, `cancel` may come at any time from elsewhere.
final class CurlTransfer: Sendable {
    private enum State {
        case idle
        /// The address of libcurl's handle, which stays valid until the state changes.
        case running(UInt)
        case cancelled
    }

    private let settings: MailSettings
    private let state = Mutex(State.idle)

    init(_ settings: MailSettings) { self.settings = settings }

    func perform(_ bytes: [UInt8], to recipients: [String]) -> Result<Void, MailFailure> {
        perform(recipients) { mail in bytes.withUnsafeBytes { curl_mail_send(mail, $0.baseAddress, $0.count) } }
    }

    /// Connects and signs in; nothing is sent.
    func signIn() -> Result<Void, MailFailure> { perform([]) { curl_mail_try($0) } }

    private func perform(_ recipients: [String], _ act: (OpaquePointer) -> Int32) -> Result<Void, MailFailure> {
        if let problem = curl_mail_load() { return .failure(.permanent(String(cString: problem) + ".")) }
        let total = settings.timeout * 1000
        guard let mail = curl_mail_make(settings.server.url, security, total / 3, total) else { return .failure(CurlResult.noMemory) }
        defer { curl_mail_free(mail) }
        guard prepare(mail, recipients) else { return .failure(CurlResult.noMemory) }
        guard start(mail) else { return .failure(CurlResult.cancelled) }
        defer { state.withLock { $0 = .idle } }
        let result = act(mail)
        guard result != curl_mail_sent else { return .success(()) }
        return .failure(
            CurlResult(
                code: result, reply: curl_mail_reply_code(mail), text: String(cString: curl_mail_refusal(mail)),
                problem: String(cString: curl_mail_problem(mail, result))
            ).failure(settings))
    }

    func cancel() {
        state.withLock { state in
            if case .running(let address) = state { curl_mail_cancel(OpaquePointer(bitPattern: address)) }
            state = .cancelled
        }
    }

    private var security: Int32 {
        guard !settings.server.isSecure else { return curl_mail_starttls }
        return switch settings.startTLS {
        case .required: curl_mail_starttls
        case .optional: curl_mail_starttls_if_offered
        case .none: curl_mail_in_the_clear
        }
    }

    /// Whether libcurl had room for it all.
    private func prepare(_ mail: OpaquePointer, _ recipients: [String]) -> Bool {
        if let credentials = settings.credentials, curl_mail_sign_in(mail, credentials.user, credentials.password) != 0 { return false }
        if let file = settings.trustedCertificates, curl_mail_trust(mail, file) != 0 { return false }
        if let text = settings.authorities, curl_mail_trust_text(mail, text) != 0 { return false }
        if let address = settings.address, curl_mail_reach(mail, MailServer.route(to: address, port: settings.server.port)) != 0 {
            return false
        }
        return curl_mail_from(mail, settings.from.address) == 0 && recipients.allSatisfy { curl_mail_to(mail, $0) == 0 }
    }

    private func start(_ mail: OpaquePointer) -> Bool {
        state.withLock { state in
            if case .cancelled = state { return false }
            state = .running(UInt(bitPattern: mail))
            return true
        }
    }
}
