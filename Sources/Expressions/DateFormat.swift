import Values

/// A format of the tokens that Moment.js made known: `YYYY-MM-DD[T]HH:mm`.
enum DateFormat {
    enum Part: Hashable, Sendable {
        case token(Token)
        case literal(String)
    }

    enum Token: String, CaseIterable, Sendable {
        case YYYY, YYYYY, YYYYYY, YY, Y, Qo, Q, MMMM, MMM, MM, Mo, M, DDDD, DDDo, DDD, DD, Do, D
        case dddd, ddd, dd, `do`, d, e, E, ww, wo, w, WW, Wo, W, gggg, gg, GGGG, GG
        case HH, H, hh, h, kk, k, A, a, mm, m, ss, s
        case S, SS, SSS, SSSS, SSSSS, SSSSSS, SSSSSSS, SSSSSSSS, SSSSSSSSS
        case ZZ, Z, zz, z, X, x
    }

    /// The longest token counts.
    private static let byLetter: [UInt8: [(text: [UInt8], token: Token)]] = {
        var table: [UInt8: [(text: [UInt8], token: Token)]] = [:]
        for token in Token.allCases.sorted(by: { $0.rawValue.utf8.count > $1.rawValue.utf8.count }) {
            let text = Array(token.rawValue.utf8)
            table[text[0], default: []].append((text, token))
        }
        return table
    }()

    /// Formats that stand for others.
    private static let localized: [(name: String, format: String)] = [
        ("LTS", "h:mm:ss A"), ("LT", "h:mm A"), ("LLLL", "dddd, MMMM D, YYYY h:mm A"), ("LLL", "MMMM D, YYYY h:mm A"),
        ("LL", "MMMM D, YYYY"),
        ("L", "MM/DD/YYYY"), ("llll", "ddd, MMM D, YYYY h:mm A"), ("lll", "MMM D, YYYY h:mm A"), ("ll", "MMM D, YYYY"), ("l", "M/D/YYYY"),
    ]

    static func parts(_ format: String) -> [Part] {
        let bytes = Array(format.utf8)
        var parts: [Part] = []
        var literal: [UInt8] = []
        var position = 0
        func flush() {
            if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
            literal = []
        }
        while position < bytes.count {
            let rest = bytes[position...]
            if bytes[position] == UInt8(ascii: "["), let end = rest.firstIndex(of: UInt8(ascii: "]")) {
                literal += bytes[(position + 1)..<end]
                position = end + 1
            } else if let (text, token) = byLetter[bytes[position]]?.first(where: { rest.starts(with: $0.text) }) {
                flush()
                parts.append(.token(token))
                position += text.count
            } else if let (name, format) = localized.first(where: { rest.starts(with: $0.name.utf8) }) {
                flush()
                parts += Self.parts(format)
                position += name.utf8.count
            } else {
                literal.append(bytes[position])
                position += 1
            }
        }
        flush()
        return parts
    }
}
