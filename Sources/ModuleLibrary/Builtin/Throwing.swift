import Automation
import Values

/// Fails on purpose, so that an error handler or the run's end takes over.
struct ThrowError: PureModule {
    let descriptor = ModuleDescriptor(
        name: "builtin:ThrowError", label: "Throw an error", summary: "Fails with a message of yours; an error handler may take over.",
        app: .builtin, role: .action, effect: .pure, mapper: [FieldDescriptor("message", "Message", "text", required: true)])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        throw ModuleFailure("RuntimeError", input.mapper.text("message") ?? "The scenario threw an error without a message.")
    }
}

/// Marks the operation and the run with a warning, and goes on.
struct ThrowWarning: PureModule {
    let descriptor = ModuleDescriptor(
        name: "builtin:ThrowWarning", label: "Throw a warning", summary: "Marks the run with a warning of yours and goes on.",
        app: .builtin, role: .action, effect: .pure, mapper: [FieldDescriptor("message", "Message", "text", required: true)])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        throw .warning(input.mapper.text("message") ?? "The scenario threw a warning without a message.")
    }
}
