package import Values

extension Template {
    /// Bundles, by module, in which every field that the text names is there and holds `leaf`: what an expression can be tried with.
    package func sampleBundles(leaf: Value) -> [Int: Value] {
        var samples = Samples(leaf: leaf)
        switch body {
        case .constant: break
        case .island(let expression): samples.visit(expression)
        case .mixed(let parts):
            for case .island(let expression) in parts { samples.visit(expression) }
        }
        return samples.bundles
    }
}

private struct Samples {
    let leaf: Value
    var bundles: [Int: Value] = [:]

    mutating func visit(_ expression: Expression) {
        switch expression {
        case .constant, .keyword, .unknownCall: break
        case .reference(let module, let path):
            bundles[module] = merged(bundles[module], path[...])
            visit(path)
        case .variable(_, let path): visit(path)
        case .call(_, let arguments), .choice(_, let arguments):
            for argument in arguments { visit(argument) }
        case .negation(let inner), .not(let inner): visit(inner)
        case .chain(let first, let operands):
            visit(first)
            for operand in operands { visit(operand.expression) }
        case .path(let inner, let path):
            visit(inner)
            visit(path)
        }
    }

    private mutating func visit(_ path: [Step]) {
        for case .computed(let expression) in path { visit(expression) }
    }

    /// What is there already, with the path in it; a field that has fields of its own stays a collection.
    private func merged(_ value: Value?, _ path: ArraySlice<Step>) -> Value {
        guard let step = path.first else { return value ?? leaf }
        switch step {
        case .field(let name):
            var fields = value?.asCollection ?? Fields()
            fields[name] = merged(fields[name], path.dropFirst())
            return .collection(fields)
        case .item, .computed, .each: return .array([merged(value?.asArray?.first, path.dropFirst())])
        }
    }
}
