import Automation
import Stores
import Testing
import Values

@Suite struct KeptBundleTests {
    private func written(_ kept: KeptBundle) throws -> (again: KeptBundle, parts: Int) {
        var encoder = PointEncoder { bytes in "\(bytes.count) \(bytes.hashValue)" }
        let encoded = encoder.encode(kept)
        let parts = Dictionary(uniqueKeysWithValues: encoded.parts.map { ($0.digest, $0.bytes) })
        #expect(try Set(KeptBundle.parts(of: encoded.bytes)) == Set(parts.keys))
        return (try KeptBundle(decoding: encoded.bytes, parts: parts), parts.count)
    }

    @Test func `what a bundle goes on with is read as it was written, also what an aggregator gathered and how a merge was come to`() throws
    {
        let large = Value.array((0..<100).map { .text("item number \($0)") })
        var point = ResumePoint(
            moduleId: 7, path: [3, 1], bundles: [1: ["list": large], 2: ["n": 1]], variables: ["v": 1], executionVariables: ["w": large],
            run: "run")
        for (arm, position, items) in [(nil, nil, nil), (2, nil, []), (0, 1, large.asArray)] as [(Int?, Int?, [Value]?)] {
            point.arm = arm
            point.group = items.map { ResumePoint.Group(key: position == nil ? .null : "key", items: $0, position: position) }
            let kept = KeptBundle(point: point, inputs: ["i": 2])
            let (again, parts) = try written(kept)
            #expect(again == kept)
            // The same list, wherever it stands.
            #expect(parts == 2)
        }
    }
}
