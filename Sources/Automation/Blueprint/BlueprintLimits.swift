/// How much of a blueprint is read. Each bound is named in the error that it causes.
package enum BlueprintLimits {
    package static let bytes = 5_000_000
    package static let modules = 2_000
    /// Flows within flows: routes, branches, error handlers, tools.
    package static let nesting = 64
    /// Brackets within brackets: a nested flow takes four, and the innermost module's own values come on top.
    package static let jsonDepth = 4 * nesting + 64
}
