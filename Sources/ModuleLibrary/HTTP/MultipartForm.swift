import Automation
import Values

/// `multipart/form-data` (RFC 7578).
struct MultipartForm {
    let boundary: String
    private(set) var bytes: [UInt8] = []

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// A row has `key` and `value`, or, for a file, `fileName` and `data`.
    init(_ rows: [Fields]) {
        // Unguessable, as a value that contained it would become parts of its own.
        boundary = "part-" + String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
        for row in rows {
            guard let name = row.text("key") ?? row.text("name") else { continue }
            let isFile = row.text("fieldType").map { $0 == "file" } ?? (row.text("data") != nil)
            append("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.quoted(name))\"")
            if isFile {
                append("; filename=\"\(Self.quoted(row.text("fileName") ?? "file"))\"\r\nContent-Type: \(Self.type(of: row))")
            }
            append("\r\n\r\n")
            bytes += row[isFile ? "data" : "value"]?.moduleBytes ?? []
            append("\r\n")
        }
        append("--\(boundary)--\r\n")
    }

    private mutating func append(_ text: String) { bytes += text.utf8 }

    private static func type(of row: Fields) -> String {
        guard let type = row.text("contentType"), HeaderSyntax.isValue(type) else { return "application/octet-stream" }
        return type
    }

    /// As browsers do: quotes and line ends are percent-encoded.
    private static func quoted(_ name: String) -> String {
        var result = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\"": result += "%22"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
