/// A blueprint made ready to run: a graph of modules with their texts parsed, and who sees whose bundles decided.
package final class Program: Sendable {
    package let blueprint: Blueprint
    package let nodes: [ProgramNode]
    package let warnings: [BlueprintWarning]
    /// Names of modules that the catalog doesn't have, in the order of their appearance.
    package let unknownModules: [String]
    package let unknownFunctions: [String]
    /// Texts with `{{ }}`, and how many of them can't be read.
    package let expressions: Int
    package let expressionsFailed: Int
    package let filters: Int

    /// What the scenario declares of its outputs.
    let outputs: [FieldSpec]
    let start: Int?
    private let indexes: [Int: Int]

    package init(_ blueprint: Blueprint, catalog: any ModuleCatalog) throws(BlueprintError) {
        var compiler = ProgramCompiler(catalog: catalog)
        start = compiler.compile(blueprint.flow)
        self.blueprint = blueprint
        outputs = FieldSpec.declared(blueprint.outputs)
        nodes = compiler.nodes()
        warnings = compiler.reader.warnings
        unknownModules = compiler.unknownModules
        unknownFunctions = compiler.reader.unknownFunctions
        expressions = compiler.reader.expressions
        expressionsFailed = compiler.reader.failed
        filters = compiler.filters
        indexes = Dictionary(nodes.map { ($0.id, $0.index) }) { first, _ in first }
    }

    /// The module of that id, wherever it stands.
    package func node(_ id: Int) -> ProgramNode? { indexes[id].map { nodes[$0] } }

    /// The module that a run begins with.
    package var first: ProgramNode? { start.map { nodes[$0] } }
}
