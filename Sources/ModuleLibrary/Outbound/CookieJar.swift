import Mail
import NIOHTTP1
import Synchronization
import Values

/// Cookies as RFC 6265 has them, of one run: what servers set, and what goes back to whom.
final class CookieJar: Sendable {
    struct Cookie: Hashable {
        var name: String
        var value: String
        var domain: String
        /// Only that host, and not those below it.
        var isHostOnly: Bool
        var path: String
        var isSecure: Bool
        var expires: Timestamp?
    }

    private static let capacity = 50
    private static let maximumBytes = 4096
    private let cookies = Mutex<[Cookie]>([])

    /// The value of the `Cookie` header for a request to this address.
    func header(for address: WebAddress, at now: Timestamp = .now()) -> String? {
        let fitting = cookies.withLock { $0 }.filter { $0.goes(to: address, at: now) }
        // Longer paths first (§5.4).
        let ordered = fitting.sorted { $0.path.utf8.count > $1.path.utf8.count }
        return ordered.isEmpty ? nil : ordered.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    }

    func take(_ headers: HTTPHeaders, from address: WebAddress, at now: Timestamp = .now()) {
        let set = headers["Set-Cookie"].filter { $0.utf8.count <= Self.maximumBytes }.compactMap { Cookie($0, from: address, at: now) }
        guard !set.isEmpty else { return }
        cookies.withLock { cookies in
            for cookie in set {
                cookies.removeAll { $0.name == cookie.name && $0.domain == cookie.domain && $0.path == cookie.path }
                if cookie.expires.map({ $0 > now }) ?? true { cookies.append(cookie) }
            }
            if cookies.count > Self.capacity { cookies.removeFirst(cookies.count - Self.capacity) }
        }
    }
}

extension CookieJar.Cookie {
    /// `nil` for what is no cookie, or one that this host may not set.
    init?(_ header: String, from address: WebAddress, at now: Timestamp) {
        let parts = header.split(separator: ";", omittingEmptySubsequences: false).map { String($0).trimmingWhitespace }
        guard let pair = parts.first, let equals = pair.firstIndex(of: "="), equals > pair.startIndex else { return nil }
        name = String(pair[..<equals]).trimmingWhitespace
        value = String(pair[pair.index(after: equals)...]).trimmingWhitespace
        domain = address.host
        isHostOnly = true
        path = Self.directory(of: address.target)
        isSecure = false
        for part in parts.dropFirst() {
            let attribute = part.prefix { $0 != "=" }.lowercased()
            let text = String(part.dropFirst(attribute.count + 1)).trimmingWhitespace
            switch attribute {
            case "secure": isSecure = true
            case "path" where text.hasPrefix("/"): path = text
            case "max-age": expires = Int64(text).map { Timestamp(milliseconds: now.milliseconds + min(max($0, -1), 400 * 86_400) * 1000) }
            case "expires" where expires == nil: expires = Timestamp(mailDate: text.replacing("-", with: " "))
            case "domain" where !text.isEmpty:
                let wanted = (text.hasPrefix(".") ? String(text.dropFirst()) : text).lowercased()
                // Not for a whole top-level domain, and not for a number.
                guard wanted == address.host || wanted.contains(".") && IPAddress(parsing: address.host) == nil,
                    address.host == wanted || address.host.hasSuffix("." + wanted)
                else { return nil }
                domain = wanted
                isHostOnly = false
            default: break
            }
        }
    }

    func goes(to address: WebAddress, at now: Timestamp) -> Bool {
        let isOfDomain = address.host == domain || !isHostOnly && address.host.hasSuffix("." + domain)
        let target = address.target.prefix { $0 != "?" }
        let isOfPath = target == path || target.hasPrefix(path) && (path.hasSuffix("/") || target.dropFirst(path.count).hasPrefix("/"))
        return isOfDomain && isOfPath && (!isSecure || address.scheme == .https) && (expires.map { $0 > now } ?? true)
    }

    private static func directory(of target: String) -> String {
        let path = target.prefix { $0 != "?" }
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}
