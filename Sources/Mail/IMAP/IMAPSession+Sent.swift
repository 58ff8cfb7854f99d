extension IMAPSession {
    /// Keeps a message that was sent, as one that was read.
    /// - Parameter folder: `nil` is the server's own for what was sent (RFC 6154), else `Sent`, which is made where there is none.
    /// - Returns: where it is.
    package func keepSent(_ message: [UInt8], in folder: String?) throws(MailFailure) -> String {
        let folder = if let folder { folder } else { try sentFolder() }
        try append(message, to: folder, flags: "(\\Seen)")
        return folder
    }

    private func sentFolder() throws(MailFailure) -> String {
        // Without the extension some servers mark their folders all the same.
        let marked = try folders(capabilities.contains("SPECIAL-USE") ? #"LIST (SPECIAL-USE) "" "*""# : #"LIST "" "*""#)
        if let folder = marked.first(where: \.isForSent) { return folder.name }
        let usual = "Sent"
        if try folders(#"LIST "" "\#(usual)""#).isEmpty {
            var command = IMAPCommand("CREATE")
            command.add(string: usual)
            _ = try perform(command)
        }
        return usual
    }

    private func folders(_ list: String) throws(MailFailure) -> [(name: String, isForSent: Bool)] {
        try perform(IMAPCommand(list)).compactMap { response in
            guard let values = response.values, values.count >= 5, values[1].text?.uppercased() == "LIST", let name = values[4].text else {
                return nil
            }
            let marks = values[2].items.compactMap { $0.text?.uppercased() }
            return (FolderName.decode(name), marks.contains("\\SENT") && !marks.contains("\\NOSELECT"))
        }
    }
}
