/// What an expression may be made of beside functions: for completion, for the palette and for the document.
package enum ExpressionLanguage {
    package struct Word: Hashable, Sendable {
        package var name: String
        /// One of `ParameterDescription.types`.
        package var type: String
        package var summary: String
    }

    package struct Symbol: Hashable, Sendable {
        package var symbol: String
        /// Those of a higher level bind tighter.
        package var level: Int
        package var summary: String
        package var example: String
    }

    /// A way to name what a module or the run gives.
    package struct Reference: Hashable, Sendable {
        package var form: String
        package var summary: String
    }

    package static let keywords: [Word] = [
        Word(name: "true", type: "boolean", summary: "Yes."),
        Word(name: "false", type: "boolean", summary: "No."),
        Word(name: "null", type: "any", summary: "Nothing."),
        Word(name: "emptystring", type: "text", summary: "A text without a character; it counts as filled where an empty value would not."),
        Word(name: "emptyarray", type: "array", summary: "An array without an item."),
        Word(name: "space", type: "text", summary: "A space."),
        Word(name: "tab", type: "text", summary: "A tab."),
        Word(name: "newline", type: "text", summary: "A line break."),
        Word(name: "carriagereturn", type: "text", summary: "A carriage return."),
        Word(name: "nbsp", type: "text", summary: "A space at which no line is broken."),
        Word(name: "ignore", type: "any", summary: "Leaves the field out, as if it were not filled."),
        Word(name: "erase", type: "any", summary: "Sends the field empty."),
    ]

    package static let variables: [Word] = [
        Word(name: "now", type: "date", summary: "The time at which the operation begins."),
        Word(name: "timestamp", type: "number", summary: "The same in whole seconds since 1970."),
        Word(name: "random", type: "number", summary: "A number of chance from 0 up to 1."),
        Word(name: "uuid", type: "text", summary: "A new identifier (UUID, version 4)."),
        Word(name: "pi", type: "number", summary: "3.14159265358979323846."),
        Word(name: "executionId", type: "text", summary: "The run's identifier."),
    ]

    package static let operators: [Symbol] = [
        Symbol(symbol: "|", level: 0, summary: "One of both is true.", example: "true | false"),
        Symbol(symbol: "&", level: 1, summary: "Both are true.", example: "true & false"),
        Symbol(symbol: "=", level: 2, summary: "Equal.", example: #""5" = 5"#),
        Symbol(symbol: "!=", level: 2, summary: "Not equal.", example: #""a" != "A""#),
        Symbol(symbol: "<", level: 3, summary: "Less.", example: "1 < 2"),
        Symbol(symbol: "<=", level: 3, summary: "Less or equal.", example: "2 <= 2"),
        Symbol(symbol: ">", level: 3, summary: "Greater.", example: "3 > 4"),
        Symbol(symbol: ">=", level: 3, summary: "Greater or equal.", example: "4 >= 5"),
        Symbol(symbol: "+", level: 4, summary: "Adds two numbers, or joins texts.", example: #""a" + 1"#),
        Symbol(symbol: "-", level: 4, summary: "Subtracts; in front of a value it is the sign.", example: "7 - 2"),
        Symbol(symbol: "*", level: 5, summary: "Multiplies.", example: "2 * 3"),
        Symbol(symbol: "/", level: 5, summary: "Divides, to 20 digits.", example: "1 / 3"),
        Symbol(symbol: "%", level: 5, summary: "The remainder of a division.", example: "7 % 4"),
        Symbol(symbol: "!", level: 6, summary: "Not.", example: "!true"),
    ]

    package static let references: [Reference] = [
        Reference(form: "3.name", summary: "A field of what module 3 gave."),
        Reference(form: "3.customer.address.city", summary: "A field within fields."),
        Reference(form: "3.`first name`", summary: "A field whose name has other signs than letters, digits and _ $ @ #."),
        Reference(form: "3.items[2]", summary: "An item of an array, counted from 1; -1 is the last. The number may be an expression."),
        Reference(form: "3.items[]", summary: "The first item; where a function takes an array, the whole array."),
        Reference(form: "`3`", summary: "All that module 3 gave."),
        Reference(form: "3.__IMTINDEX__", summary: "Which of module 3's bundles this is, counted from 1."),
        Reference(form: "3.__IMTLENGTH__", summary: "How many bundles module 3 gave."),
        Reference(form: "3.__IMTKEY__", summary: "What an aggregator's group was made by."),
        Reference(form: "3.$1", summary: "The first group that the text parser matched."),
        Reference(form: "3.error.message", summary: "Within an error handler: why module 3 failed; also error.type."),
        Reference(form: "var.input.x", summary: "An input of the scenario."),
        Reference(form: "var.scenario.name", summary: "The scenario: id, name, executionId, executionStartedAt."),
        Reference(form: "var.organization.name", summary: "The organization: id, name, and variables of its own; var.team likewise."),
    ]
}
