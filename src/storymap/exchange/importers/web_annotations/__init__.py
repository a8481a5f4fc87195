"""Web Annotations as different tools write them: lists, pages and collections, and which of them name places."""
