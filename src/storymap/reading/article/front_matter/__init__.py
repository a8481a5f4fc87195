"""What stands above an article between two lines of `---`: its title, author, language and choices."""
