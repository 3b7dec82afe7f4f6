"""The rows of a document in order, as import.yaml says what they are."""
