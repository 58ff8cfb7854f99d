import Automation
import Values

/// `regexp:Parser`, and `regexp:AdvancedParser`, whose pattern may be different for each bundle.
struct Parser: PureModule {
    let descriptor: ModuleDescriptor
    private let patterns: PatternCache

    static func fixed(_ patterns: PatternCache) -> Parser {
        Parser(
            descriptor: ModuleDescriptor(
                name: "regexp:Parser", label: "Match pattern", summary: "Finds what matches a pattern in a text, and returns its groups.",
                app: .regexp, role: .action, effect: .pure, parameters: [RegExpFields.pattern] + RegExpFields.flags + [RegExpFields.goOn],
                mapper: [RegExpFields.text], output: RegExpFields.output), patterns: patterns)
    }

    static func mapped(_ patterns: PatternCache) -> Parser {
        Parser(
            descriptor: ModuleDescriptor(
                name: "regexp:AdvancedParser", label: "Match pattern (mapped)",
                summary: "Finds what matches a pattern in a text, where the pattern itself comes from earlier steps.", app: .regexp,
                role: .action,
                effect: .pure, parameters: RegExpFields.flags + [RegExpFields.goOn], mapper: [RegExpFields.pattern, RegExpFields.text],
                output: RegExpFields.output), patterns: patterns)
    }

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        guard let source = input.mapper.text("pattern") ?? input.parameters.text("pattern") else {
            throw .refused("The field 'Pattern' is empty.")
        }
        let text = input.mapper["text"]?.moduleText ?? ""
        do throws(PatternError) {
            let pattern = try patterns.pattern(source, RegExpFields.options(input.parameters))
            let matches = try pattern.matches(in: text, first: !input.parameters.flag("global", false))
            if matches.isEmpty, input.parameters.flag("continueWhenNoRes", false) { return [["i": 0, "__IMTMATCH__": false]] }
            return matches.enumerated().map { bundle($1, number: $0 + 1, names: pattern.groupNames) }
        } catch {
            throw error.failure
        }
    }

    private func bundle(_ match: BoundedPattern.Match, number: Int, names: [String?]) -> Value {
        var fields = Fields()
        for (index, group) in match.groups.enumerated().dropFirst() {
            let value = group.map(Value.text) ?? .null
            fields["$\(index)"] = value
            if index <= names.count, let name = names[index - 1] { fields[name] = value }
        }
        fields["i"] = .number(Number(number))
        fields["__IMTMATCH__"] = .text(match.whole)
        return .collection(fields)
    }
}
