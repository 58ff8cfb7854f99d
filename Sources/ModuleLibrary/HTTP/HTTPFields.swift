import Automation
import Values

/// Fields that HTTP modules share, and what is read of them.
enum HTTPFields {
    static let url = FieldDescriptor("url", "URL", "url", required: true, help: "Begins with http:// or https://.")
    static let method = FieldDescriptor(
        "method", "Method", "select", required: true, initial: "get",
        options: ["get", "post", "put", "patch", "delete", "head", "options"].map { .init($0, $0.uppercased()) })

    static func pairs(_ name: String, _ label: String, help: String? = nil, key: String = "name", value: String = "text") -> FieldDescriptor
    {
        FieldDescriptor(
            name, label, "array", help: help,
            fields: [FieldDescriptor(key, "Name", required: true), FieldDescriptor("value", "Value", value)])
    }

    static func parts(_ name: String) -> FieldDescriptor {
        FieldDescriptor(
            name, "Fields", "array", help: "Parts of the form; a file has a name and data.",
            fields: [
                FieldDescriptor(
                    "fieldType", "Kind", "select", required: true, initial: "text", options: [.init("text", "Text"), .init("file", "File")]),
                FieldDescriptor("key", "Name", required: true),
                FieldDescriptor("value", "Value", help: "For text.").shown(when: "fieldType", is: "text"),
                FieldDescriptor("fileName", "File name", "filename", help: "For a file.").shown(when: "fieldType", is: "file"),
                FieldDescriptor("data", "Data", "buffer", help: "For a file.").shown(when: "fieldType", is: "file"),
            ])
    }

    static func flag(_ name: String, _ label: String, _ initial: Bool, help: String? = nil, advanced: Bool = true) -> FieldDescriptor {
        FieldDescriptor(name, label, "boolean", help: help, initial: .boolean(initial), advanced: advanced)
    }

    static let parse = flag("parseResponse", "Parse the answer", true, help: "Turns a JSON answer into fields.", advanced: false)
    static let timeout = FieldDescriptor(
        "timeout", "Timeout", "uinteger", help: "In seconds, from 1 to 300. 40 if this is empty.", advanced: true)
    static let compressed = "Ask for a compressed answer"

    static let shareCookies = flag(
        "shareCookies", "Share cookies with other HTTP modules", false, help: "Of the same run; not beyond a restart of the server.")

    /// Fields of `parameters` that name stored credentials.
    static let signIn = [
        FieldDescriptor(
            "authenticationType", "Sign-in", "select", initial: "noAuth",
            options: [
                .init("noAuth", "None"), .init("apiKey", "API key"), .init("basicAuth", "User name and password"),
                .init("oAuth", "OAuth 2.0, client credentials"),
            ]), key("apiKeyKeychain", "keychain:apikey", label: "API key").shown(when: "authenticationType", is: "apiKey"),
        key("basicAuthKeychain", "keychain:basicauth", label: "User name and password")
            .shown(when: "authenticationType", is: "basicAuth"),
        key("oAuthKeychain", "keychain:oauth2", label: "OAuth 2.0 client").shown(when: "authenticationType", is: "oAuth"),
        FieldDescriptor(
            "tlsType", "Certificates", "select", initial: "",
            options: [.init("", "The system's"), .init("mTls", "Of one's own")], advanced: true),
        FieldDescriptor(
            "tlsKeychain", "Client certificate", "keychain:certificate", help: "Who we are to the server, or whom we trust.", advanced: true
        ).shown(when: "tlsType", is: "mTls"),
    ]

    static func key(_ name: String, _ type: String, label: String = "Credentials") -> FieldDescriptor {
        FieldDescriptor(name, label, type, required: true)
    }

    /// The certificates that `tlsType` asks for.
    static func tls(_ input: ModuleInput) throws(ModuleFailure) -> TLSIdentity? {
        let choice = (input.parameters.text("tlsType") ?? input.mapper.text("tlsType") ?? "").lowercased()
        guard !["", "none", "notls", "default", "no", "false", "0"].contains(choice) else { return nil }
        return try TLSIdentity(input.connection("tlsKeychain", "keychain:certificate"))
    }

    static let output = [
        FieldDescriptor("statusCode", "Status code", "uinteger"),
        FieldDescriptor("headers", "Headers", "array", fields: [FieldDescriptor("name", "Name"), FieldDescriptor("value", "Value")]),
    ]
    static let data = FieldDescriptor("data", "Data", "any")
    static let size = FieldDescriptor("fileSize", "Size of the data", "uinteger", help: "In bytes.")
}
