import HTTPTypes
import Hummingbird
import NIOCore
import Values

/// A JSON answer.
struct Answer: ResponseGenerator {
    var status: HTTPResponse.Status = .ok
    var headers: HTTPFields = [:]
    let body: JSON

    init(_ body: some Wire, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) {
        self.status = status
        self.headers = headers
        self.body = body.wire
    }

    func response(from request: Request, context: some RequestContext) -> Response { response }

    var response: Response {
        var bytes: [UInt8] = []
        body.write(into: &bytes)
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        // Figures of an account: neither a proxy nor the browser's back button may show old ones.
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Record: ResponseGenerator {
    func response(from request: Request, context: some RequestContext) -> Response { Answer(self).response }
}
