import FoundationEssentials

/// An `http` or `https` URL, taken apart once, with a host that a resolver and a client cannot read in two ways.
package struct WebAddress: Hashable, Sendable {
    package enum Scheme: String, Sendable {
        case http, https
        var defaultPort: Int { self == .http ? 80 : 443 }
    }

    package let scheme: Scheme
    /// Lower case; an IPv6 address without its brackets.
    package let host: String
    package let port: Int
    /// Path and query, percent-encoded, beginning with `/`.
    package private(set) var target: String
    package let user: String?
    package let password: String?

    package struct Malformed: Error {
        package var message: String
    }

    package init(parsing text: String) throws(Malformed) {
        guard let url = URL(string: text.trimmingWhitespace) else { throw Malformed(message: "The URL is not valid.") }
        try self.init(url)
    }

    /// A `Location`, seen from here.
    package func following(_ location: String) throws(Malformed) -> WebAddress {
        guard let base = URL(string: text), let url = URL(string: location.trimmingWhitespace, relativeTo: base) else {
            throw Malformed(message: "The redirect's address is not valid.")
        }
        return try WebAddress(url.absoluteURL)
    }

    private init(_ url: URL) throws(Malformed) {
        guard let name = url.scheme?.lowercased() else {
            throw Malformed(message: "The URL has no scheme; it must begin with http:// or https://.")
        }
        guard let scheme = Scheme(rawValue: name) else { throw Malformed(message: "Only http and https are supported, not '\(name)'.") }
        var host = url.host(percentEncoded: true)?.lowercased() ?? ""
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else { throw Malformed(message: "The URL has no host.") }
        guard Self.isHostName(host.utf8[...]) || IPAddress(parsing: host) != nil else {
            throw Malformed(message: "The URL's host has characters that a host name can't have.")
        }
        let port = url.port ?? scheme.defaultPort
        guard (1...65_535).contains(port) else { throw Malformed(message: "The URL's port is not between 1 and 65535.") }
        self.scheme = scheme
        self.host = host
        self.port = port
        var target = url.path(percentEncoded: true)
        if !target.hasPrefix("/") { target = "/" + target }
        if let query = url.query(percentEncoded: true) { target += "?" + query }
        self.target = target
        user = url.user(percentEncoded: false)
        password = url.password(percentEncoded: false)
    }

    /// Adds `name=value` pairs that are encoded already.
    mutating func appendQuery(_ query: String) {
        guard !query.isEmpty else { return }
        target += (target.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + query
    }

    /// Gives a parameter of the query string this value, in the place of those that it has.
    mutating func setQuery(_ name: String, to value: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let others = (parts.count > 1 ? parts[1] : "").split(separator: "&").filter { pair in
            FormEncoding.decode(pair.prefix { $0 != "=" }) != name
        }
        let pair = "\(FormEncoding.encode(name))=\(FormEncoding.encode(value))"
        target = "\(parts[0])?" + (others.map(String.init) + [pair]).joined(separator: "&")
    }

    /// `example.com`, `[::1]:8080`: what the `Host` header says.
    var authority: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return port == scheme.defaultPort ? name : "\(name):\(port)"
    }

    /// Without user, password and fragment.
    package var text: String { "\(scheme.rawValue)://\(authority)\(target)" }

    func hasSameOrigin(as other: WebAddress) -> Bool { scheme == other.scheme && host == other.host && port == other.port }

    static func isHostName(_ name: Substring.UTF8View) -> Bool {
        !name.isEmpty && name.count <= 253
            && name.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }
}

extension String {
    /// Without blanks and line ends around it.
    var trimmingWhitespace: String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0d).contains($0) }
        guard let first = utf8.firstIndex(where: { !isBlank($0) }), let last = utf8.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(self[first...last])
    }
}
