/// Who a message is from or to, as others have written it: not checked as a ``MailAddress`` is.
package struct MailPerson: Hashable, Sendable {
    package var name: String
    package var address: String

    package init(name: String, address: String) {
        self.name = name
        self.address = address
    }
}

/// `"Ada, Countess" <ada@example.com>, bob@example.com (Bob), Team: eve@example.com;` (RFC 5322 §3.4)
package enum AddressList {
    private static let maximumAddresses = 1000

    package static func read(_ header: String?) -> [MailPerson] {
        guard let header else { return [] }
        var people: [MailPerson] = []
        var entry = Entry()
        var isQuoted = false
        var isEscaped = false
        var comments = 0
        for character in header {
            guard people.count < maximumAddresses else { break }
            if isEscaped {
                entry.add(character, isComment: comments > 0)
                isEscaped = false
                continue
            }
            switch character {
            case "\\" where isQuoted || comments > 0: isEscaped = true
            case "\"" where comments == 0: isQuoted.toggle()
            case "(" where !isQuoted: comments += 1
            case ")" where !isQuoted && comments > 0: comments -= 1
            case "<" where !isQuoted && comments == 0: entry.openAddress()
            case ">" where !isQuoted && comments == 0: entry.isInside = false
            // The name of a group is nobody.
            case ":" where !isQuoted && comments == 0 && !entry.isInside: entry = Entry()
            case _ where (character == "," || character == ";") && !isQuoted && comments == 0:
                if let person = entry.person { people.append(person) }
                entry = Entry()
            default: entry.add(character, isComment: comments > 0)
            }
        }
        if let person = entry.person { people.append(person) }
        return people
    }

    private struct Entry {
        private var words = ""
        private var address: String?
        private var comment = ""
        var isInside = false

        mutating func openAddress() {
            address = ""
            isInside = true
        }

        mutating func add(_ character: Character, isComment: Bool) {
            if isComment { comment.append(character) } else if isInside { address?.append(character) } else { words.append(character) }
        }

        var person: MailPerson? {
            let words = Self.trimmed(words)
            if let address { return MailPerson(name: EncodedWords.decode(words), address: Self.trimmed(address)) }
            return words.isEmpty ? nil : MailPerson(name: EncodedWords.decode(Self.trimmed(comment)), address: words)
        }

        private static func trimmed(_ text: String) -> String {
            var text = text[...]
            while text.first?.isWhitespace == true { text.removeFirst() }
            while text.last?.isWhitespace == true { text.removeLast() }
            return String(text)
        }
    }
}
