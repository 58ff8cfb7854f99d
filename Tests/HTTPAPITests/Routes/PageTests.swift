import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import HTTPAPI

struct PageTests {
    @Test(arguments: [
        ("/assets/main-K3XWQ2ZD.js", true), ("/assets/main.js", false), ("/assets/icon.svg", false), ("/assets/main-k3xwq2zd.js", false),
    ])
    func `only a file with its hash in its name is kept for ever`(_ path: String, _ isImmutable: Bool) {
        #expect(PageFile(path: path, body: ByteBuffer(string: "x")).isImmutable == isImmutable)
    }

    @Test func `pages come from a folder, and every address that is no file is the first page`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "assets"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("<p>first</p>".utf8).write(to: folder.appending(path: "index.html"))
        try Data("let a".utf8).write(to: folder.appending(path: "assets/main-K3XWQ2ZD.js"))

        let router = Router(context: AppContext.self)
        router.add(middleware: ProblemResponses())
        PageRoutes(pages: Pages(.folder(folder.path))).add(to: router)
        try await Application(router: router).test(.router) { client in
            for address in ["/", "/scenarios/12", "/organizations/1/subscription"] {
                let page = try await client.ask(.get, address, as: nil)
                #expect(page.text == "<p>first</p>" && page.headers[.cacheControl] == "no-cache", "\(address)")
            }
            let script = try await client.ask(.get, "/assets/main-K3XWQ2ZD.js", as: nil)
            #expect(script.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
            let tag = try #require(script.headers[.eTag])
            let again = try await client.ask(.get, "/assets/main-K3XWQ2ZD.js", as: nil, headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.text.isEmpty)
            for address in ["/assets/gone.js", "/../secret.txt", "/.hidden", "/api/v2/nothing"] {
                #expect(try await client.ask(.get, address, as: nil).status == .notFound, "\(address)")
            }
        }
    }
}
