import Values

/// What a request that takes many things away means: `{ids: []}`, or `{all: true, exceptIds: []}`.
struct Chosen<Element: Hashable & Sendable>: Sendable {
    /// `nil`: all but ``excepted``.
    let chosen: [Element]?
    let excepted: Set<Element>

    init(_ input: Input, list: String, except: String, _ read: (JSON) -> Element?) throws {
        func elements(_ name: String) throws -> [Element] {
            try input.items(name).map { item in
                guard let element = read(item) else { throw Problem.invalid(name, "'\(name)' holds what can't be one of them.") }
                return element
            }
        }
        if try input.optionalBoolean("all") ?? false {
            chosen = nil
            excepted = Set(try elements(except))
        } else {
            chosen = try elements(list)
            excepted = []
            guard chosen?.isEmpty == false else { throw Problem.invalid(list, "Say which with '\(list)', or 'all'.") }
        }
    }

    func contains(_ element: Element) -> Bool { chosen?.contains(element) ?? !excepted.contains(element) }
}
