import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Values

/// Comma-separated values by RFC 4180: lines end in CR LF, cells with a comma, a quote or a line break are quoted.
///
/// A cell that a spreadsheet would take for a formula begins with an apostrophe, but for numbers, which may have a sign.
struct CSV {
    private(set) var bytes: [UInt8] = []

    init(header: [String]) { add(header) }

    mutating func add(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += Self.quoted(Self.harmless(cell)).utf8
        }
        bytes += [13, 10]
    }

    private static func harmless(_ cell: String) -> String {
        guard let first = cell.utf8.first, "=+-@\t\r".utf8.contains(first), Credits(parsing: cell) == nil else { return cell }
        return "'\(cell)"
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return cell }
        return "\"\(cell.replacing("\"", with: "\"\""))\""
    }

    /// - Parameter name: of the file, without its ending.
    func response(named name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name).csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Refuses what is too long for a file, before it is read.
    static func check(_ count: Int64) throws {
        guard count > Limits.csvRows else { return }
        throw Problem.badRequest(
            "The file would have \(count) rows, and \(Limits.csvRows) is the most. Ask for fewer days, by 'from' and 'to'.")
    }
}
