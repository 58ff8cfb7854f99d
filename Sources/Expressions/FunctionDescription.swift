package import Values

/// What the builder's palette and completion show of a function.
package struct FunctionDescription: Hashable, Sendable {
    package var name: String
    package var parameters: [ParameterDescription]
    /// The type of what it gives, one of `ParameterDescription.types`.
    package var result: String
    package var summary: String
    /// An expression that shows its use and needs no module's output.
    package var example: String
    /// What the example gives on 22 November 2026 at 10:00 in UTC.
    package var exampleResult: JSON = .null
    /// `general`, `text`, `math`, `date`, `array`; filled in by the library, which knows the table that it stands in.
    package var group = ""

    /// `substring(text; start; [end])`; what may be left out stands in brackets, `...` behind what may be repeated.
    package var signature: String { "\(name)(\(ParameterDescription.signature(of: parameters)))" }

    /// The fewest arguments that make sense.
    package var leastArguments: Int { parameters.count { !$0.isOptional } }

    /// The most arguments that are looked at; `nil` where there is no end.
    package var mostArguments: Int? { parameters.contains(where: \.isRepeated) ? nil : parameters.count }
}

/// One argument of a function.
package struct ParameterDescription: Hashable, Sendable {
    package static let types: Set = ["any", "text", "number", "boolean", "date", "buffer", "array", "collection"]

    package var name: String
    /// What it is coerced to, or what is taken as it is.
    package var types: [String]
    package var isOptional = false
    /// May be given any number of times; several of these in a row are repeated together.
    package var isRepeated = false

    /// Reads `text; start:number; [end:number]; key:text|array...`; without a colon the name is the type, or else the type is `any`.
    static func list(_ text: String) -> [ParameterDescription] {
        text.split(separator: "; ").map { part in
            var part = part
            let isOptional = part.hasPrefix("[")
            if isOptional { part = part.dropFirst().dropLast() }
            let isRepeated = part.hasSuffix("...")
            if isRepeated { part = part.dropLast(3) }
            let sides = part.split(separator: ":", maxSplits: 1)
            let types =
                sides.count == 2 ? sides[1].split(separator: "|").map(String.init) : [types.contains(String(part)) ? String(part) : "any"]
            return ParameterDescription(name: String(sides[0]), types: types, isOptional: isOptional, isRepeated: isRepeated)
        }
    }

    static func signature(of parameters: [ParameterDescription]) -> String {
        var parts: [String] = []
        for (position, parameter) in parameters.enumerated() {
            parts.append(parameter.isRepeated ? parameter.name + "1" : parameter.isOptional ? "[\(parameter.name)]" : parameter.name)
            let isLastOfRow = position + 1 == parameters.count || !parameters[position + 1].isRepeated
            if parameter.isRepeated, isLastOfRow { parts.append("...") }
        }
        return parts.joined(separator: "; ")
    }
}
