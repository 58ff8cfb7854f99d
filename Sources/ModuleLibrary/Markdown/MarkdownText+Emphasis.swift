extension MarkdownText {
    /// A run of `*`, `_` or `~`, and whether it can open and close: that depends on what stands around it.
    mutating func run() {
        flush()
        let sign = bytes[position]
        let length = bytes[position...].prefix { $0 == sign }.count
        let (before, after) = (kind(before: position), kind(at: position + length))
        let isLeft = after != .space && (after == .letter || before != .letter)
        let isRight = before != .space && (before == .letter || after != .letter)
        position += length
        guard sign != 126 || length <= 2 else {
            pieces.append(Piece(html: [UInt8](repeating: sign, count: length), plain: [UInt8](repeating: sign, count: length)))
            return
        }
        let isWord = sign == 95
        var run = Run(
            sign: sign, count: length, length: length, opens: isLeft && (!isWord || !isRight || before == .mark),
            closes: isRight && (!isWord || !isLeft || after == .mark))
        run.previous = lastRun
        let index = pieces.count
        if let lastRun { pieces[lastRun].run?.next = index }
        lastRun = index
        pieces.append(Piece(html: [], plain: [], run: run))
    }

    private enum Kind {
        case space
        case mark
        case letter
    }

    private func kind(before position: Int) -> Kind {
        var start = position - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start < 0 ? .space : kind(bytes[start..<position])
    }

    private func kind(at position: Int) -> Kind {
        guard position < bytes.count else { return .space }
        var end = position + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return kind(bytes[position..<end])
    }

    private func kind(_ sign: ArraySlice<UInt8>) -> Kind {
        guard let scalar = String(decoding: sign, as: UTF8.self).unicodeScalars.first else { return .space }
        if scalar.properties.isWhitespace { return .space }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            return .mark
        default: return .letter
        }
    }

    private struct Bottom: Hashable {
        var sign: UInt8
        var opens: Bool
        var rest: Int
    }

    /// Finds what each closing run closes, from left to right, among the runs behind the piece `bottom`. These runs are settled then.
    mutating func pairRuns(after bottom: Int) {
        guard let last = lastRun, last > bottom else { return }
        var first = last
        while let previous = pieces[first].run?.previous, previous > bottom { first = previous }
        let beforeAll = pieces[first].run?.previous
        // Where looking for an opener was in vain, it needs not be tried again.
        var bottoms: [Bottom: Int] = [:]
        var closer: Int? = first
        while let index = closer, let run = pieces[index].run {
            guard run.closes else {
                closer = run.next
                continue
            }
            let key = Bottom(sign: run.sign, opens: run.opens, rest: run.length % 3)
            guard let opener = opener(of: run, above: max(bottom, bottoms[key] ?? bottom)) else {
                bottoms[key] = run.previous ?? bottom
                if !run.opens { unlink(index) }
                closer = run.next
                continue
            }
            pair(opener, index)
            closer = pieces[index].run.map { $0.count > 0 ? index : $0.next } ?? nil
            if pieces[index].run?.count == 0 { unlink(index) }
        }
        lastRun = beforeAll
        if let beforeAll { pieces[beforeAll].run?.next = nil }
    }

    private func opener(of closer: Run, above bottom: Int) -> Int? {
        var candidate = closer.previous
        while let index = candidate, index > bottom, let run = pieces[index].run {
            let isOdd = run.closes || closer.opens
            let fits = !isOdd || (run.length + closer.length) % 3 != 0 || run.length % 3 == 0 && closer.length % 3 == 0
            if run.sign == closer.sign, run.opens, closer.sign == 126 ? run.count == closer.count : fits { return index }
            candidate = run.previous
        }
        return nil
    }

    private mutating func pair(_ opener: Int, _ closer: Int) {
        guard let open = pieces[opener].run, let close = pieces[closer].run else { return }
        let count = open.sign == 126 ? open.count : open.count >= 2 && close.count >= 2 ? 2 : 1
        let tag = open.sign == 126 ? "del" : count == 2 ? "strong" : "em"
        pieces[opener].run?.beginning.append("<\(tag)>")
        pieces[closer].run?.ending.append("</\(tag)>")
        pieces[opener].run?.count -= count
        pieces[closer].run?.count -= count
        // What stands between them can't pair with anything outside.
        pieces[opener].run?.next = closer
        pieces[closer].run?.previous = opener
        if pieces[opener].run?.count == 0 { unlink(opener) }
    }

    private mutating func unlink(_ index: Int) {
        guard let run = pieces[index].run else { return }
        if let previous = run.previous { pieces[previous].run?.next = run.next }
        if let next = run.next { pieces[next].run?.previous = run.previous }
    }
}
