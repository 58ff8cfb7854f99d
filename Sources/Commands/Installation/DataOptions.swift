import ArgumentParser

/// Where the installation keeps its data.
struct DataOptions: ParsableArguments {
    @Option(name: .long, help: "The folder of the database and the key; made on first use.")
    var data: String

    @Option(
        name: .long,
        help: "A PostgreSQL connection (postgres://… or key=value); without it the folder's SQLite database is used.")
    var database: String?

    @Option(
        name: .customLong("allow-private"),
        help: "A private network, address or host that modules may reach, such as 10.0.0.0/8 or localhost. Repeat it for more.")
    var allowPrivate: [String] = []
}

struct JSONFlag: ParsableArguments {
    @Flag(name: .long, help: "Print JSON.")
    var json = false
}
