@testable import Engine
import Testing
import Values

struct HookDeliveryTests {
    @Test(
        arguments: [
            ("application/json; charset=latin1", [0x22, 0xE9, 0x22], #""é""#), ("application/json", Array(#""é""#.utf8), #""é""#),
            ("application/json; charset=latin1", Array(#""é""#.utf8), #""é""#), ("text/plain; charset=windows-1252", [0x80], "€"),
        ] as [(String, [UInt8], String)])
    func `what is passed through is text, read by its charset`(type: String, body: [UInt8], text: String) throws {
        var settings = HookSettings()
        settings.passesThrough = true
        let delivery = HookDelivery(secret: "s", headers: [("Content-Type", type)], body: body)
        #expect(try delivery.bundle(settings) == ["value": .text(text)])
    }
}
