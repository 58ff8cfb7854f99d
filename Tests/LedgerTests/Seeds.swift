import TestSupport

/// Runs `body` with a seed of its own each time and prints which, so that a failure can be repeated.
func withSeeds(_ count: UInt64, _ body: (inout Seeded, UInt64) throws -> Void) rethrows {
    let first = UInt64.random(in: 0...1_000_000)
    print("seeds \(first)...\(first + count - 1)")
    for seed in first..<(first + count) {
        var generator = Seeded(seed)
        try body(&generator, seed)
    }
}
