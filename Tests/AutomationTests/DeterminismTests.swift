import Automation
import TestSupport
import Testing
import Values

@Suite struct DeterminismTests {
    @Test(arguments: 0..<400)
    func `a run that was cut anywhere and replayed goes on as if nothing had happened`(seed: Int) throws {
        var generator = RandomBlueprint(seed: UInt64(seed))
        let program = try Program(Blueprint(generator.blueprint()), catalog: TestCatalog())
        let trigger: [Value] = (0..<generator.random.below(3) + 1).map { ["n": .number(Number($0)), "list": [1, ["a": "x"], "y"]] }
        let whole = run(program, trigger, replaying: [])
        #expect(Set(whole.addresses).count == whole.operations.count, "seed \(seed)")
        #expect(whole.outcome != nil)
        for cut in 0...whole.operations.count where whole.operations.count < 12 || cut % 7 == seed % 7 {
            let again = run(program, trigger, replaying: Array(whole.results.prefix(cut)))
            #expect(again.addresses == whole.addresses, "seed \(seed), cut after \(cut)")
            #expect(again.results.map(\.bundles) == whole.results.map(\.bundles), "seed \(seed), cut after \(cut)")
            #expect(again.outcome == whole.outcome, "seed \(seed), cut after \(cut)")
            #expect(again.incomplete == whole.incomplete, "seed \(seed), cut after \(cut)")
        }
    }

    @Test(arguments: 0..<60)
    func `the estimate is a dry run of whatever was drawn`(seed: Int) throws {
        var generator = RandomBlueprint(seed: UInt64(seed))
        let program = try Program(Blueprint(generator.blueprint()), catalog: TestCatalog())
        var dry = interpreter(program, options: InterpreterOptions(filtersPass: true))
        let trace = dry.dryRun()
        let estimate = Estimate(program, price: TestCatalog.price)
        #expect(estimate.modules.map(\.moduleId) == trace.moduleIds, "seed \(seed)")
        #expect(estimate.expected == trace.cost, "seed \(seed)")
        let live = run(program, [["n": 1, "list": []]], replaying: [])
        if live.outputs != nil, live.results.allSatisfy({ $0.failure == nil }) {
            #expect(live.cost.operations >= estimate.minimum.operations, "seed \(seed)")
        }
    }

    @Test func `chance differs from run to run and from operation to operation`() throws {
        let flow = #"{"id": 1, "module": "util:SetVariable2", "mapper": {"name": "v", "value": "{{random}}"}},"#
        let program = try program(flow + flow.dropLast().replacing("\"id\": 1", with: "\"id\": 2"))
        func values(_ id: String) -> [Value?] {
            var interpreter = Interpreter(program: program, run: RunIdentity(id: id, startedAt: start))
            return interpreter.run().results.map { $0.bundles[0]["v"] }
        }
        #expect(Set(values("a") + values("b")).count == 4)
        #expect(values("a") == values("a"))
    }

    /// Stand-ins give what follows from the operation's place; a replayed result isn't computed again.
    private func run(_ program: Program, _ trigger: [Value], replaying: [OperationResult]) -> Trace {
        var interpreter = interpreter(program, trigger: trigger, options: InterpreterOptions(keepsIncomplete: true))
        var trace = Trace()
        while case .perform(let operation) = interpreter.next() {
            let result = operation.ordinal < replaying.count ? replaying[operation.ordinal] : perform(operation, interpreter)
            trace.operations.append(operation)
            trace.results.append(result)
            interpreter.complete(operation, result)
        }
        if case .finished(let outcome) = interpreter.next() { trace.outcome = outcome }
        trace.incomplete = interpreter.takeIncomplete()
        return trace
    }

    private func perform(_ operation: Operation, _ interpreter: Interpreter) -> OperationResult {
        let endedAt = Timestamp(milliseconds: interpreter.run.startedAt.milliseconds + Int64(operation.ordinal + 1) * 13)
        var result = OperationResult(bundles: [], endedAt: endedAt)
        do throws(ModuleFailure) {
            if operation.isInherent {
                result.bundles = try interpreter.perform(operation)
            } else {
                let input = try interpreter.input(of: operation)
                if (operation.ordinal * 5 + operation.moduleId) % 3 == 0 {
                    throw ModuleFailure(operation.ordinal % 2 == 0 ? "ConnectionError" : "DataError", "operation \(operation.ordinal)")
                }
                let count = (operation.ordinal * 7 + operation.moduleId) % 4
                result.bundles = (0..<count).map { ["n": .number(Number($0)), "v": input.mapper["value"] ?? .null] }
            }
        } catch {
            result.failure = error
        }
        return result
    }
}

/// Flows of any shape: loops within loops, routers within routes, aggregators that close near and far loops.
struct RandomBlueprint {
    var random: Seeded
    private var lastId = 1
    private var budget = 24

    init(seed: UInt64) { random = Seeded(seed) }

    mutating func blueprint() -> JSON {
        let first: JSON = ["id": 1, "module": "gateway:CustomWebHook", "version": 1, "metadata": [:]]
        return ["name": "Random", "flow": .array([first] + flow(seeing: [1], depth: 0)), "metadata": [:]]
    }

