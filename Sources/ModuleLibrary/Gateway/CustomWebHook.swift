import Automation
import Values

enum CustomWebHook {
    static let descriptor = ModuleDescriptor(
        name: "gateway:CustomWebHook", label: "Custom webhook",
        summary: "Starts a run when something is sent to the webhook's address. The fields of what was sent are the bundle.",
        app: .gateway, role: .trigger, effect: .pure,
        parameters: [
            FieldDescriptor("hook", "Webhook", "hook", required: true),
            FieldDescriptor(
                "maxResults", "Maximum number of results", "uinteger",
                help: "How many waiting deliveries a run takes that begins by a schedule, by hand or by the API.", initial: 1,
                advanced: true),
        ])
}
