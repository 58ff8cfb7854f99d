/// Finds a text within a text in time that grows with their lengths only, whatever they are (Knuth, Morris and Pratt).
struct ByteSearch {
    private let needle: [UInt8]
    /// For each prefix of the needle, how much of it is also its end.
    private let borders: [Int]

    init(_ needle: String) {
        self.needle = Array(needle.utf8)
        var borders = Array(repeating: 0, count: self.needle.count)
        var length = 0
        for position in self.needle.indices.dropFirst() {
            while length > 0, self.needle[position] != self.needle[length] { length = borders[length - 1] }
            if self.needle[position] == self.needle[length] { length += 1 }
            borders[position] = length
        }
        self.borders = borders
    }

    /// Where the first occurrence from `start` on begins; an empty needle is nowhere.
    func first(in text: [UInt8], from start: Int = 0) -> Int? {
        guard !needle.isEmpty else { return nil }
        var length = 0
        var position = start
        while position < text.count {
            if text[position] == needle[length] {
                length += 1
                position += 1
                if length == needle.count { return position - length }
            } else if length > 0 {
                length = borders[length - 1]
            } else {
                position += 1
            }
        }
        return nil
    }

    var count: Int { needle.count }
}
