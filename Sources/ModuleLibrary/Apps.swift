import Automation

extension AppDescriptor {
    static let builtin = AppDescriptor(name: "builtin", label: "Flow control", icon: "git-fork", color: "#5b7a99")
    static let gateway = AppDescriptor(name: "gateway", label: "Webhooks", icon: "webhook", color: "#c2334d")
    static let http = AppDescriptor(name: "http", label: "HTTP", icon: "globe", color: "#0b6fb8")
    static let json = AppDescriptor(name: "json", label: "JSON", icon: "braces", color: "#5c5f8d")
    static let csv = AppDescriptor(name: "csv", label: "CSV", icon: "table", color: "#2f6f4f")
    static let xml = AppDescriptor(name: "xml", label: "XML", icon: "code-xml", color: "#a1512a")
    static let archive = AppDescriptor(name: "archive", label: "Archive", icon: "file-archive", color: "#7b5a3c")
    static let markdown = AppDescriptor(name: "markdown", label: "Markdown", icon: "file-text", color: "#3f5f73")
    static let math = AppDescriptor(name: "math", label: "Math", icon: "calculator", color: "#9a3b7a")
    static let util = AppDescriptor(name: "util", label: "Tools", icon: "wrench", color: "#7a4fa3")
    static let regexp = AppDescriptor(name: "regexp", label: "Text parser", icon: "regex", color: "#8a6116")
    static let scenarioService = AppDescriptor(name: "scenario-service", label: "Inputs and outputs", icon: "workflow", color: "#4f46a5")
    static let dataStore = AppDescriptor(name: "datastore", label: "Data store", icon: "database", color: "#1f7a5c")
    static let rss = AppDescriptor(name: "rss", label: "RSS", icon: "rss", color: "#b45309")
    static let email = AppDescriptor(name: "email", label: "Email", icon: "mail", color: "#9d2f6f")
    static let placeholder = AppDescriptor(name: "placeholder", label: "Empty step", icon: "circle-dashed", color: "#6b7280")
}
