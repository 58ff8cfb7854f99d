/// Numbers that look random and repeat with their seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// Runs `body` with a seed of its own each time and prints which, so that a failure can be repeated.
func withSeeds(_ count: UInt64, _ body: (inout SeededGenerator, UInt64) throws -> Void) rethrows {
    let first = UInt64.random(in: 0...1_000_000)
    print("seeds \(first)...\(first + count - 1)")
    for seed in first..<(first + count) {
        var generator = SeededGenerator(seed: seed)
        try body(&generator, seed)
    }
}
