package import Values

/// What `blueprint check` says about a file.
package struct BlueprintReport: Sendable {
    package var file: String
    package var modules: Int
    package var unknownModules: [String]
    /// Texts with `{{ }}`.
    package var expressions: Int
    package var expressionsFailed: Int
    package var unknownFunctions: [String]
    package var filters: Int
    /// The export, read again, is the same to the last literal.
    package var roundTripEqual: Bool
    package var estimate: Estimate
    package var warnings: [BlueprintWarning]

    package init(file: String, program: Program, price: Estimate.Price) {
        let blueprint = program.blueprint
        self.file = file
        modules = blueprint.moduleCount
        unknownModules = program.unknownModules
        expressions = program.expressions
        expressionsFailed = program.expressionsFailed
        unknownFunctions = program.unknownFunctions
        filters = program.filters
        roundTripEqual = Self.isEqualAfterExport(blueprint)
        estimate = Estimate(program, price: price)
        warnings = program.warnings
    }

    package var json: JSON {
        [
            "file": .string(file), "modules": .number("\(modules)"), "unknownModules": .array(unknownModules.map(JSON.string)),
            "expressions": .number("\(expressions)"), "expressionsFailed": .number("\(expressionsFailed)"),
            "unknownFunctions": .array(unknownFunctions.map(JSON.string)), "filters": .number("\(filters)"),
            "roundTripEqual": .boolean(roundTripEqual),
            "estimatedCredits": [
                "minimum": .string("\(estimate.minimum.credits)"), "expected": .string("\(estimate.expected.credits)"),
                "minimumOperations": .string("\(estimate.minimum.operations)"),
                "expectedOperations": .string("\(estimate.expected.operations)"),
            ],
            "warnings": .array(warnings.map { ["path": .string($0.path), "message": .string($0.message)] }),
        ]
    }

    /// One line.
    package var jsonLine: String { json.text() }

    private static func isEqualAfterExport(_ blueprint: Blueprint) -> Bool {
        do {
            return try Blueprint(parsing: Array(blueprint.exportText().utf8)).json == blueprint.json
        } catch {
            return false
        }
    }
}
