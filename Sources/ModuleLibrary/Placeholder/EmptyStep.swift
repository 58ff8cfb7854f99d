import Automation

enum EmptyStep {
    static let descriptor = ModuleDescriptor(
        name: "placeholder:Placeholder", label: "Empty step", summary: "A step for which no module has been chosen yet. It is skipped.",
        app: .placeholder, role: .placeholder, effect: .pure, price: .free)
}
