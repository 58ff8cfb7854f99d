import Automation
import Values

/// How an error route ends. The interpreter carries these out; they are no operations.
enum ErrorDirectives {
    static let descriptors = [ignore, resume, commit, rollback, breaking]

    private static let ignore = directive("Ignore", "Ignore", "Drops the bundle that failed and goes on with the next.")
    private static let resume = directive(
        "Resume", "Resume", "Goes on as if the failed module had returned the fields that are given here, named as its own are.")
    private static let commit = directive("Commit", "Commit", "Ends the run at once, keeps what was done and calls it a success.")
    private static let rollback = directive("Rollback", "Rollback", "Ends the run at once as failed and takes back what can be taken back.")
    private static let breaking = directive(
        "Break", "Break", "Keeps the failed bundle as an incomplete execution, and tries again by itself if asked to.",
        mapper: [
            FieldDescriptor("retry", "Try again automatically", "boolean", required: true, initial: true),
            FieldDescriptor("count", "Number of attempts", "uinteger", help: "From 1 to 10 000.", initial: 3),
            FieldDescriptor("interval", "Minutes between attempts", "uinteger", help: "From 1 to 44 640.", initial: 15),
        ])

    private static func directive(_ name: String, _ label: String, _ summary: String, mapper: [FieldDescriptor] = []) -> ModuleDescriptor {
        ModuleDescriptor(
            name: "builtin:" + name, label: label, summary: summary, app: .builtin, role: .errorDirective, effect: .pure, price: .free,
            mapper: mapper)
    }
}
