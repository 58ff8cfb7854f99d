import Foundation

/// What a match is replaced by: `$&` is the match, `$1` to `$99` are its groups, `$$` is a dollar.
struct Replacement {
    private enum Part {
        case units([UInt16])
        case group(Int)
    }

    private var parts: [Part] = []

    init(_ template: String) {
        let units = Array(template.utf16)
        var plain: [UInt16] = []
        var position = 0
        while position < units.count {
            guard units[position] == UInt8(ascii: "$"), position + 1 < units.count,
                let (part, length) = Replacement.part(units, position + 1)
            else {
                plain.append(units[position])
                position += 1
                continue
            }
            parts.append(.units(plain))
            plain = []
            parts.append(part)
            position += 1 + length
        }
        parts.append(.units(plain))
    }

    private static func part(_ units: [UInt16], _ position: Int) -> (Part, length: Int)? {
        switch units[position] {
        case UInt16(UInt8(ascii: "&")): return (.group(0), 1)
        case UInt16(UInt8(ascii: "$")): return (.units([UInt16(UInt8(ascii: "$"))]), 1)
        case 48...57:
            let first = Int(units[position]) - 48
            if position + 1 < units.count, 48...57 ~= units[position + 1] { return (.group(first * 10 + Int(units[position + 1]) - 48), 2) }
            return first > 0 ? (.group(first), 1) : nil
        default: return nil
        }
    }

    func append(_ match: NSTextCheckingResult, _ units: [UInt16], to result: inout [UInt16]) {
        for part in parts {
            switch part {
            case .units(let plain): result += plain
            case .group(let number): append(number, match, units, to: &result)
            }
        }
    }

    /// `$12` with fewer than twelve groups is group 1 and a 2, as in JavaScript.
    private func append(_ number: Int, _ match: NSTextCheckingResult, _ units: [UInt16], to result: inout [UInt16]) {
        if number < match.numberOfRanges {
            let range = match.range(at: number)
            if range.location != NSNotFound { result += units[range.location..<range.location + range.length] }
        } else if number >= 10, number / 10 < match.numberOfRanges, number / 10 > 0 {
            append(number / 10, match, units, to: &result)
            result.append(UInt16(number % 10 + 48))
        } else {
            result += Array("$\(number)".utf16)
        }
    }
}
