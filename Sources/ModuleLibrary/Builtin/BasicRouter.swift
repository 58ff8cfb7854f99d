import Automation

enum BasicRouter {
    static let descriptor = ModuleDescriptor(
        name: "builtin:BasicRouter", label: "Router",
        summary: "Splits the flow into routes. Each bundle takes every route whose filter lets it pass, in order.",
        app: .builtin, role: .router, effect: .pure, price: .free,
        parameters: [
            FieldDescriptor(
                "else", "Fallback route", "uinteger",
                help: "The position, counted from 0, of the route for bundles that no other route takes.",
                advanced: true)
        ])
}
