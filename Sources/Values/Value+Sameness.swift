extension Value {
    /// Whether both are known to be the same without looking at all of it: they share their storage, or are
    /// texts of the same bytes. Never true of two that differ; `==` looks at all, and takes for equal what has other code points.
    package func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.array(let one), .array(let two)): Self.shareStorage(one, two)
        case (.collection(let one), .collection(let two)): Self.shareStorage(one.entries, two.entries)
        case (.buffer(let one), .buffer(let two)): one.encoding == two.encoding && Self.shareStorage(one.bytes, two.bytes)
        case (.text(let one), .text(let two)): one.utf8.count == two.utf8.count && one.utf8.elementsEqual(two.utf8)
        default: false
        }
    }

    private static func shareStorage<Element>(_ one: [Element], _ two: [Element]) -> Bool {
        guard one.count == two.count, !one.isEmpty else { return false }
        return one.withUnsafeBufferPointer { one in two.withUnsafeBufferPointer { one.baseAddress == $0.baseAddress } }
    }
}
