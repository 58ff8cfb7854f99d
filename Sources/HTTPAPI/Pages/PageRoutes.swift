import Hummingbird
import NIOCore

/// The pages: files as they are, and `index.html` for every address that the program in it draws.
struct PageRoutes {
    let pages: Pages

    func add(to router: Router<AppContext>) {
        router.get("/", use: page)
        router.get("**", use: page)
    }

    @Sendable func page(_ request: Request, _ context: AppContext) async throws -> Response {
        let path = request.uri.path
        // An address of the API that doesn't exist is an error, not a page.
        guard !path.hasPrefix("/api/"), !path.hasPrefix("/hook/") else { throw HTTPError(.notFound) }
        if let file = try await pages.file(path) { return file.response(to: request) }
        // What looks like a file and isn't there is missing: a browser that gets a page for a script says nothing useful.
        guard path.split(separator: "/").last?.contains(".") != true else { throw HTTPError(.notFound) }
        return try await pages.file("/index.html")?.response(to: request) ?? Self.unbuilt
    }

    private static var unbuilt: Response {
        let text = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Pages are not built</title>
            <h1>This program was built without its pages</h1>
            <p>Run <code>make run</code> in the source folder: it builds the pages and starts the server with them.</p>
            <p>The API works: <a href="/api/v2/ping">/api/v2/ping</a>.</p></html>
            """
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
