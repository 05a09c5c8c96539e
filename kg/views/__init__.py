"""Other pictures of the graph: networks of one country or thing, a timeline, heat maps, the dossier of two countries, measures."""
