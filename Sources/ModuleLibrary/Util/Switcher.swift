import Automation
import Values

/// `util:Switcher`
struct Switcher: PureModule {
    let descriptor = ModuleDescriptor(
        name: "util:Switcher", label: "Switch",
        summary: "Looks an input up in a list of cases and returns the output of the first that matches.",
        app: .util, role: .action, effect: .pure,
        mapper: [
            FieldDescriptor("input", "Input"),
            FieldDescriptor(
                "useRegExpMatch", "Patterns are regular expressions", "boolean", required: true,
                help: "If not, a pattern matches an input that is exactly the same.", initial: false),
            FieldDescriptor(
                "casesTable", "Cases", "array", required: true,
                fields: [FieldDescriptor("pattern", "Pattern"), FieldDescriptor("output", "Output", "any")]),
            FieldDescriptor("elseOutput", "Else", "any", help: "The output where no case matches."),
        ],
        output: [FieldDescriptor("output", "Output", "any")])

    private let patterns: PatternCache

    init(patterns: PatternCache) { self.patterns = patterns }

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let text = input.mapper["input"]?.moduleText ?? ""
        let isExpression = input.mapper.flag("useRegExpMatch", false)
        for row in input.mapper.rows("casesTable") {
            let pattern = row["pattern"]?.moduleText ?? ""
            let matches = isExpression ? try self.matches(text, pattern) : text == pattern
            if matches { return [["output": row["output"] ?? .null]] }
        }
        return [["output": input.mapper["elseOutput"] ?? .null]]
    }

    private func matches(_ text: String, _ pattern: String) throws(ModuleFailure) -> Bool {
        do throws(PatternError) {
            return try patterns.pattern(pattern, []).matches(text)
        } catch {
            throw error.failure
        }
    }
}
