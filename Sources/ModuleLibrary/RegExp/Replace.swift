import Automation
import Values

/// `regexp:Replace`
struct Replace: PureModule {
    let descriptor = ModuleDescriptor(
        name: "regexp:Replace", label: "Replace", summary: "Replaces what matches a pattern in a text.", app: .regexp, role: .action,
        effect: .pure,
        mapper: [
            RegExpFields.pattern,
            FieldDescriptor(
                "value", "New value", help: "$1 stands for the text of the first group, $& for the whole match.", multiline: true),
        ] + RegExpFields.flags + [RegExpFields.text],
        output: [FieldDescriptor("text", "Text")])

    private let patterns: PatternCache

    init(patterns: PatternCache) { self.patterns = patterns }

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let mapper = input.mapper
        let source = try mapper.required("pattern", "Pattern")
        do throws(PatternError) {
            let pattern = try patterns.pattern(source, RegExpFields.options(mapper))
            let text = try pattern.replacing(
                in: mapper["text"]?.moduleText ?? "", with: mapper["value"]?.moduleText ?? "", all: mapper.flag("global", false))
            return [["text": .text(text)]]
        } catch {
            throw error.failure
        }
    }
}
