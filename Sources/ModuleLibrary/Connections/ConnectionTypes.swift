package import Automation
import Values

extension ModuleLibrary {
    /// Every kind of connection and key that a module can ask for.
    package static let connectionTypes: [ConnectionDescriptor] = [
        ConnectionDescriptor(type: "account:smtp", label: "Mail server, for sending (SMTP)", app: .email, fields: smtp),
        ConnectionDescriptor(type: "account:imap", label: "Mailbox (IMAP)", app: .email, fields: imap),
        ConnectionDescriptor(type: "keychain:apikey", label: "API key", app: .http, fields: apiKey),
        ConnectionDescriptor(type: "keychain:basicauth", label: "User name and password", app: .http, fields: basicAuth),
        ConnectionDescriptor(type: "keychain:oauth2", label: "OAuth 2.0, client credentials", app: .http, fields: oAuth),
        ConnectionDescriptor(type: "keychain:certificate", label: "Client certificate", app: .http, fields: certificate),
    ]

    private static let smtp =
        server(port: "587 if this is empty, 465 with TLS from the first byte.")
        + [
            FieldDescriptor(
                "from", "Sender", "email", help: "The address that mail comes from, perhaps with a name; the user name if this is empty."),
            FieldDescriptor(
                "imapHost", "IMAP host", help: "Of the mailbox where sent emails are saved, if they are to be.", advanced: true),
            FieldDescriptor("imapPort", "IMAP port", "uinteger", help: imapPort, advanced: true),
            FieldDescriptor(
                "imapSecurity", "IMAP security", "select", help: "TLS from the first byte if this is empty.", initial: "",
                options: [.init("", "TLS from the first byte")] + security.dropFirst(), advanced: true),
            FieldDescriptor("imapUser", "IMAP user name", help: "If it is another one.", advanced: true),
            FieldDescriptor("imapPassword", "IMAP password", "password", help: "If it is another one.", advanced: true),
        ]

    private static let imap = server(port: imapPort)
    private static let imapPort = "143 if this is empty, 993 with TLS from the first byte."
    private static let security: [FieldDescriptor.Option] = [
        .init("tls", "TLS from the first byte"), .init("starttls", "STARTTLS"), .init("none", "None: everything can be read on the way"),
    ]

    private static func server(port: String) -> [FieldDescriptor] {
        [
            FieldDescriptor("host", "Host", required: true, help: "Such as mail.example.com."),
            FieldDescriptor("port", "Port", "uinteger", help: port),
            FieldDescriptor("security", "Security", "select", required: true, initial: "tls", options: security),
            FieldDescriptor("user", "User name"), FieldDescriptor("password", "Password", "password"),
            FieldDescriptor(
                "authorities", "Trusted certificates", help: "PEM; instead of the system's, for a server with a certificate of its own.",
                multiline: true, advanced: true),
        ]
    }

    private static let apiKey = [
        FieldDescriptor("key", "Key", "password", required: true, help: "With what stands before it, such as 'Bearer '."),
        FieldDescriptor(
            "placement", "Placement", "select", required: true, initial: "header",
            options: [.init("header", "In a header"), .init("query", "In the query string")]),
        FieldDescriptor("name", "Name", required: true, help: "Of the header or the parameter.", initial: "Authorization"),
    ]

    private static let basicAuth = [
        FieldDescriptor("user", "User name", required: true), FieldDescriptor("password", "Password", "password"),
    ]

    private static let oAuth = [
        FieldDescriptor("tokenUrl", "Token URL", "url", required: true, help: "Where an access token is asked for."),
        FieldDescriptor("clientId", "Client ID", required: true),
        FieldDescriptor("clientSecret", "Client secret", "password", required: true),
        FieldDescriptor("scope", "Scope", help: "With blanks between, if there are several."),
        FieldDescriptor(
            "clientAuthentication", "Client ID and secret are sent", "select", initial: "header",
            options: [.init("header", "In a header"), .init("body", "In the body")], advanced: true),
    ]

    private static let certificate = [
        FieldDescriptor("certificate", "Certificate", help: "PEM, with those between it and its authority.", multiline: true),
        FieldDescriptor("key", "Private key", "cert", help: "PEM.", multiline: true),
        FieldDescriptor("passphrase", "Passphrase of the key", "password", advanced: true),
        FieldDescriptor(
            "authorities", "Trusted certificates", help: "PEM; besides the system's, for a server with a certificate of its own.",
            multiline: true, advanced: true),
    ]
}
