"""Last station: competency questions, answers with their sentences."""
