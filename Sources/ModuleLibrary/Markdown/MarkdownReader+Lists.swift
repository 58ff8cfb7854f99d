extension MarkdownReader {
    /// Items with signs of one kind. Empty lines behind the last are left for what follows.
    mutating func list(_ lines: [MarkdownLine], _ index: inout Int, depth: Int) -> MarkdownList {
        guard let first = lines[index].marker else { preconditionFailure("a list begins with an item") }
        var list = MarkdownList(start: first.number)
        while index < lines.count, let marker = lines[index].marker, marker.sign == first.sign {
            let (item, next) = item(lines, index, marker)
            let (read, isDone) = isGitHubFlavored ? Self.task(item) : (item, nil)
            let (blocks, areApart) = blocks(read, depth: depth + 1)
            list.items.append(MarkdownList.Item(isDone: isDone, blocks: blocks))
            if areApart { list.isLoose = true }
            index = next
            let after = lines[next...].firstIndex { !$0.isBlank } ?? lines.count
            guard after > next, after < lines.count, let following = lines[after].marker, following.sign == first.sign else { continue }
            list.isLoose = true
            index = after
        }
        return list
    }

    /// The lines of an item, and where the next thing begins.
    private func item(_ lines: [MarkdownLine], _ start: Int, _ marker: MarkdownLine.Marker) -> (item: [MarkdownLine], next: Int) {
        var item = [lines[start].dropFirst(min(marker.offset, lines[start].count))]
        var index = start + 1
        // An item may begin with one empty line at most.
        if marker.isEmpty, index < lines.count, lines[index].isBlank { return (item, index) }
        var end = index
        while index < lines.count {
            let line = lines[index]
            if line.isBlank {
                item.append([])
                index += 1
                continue
            }
            if line.indent >= marker.offset {
                item.append(line.dropFirst(marker.offset))
            } else {
                guard end == index, Self.goesOn(item.last, with: line) else { break }
                item.append(line.trimmed)
            }
            index += 1
            end = index
        }
        item.removeLast(index - end)
        return (item, end)
    }

    /// `[ ]` and `[x]` at an item's start make it a task.
    private static func task(_ item: [MarkdownLine]) -> ([MarkdownLine], Bool?) {
        guard let line = item.first, line.count > 4, line.first == 91, line.dropFirst(2).starts(with: "] ") else { return (item, nil) }
        let sign = line[line.startIndex + 1]
        guard [32, 120, 88].contains(sign) else { return (item, nil) }
        return ([line.dropFirst(4)] + item.dropFirst(), sign != 32)
    }
}
