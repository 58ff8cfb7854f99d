import Stores
import Testing

struct RunIDTests {
    @Test func `ids of one millisecond are in the order in which they were made`() {
        let sequence = RunIDSequence()
        let ids = (0..<10_000).map { _ in sequence.next(at: 1_795_341_600_000) }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        #expect(sequence.next(at: 1_795_341_600_001) > ids[9_999])
    }
}
