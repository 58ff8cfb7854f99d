extension Value {
    /// About how many bytes of memory it takes: what the bounds of a run and of the process count.
    package var weight: Int {
        switch self {
        case .null, .boolean, .number, .date: 16
        case .text(let text): 16 + text.utf8.count
        case .buffer(let buffer): 16 + buffer.bytes.count
        case .array(let items): items.reduce(16) { $0 + $1.weight }
        case .collection(let fields): fields.entries.reduce(16) { $0 + 32 + $1.key.utf8.count + $1.value.weight }
        }
    }
}
