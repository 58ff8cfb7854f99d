import Ledger
import NIOCore
import Testing
import Values

@testable import HTTPAPI

struct WireTests {
    @Test func `members are sorted, and what was written by someone else is not`() {
        let kept: JSON = ["z": 1, "a": 2]
        let record: Record = ["b": 1, "a": ["d": true, "c": nil] as Record, "blueprint": kept]
        #expect(record.wire.text() == #"{"a":{"c":null,"d":true},"b":1,"blueprint":{"z":1,"a":2}}"#)
    }

    @Test(
        arguments: [(63, 100, "0.63"), (1, 3, "0.3333"), (2, 3, "0.6667"), (1, 1, "1"), (0, 5, "0"), (5, 0, "0"), (1, 20_000, "0.0001")]
            as [(Int64, Int64, String)])
    func `a share is rounded to four decimals`(_ part: Int64, _ whole: Int64, _ text: String) {
        #expect(Share(Credits(centicredits: part), of: Credits(centicredits: whole)).wire == .number(text))
    }

    @Test(arguments: [(1_900, 2_500_000, "0.08"), (1, 8, "12.5"), (5, 4, "125")] as [(Int64, Int64, String)])
    func `a percentage has two decimals`(_ part: Int64, _ whole: Int64, _ text: String) {
        #expect(Percent(part, of: whole).wire == .number(text))
    }

    @Test func `an event is one line of data`() {
        let event = ServerEvent(name: "run", data: ["text": "a\nb"])
        #expect(String(buffer: event.bytes) == "event: run\ndata: {\"text\":\"a\\nb\"}\n\n")
    }
}
