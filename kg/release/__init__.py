"""First station: files, pages and archives become releases."""
