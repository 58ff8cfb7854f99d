package import Automation
import NIOCore
import NIOHTTP1

extension ModuleLibrary {
    /// Posts to an address that somebody set, by the way that modules go: the same checks, limits and time. Gives the status.
    package func post(_ address: String, body: [UInt8], contentType: String, headers: [(name: String, value: String)] = [])
        async throws(ModuleFailure) -> Int
    {
        let parsed: WebAddress
        do {
            parsed = try WebAddress(parsing: address)
        } catch {
            throw ModuleFailure("DataError", error.message)
        }
        var fields = HTTPHeaders([("Host", parsed.authority), ("Content-Type", contentType)])
        for header in headers { fields.add(name: header.name, value: header.value) }
        let request = OutboundRequest(
            method: .POST, address: parsed, headers: fields, body: ByteBuffer(bytes: body), timeoutSeconds: 20, redirects: .never)
        return try await http.perform(request).status
    }
}
