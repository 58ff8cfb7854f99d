import ModuleLibrary
import Testing

struct AddressTests {
    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.1.2.3",
        "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1", "2001::1", "2001:1ff::1", "2001:db8::1", "2002:7f00:1::1",
        "2002:c0a8:101::1", "2606:4700::5efe:10.0.0.1", "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
    ])
    func `an address that is not public is known as such`(text: String) throws {
        let address = try #require(IPAddress(parsing: text))
        #expect(!address.isPublic)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.167.1.1",
        "223.255.255.255", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2001:200::1", "2001:4860:4860::8888", "2002:808:808::1",
        "2606:4700::1111",
    ])
    func `a public address is known as such`(text: String) throws {
        let address = try #require(IPAddress(parsing: text))
        #expect(address.isPublic)
    }

    @Test(arguments: ["127.1", "0x7f000001", "2130706433", "0177.0.0.1", "localhost", "", "1.2.3", "[::1]", "::1%lo"])
    func `only the strict notation is an address`(text: String) {
        #expect(IPAddress(parsing: text) == nil)
    }

    @Test(arguments: ["1.2.3.4", "255.255.255.255", "2001:db8:0:0:0:0:0:1", "0:0:0:0:0:0:0:0"])
    func `an address is written so that it can be read again`(text: String) throws {
        let address = try #require(IPAddress(parsing: text))
        #expect(address.description == text)
        #expect(IPAddress(parsing: address.description) == address)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.1.2.3", "10.1.2.3", true),
        ("10.1.2.3", "10.1.2.4", false),
        ("0.0.0.0/0", "1.2.3.4", true), ("0.0.0.0/0", "::1", false), ("fd00::/8", "fd12::1", true), ("fd00::/8", "fe80::1", false),
        ("2001:db8::/127", "2001:db8::1", true), ("2001:db8::/127", "2001:db8::2", false), ("::/0", "::1", true), ("::1", "::1", true),
        ("::ffff:10.0.0.1", "10.0.0.1", true),
    ])
    func `a range holds its addresses`(range: String, address: String, holds: Bool) throws {
        let range = try #require(AddressRange(parsing: range))
        let address = try #require(IPAddress(parsing: address))
        #expect(range.contains(address) == holds)
    }

    @Test(arguments: ["10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "fd00::/129", "my host", "", "*."])
    func `a wrong entry of the allow-list is named`(entry: String) {
        let error = #expect(throws: AllowedDestinations.Malformed.self) { try AllowedDestinations(parsing: [entry]) }
        #expect(error?.entry == entry)
    }

    @Test(arguments: [
        ("http://Example.COM", "http://example.com/"), ("https://a.b:443/x?y=1#z", "https://a.b/x?y=1"),
        ("http://a:8080/ä b", "http://a:8080/%C3%A4%20b"),
        ("http://[::1]:81/", "http://[::1]:81/"), (" https://a/?q='x y'\n", "https://a/?q='x%20y'"), ("http://user:pw@a/", "http://a/"),
    ])
    func `a URL is taken apart`(text: String, clean: String) throws {
        #expect(try WebAddress(parsing: text).text == clean)
    }

    @Test(arguments: [
        "", "a.b/c", "ftp://a/", "file:///etc/passwd", "http://", "http:///x", "http://a b/", "http://a:0/", "http://a:99999/",
        "http://%31%32/",
        "javascript:alert(1)", "http://[::1%25lo]/", "unix:///run/x",
    ])
    func `a URL that no client should see is refused`(text: String) {
        #expect(throws: WebAddress.Malformed.self) { try WebAddress(parsing: text) }
    }

    @Test(arguments: [
        ("/y", "http://a:81/y"), ("z?q", "http://a:81/x/z?q"), ("//b/y", "http://b/y"), ("https://c/", "https://c/"),
        ("?q", "http://a:81/x/w?q"),
    ])
    func `a redirect is seen from where it came`(location: String, target: String) throws {
        #expect(try WebAddress(parsing: "http://a:81/x/w").following(location).text == target)
    }
}
