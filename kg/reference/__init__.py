"""Reviewed knowledge of the world and of the language: data files and their loaders."""
