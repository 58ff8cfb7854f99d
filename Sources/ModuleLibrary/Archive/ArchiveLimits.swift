/// What the archive modules give: a small archive may hold far more than it weighs.
enum ArchiveLimits {
    /// `archive.files`
    static let files = 10_000
    /// `archive.bytes`: of all files together, unpacked.
    static let bytes = 50_000_000
}
