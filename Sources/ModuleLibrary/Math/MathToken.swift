import Values

enum MathToken: Equatable {
    case number(Number)
    case name(String)
    case sign(UInt8)

    /// The tokens of a formula, and where each begins.
    static func read(_ text: String) throws(MathProblem) -> [(token: MathToken, position: Int)] {
        let bytes = Array(text.utf8)
        var tokens: [(token: MathToken, position: Int)] = []
        var position = 0
        while position < bytes.count {
            let start = position
            let byte = bytes[position]
            if [9, 10, 13, 32].contains(byte) {
                position += 1
                continue
            }
            if isDigit(byte) || byte == UInt8(ascii: ".") {
                position = endOfNumber(bytes, from: position)
                let literal = String(decoding: bytes[start..<position], as: UTF8.self)
                guard let number = Number(parsing: literal.hasPrefix(".") ? "0" + literal : literal) else {
                    throw MathProblem("'\(literal.prefix(40))' is not a number", at: start)
                }
                tokens.append((.number(number), start))
            } else if isLetter(byte) {
                while position < bytes.count, isLetter(bytes[position]) || isDigit(bytes[position]) { position += 1 }
                tokens.append((.name(String(decoding: bytes[start..<position], as: UTF8.self)), start))
            } else if "+-*/%^!(),;".utf8.contains(byte) {
                position += 1
                tokens.append((.sign(byte), start))
            } else {
                throw MathProblem("what stands here is no part of a formula", at: start)
            }
        }
        return tokens
    }

    private static func endOfNumber(_ bytes: [UInt8], from start: Int) -> Int {
        var position = start
        func skipDigits() { while position < bytes.count, isDigit(bytes[position]) { position += 1 } }
        skipDigits()
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            skipDigits()
        }
        guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return position }
        var exponent = position + 1
        if exponent < bytes.count, "+-".utf8.contains(bytes[exponent]) { exponent += 1 }
        guard exponent < bytes.count, isDigit(bytes[exponent]) else { return position }
        position = exponent
        skipDigits()
        return position
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") }
}

/// What is wrong with a formula, and where: bytes from its start.
struct MathProblem: Error, Hashable {
    var message: String
    var position: Int?

    init(_ message: String, at position: Int? = nil) {
        self.message = message
        self.position = position
    }
}
