import CLibCurl

/// A signed-in connection, line by line, within the limits. Every call blocks; use it on one thread.
final class IMAPConnection {
    private let talk: OpaquePointer
    private let settings: IMAPSettings
    private let cancellation: MailCancellation
    private var received: [UInt8] = []
    private var position = 0

    /// Of one line without its literals.
    private static let maximumLineBytes = 1_000_000
    private static let partBytes = 32_768

    init(_ settings: IMAPSettings, _ cancellation: MailCancellation) throws(MailFailure) {
        if let problem = curl_mail_load() { throw .permanent(String(cString: problem) + ".") }
        let total = settings.timeout * 1000
        let security = settings.security == .none ? curl_mail_in_the_clear : curl_mail_starttls
        guard let talk = curl_talk_make(settings.url, security, total / 3, total) else { throw CurlResult.noMemory }
        self.talk = talk
        self.settings = settings
        self.cancellation = cancellation
        guard cancellation.begin(talk) else { throw IMAPFailure.cancelled }
        var result = curl_talk_sign_in(talk, settings.credentials.user, settings.credentials.password)
        if result == 0, let authorities = settings.authorities { result = curl_talk_trust_text(talk, authorities) }
        if result == 0, let address = settings.address {
            result = curl_talk_reach(talk, MailServer.route(to: address, port: settings.port))
        }
        if result == 0 { result = curl_talk_open(talk) }
        try check(result)
    }

    deinit {
        cancellation.end()
        curl_talk_free(talk)
    }

    func send(_ bytes: [UInt8]) throws(MailFailure) {
        try check(bytes.withUnsafeBytes { curl_talk_send(talk, $0.baseAddress, $0.count) })
    }

    /// Up to the next line end, which is left out.
    func line() throws(MailFailure) -> [UInt8] {
        var line: [UInt8] = []
        while true {
            if let end = received[position...].firstIndex(of: UInt8(ascii: "\n")) {
                line += received[position..<end]
                position = end + 1
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                return line
            }
            line += received[position...]
            guard line.count <= Self.maximumLineBytes else { throw IMAPFailure.unreadable(settings, "a line of it is too long") }
            try receive()
        }
    }

    func bytes(_ count: Int) throws(MailFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            if position == received.count { try receive() }
            let part = received[position..<min(received.count, position + count - bytes.count)]
            bytes += part
            position += part.count
        }
        return bytes
    }

    private func receive() throws(MailFailure) {
        var count = 0
        var result: Int32 = 0
        received = Array(unsafeUninitializedCapacity: Self.partBytes) { buffer, filled in
            result = curl_talk_receive(talk, buffer.baseAddress, buffer.count, &count)
            filled = count
        }
        position = 0
        try check(result)
    }

    private func check(_ result: Int32) throws(MailFailure) {
        guard result != 0 else { return }
        throw IMAPFailure.of(result, String(cString: curl_talk_problem(talk, result)), settings)
    }
}
