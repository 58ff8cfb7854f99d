/// The runs that led to a run, each starting the next by a webhook: what the loop breaker looks at.
package struct RunChain: Hashable, Sendable {
    package struct Link: Hashable, Sendable {
        package let run: RunID
        package let scenario: Int64
        /// When the run began, in milliseconds since 1970.
        package let at: Int64

        package init(run: RunID, scenario: Int64, at: Int64) {
            self.run = run
            self.scenario = scenario
            self.at = at
        }
    }

    /// The oldest first; of a chain that is longer only the first and the last are kept.
    package let links: [Link]

    package static let none = RunChain(links: [])
    /// Links that are carried along.
    package static let limit = 32

    package init(links: [Link]) { self.links = links.count <= Self.limit ? links : links.prefix(1) + links.suffix(Self.limit - 1) }

    package var root: RunID? { links.first?.run }

    package func adding(_ link: Link) -> RunChain { RunChain(links: links + [link]) }

    /// How often a scenario began a run of this chain since `instant`.
    package func count(of scenario: Int64, since instant: Int64) -> Int { links.count { $0.scenario == scenario && $0.at >= instant } }
}

extension RunChain {
    /// `run:scenario:at`, with commas between the links.
    package var text: String { links.map { "\($0.run):\($0.scenario):\($0.at)" }.joined(separator: ",") }

    package init?(text: String) {
        var links: [Link] = []
        for part in text.split(separator: ",") {
            let parts = part.split(separator: ":")
            guard parts.count == 3, let run = RunID(rawValue: String(parts[0])), let scenario = Int64(parts[1]), let at = Int64(parts[2])
            else {
                return nil
            }
            links.append(Link(run: run, scenario: scenario, at: at))
        }
        guard links.count <= Self.limit else { return nil }
        self.init(links: links)
    }
}
