import Automation
import Values

/// `regexp:GetElementsFromText`
struct GetElementsFromText: PureModule {
    let descriptor = ModuleDescriptor(
        name: "regexp:GetElementsFromText", label: "Match elements",
        summary: "Finds what looks like an address, a number or a tag in a text; a bundle for each.", app: .regexp, role: .search,
        effect: .pure, parameters: [RegExpFields.goOn],
        mapper: [
            FieldDescriptor(
                "elementType", "Element type", "select", required: true, initial: "email",
                options: [
                    .init("email", "Email address"), .init("url", "URL"), .init("phone", "Phone number"), .init("number", "Number"),
                    .init("hashtag", "Hashtag"), .init("ip", "IP address"),
                ]),
            RegExpFields.text,
        ],
        output: [FieldDescriptor("match", "Match"), FieldDescriptor("i", "i", "uinteger", help: "The number of the match, from 1.")])

    private let patterns: PatternCache

    init(patterns: PatternCache) { self.patterns = patterns }

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let type = input.mapper.text("elementType") ?? "email"
        guard let source = Self.sources[type] else {
            throw .refused(
                "'\(type.prefix(40))' is no type of element. Choose one of: \(Self.sources.keys.sorted().joined(separator: ", ")).")
        }
        do throws(PatternError) {
            let matches = try patterns.pattern(source, .ignoringCase).matches(in: input.mapper["text"]?.moduleText ?? "")
            if matches.isEmpty, input.parameters.flag("continueWhenNoRes", false) { return [["i": 0]] }
            return matches.enumerated().map { ["match": .text($1.whole), "i": .number(Number($0 + 1))] }
        } catch {
            throw error.failure
        }
    }

    private static let sources = [
        "email": #"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+"#,
        // A sign that ends a sentence doesn't belong to the address.
        "url": #"\b(?:https?://|ftp://|www\.)[^\s<>"'`{}|\\^]*[^\s<>"'`{}|\\^.,;:!?)\]]"#,
        "phone": #"(?<![\w+])\+?\(?\d{1,4}\)?(?:[ ./-]?\(?\d{1,4}\)?){2,6}(?!\w)"#,
        "number": #"(?<![\w.])-?\d+(?:[.,]\d+)*(?!\w)"#,
        "hashtag": #"(?<![\w&])#[\p{L}\p{N}_]+"#,
        "ip": #"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])"#,
    ]
}
