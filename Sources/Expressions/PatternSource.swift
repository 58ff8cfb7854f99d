/// A pattern as JavaScript reads it, written for the engine that reads it here. The engine takes `[` within a class as a class of its own,
/// `&&` and `--` as operations; `\d` and `\w` as all the world's digits and letters; and lets `$` stand before a last line break.
struct PatternSource {
    private(set) var text = ""

    init(_ source: Substring, isMultiline: Bool) {
        var isInClass = false
        var isEscaped = false
        for character in source {
            if isEscaped {
                isEscaped = false
                text += Self.escape(character, isInClass)
            } else if character == "\\" {
                isEscaped = true
            } else if isInClass {
                if character == "]" { isInClass = false }
                text += character == "[" || character == "&" ? "\\\(character)" : String(character)
            } else if character == "[" {
                isInClass = true
                text.append(character)
            } else {
                // The very end, or with the flag m that of a line.
                text += character == "$" && !isMultiline ? "\\z" : String(character)
            }
        }
        if isEscaped { text.append("\\") }
    }

    private static func escape(_ character: Character, _ isInClass: Bool) -> String {
        switch character {
        case "d": isInClass ? "0-9" : "[0-9]"
        case "w": isInClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]"
        case "D": "[^0-9]"
        case "W": "[^A-Za-z0-9_]"
        default: "\\\(character)"
        }
    }
}
