package import Values

extension Interpreter {
    /// The module's parameters and mapper, evaluated for the bundle at hand. The same however often it is asked.
    package func input(of operation: Operation) throws(ModuleFailure) -> ModuleInput {
        let node = operation.node
        let scope = scope(of: node, salt: UInt64(operation.ordinal) << 1)
        let parameters = try node.parameters.evaluate(scope)
        // An aggregator's mapper was evaluated for each item.
        let mapper = node.aggregation == nil ? try node.mapper.evaluate(scope) : [:]
        var input = ModuleInput(
            moduleId: node.id, module: node.module, version: node.version, parameters: parameters, mapper: mapper,
            idempotencyKey: key(of: operation), zone: run.zone)
        input.scenario = run.scenarioId
        if node.aggregation != nil { input.items = gatheredItems(of: node) }
        return input
    }

    /// Does what needs nobody else. An iterator gives the array's own elements; `iteratorBundle` makes the bundle of one.
    package func perform(_ operation: Operation) throws(ModuleFailure) -> [Value] { try performShowingInput(operation).output }

    /// As ``perform(_:)``, with the evaluated mapper for the journal; of an iterator's array only the first ``shownElements``.
    package func performShowingInput(_ operation: Operation) throws(ModuleFailure) -> (input: Value, output: [Value]) {
        let node = operation.node
        if let given = given(to: node) { return (.null, given) }
        let scope = scope(of: node, salt: UInt64(operation.ordinal) << 1)
        if node.role == .ifElse { return (.null, [try choice(of: node, scope)]) }
        if node.role == .merge { return (.null, [try merged(node, scope)]) }
        if node.aggregation != nil { return (.null, [.collection(try aggregate(node, scope: scope))]) }
        let mapper = try node.mapper.evaluate(scope)
        let output: [Value]
        switch node.role {
        case .iterator:
            let elements = Self.elements(of: mapper["array"] ?? .null)
            return (.collection(["array": .array(Array(elements.prefix(Self.shownElements)))]), elements)
        case .setVariable: output = [.collection([Self.name(mapper["name"]): mapper["value"] ?? .null])]
        case .setVariables: output = [.collection(Self.variables(mapper["variables"]))]
        case .getVariable: output = [.collection([Self.name(mapper["name"]): variable(mapper["name"])])]
        case .getVariables:
            output = [.collection(Fields(Self.elements(of: mapper["variables"] ?? .null).map { (Self.name($0), variable($0)) }))]
        case .returnOutputs: output = [.collection(try returned(mapper))]
        default: preconditionFailure("\(node.module) isn't performed by the interpreter.")
        }
        return (.collection(mapper), output)
    }

    /// In the types that the scenario declares for its outputs.
    private func returned(_ mapper: Fields) throws(ModuleFailure) -> Fields {
        do throws(StructureViolation) {
            return try StructureCheck(fields: program.outputs, strict: false).checked(mapper, zone: run.zone)
        } catch {
            throw ModuleFailure("DataError", "The outputs are not what the scenario declares. \(error.message)", began: false)
        }
    }

    /// How much of an iterator's array its journal entry shows; the array itself is kept where it came from.
    package static var shownElements: Int { 100 }

    /// The bundle that the modules after an iterator see: an object's own fields, or anything else as `value`.
    package static func iteratorBundle(of element: Value) -> Value {
        guard case .collection = element else { return .collection(["value": element]) }
        return element
    }

    /// With the order (from 1) and the number of bundles, as a module that gives several shows them.
    package static func ordered(_ bundle: Value, _ position: Int, of count: Int) -> Value {
        guard case .collection(var fields) = bundle else { return bundle }
        fields["__IMTINDEX__"] = .number(Number(position + 1))
        fields["__IMTLENGTH__"] = .number(Number(count))
        return .collection(fields)
    }

    /// With the key of its group.
    static func keyed(_ bundle: Value, _ key: Value) -> Value {
        guard case .collection(var fields) = bundle else { return bundle }
        fields["__IMTKEY__"] = key
        return .collection(fields)
    }

    private func key(of operation: Operation) -> String {
        var key = "\(options.resume?.run ?? run.id):\(operation.moduleId)"
        for (level, index) in operation.path.enumerated() { key += "\(level == 0 ? ":" : ".")\(index)" }
        return key
    }
}

extension Interpreter {
    /// The first branch whose condition holds; without one the bundle ends here.
    private func choice(of node: ProgramNode, _ scope: EvaluationScope) throws(ModuleFailure) -> Value {
        for (index, branch) in node.branches.enumerated() {
            do {
                guard try branch.condition?.passes(scope) ?? true else { continue }
            } catch {
                throw ModuleFailure(error, at: "The condition of \"\(branch.label)\"")
            }
            return ["branch": .text(branch.label), "index": .number(Number(index))]
        }
        return ["branch": .null]
    }

    private func merged(_ node: ProgramNode, _ scope: EvaluationScope) throws(ModuleFailure) -> Value {
        let arm = arrivals[node.index] ?? 0
        var fields = Fields()
        for output in node.outputs {
            do {
                guard output.mappings.indices.contains(arm), let template = output.mappings[arm] else {
                    fields[output.name] = .null
                    continue
                }
                fields[output.name] = try template.evaluate(scope)
            } catch {
                throw ModuleFailure(error, at: output.name)
            }
        }
        return .collection(fields)
    }

    /// An array's elements, without a copy. Anything else is one element; nothing is none.
    private static func elements(of value: Value) -> [Value] {
        switch value {
        case .array(let elements): elements
        case .null: []
        default: [value]
        }
    }

    private static func variables(_ list: Value?) -> Fields {
        var fields = Fields()
        for item in elements(of: list ?? .null) { fields[name(item["name"])] = item["value"] ?? .null }
        return fields
    }

    private func variable(_ name: Value?) -> Value {
        let name = Self.name(name)
        return roundtripVariables[name] ?? executionVariables[name] ?? .null
    }

    private static func name(_ value: Value?) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): number.description
        default: ""
        }
    }

    /// Reads the scope again, as a replay has only the bundles.
    func scopeOfVariables(_ operation: Operation) -> String? {
        let node = operation.node
        guard let template = node.mapper["scope"] else { return nil }
        if let constant = template.constant { return constant.asText }
        let scope = scope(of: node, salt: UInt64(operation.ordinal) << 1)
        do {
            return try template.evaluate(scope)?.asText
        } catch {
            return nil
        }
    }

    /// One module by itself: it sees the bundles that it is given, as far as it could see those modules.
    mutating func prepare(_ moduleId: Int) {
        guard let node = program.node(moduleId) else {
            entering = nil
            return failUnknown(moduleId)
        }
        // A router's routes are modules of their own.
        guard ![.router, .placeholder, .errorDirective, .ifElse, .merge].contains(node.role) else { return entering = nil }
        for binding in node.bindings { current[binding.slot] = options.bundles[binding.id] ?? .null }
        isAdmitted = true
        entering = node.index
    }
}
