import Values

/// An island's content, parsed.
indirect enum Expression: Sendable {
    case constant(Value)
    case reference(module: Int, path: [Step])
    /// `var.input.x`: the names that the context is asked for, then what is done with its answer.
    case variable(names: [String], path: [Step])
    case keyword(Keyword)
    case call(Function, [Expression])
    case choice(Choice, [Expression])
    case unknownCall(String)
    case negation(Expression)
    case not(Expression)
    /// Operators of one precedence in a row, from the left. Flat, so that a long sum is no deep tree.
    case chain(Expression, [Operand])
    case path(Expression, [Step])

    struct Operand: Sendable {
        let symbol: Operator
        let expression: Expression
    }
}

/// One step from a value into it.
enum Step: Sendable {
    case field(String)
    /// Counted from 1, negative from the end.
    case item(Int)
    case computed(Expression)
    /// `[]`: the first item, or the whole array where a function wants one.
    case each

    var isEach: Bool {
        guard case .each = self else { return false }
        return true
    }
}

/// Words whose value depends on the run.
enum Keyword: String, Sendable {
    case now, timestamp, random, uuid, executionId
    /// Leave the field as if it were not filled.
    case ignore
    /// Send the field empty.
    case erase
    /// An empty text that counts as filled: `ifempty(emptystring; 1)` is empty.
    case emptystring
}

/// Functions that evaluate only the arguments they need, so that an error in the other branch does not matter.
enum Choice: String, Sendable {
    case `if`, ifempty, `switch`
}

enum Operator: Sendable {
    case or, and
    case equal, notEqual
    case less, lessOrEqual, greater, greaterOrEqual
    case add, subtract
    case multiply, divide, remainder
}

/// The words that stand for a value.
enum Words {
    static let constants: [String: Value] = [
        "true": .boolean(true), "false": .boolean(false), "null": .null, "undefined": .null,
        "emptyarray": .array([]), "space": .text(" "), "tab": .text("\t"), "newline": .text("\n"),
        "nbsp": .text("\u{A0}"), "carriagereturn": .text("\r"), "pi": .number(pi),
    ]

    private static let pi = Number(parsing: "3.14159265358979323846") ?? 3
}
