import Automation
import Values

/// Settings of HTTP modules that would change what is sent, and are not carried out here: refused rather than passed over.
enum Unsupported {
    static func refuse(_ input: ModuleInput) throws(ModuleFailure) {
        let mapper = input.mapper
        if mapper.flag("useMtls", false) || named(input, "tlsType") {
            throw .notSetUp("Client certificates and certificates of one's own are not supported by this module.")
        }
        if mapper.text("ca") != nil { throw .notSetUp("Certificates of one's own are not supported by this module.") }
        if !mapper.flag("rejectUnauthorized", true) {
            throw .notSetUp(
                "Connections whose certificate can't be verified are always refused; switch 'Reject unverified certificates' on.")
        }
        if mapper.flag("shareCookies", false) { throw .notSetUp("Cookies are not shared between modules; switch 'Share cookies' off.") }
        if named(input, "proxyKeychain") { throw .notSetUp("Proxies are not supported by this module.") }
        if named(input, "authenticationType") {
            throw .notSetUp("Stored credentials are not supported by this module; send them in a header instead.")
        }
        if named(input, "paginationType") { throw .notSetUp("Pagination is not supported by this module.") }
    }

    private static let nothing: Set = ["noauth", "none", "default", "disabled", "nopagination", "notls", "no", "false", "0"]

    private static func named(_ input: ModuleInput, _ name: String) -> Bool {
        guard let choice = input.parameters.text(name) ?? input.mapper.text(name) else { return false }
        return !nothing.contains(choice.lowercased())
    }
}
