import Foundation

/// A key and a certificate for 127.0.0.1, made by openssl for one test.
package struct Certificate {
    private let folder = TemporaryFolder()
    /// A file (PEM) with both.
    package var path: String { "\(folder.path)/certificate.pem" }

    package func text() throws -> String { try String(contentsOf: URL(filePath: path), encoding: .utf8) }

    package init() throws {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/openssl")
        openssl.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out", "\(folder.path)/public.pem",
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        let both = try Data(contentsOf: URL(filePath: path)) + Data(contentsOf: URL(filePath: "\(folder.path)/public.pem"))
        try both.write(to: URL(filePath: path))
    }

    package func remove() { folder.remove() }
}