    private mutating func flow(seeing outer: [Int], depth: Int) -> [JSON] {
        var modules: [JSON] = []
        var seen = outer
        for _ in 0..<random.below(5) + 1 where budget > 0 {
            budget -= 1
            lastId += 1
            let id = lastId
            if random.below(5) == 0, depth < 3 {
                modules.append(router(id, seeing: seen, depth: depth))
                return modules
            }
            if random.below(7) == 0, depth < 3 {
                modules += choice(id, seeing: seen, depth: depth)
                if modules.last?["id"] == .number("\(id)") { return modules }
                seen.append(id + 1)
                continue
            }
            modules.append(handled(module(id, seeing: seen), id, seeing: seen, depth: depth))
            seen.append(id)
        }
        return modules
    }

    private mutating func router(_ id: Int, seeing seen: [Int], depth: Int) -> JSON {
        let routes = (0..<random.below(3) + 1).map { _ -> JSON in
            ["flow": .array(flow(seeing: seen, depth: depth + 1)), "disabled": .boolean(random.below(8) == 0)]
        }
        let parameters: JSON = random.below(2) == 0 ? [:] : ["else": .number("\(random.below(routes.count))")]
        return ["id": .number("\(id)"), "module": "builtin:BasicRouter", "parameters": parameters, "mapper": nil, "routes": .array(routes)]
    }

    /// An if-else, and half of the time the merge that follows it.
    private mutating func choice(_ id: Int, seeing seen: [Int], depth: Int) -> [JSON] {
        let merges = random.below(2) == 0
        if merges { lastId += 1 }
        let near = seen[seen.count - 1]
        let branches = (0..<random.below(3) + 1).map { position -> JSON in
            var branch: JSONObject = [
                "type": position == 0 ? "else" : "condition", "merge": .boolean(merges && random.below(3) > 0),
                "flow": .array(flow(seeing: seen + [id], depth: depth + 1)),
            ]
            if position > 0 {
                let test: JSON = .string(["exist", "text:equal"][random.below(2)])
                branch["conditions"] = [[["a": .string("{{\(near).n}}"), "o": test, "b": .string("\(position)")]]]
            }
            return .object(branch)
        }
        let choice: JSON = ["id": .number("\(id)"), "module": "builtin:BasicIfElse", "mapper": nil, "branches": .array(branches)]
        guard merges else { return [choice] }
        let mappings: [JSON] = (0..<branches.count).map { .string("{{\(near).n}}{{random}}\($0)") }
        let merge: JSON = [
            "id": .number("\(id + 1)"), "module": "builtin:BasicMerge", "mapper": nil,
            "outputs": [["name": "n", "mappings": .array(mappings)]],
        ]
        return [choice, merge]
    }

    /// A third of the modules have an error handler, with a directive or without.
    private mutating func handled(_ module: JSON, _ id: Int, seeing seen: [Int], depth: Int) -> JSON {
        guard random.below(3) == 0, depth < 3, budget > 0, case .object(var object) = module else { return module }
        var handler = random.below(2) == 0 ? flow(seeing: seen + [id], depth: depth + 2) : []
        if random.below(4) > 0 {
            lastId += 1
            let name = ["Ignore", "Resume", "Break", "Ignore", "Resume", "Break", "Commit", "Rollback"][random.below(8)]
            handler.append([
                "id": .number("\(lastId)"), "module": .string("builtin:\(name)"),
                "mapper": ["n": .string("{{\(id).error.message}}{{random}}")],
            ])
        }
        object["onerror"] = .array(handler)
        return .object(object)
    }

    private mutating func module(_ id: Int, seeing seen: [Int]) -> JSON {
        let other = seen[random.below(seen.count)]
        let near = seen[seen.count - 1]
        let value: JSON = .string(
            ["{{\(other).v}}{{random}}", "{{\(near).n}}/{{now}}", "{{\(other).__IMTINDEX__}}", "{{shuffle(\(near).array)}}"][
                random.below(4)])
        var module: JSONObject = ["id": .number("\(id)"), "version": 1, "metadata": [:]]
        switch random.below(9) {
        case 0, 1:
            module["module"] = "builtin:BasicFeeder"
            module["mapper"] = [
                "array": [.string("{{\(other).list}}"), [1, 2, ["v": "z"]], .string("{{\(near).array}}")][random.below(3)]
            ]
        case 2:
            module["module"] = "builtin:BasicAggregator"
            module["parameters"] = ["feeder": .number("\(other)")]
            module["mapper"] = ["v": value, "r": "{{random}}"]
            if random.below(2) == 0 {
                module["flags"] = ["groupBy": .string("{{\(near).n}}"), "stopIfEmpty": .boolean(random.below(2) == 0)]
            }
        case 3:
            module["module"] = "util:TextAggregator"
            module["parameters"] = ["feeder": .number("\(other)"), "rowSeparator": ","]
            module["mapper"] = ["value": .string("{{\(near).n}}{{random}}")]
        case 4:
            module["module"] = "util:GetVariable2"
            module["mapper"] = ["name": "v"]
        case 5:
            module["module"] = "scenario-service:ReturnData"
            module["mapper"] = [.init("o\(random.below(3))"): value]
        case 6:
            module["module"] = "test:Search"
            module["mapper"] = ["value": value]
        default:
            module["module"] = "util:SetVariable2"
            module["mapper"] = ["name": "v", "value": value, "scope": .string(["roundtrip", "execution"][random.below(2)])]
        }
        if random.below(3) == 0 {
            let text = ["{{\(near).n}}", "{{\(near).v}}", "{{random}}", "1"][random.below(4)]
            let test = ["exist", "notexist", "text:notequal"][random.below(3)]
            module["filter"] = ["name": "f", "conditions": [[["a": .string(text), "o": .string(test), "b": "1"]]]]
        }
        return .object(module)
    }
}
