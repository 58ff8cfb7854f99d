package import Values

/// Reads a `multipart/form-data` body (RFC 7578): a part with a file's name is `{name, mime, data}`, any other is its text.
package struct MultipartReader {
    private let body: [UInt8]
    private let delimiter: [UInt8]
    private let limits: HookBodyLimits

    /// RFC 2046.
    private static let longestBoundary = 70

    package init(_ body: [UInt8], boundary: String, limits: HookBodyLimits = .init()) throws(HookBodyError) {
        guard (1...Self.longestBoundary).contains(boundary.utf8.count) else {
            throw HookBodyError(message: "The boundary of the multipart body must have 1 to \(Self.longestBoundary) bytes.")
        }
        self.body = body
        delimiter = Array("--\(boundary)".utf8)
        self.limits = limits
    }

    package func read() throws(HookBodyError) -> Fields {
        var items: [(name: String, value: Value)] = []
        guard var position = first() else { throw HookBodyError(message: "The multipart body does not hold its boundary.") }
        while !isLast(at: position) {
            guard items.count < limits.parts else {
                throw HookBodyError(message: "The multipart body has more than \(limits.parts) parts (webhook.parts).")
            }
            let start = try lineEnd(after: position)
            guard let next = next(from: start) else { throw HookBodyError(message: "The multipart body ends in the middle of a part.") }
            if let item = try part(start..<next.end) { items.append(item) }
            position = next.after
        }
        return try FormFields.read(items, limits: limits)
    }

    // MARK: Boundaries

    /// The position after the first delimiter; what stands before it is for people.
    private func first() -> Int? {
        if body.starts(with: delimiter) { return delimiter.count }
        return next(from: 0)?.after
    }

    private func isLast(at position: Int) -> Bool {
        position + 1 < body.count && body[position] == UInt8(ascii: "-") && body[position + 1] == UInt8(ascii: "-")
    }

    /// The end of the part that begins at `start`, and the position after the delimiter that ends it.
    private func next(from start: Int) -> (end: Int, after: Int)? {
        let first = delimiter[0]
        // A part without content and without headers: its delimiter's line end is the one before.
        var position = max(0, start - 2)
        while position + 2 + delimiter.count <= body.count {
            guard body[position] == UInt8(ascii: "\r"), body[position + 1] == UInt8(ascii: "\n"), body[position + 2] == first,
                body[(position + 2)...].starts(with: delimiter), isDelimiterEnd(at: position + 2 + delimiter.count)
            else {
                position += 1
                continue
            }
            return (max(position, start), position + 2 + delimiter.count)
        }
        return nil
    }

    /// `--ab` is no delimiter of the boundary `a`.
    private func isDelimiterEnd(at position: Int) -> Bool {
        guard position < body.count else { return true }
        return [UInt8(ascii: "\r"), UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "\t")].contains(body[position])
    }

    /// After the delimiter there may be white space, and then its line ends.
    private func lineEnd(after position: Int) throws(HookBodyError) -> Int {
        var position = position
        while position < body.count, body[position] == UInt8(ascii: " ") || body[position] == UInt8(ascii: "\t") { position += 1 }
        guard position + 1 < body.count, body[position] == UInt8(ascii: "\r"), body[position + 1] == UInt8(ascii: "\n") else {
            throw HookBodyError(message: "A boundary of the multipart body is not followed by the end of its line.")
        }
        return position + 2
    }

    // MARK: A part

    /// `nil` where the part has no name.
    private func part(_ range: Range<Int>) throws(HookBodyError) -> (name: String, value: Value)? {
        let headers = try headers(range)
        guard let disposition = headers.disposition.map({ HeaderValue($0) }), let name = disposition["name"] else { return nil }
        let content = Array(body[min(headers.end, range.upperBound)..<range.upperBound])
        let type = headers.type.map { HeaderValue($0) }
        if let file = disposition.fileName {
            let mime = type?.value ?? "application/octet-stream"
            return (name, ["name": .text(file), "mime": .text(mime), "data": .buffer(Buffer(bytes: content))])
        }
        if let type, !type.value.hasPrefix("text/"), type.value != "application/json" {
            return (name, .buffer(Buffer(bytes: content)))
        }
        return (name, TextEncoding.text(content, charset: type?["charset"]).map(Value.text) ?? .buffer(Buffer(bytes: content)))
    }

    private func headers(_ range: Range<Int>) throws(HookBodyError) -> (disposition: String?, type: String?, end: Int) {
        var (disposition, type): (String?, String?) = (nil, nil)
        var position = range.lowerBound
        while position < range.upperBound {
            guard position - range.lowerBound <= limits.partHeaderBytes else {
                throw HookBodyError(
                    message: "A part's headers have more than \(limits.partHeaderBytes) bytes (webhook.partHeaderBytes).")
            }
            let bound = min(range.upperBound, position + limits.partHeaderBytes)
            guard let end = body[position..<bound].firstIndex(of: UInt8(ascii: "\n")) else {
                throw HookBodyError(message: "A part of the multipart body has headers that don't end.")
            }
            let line = body[position..<end].last == UInt8(ascii: "\r") ? body[position..<(end - 1)] : body[position..<end]
            position = end + 1
            if line.isEmpty { break }
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let text = String(decoding: parts[1], as: UTF8.self)
            switch String(decoding: parts[0], as: UTF8.self).lowercased() {
            case "content-disposition": disposition = text
            case "content-type": type = text
            default: break
            }
        }
        return (disposition, type, position)
    }
}
