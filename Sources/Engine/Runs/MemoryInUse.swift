import Synchronization

/// Bytes of bundles that all runs of this process hold: no run begins while they are more than the bound, unless none is at work.
final class MemoryInUse: Sendable {
    private let bytes = Atomic(0)
    let limit: Int

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { bytes.load(ordering: .relaxed) > limit }

    func add(_ difference: Int) { bytes.wrappingAdd(difference, ordering: .relaxed) }
}
