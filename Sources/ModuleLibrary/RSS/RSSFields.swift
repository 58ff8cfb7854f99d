import Automation
import Values

enum RSSFields {
    static let url = FieldDescriptor("url", "URL", "url", required: true, help: "Of an RSS or Atom feed.")
    static let include = FieldDescriptor(
        "include", "Vocabularies", "array", help: "All that a feed has is given in rssFields, whatever is chosen here.", advanced: true)

    static func count(_ help: String) -> FieldDescriptor {
        FieldDescriptor("maxResults", "Maximum number of articles", "uinteger", help: help, initial: 10)
    }

    static let output = [
        FieldDescriptor("title", "Title"), FieldDescriptor("description", "Description"), FieldDescriptor("summary", "Summary"),
        FieldDescriptor("author", "Author"), FieldDescriptor("url", "URL", "url"),
        FieldDescriptor("dateCreated", "Date created", "date"), FieldDescriptor("dateUpdated", "Date updated", "date"),
        FieldDescriptor("comments", "Comments", "url"),
        FieldDescriptor(
            "image", "Image", "collection", fields: [FieldDescriptor("url", "URL", "url"), FieldDescriptor("title", "Title")]),
        FieldDescriptor(
            "source", "Source", "collection", fields: [FieldDescriptor("title", "Title"), FieldDescriptor("url", "URL", "url")]),
        FieldDescriptor("categories", "Categories", "array"),
        FieldDescriptor(
            "enclosures", "Enclosures", "array",
            fields: [FieldDescriptor("url", "URL", "url"), FieldDescriptor("type", "Type"), FieldDescriptor("length", "Length")]),
        FieldDescriptor("guid", "Identifier"), FieldDescriptor("rssFields", "Other fields", "collection"),
    ]
}
