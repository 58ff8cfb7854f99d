/// A part of a document. Texts are as they were written, to be read when all link addresses are known.
indirect enum MarkdownBlock {
    case heading(level: Int, text: [UInt8])
    case paragraph([UInt8])
    case code([UInt8], language: String)
    case quote([MarkdownBlock])
    case list(MarkdownList)
    case table(MarkdownTable)
    case html([UInt8])
    case rule
}

struct MarkdownList {
    struct Item {
        /// Of a task: whether it is done.
        var isDone: Bool?
        var blocks: [MarkdownBlock]
    }

    /// The first number; `nil` where there are no numbers.
    var start: Int?
    /// Empty lines stand between its parts, so that texts are paragraphs.
    var isLoose = false
    var items: [Item] = []
}

struct MarkdownTable {
    /// `left`, `center`, `right`, or none.
    var alignments: [String?]
    var header: [[UInt8]]
    var rows: [[[UInt8]]] = []
}

struct MarkdownReference {
    var address: String
    var title: String?
}
