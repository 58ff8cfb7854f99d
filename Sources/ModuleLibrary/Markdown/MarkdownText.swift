/// Makes HTML of a text within a block: code, emphasis, links, pictures.
struct MarkdownText {
    /// A part of the result. A run of `*`, `_` or `~` is one, until it is known what it opens and closes.
    struct Piece {
        var html: [UInt8]
        /// As a picture's description shows it.
        var plain: [UInt8]
        var run: Run?
    }

    struct Run {
        var sign: UInt8
        var count: Int
        let length: Int
        var opens: Bool
        var closes: Bool
        /// Tags that end at its start, in order; and that begin at its end, the innermost first.
        var ending: [String] = []
        var beginning: [String] = []
        var previous: Int?
        var next: Int?
    }

    struct Bracket {
        var piece: Int
        /// Where its text begins in the source.
        var start: Int
        var isImage: Bool
        var isActive = true
    }

    let bytes: [UInt8]
    let style: MarkdownStyle
    let references: [String: MarkdownReference]
    var position = 0
    var pieces: [Piece] = []
    var brackets: [Bracket] = []
    var lastRun: Int?
    private var plain: [UInt8] = []
    private var codeRuns: [Int: ArraySlice<Int>]?
    /// Ends of comments and the like that are nowhere in the rest, and needn't be looked for again.
    var missingEnds: Set<String> = []

    static func html(of text: [UInt8], style: MarkdownStyle, references: [String: MarkdownReference]) -> [UInt8] {
        var reader = MarkdownText(bytes: text, style: style, references: references)
        reader.read()
        reader.pairRuns(after: -1)
        return reader.result(0..<reader.pieces.count)
    }

    private init(bytes: [UInt8], style: MarkdownStyle, references: [String: MarkdownReference]) {
        self.bytes = bytes
        self.style = style
        self.references = references
    }

    private mutating func read() {
        while position < bytes.count {
            switch bytes[position] {
            case 92: backslash()
            case 96: code()
            case 60: angle()
            case 38: reference()
            case 42, 95: run()
            case 126 where style.isGitHubFlavored: run()
            case 33 where position + 1 < bytes.count && bytes[position + 1] == 91: openBracket(isImage: true)
            case 91: openBracket(isImage: false)
            case 93: closeBracket()
            case 10: lineEnd()
            case 104, 119, 72, 87: if !bareAddress() { literal(1) }
            default: literal(1)
            }
        }
        flush()
    }

    mutating func literal(_ count: Int) {
        plain += bytes[position..<position + count]
        position += count
    }

    /// What was read as plain text becomes a piece.
    mutating func flush() {
        guard !plain.isEmpty else { return }
        var html: [UInt8] = []
        MarkdownStyle.escape(plain, into: &html)
        pieces.append(Piece(html: html, plain: plain))
        plain = []
    }

    mutating func add(html: String, plain text: [UInt8] = []) {
        flush()
        pieces.append(Piece(html: Array(html.utf8), plain: text))
    }

    private mutating func backslash() {
        guard position + 1 < bytes.count else { return literal(1) }
        let next = bytes[position + 1]
        if next == 10 {
            add(html: "<br />\n", plain: [10])
            position += 2
            skipBlanks()
        } else if MarkdownReference.isPunctuation(next) {
            position += 1
            literal(1)
        } else {
            literal(1)
        }
    }

    private mutating func lineEnd() {
        let blanks = plain.reversed().prefix { $0 == 32 }.count
        plain.removeLast(blanks)
        if blanks >= 2 { add(html: "<br />\n", plain: [10]) } else { plain.append(10) }
        position += 1
        skipBlanks()
    }

    private mutating func skipBlanks() { while position < bytes.count, bytes[position] == 32 { position += 1 } }

    private mutating func reference() {
        let rest = bytes[(position + 1)...].prefix(12)
        guard let end = rest.firstIndex(of: 59), let sign = HTMLEntities.sign(Substring(rest[..<end].text)) else { return literal(1) }
        plain += String(sign).utf8
        position = end + 1
    }

    /// Code goes up to the next run of as many backticks.
    private mutating func code() {
        let start = position
        let length = bytes[start...].prefix { $0 == 96 }.count
        if codeRuns == nil { codeRuns = Self.runs(of: 96, in: bytes) }
        while let first = codeRuns?[length]?.first, first < start + length { codeRuns?[length]?.removeFirst() }
        guard let end = codeRuns?[length]?.first else { return literal(length) }
        var content = bytes[(start + length)..<end].map { $0 == 10 ? 32 : $0 }
        if content.count > 1, content.first == 32, content.last == 32, content.contains(where: { $0 != 32 }) {
            content = Array(content.dropFirst().dropLast())
        }
        add(html: "<code>\(MarkdownStyle.escaped(content))</code>", plain: content)
        position = end + length
    }

    /// Where each run of a sign begins, by its length.
    private static func runs(of sign: UInt8, in bytes: [UInt8]) -> [Int: ArraySlice<Int>] {
        var runs: [Int: ArraySlice<Int>] = [:]
        var index = 0
        while index < bytes.count {
            let length = bytes[index...].prefix { $0 == sign }.count
            if length > 0 { runs[length, default: []].append(index) }
            index += max(1, length)
        }
        return runs
    }

    func result(_ range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        for piece in pieces[range] {
            guard let run = piece.run else {
                result += piece.html
                continue
            }
            for tag in run.ending { result += tag.utf8 }
            result += [UInt8](repeating: run.sign, count: run.count)
            for tag in run.beginning.reversed() { result += tag.utf8 }
        }
        return result
    }

    func plainText(_ range: Range<Int>) -> [UInt8] {
        pieces[range].flatMap { piece in piece.run.map { [UInt8](repeating: $0.sign, count: $0.count) } ?? piece.plain }
    }
}
