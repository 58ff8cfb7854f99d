import Automation
import ModuleLibrary
import Testing
import Values

struct HTTPRefusalTests {
    @Test(arguments: [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://0/",
        "http://localhost/", "http://LOCALHOST/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data",
        "http://192.168.0.1:8080/", "http://172.16.0.1/", "http://100.64.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
        "http://[fe80::1]/", "http://[fc00::1]/", "http://[ff02::1]/", "https://127.0.0.1/", "http://user:pw@127.0.0.1/",
    ])
    func `what is not public is refused before it begins`(url: String) async throws {
        let library = ModuleLibrary()
        for module in ["http:MakeRequest", "http:ActionSendData", "http:DownloadFile"] {
            let failure = try await failure { _ = try await run(library, module, ["url": .text(url)]) }
            #expect(failure.type == "ConnectionError" && !failure.began, "\(failure)")
            #expect(failure.message.contains("http.allowed"), "\(failure)")
        }
        await library.shutdown()
    }

    @Test(arguments: ["", "nowhere", "ftp://example.com/", "file:///etc/passwd", "http://", "http://a b/"])
    func `a wrong URL is refused before it begins`(url: String) async throws {
        let library = ModuleLibrary()
        let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(url)]) }
        #expect(failure.type == "DataError" && !failure.began, "\(failure)")
        await library.shutdown()
    }

    @Test func `an allowed host is reached under whatever address it has`() async throws {
        let peer = try await LocalPeer { _ in .text("here") }
        var settings = HTTPSettings()
        settings.allowed = try AllowedDestinations(parsing: ["localhost"])
        let library = ModuleLibrary(httpSettings: settings)
        let output = try await run(library, "http:MakeRequest", ["url": .text("http://localhost:\(peer.port)/")])
        #expect(output.bundles.first?["data"] == "here")
        #expect(peer.requests.first?.header("Host") == "localhost:\(peer.port)")
        let other = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) }
        #expect(other.type == "ConnectionError" && !other.began)
        await library.shutdown()
        await peer.stop()
    }

    @Test(arguments: ["2130706433", "0x7f.1", "127.1", "0177.0.0.1"])
    func `an odd spelling of an allowed address is that address`(host: String) async throws {
        try await withPeer(answer: { _ in .text("here") }) { library, peer in
            let output = try await run(library, "http:MakeRequest", ["url": .text("http://\(host):\(peer.port)/")])
            #expect(output.bundles.first?["data"] == "here")
        }
    }

    @Test(arguments: [
        "http://169.254.169.254/latest", "http://[::1]/", "http://10.0.0.1/", "//192.168.0.1/", "http://0xa.1/",
    ])
    func `a redirect to what is not public is refused`(location: String) async throws {
        try await withPeer(answer: { _ in .redirect(302, to: location) }) { library, peer in
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) }
            #expect(failure.type == "ConnectionError" && failure.began, "\(failure)")
            #expect(failure.message.contains("redirected"), "\(failure)")
        }
    }

    @Test func `a redirect away from http is refused`() async throws {
        try await withPeer(answer: { _ in .redirect(302, to: "file:///etc/passwd") }) { library, peer in
            let failure = try await failure { _ = try await run(library, "http:MakeRequest", ["url": .text(peer.url)]) }
            #expect(failure.type == "DataError", "\(failure)")
        }
    }
}
