import Synchronization

/// Patterns that were compiled already: a blueprint's stay the same from bundle to bundle.
package final class PatternCache: Sendable {
    private struct Key: Hashable {
        var pattern: String
        var options: BoundedPattern.Options
    }

    private let compiled = Mutex<[Key: BoundedPattern]>([:])
    private let limits: PatternLimits
    private static let capacity = 256

    package init(limits: PatternLimits) { self.limits = limits }

    package func pattern(_ text: String, _ options: BoundedPattern.Options) throws(PatternError) -> BoundedPattern {
        let key = Key(pattern: text, options: options)
        if let known = compiled.withLock({ $0[key] }) { return known }
        let made = try BoundedPattern(text, options, limits: limits)
        compiled.withLock { compiled in
            if compiled.count >= Self.capacity { compiled.removeAll() }
            compiled[key] = made
        }
        return made
    }
}
