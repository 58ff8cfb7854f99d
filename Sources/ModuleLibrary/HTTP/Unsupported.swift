import Automation
import Values

/// Settings of HTTP modules that would change what is sent, and are not carried out here: refused rather than passed over.
enum Unsupported {
    static func refuse(_ input: ModuleInput) throws(ModuleFailure) {
        if input.connections["proxyKeychain"] != nil || named(input, "proxyKeychain") {
            throw .notSetUp("Proxies are not supported by this module.")
        }
    }

    private static let nothing: Set = ["none", "default", "disabled", "no", "false", "0"]

    private static func named(_ input: ModuleInput, _ name: String) -> Bool {
        guard let choice = input.parameters.text(name) ?? input.mapper.text(name) else { return false }
        return !nothing.contains(choice.lowercased())
    }
}
