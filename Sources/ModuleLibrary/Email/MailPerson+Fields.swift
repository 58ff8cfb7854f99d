import Mail
import Values

extension MailPerson {
    /// A text with one or several in it, a collection as the modules of a mailbox give it, or an array of either.
    static func read(_ value: Value?) throws(MailFailure) -> [MailPerson] {
        switch value {
        case .array(let items)?:
            var people: [MailPerson] = []
            for item in items { people += try read(item) }
            return people
        case .collection(let fields)?: return try one(fields).map { [$0] } ?? []
        case let value: return AddressList.read(value?.moduleText)
        }
    }

    /// `nil` where there is nobody in it, as in the `replyTo` of an email that has none.
    private static func one(_ fields: Fields) throws(MailFailure) -> MailPerson? {
        let name = fields.text("name")?.trimmingWhitespace ?? ""
        guard let text = fields.text("address") ?? fields.text("email") else {
            guard fields.entries.allSatisfy({ $0.value.moduleText.isEmpty }) else {
                throw MailFailure(
                    "A collection is no recipient or sender unless it has an 'address' (and perhaps a 'name').", isTemporary: false)
            }
            return nil
        }
        let written = AddressList.read(text).first
        return MailPerson(name: name.isEmpty ? written?.name ?? "" : name, address: written?.address ?? text)
    }

    /// As it can stand in a header.
    var checked: MailAddress {
        get throws(MailFailure) { try MailAddress(address, name: name.isEmpty ? nil : name) }
    }
}
