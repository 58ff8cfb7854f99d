import Values

package enum FunctionLibrary {
    /// Every function, in the order of the palette.
    package static let all: [FunctionDescription] = FunctionTable.groups.flatMap { group in
        group.descriptions.map { description in
            var description = description
            description.group = group.name
            description.exampleResult = ExampleWorld.result(of: description.example)
            return description
        }
    }

    package static func isKnown(_ name: String) -> Bool { FunctionTable.isKnown(name) }

    /// What to do about a function that does not exist: the nearest name, or how the language says it. Empty where nothing is near.
    package static func hint(for name: String) -> String { FunctionHints.hint(for: name) }
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
            name: "if", parameters: ParameterDescription.list("condition:boolean; value:any; [otherwise:any]"), result: "any",
            summary: "Gives the second argument if the condition is true, and the third if not.", example: #"if(1 = 1; "yes"; "no")"#),
        FunctionDescription(
            name: "ifempty", parameters: ParameterDescription.list("value:any; otherwise:any"), result: "any",
            summary: "Gives the value, or the second argument where the value is missing or an empty text.", example: #"ifempty(null; "B")"#
        ),
        FunctionDescription(
            name: "switch", parameters: ParameterDescription.list("value:any; case:any...; result:any...; [otherwise:any]"), result: "any",
            summary: "Gives the result that belongs to the first case that equals the value.", example: #"switch("B"; "A"; 1; "B"; 2)"#),
    ]
}
