import Automation
import Values

/// What the modules for regular expressions share.
enum RegExpFields {
    static let flags = [
        FieldDescriptor(
            "global", "Find all matches", "boolean", required: true, help: "If not, only the first one counts.", initial: false),
        FieldDescriptor("sensitive", "Case sensitive", "boolean", required: true, initial: true),
        FieldDescriptor(
            "multiline", "Multiline", "boolean", required: true, help: "^ and $ stand at the ends of each line.", initial: false),
        FieldDescriptor("singleline", "Singleline", "boolean", required: true, help: "A dot matches line ends too.", initial: false),
    ]
    static let goOn = FieldDescriptor(
        "continueWhenNoRes", "Go on without a match", "boolean", required: true, help: "Returns one bundle even if nothing matches.",
        initial: false)
    static let pattern = FieldDescriptor("pattern", "Pattern", required: true, help: "A regular expression, without slashes around it.")
    static let text = FieldDescriptor("text", "Text", multiline: true)
    static let output = [
        FieldDescriptor(
            "$1", "$1", help: "The text of the first group; $2 is that of the second, and so on. Named groups go by their names."),
        FieldDescriptor("i", "i", "uinteger", help: "The number of the match, from 1."),
        FieldDescriptor("__IMTMATCH__", "Match", "any", help: "The whole match; false where there was none."),
    ]

    static func options(_ fields: Fields) -> BoundedPattern.Options {
        var options: BoundedPattern.Options = []
        if !fields.flag("sensitive", true) { options.insert(.ignoringCase) }
        if fields.flag("multiline", false) { options.insert(.multiline) }
        if fields.flag("singleline", false) { options.insert(.singleline) }
        return options
    }
}
