"""Third station: what is named where. Countries, places, dates, bodies, people, posts, instruments, gatherings."""
