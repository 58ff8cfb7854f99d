import Values

/// What the builder's palette shows of a function.
package struct FunctionDescription: Hashable, Sendable {
    package var name: String
    /// `substring(text; start; end)`; what may be left out stands in brackets.
    package var signature: String
    package var summary: String
    /// `general`, `text`, `math`, `date`, `array`.
    package var group: String
}

package enum FunctionLibrary {
    /// Every function, in the order of the palette.
    package static let all: [FunctionDescription] = FunctionTable.groups.flatMap { group in
        group.descriptions.map {
            FunctionDescription(name: $0.name, signature: $0.signature, summary: $0.summary, group: group.name)
        }
    }

    package static func isKnown(_ name: String) -> Bool { FunctionTable.isKnown(name) }
}

enum FunctionTable {
    static let groups: [(name: String, descriptions: [FunctionDescription])] = [
        ("general", ChoiceDescriptions.all + GeneralFunctions.all.map(\.description)),
        ("text", (TextFunctions.all + TextCodingFunctions.all + HashFunctions.all).map(\.description)),
        ("math", MathFunctions.all.map(\.description)),
        ("date", DateFunctions.all.map(\.description)),
        ("array", (ArrayFunctions.all + CollectionFunctions.all).map(\.description)),
    ]

    static let functions: [String: Function] = {
        let all =
            GeneralFunctions.all + TextFunctions.all + TextCodingFunctions.all + HashFunctions.all + MathFunctions.all + DateFunctions.all
            + ArrayFunctions.all + CollectionFunctions.all
        return Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    }()

    static func isKnown(_ name: String) -> Bool { functions[name] != nil || Choice(rawValue: name) != nil }
}

private enum ChoiceDescriptions {
    static let all = [
        FunctionDescription(
            name: "if", signature: "if(condition; value; [otherwise])",
            summary: "Gives the second argument if the condition is true, and the third if not.", group: ""),
        FunctionDescription(
            name: "ifempty", signature: "ifempty(value; otherwise)",
            summary: "Gives the value, or the second argument where the value is missing or an empty text.", group: ""),
        FunctionDescription(
            name: "switch", signature: "switch(value; case1; result1; ...; [otherwise])",
            summary: "Gives the result that belongs to the first case that equals the value.", group: ""),
    ]
}
