/// What the CSV modules take and give.
enum CSVLimits {
    /// `csv.bytes`
    static let bytes = 20_000_000
    /// `csv.rows`
    static let rows = 200_000
    /// `csv.columns`
    static let columns = 2000
    /// `csv.cells`: a million of short ones needs far more memory than their text.
    static let cells = 2_000_000
}
